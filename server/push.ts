import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server, type Namespace } from "socket.io";
import type { DeskTopic, ServerToDesk } from "../content/wire/protocol.ts";
import type { User } from "./auth/auth.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db/connect.ts";
import { FanOutAdapter } from "./fan-out.ts";
import { sameOrigin } from "./origin.ts";
import { openScreenSockets, type ScreenEvents, type ScreenNamespace, type ScreenSockets } from "./screen-sockets.ts";

/** All that goes over sockets: screens, and the desk. Push announces, pull delivers (design §2). */
export type Push = ScreenSockets & {
  attach(http: HttpServer): void;
  tellDesk(topic: DeskTopic, id?: string): void;
  close(): Promise<void>;
};

type Options = {
  readonly db: Db;
  readonly config: Config;
  readonly clock: () => number;
  readonly userOf: (headers: Headers) => Promise<User | undefined>;
  readonly log: (line: string) => void;
  readonly events: ScreenEvents;
};

/** The desk hears of screens at most this often, however many report (mission.md §5.7). */
const screensTopicMs = 1000;

export function createPush({ db, config, clock, userOf, log, events }: Options): Push {
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
  const desk: Namespace<Record<string, never>, ServerToDesk> = io.of("/desk");
  let screensTopic: NodeJS.Timeout | undefined;

  function screensChanged(): void {
    screensTopic ??= setTimeout(() => {
      screensTopic = undefined;
      desk.emit("changed", { topic: "screens" });
    }, screensTopicMs);
  }

  const sockets = openScreenSockets(screens, { db, config, clock, log, events, changed: screensChanged });

  desk.use((socket, next) => {
    userOf(new Headers({ cookie: socket.handshake.headers.cookie ?? "" })).then(
      (user) => next(user ? undefined : new Error("auth/signed-out")),
      () => next(new Error("server/unavailable")),
    );
  });

  return {
    ...sockets,
    attach(http) {
      io.attach(http);
    },
    tellDesk(topic, id) {
      if (topic === "screens") screensChanged();
      else desk.emit("changed", { topic, ...(id === undefined ? {} : { id }) });
    },
    async close() {
      clearTimeout(screensTopic);
      await io.close();
    },
  };
}
