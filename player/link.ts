import { io, type Socket } from "socket.io-client";
import { LogEntry } from "../content/trust/order-statement.ts";
import { Announcement, Challenge, Welcome, type Hello, type Report } from "../content/wire/protocol.ts";
import type { ScreenToServer, ServerToScreen } from "../content/wire/protocol.ts";
import { Instant } from "../content/playout/programme.ts";

export type LinkDeps = {
  /** Of the namespace of screens, on whichever host the server is. */
  readonly address: string;
  readonly token: string;
  /** What to say once the server has asked who this is. */
  readonly hello: (challenge: Challenge) => Promise<Hello>;
  readonly report: () => Report;
  readonly random: () => number;
  /** The window that the server announced last, from before this boot. */
  readonly reconnectWindowMs: number;
  readonly monotonic: () => number;
  readonly welcomed: (welcome: Welcome) => void;
  readonly announced: (announcement: Announcement) => void;
  readonly ordered: (entry: LogEntry) => void;
  readonly heartbeat: (envelope: string) => void;
  readonly time: (serverTime: number) => void;
  readonly quarantined: () => void;
  readonly unpaired: () => void;
  /** The server refused the connection; whether it still knows this screen is asked over HTTP. */
  readonly refused: () => void;
  readonly lost: () => void;
};

export const firstReconnectWindowMs = 5000;
const firstReportEveryMs = 30_000;
/** A report after a change waits this long, so that a change of both lanes is one report. */
const reportPauseMs = 1000;

/** The push channel. Losing it costs latency, never truth: everything it says can be asked for over HTTP. */
export class Link {
  private readonly deps: LinkDeps;
  private readonly socket: Socket<ServerToScreen, ScreenToServer>;
  private windowMs: number;
  private reportEveryMs = firstReportEveryMs;
  private welcomed = false;
  private closed = false;
  private reconnect: ReturnType<typeof setTimeout> | undefined;
  private report: ReturnType<typeof setTimeout> | undefined;
  private reportDueAt = Infinity;
  private reportedAt = -Infinity;

  constructor(deps: LinkDeps) {
    this.deps = deps;
    this.windowMs = deps.reconnectWindowMs;
    // Its own back-off has no full jitter over a window; ours is below.
    this.socket = io(deps.address, {
      transports: ["websocket"],
      reconnection: false,
      autoConnect: false,
      forceNew: true,
      auth: { token: deps.token },
    });
    this.socket.on("challenge", (message) => {
      const challenge = Challenge.safeParse(message);
      if (challenge.success) void this.hello(challenge.data);
    });
    this.socket.on("disconnect", () => this.lost());
    this.socket.on("connect_error", (error) => {
      if (error.message === "screen/unknown-token") deps.refused();
      this.lost();
    });
    this.socket.on("announce", (message) => {
      const announcement = Announcement.safeParse(message);
      if (announcement.success) deps.announced(announcement.data);
    });
    this.socket.on("time", (message) => {
      const time = Instant.safeParse(message);
      if (time.success) deps.time(time.data);
    });
    this.socket.on("order", (message) => {
      const entry = LogEntry.safeParse(message);
      if (entry.success) deps.ordered(entry.data);
    });
    this.socket.on("heartbeat", (message) => {
      if (typeof message === "string") deps.heartbeat(message);
    });
    // Whoever copied this profile answers too: then both are held (attacks.md case 28).
    this.socket.on("still", (answer) => {
      if (typeof answer === "function") answer();
    });
    this.socket.on("quarantined", () => deps.quarantined());
    this.socket.on("unpaired", () => deps.unpaired());
    this.socket.connect();
  }

  /** Said hello and was answered on the connection that is open now. */
  get connected(): boolean {
    return this.welcomed;
  }

  /** Something in the report changed: send it, at most once a second. */
  reportSoon(): void {
    this.reportWithin(reportPauseMs);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.reconnect);
    clearTimeout(this.report);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  private async hello(challenge: Challenge): Promise<void> {
    const hello = await this.deps.hello(challenge);
    if (this.closed) return;
    this.socket.emit("hello", hello, (answer) => {
      const welcome = Welcome.safeParse(answer);
      if (!welcome.success || this.closed) return;
      this.welcomed = true;
      this.windowMs = welcome.data.reconnectWindowMs;
      this.reportEveryMs = welcome.data.reportEveryMs;
      this.deps.welcomed(welcome.data);
      this.reportSoon();
    });
  }

  private lost(): void {
    if (this.closed) return;
    this.welcomed = false;
    clearTimeout(this.report);
    this.reportDueAt = Infinity;
    this.deps.lost();
    clearTimeout(this.reconnect);
    this.reconnect = setTimeout(() => this.socket.connect(), this.deps.random() * this.windowMs);
  }

  private reportWithin(ms: number): void {
    if (!this.welcomed) return;
    const now = this.deps.monotonic();
    const dueAt = Math.max(now + ms, this.reportedAt + reportPauseMs);
    if (dueAt >= this.reportDueAt) return;
    clearTimeout(this.report);
    this.reportDueAt = dueAt;
    this.report = setTimeout(() => {
      this.reportDueAt = Infinity;
      this.reportedAt = this.deps.monotonic();
      this.socket.emit("report", this.deps.report());
      this.reportWithin(this.reportEveryMs);
    }, dueAt - now);
  }
}
