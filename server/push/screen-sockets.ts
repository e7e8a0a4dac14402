import { randomBytes } from "node:crypto";
import type { Namespace, Socket } from "socket.io";
import type { PublicKey } from "../../content/trust/key.ts";
import type { LogEntry } from "../../content/trust/order-statement.ts";
import { signedBytes } from "../../content/trust/envelope.ts";
import {
  type Announcement,
  type Echo,
  everyScreen,
  Hello,
  helloPayload,
  helloType,
  lineUpRoom,
  Report,
  ScreenAuth,
  type ScreenToServer,
  type ServerToScreen,
  type ShellMode,
  type Welcome,
} from "../../content/wire/protocol.ts";
import { hashToken } from "../auth/setup.ts";
import type { Config } from "../config.ts";
import type { Db } from "../db/connect.ts";
import { findLineUp } from "../db/line-ups.ts";
import { highestOrder } from "../db/orders.ts";
import { newestRoot } from "../db/roots.ts";
import { findScreen, screenByTokenHash, updateScreen } from "../db/screens.ts";
import type { Move } from "../publish.ts";
import { askBoth } from "./rivals.ts";
import { verify } from "../trust/sign.ts";

type Data = {
  screen: string;
  key: PublicKey | undefined;
  quarantined: boolean;
  nonce: string;
  /** From its accepted hello on; before it this connection is nobody's word. */
  boot: string | undefined;
  proven: boolean;
};
export type ScreenSocket = Socket<ScreenToServer, ServerToScreen, Record<string, never>, Data>;
export type ScreenNamespace = Namespace<ScreenToServer, ServerToScreen, Record<string, never>, Data>;

/** What a screen said last, and whether it is connected now. */
export type Presence = {
  readonly online: boolean;
  readonly lastSeenAt: number;
  readonly report: Report | undefined;
  readonly clockSkewMs: number | undefined;
  readonly shell: ShellMode | undefined;
  /** By its last hello; `undefined` before it said one to this process. */
  readonly proven: boolean | undefined;
};

type Live = {
  sockets: Set<ScreenSocket>;
  lastSeenAt: number;
  report: Report | undefined;
  clockSkewMs: number | undefined;
  shell: ShellMode | undefined;
  proven: boolean | undefined;
  echo: Echo | undefined;
  /** The last version and echo that were held against the database. */
  said: string;
  dirty: boolean;
};

/** What is judged and recorded elsewhere (`identity.ts`, `restored.ts`). */
export type ScreenEvents = {
  /** Somebody has the token of this screen and not its key. */
  wrongKey(screen: string): Promise<void>;
  /** Two devices answered at once, each with the key of this screen. */
  twoDevices(screen: string, boots: readonly string[]): Promise<void>;
  /** What a screen, whose key was proven, has seen at its highest. */
  seen(screen: string, version: number, echo: Echo): Promise<void>;
};

export type ScreenSockets = {
  /** One broadcast per line-up; the frame is encoded once for the whole room. */
  announce(announcements: readonly Announcement[]): void;
  /** Puts the sockets of these screens into the room of the line-up that they now belong to, and tells them of it. */
  move(moves: readonly Move[]): void;
  /** One frame to every screen, whatever the number of venues. */
  order(entry: LogEntry): void;
  heartbeat(envelope: string): void;
  /** Tells the devices of a held screen so and takes them out of every room; ends the connections of a released one. */
  quarantine(screen: string): void;
  release(screen: string): void;
  unpair(screen: string): void;
  /** Tells every screen the server's time at once, for when it was set. */
  tellTime(): void;
  presence(screen: string): Presence | undefined;
  /** Writes what screens reported to the database. */
  flush(): Promise<void>;
};

type Options = {
  readonly db: Db;
  readonly config: Config;
  readonly clock: () => number;
  readonly log: (line: string) => void;
  readonly events: ScreenEvents;
  /** The desk should look again. */
  readonly changed: () => void;
  /** Who has not said hello by then is hung up on. */
  readonly helloWithinMs?: number | undefined;
};

const usualHelloWithinMs = 10_000;

/**
 * Rooms, hello, orders, announcements and presence of screens. Long because whatever a connection may do or be told reads
 * one after the other here; what is decided of it stands elsewhere (`ScreenEvents`, `rivals.ts`).
 */
export function openScreenSockets(screens: ScreenNamespace, options: Options): ScreenSockets {
  const { db, config, clock, log, events, changed, helloWithinMs = usualHelloWithinMs } = options;
  const live = new Map<string, Live>();

  /** What failed leaves the process alive and closes that connection, so that the screen comes again. */
  function guarded(socket: ScreenSocket, what: string, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      log(`${what} of ${socket.data.screen}: ${error instanceof Error ? error.message : String(error)}`);
      socket.disconnect(true);
    });
  }

  screens.use((socket, next) => {
    const auth = ScreenAuth.safeParse(socket.handshake.auth);
    if (!auth.success) return next(new Error("screen/unknown-token"));
    screenByTokenHash(db, hashToken(auth.data.token)).then(
      (screen) => {
        if (!screen) return next(new Error("screen/unknown-token"));
        socket.data = {
          screen: screen.id,
          key: screen.public_key === null ? undefined : (JSON.parse(screen.public_key) as PublicKey),
          quarantined: screen.quarantined_at !== null,
          nonce: randomBytes(16).toString("hex"),
          boot: undefined,
          proven: false,
        };
        next();
      },
      () => next(new Error("server/unavailable")),
    );
  });

  screens.on("connection", (socket) => {
    const id = socket.data.screen;
    const state = live.get(id) ?? unheard();
    live.set(id, state);
    state.sockets.add(socket);
    // At once, before the hello: what is ordered from here on reaches it, and what was before it asks for.
    if (socket.data.quarantined) socket.emit("quarantined");
    else void socket.join(everyScreen);
    socket.emit("challenge", { nonce: socket.data.nonce });
    const patience = setTimeout(() => socket.disconnect(true), helloWithinMs);

    socket.on("hello", (message, welcome) => {
      const hello = Hello.safeParse(message);
      if (!hello.success || typeof welcome !== "function") {
        socket.disconnect(true);
        return;
      }
      clearTimeout(patience);
      guarded(socket, "hello", async () => greet(socket, state, hello.data, welcome));
    });

    socket.on("report", (message) => {
      const report = Report.safeParse(message);
      if (!report.success) {
        socket.disconnect(true);
        return;
      }
      // Whoever has no more than the token, and not the key, says nothing in this screen's name.
      if (socket.data.boot === undefined) return;
      state.report = report.data;
      state.clockSkewMs = Math.round(report.data.clock - clock());
      state.lastSeenAt = clock();
      state.dirty = true;
      changed();
      const { version, echo } = report.data;
      if (echo) guarded(socket, "echo", async () => heard(socket, version, echo));
    });

    socket.on("disconnect", () => {
      clearTimeout(patience);
      state.sockets.delete(socket);
      if (socket.data.boot === undefined) return;
      state.lastSeenAt = clock();
      state.dirty = true;
      changed();
    });
  });

  async function greet(
    socket: ScreenSocket,
    state: Live,
    hello: Hello,
    welcome: (answer: Welcome) => void,
  ): Promise<void> {
    const { data } = socket;
    data.proven = await proves(data, hello);
    if (data.key && !data.proven) {
      await events.wrongKey(data.screen);
      socket.emit("refused", "screen/wrong-key");
      socket.disconnect(true);
      return;
    }
    data.boot = hello.boot;
    Object.assign(state, {
      lastSeenAt: clock(),
      clockSkewMs: Math.round(hello.clock - clock()),
      shell: hello.shell,
      proven: data.proven,
      dirty: true,
    } satisfies Partial<Live>);
    changed();
    if (hello.echo) await heard(socket, hello.version, hello.echo);
    // Join before reading: what is published in between is either read here or announced to the room.
    const current = data.quarantined ? undefined : await enterRoom(socket, data.screen);
    welcome({
      serverTime: clock(),
      ...(current ? { current } : {}),
      ...(data.quarantined ? {} : { orders: await highestOrder(db), root: (await newestRoot(db))?.version ?? 0 }),
      reconnectWindowMs: config.reconnectWindowMs,
      reportEveryMs: config.reportEveryMs,
    });
    if (data.proven && !data.quarantined) {
      for (const other of state.sockets) {
        if (other === socket || !other.data.proven || other.data.boot === hello.boot) continue;
        guarded(socket, "rival", async () => {
          const boots = await askBoth(other, socket);
          if (boots) await events.twoDevices(data.screen, boots);
        });
      }
    }
  }

  /**
   * A screen says the same each time; only what is new is held against the database. Without a key, or with one that two
   * devices have, it proves nothing: then its word must not stop the publishing to all the others.
   */
  async function heard({ data }: ScreenSocket, version: number, echo: Echo): Promise<void> {
    const state = live.get(data.screen);
    if (!state || !data.proven || data.quarantined) return;
    state.echo = echo;
    const said = JSON.stringify([version, echo]);
    if (said === state.said) return;
    state.said = said;
    await events.seen(data.screen, version, echo);
  }

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

  const socketsOf = (screen: string): ScreenSocket[] => [...(live.get(screen)?.sockets ?? [])];

  return {
    announce(announcements) {
      for (const announcement of announcements)
        screens.to(lineUpRoom(announcement.lineUp)).emit("announce", announcement);
    },
    move(moves) {
      for (const { screen, lineUp, announcement } of moves) {
        for (const socket of socketsOf(screen)) {
          if (socket.data.quarantined) continue;
          switchRoom(socket, lineUp);
          if (announcement) socket.emit("announce", announcement);
        }
      }
    },
    order(entry) {
      screens.to(everyScreen).emit("order", entry);
    },
    heartbeat(envelope) {
      screens.to(everyScreen).emit("heartbeat", envelope);
    },
    quarantine(screen) {
      for (const socket of socketsOf(screen)) {
        socket.data.quarantined = true;
        for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
        socket.emit("quarantined");
      }
      changed();
    },
    release(screen) {
      // They come again and prove themselves anew; if there are still two, both are held again.
      for (const socket of socketsOf(screen)) socket.disconnect(true);
      changed();
    },
    unpair(screen) {
      for (const socket of socketsOf(screen)) {
        socket.emit("unpaired");
        socket.disconnect(true);
      }
      live.delete(screen);
      changed();
    },
    tellTime() {
      screens.emit("time", clock());
    },
    presence(screen) {
      const state = live.get(screen);
      // Who only connected is not heard yet; what the database has of the screen says more.
      if (!state || state.lastSeenAt === 0) return undefined;
      return {
        online: [...state.sockets].some(({ data }) => data.boot !== undefined),
        lastSeenAt: state.lastSeenAt,
        report: state.report,
        clockSkewMs: state.clockSkewMs,
        shell: state.shell,
        proven: state.proven,
      };
    },
    async flush() {
      for (const [id, state] of live) {
        if (!state.dirty) continue;
        state.dirty = false;
        await updateScreen(db, id, {
          last_seen_at: state.lastSeenAt,
          report: state.report ? JSON.stringify(state.report) : null,
          clock_skew: state.clockSkewMs ?? null,
          ...(state.shell ? { shell: state.shell } : {}),
          ...(state.proven === undefined ? {} : { proven: state.proven ? 1 : 0 }),
          ...(state.echo ? { echo: JSON.stringify(state.echo) } : {}),
        });
      }
    },
  };
}

function unheard(): Live {
  return {
    sockets: new Set(),
    lastSeenAt: 0,
    report: undefined,
    clockSkewMs: undefined,
    shell: undefined,
    proven: undefined,
    echo: undefined,
    said: "",
    dirty: false,
  };
}

/** Whether the hello is signed with the key made at pairing, over the number that this very connection was given. */
async function proves({ key, nonce }: Data, { boot, proof }: Hello): Promise<boolean> {
  if (!key || proof === undefined) return false;
  return verify(key, signedBytes(helloType, helloPayload(nonce, boot)), proof);
}

function switchRoom(socket: ScreenSocket, lineUp: string): void {
  const room = lineUpRoom(lineUp);
  if (socket.rooms.has(room)) return;
  for (const old of socket.rooms) if (old.startsWith(lineUpRoom(""))) void socket.leave(old);
  void socket.join(room);
}
