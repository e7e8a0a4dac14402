import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Session } from "../auth/auth.ts";
import type { Config } from "../config.ts";
import type { Db } from "../db/connect.ts";
import { holdingSessions } from "../db/people.ts";
import { type DeskSockets, openDeskSockets } from "./desk-sockets.ts";
import { FanOutAdapter } from "./fan-out.ts";
import { sameOrigin, screenOrigin } from "../origin.ts";
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
  readonly helloWithinMs?: number | undefined;
};

export function createPush({ db, config, clock, sessionOf, log, events, helloWithinMs }: Options): Push {
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
    // WebSockets are not subject to CORS: a page of another origin is refused here, but for shells that were named.
    allowRequest: (request: IncomingMessage, answer) =>
      answer(null, screenOrigin(request.headers.origin, request.headers.host, config)),
  });
  const screens: ScreenNamespace = io.of("/screens");
  // Nobody has business in the namespace that socket.io always has.
  io.of("/").use((_, next) => next(new Error("request/not-found")));
  // The desk goes by a cookie, which a shell on a neighbouring host would bring along.
  io.of("/desk").use(({ handshake: { headers } }, next) =>
    next(sameOrigin(headers.origin, headers.host, config) ? undefined : new Error("request/wrong-origin")),
  );
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
    helloWithinMs,
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
