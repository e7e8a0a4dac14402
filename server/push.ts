import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Session } from "./auth/auth.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db/connect.ts";
import { holdingSessions } from "./db/people.ts";
import { type DeskSockets, openDeskSockets } from "./desk-sockets.ts";
import { FanOutAdapter } from "./fan-out.ts";
import { sameOrigin } from "./origin.ts";
import { limitPackets } from "./packet-limit.ts";
import { openScreenSockets, type ScreenEvents, type ScreenNamespace, type ScreenSockets } from "./screen-sockets.ts";

/** All that goes over sockets: screens, and the desk. Push announces, pull delivers (design §2). */
export type Push = ScreenSockets &
  Omit<DeskSockets, "stop"> & {
    attach(http: HttpServer): void;
    close(): Promise<void>;
  };

type Options = {
  readonly db: Db;
  readonly config: Config;
  readonly clock: () => number;
  readonly sessionOf: (headers: Headers) => Promise<Session | undefined>;
  readonly log: (line: string) => void;
  readonly events: ScreenEvents;
};

export function createPush({ db, config, clock, sessionOf, log, events }: Options): Push {
  const io = new Server({
    transports: ["websocket"],
    serveClient: false,
    allowUpgrades: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    cleanupEmptyChildNamespaces: true,
    adapter: FanOutAdapter,
    // WebSockets are not subject to CORS: a page of another origin is refused here.
    allowRequest: (request: IncomingMessage, answer) =>
      answer(null, sameOrigin(request.headers.origin, request.headers.host, config)),
  });
  const screens: ScreenNamespace = io.of("/screens");
  // Nobody has business in the namespace that socket.io always has.
  io.of("/").use((_, next) => next(new Error("request/not-found")));
  const { stop, ...desk } = openDeskSockets(io.of("/desk"), {
    sessionOf,
    holding: (sessions) => holdingSessions(db, sessions),
    log,
  });
  const sockets = openScreenSockets(screens, {
    db,
    config,
    clock,
    log,
    events,
    changed: () => desk.tellDesk("screens"),
  });

  return {
    ...sockets,
    ...desk,
    attach(http) {
      io.attach(http);
      limitPackets(io);
    },
    async close() {
      stop();
      await io.close();
    },
  };
}
