import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server, type Namespace, type Socket } from "socket.io";
import {
  type Announcement,
  type DeskTopic,
  Hello,
  lineUpRoom,
  Report,
  ScreenAuth,
  type ScreenToServer,
  type ServerToDesk,
  type ServerToScreen,
} from "../content/wire/protocol.ts";
import { hashToken } from "./auth/setup.ts";
import type { User } from "./auth/auth.ts";
import type { Config } from "./config.ts";
import type { Db } from "./db/connect.ts";
import { FanOutAdapter } from "./fan-out.ts";
import { findLineUp } from "./db/line-ups.ts";
import { findScreen, screenByTokenHash, updateScreen } from "./db/screens.ts";
import { sameOrigin } from "./origin.ts";
import type { Move } from "./publish.ts";

type ScreenSocket = Socket<ScreenToServer, ServerToScreen, Record<string, never>, { screen: string }>;
type ScreenNamespace = Namespace<ScreenToServer, ServerToScreen, Record<string, never>, { screen: string }>;

/** What a screen said last, and whether it is connected now. */
export type Presence = {
  readonly online: boolean;
  readonly lastSeenAt: number;
  readonly report: Report | undefined;
  readonly clockSkewMs: number | undefined;
};

type Live = {
  sockets: Set<ScreenSocket>;
  lastSeenAt: number;
  report: Report | undefined;
  clockSkewMs: number | undefined;
  dirty: boolean;
};

/** Rooms, hello, announcements and presence. Push announces, pull delivers (design §2). */
export type Push = {
  attach(http: HttpServer): void;
  /** One broadcast per line-up; the frame is encoded once for the whole room. */
  announce(announcements: readonly Announcement[]): void;
  /** Puts the sockets of these screens into the room of the line-up that they now belong to, and tells them of it. */
  move(moves: readonly Move[]): void;
  tellDesk(topic: DeskTopic, id?: string): void;
  unpair(screen: string): void;
  /** Tells every screen the server's time at once, for when it was set. */
  tellTime(): void;
  presence(screen: string): Presence | undefined;
  /** Writes what screens reported to the database. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  readonly db: Db;
  readonly config: Config;
  readonly clock: () => number;
  readonly userOf: (headers: Headers) => Promise<User | undefined>;
  readonly log: (line: string) => void;
};

/** The desk hears of screens at most this often, however many report (mission.md §5.7). */
const screensTopicMs = 1000;

export function createPush({ db, config, clock, userOf, log }: Options): Push {
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
  const live = new Map<string, Live>();
  let screensTopic: NodeJS.Timeout | undefined;

  function screensChanged(): void {
    screensTopic ??= setTimeout(() => {
      screensTopic = undefined;
      desk.emit("changed", { topic: "screens" });
    }, screensTopicMs);
  }

  /** A hello that failed leaves the process alive and closes that connection, so that the screen comes again. */
  function guarded(socket: ScreenSocket, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      log(`hello of ${socket.data.screen}: ${error instanceof Error ? error.message : String(error)}`);
      socket.disconnect(true);
    });
  }

  screens.use((socket, next) => {
    const auth = ScreenAuth.safeParse(socket.handshake.auth);
    if (!auth.success) return next(new Error("screen/unknown-token"));
    screenByTokenHash(db, hashToken(auth.data.token)).then(
      (screen) => {
        if (!screen) return next(new Error("screen/unknown-token"));
        socket.data.screen = screen.id;
        next();
      },
      () => next(new Error("server/unavailable")),
    );
  });

  screens.on("connection", (socket) => {
    const id = socket.data.screen;
    const state = live.get(id) ?? {
      sockets: new Set(),
      lastSeenAt: 0,
      report: undefined,
      clockSkewMs: undefined,
      dirty: false,
    };
    live.set(id, state);
    state.sockets.add(socket);
    state.lastSeenAt = clock();
    screensChanged();

    socket.on("hello", (message, welcome) => {
      const hello = Hello.safeParse(message);
      if (!hello.success || typeof welcome !== "function") {
        socket.disconnect(true);
        return;
      }
      state.clockSkewMs = Math.round(hello.data.clock - clock());
      guarded(socket, async () => {
        // Join before reading: what is published in between is either read here or announced to the room.
        const current = await enterRoom(socket, id);
        welcome({
          serverTime: clock(),
          ...(current ? { current } : {}),
          reconnectWindowMs: config.reconnectWindowMs,
          reportEveryMs: config.reportEveryMs,
        });
      });
    });

    socket.on("report", (message) => {
      const report = Report.safeParse(message);
      if (!report.success) {
        socket.disconnect(true);
        return;
      }
      state.report = report.data;
      state.clockSkewMs = Math.round(report.data.clock - clock());
      state.lastSeenAt = clock();
      state.dirty = true;
      screensChanged();
    });

    socket.on("disconnect", () => {
      state.sockets.delete(socket);
      state.lastSeenAt = clock();
      state.dirty = true;
      screensChanged();
    });
  });

  desk.use((socket, next) => {
    userOf(new Headers({ cookie: socket.handshake.headers.cookie ?? "" })).then(
      (user) => next(user ? undefined : new Error("auth/signed-out")),
      () => next(new Error("server/unavailable")),
    );
  });

  async function enterRoom(socket: ScreenSocket, screen: string): Promise<Announcement | undefined> {
    for (;;) {
      const lineUp = (await findScreen(db, screen))?.line_up;
      if (!lineUp) return undefined;
      switchRoom(socket, lineUp);
      const row = await findLineUp(db, lineUp);
      if ((await findScreen(db, screen))?.line_up !== lineUp) continue;
      if (!row || row.version === 0) return undefined;
      return { lineUp, version: row.version, etag: row.etag, jitterMs: config.jitterMs };
    }
  }

  return {
    attach(http) {
      io.attach(http);
    },
    announce(announcements) {
      for (const announcement of announcements)
        screens.to(lineUpRoom(announcement.lineUp)).emit("announce", announcement);
    },
    move(moves) {
      for (const { screen, lineUp, announcement } of moves) {
        for (const socket of live.get(screen)?.sockets ?? []) {
          switchRoom(socket, lineUp);
          if (announcement) socket.emit("announce", announcement);
        }
      }
    },
    tellDesk(topic, id) {
      if (topic === "screens") screensChanged();
      else desk.emit("changed", { topic, ...(id === undefined ? {} : { id }) });
    },
    unpair(screen) {
      for (const socket of live.get(screen)?.sockets ?? []) {
        socket.emit("unpaired");
        socket.disconnect(true);
      }
      live.delete(screen);
      screensChanged();
    },
    tellTime() {
      screens.emit("time", clock());
    },
    presence(screen) {
      const state = live.get(screen);
      return (
        state && {
          online: state.sockets.size > 0,
          lastSeenAt: state.lastSeenAt,
          report: state.report,
          clockSkewMs: state.clockSkewMs,
        }
      );
    },
    async flush() {
      for (const [id, state] of live) {
        if (!state.dirty) continue;
        state.dirty = false;
        await updateScreen(db, id, {
          last_seen_at: state.lastSeenAt,
          report: state.report ? JSON.stringify(state.report) : null,
          clock_skew: state.clockSkewMs ?? null,
        });
      }
    },
    async close() {
      clearTimeout(screensTopic);
      await io.close();
    },
  };
}

function switchRoom(socket: ScreenSocket, lineUp: string): void {
  const room = lineUpRoom(lineUp);
  if (socket.rooms.has(room)) return;
  for (const old of socket.rooms) if (old.startsWith(lineUpRoom(""))) void socket.leave(old);
  void socket.join(room);
}
