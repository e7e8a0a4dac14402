import { io, type Socket } from "socket.io-client";
import type { LogEntry } from "../../content/trust/order-statement.ts";
import type {
  Announcement,
  Hello,
  ScreenToServer,
  ServerToDesk,
  ServerToScreen,
  Welcome,
} from "../../content/wire/protocol.ts";
import { Welcome as WelcomeShape } from "../../content/wire/protocol.ts";
import { until, within } from "./until.ts";

export type ScreenSocket = {
  readonly socket: Socket<ServerToScreen, ScreenToServer>;
  /** Every announcement heard, oldest first. */
  readonly announcements: readonly Announcement[];
  readonly events: readonly string[];
  /** Every order heard, oldest first. */
  readonly orders: readonly LogEntry[];
  /** Why the server ended the connection, where it said so. */
  readonly refused: readonly string[];
  /** The random number that a proof must be over. */
  nonce(): Promise<string>;
  hello(more?: Partial<Hello>): Promise<Welcome>;
  /** The first announcement of a version above `version`. */
  announced(version: number, ms?: number): Promise<Announcement>;
  close(): void;
};

const handshake = (auth: Record<string, unknown>, origin: string | undefined, cookie?: string) => ({
  transports: ["websocket"],
  reconnection: false,
  forceNew: true,
  auth,
  extraHeaders: { ...(origin === undefined ? {} : { origin }), ...(cookie === undefined ? {} : { cookie }) },
});

/** Connects as a screen does. @throws Error with the server's reason when it is refused */
export async function screenSocket(
  url: string,
  token: string,
  origin: string | undefined = url,
): Promise<ScreenSocket> {
  const socket: Socket<ServerToScreen, ScreenToServer> = io(`${url}/screens`, handshake({ token }, origin));
  const announcements: Announcement[] = [];
  const events: string[] = [];
  const orders: LogEntry[] = [];
  const refused: string[] = [];
  let nonce: string | undefined;
  socket.on("order", (entry) => void orders.push(entry));
  socket.on("refused", (code) => void refused.push(code));
  socket.on("challenge", (challenge) => void ({ nonce } = challenge));
  socket.on("announce", (announcement) => void announcements.push(announcement));
  socket.onAny((event: string) => void events.push(event));
  await connected(socket);
  return {
    socket,
    announcements,
    events,
    orders,
    refused,
    nonce: () => until("a challenge", () => nonce),
    async hello(more = {}) {
      const answer = within(
        "welcome",
        new Promise<Welcome>((resolve) => {
          socket.emit(
            "hello",
            { version: 0, etag: "", clock: Date.now(), boot: "0123456789abcdef", player: "test", ...more },
            resolve,
          );
        }),
      );
      return WelcomeShape.parse(await answer);
    },
    announced: (version, ms) =>
      until(`an announcement above ${version}`, () => announcements.find((a) => a.version > version), ms),
    close: () => void socket.disconnect(),
  };
}

export type DeskSocket = {
  readonly socket: Socket<ServerToDesk>;
  readonly changes: readonly { topic: string; id?: string }[];
  close(): void;
};

/** Connects as the desk does, with the cookie of a session or without one. */
export async function deskSocket(url: string, cookie?: string, origin: string | undefined = url): Promise<DeskSocket> {
  const socket: Socket<ServerToDesk> = io(`${url}/desk`, handshake({}, origin, cookie));
  const changes: { topic: string; id?: string }[] = [];
  socket.on("changed", (change) => void changes.push(change));
  await connected(socket);
  return { socket, changes, close: () => void socket.disconnect() };
}

async function connected(socket: Pick<Socket, "once" | "disconnect">): Promise<void> {
  try {
    await within(
      "a connection",
      new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      }),
    );
  } catch (error) {
    socket.disconnect();
    throw error;
  }
}
