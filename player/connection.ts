import { Problem } from "../content/wire/problem.ts";
import type { Report } from "../content/wire/protocol.ts";
import { Removed, Unreachable, type Fetch } from "./ask.ts";
import type { TrustedClock } from "./clock.ts";
import { Courier } from "./courier.ts";
import type { Cupboard } from "./cupboard.ts";
import type { Generation, Trust } from "./generation.ts";
import { firstReconnectWindowMs, Link } from "./link.ts";
import type { Notebook } from "./notes.ts";
import type { Outbox } from "./outbox.ts";
import { Updater, type Progress } from "./update.ts";

export type ConnectionDeps = {
  readonly token: string;
  readonly trust: Trust;
  readonly cupboard: Cupboard;
  readonly notebook: Notebook;
  readonly clock: TrustedClock;
  readonly outbox: Outbox;
  readonly fetch: Fetch;
  readonly report: () => Report;
  /** Play this from now on; the store has all of it. */
  readonly play: (generation: Generation) => void;
  readonly progress: (progress: Progress | undefined) => void;
  readonly refuse: (problem: Problem) => void;
  /** The server was heard. */
  readonly contacted: () => void;
  /** The server set our time, or the connection came or went. */
  readonly changed: () => void;
  /** The server was reached anew: a newer player may be there. */
  readonly reached: () => void;
  readonly removed: () => void;
};

const pollMs = 5 * 60_000;
const pollJitterMs = 30_000;
const sendEveryMs = 30_000;
const firstRetryMs = 5000;
/** Without a welcome by then the manifest is asked for over HTTP: some networks let no WebSocket through. */
const patienceMs = 10_000;

/**
 * What a screen needs to talk to the server, and not to play: announcements in, updates fetched, proofs sent. A chunk of
 * its own, loaded once the first picture is on, because it is a third of the page's weight.
 */
export class Connection {
  private readonly deps: ConnectionDeps;
  private readonly updater: Updater;
  private readonly courier: Courier;
  private readonly link: Link;
  private readonly timers: ReturnType<typeof setTimeout>[];
  private updateTimer: ReturnType<typeof setTimeout> | undefined;
  private updateAt = Infinity;
  private failures = 0;
  private closed = false;

  constructor(deps: ConnectionDeps, current: Generation | undefined) {
    this.deps = deps;
    const { token, trust, cupboard, notebook, fetch } = deps;
    this.updater = new Updater(
      {
        fetch,
        token,
        trust,
        cupboard,
        floor: () => notebook.notes.version ?? 0,
        wait,
        complete: deps.play,
        progress: deps.progress,
      },
      current,
    );
    this.courier = new Courier(deps.outbox, fetch, token);
    this.link = this.open();
    this.timers = [
      setTimeout(() => !this.connected && this.updateWithin(0), patienceMs),
      setInterval(() => this.updateWithin(pollJitterMs), pollMs),
      setInterval(() => void this.send(), sendEveryMs),
    ];
  }

  get connected(): boolean {
    return this.link.connected;
  }

  reportSoon(): void {
    this.link.reportSoon();
  }

  /** A stored picture is not what was approved, or is gone: fetch it again. */
  async spoiled(sha256: string): Promise<void> {
    await this.updater.spoiled(sha256);
    this.updateWithin(firstRetryMs);
  }

  close(): void {
    this.closed = true;
    for (const timer of [...this.timers, this.updateTimer]) clearTimeout(timer);
    this.link.close();
    this.updater.close();
  }

  private open(): Link {
    const { token, notebook, clock, outbox } = this.deps;
    const etag = (): string => this.updater.current?.etag ?? "";
    const heard = (serverTime: number): void => {
      clock.heard(serverTime);
      this.deps.contacted();
      this.deps.changed();
    };
    return new Link({
      token,
      random: Math.random,
      monotonic: () => performance.now(),
      reconnectWindowMs: notebook.notes.reconnectWindowMs ?? firstReconnectWindowMs,
      hello: () => ({
        version: this.updater.current?.trusted.manifest.version ?? 0,
        etag: etag(),
        clock: Date.now(),
        boot: outbox.boot,
        player: import.meta.env["VITE_PLAYER_VERSION"] ?? "unbuilt",
      }),
      report: this.deps.report,
      welcomed: ({ serverTime, current, reconnectWindowMs }, roundTripMs) => {
        heard(serverTime + Math.round(roundTripMs / 2));
        void notebook.change({ reconnectWindowMs });
        if (current && current.etag !== etag()) this.updateWithin(current.jitterMs);
        void this.send();
        this.deps.reached();
      },
      announced: (announcement) => {
        this.deps.contacted();
        if (announcement.etag !== etag()) this.updateWithin(announcement.jitterMs);
      },
      time: heard,
      lost: () => this.deps.changed(),
      unpaired: () => this.deps.removed(),
      refused: () => this.updateWithin(0),
    });
  }

  /** At a random moment within the window; an earlier moment already set stays. */
  private updateWithin(jitterMs: number): void {
    const now = performance.now();
    const at = now + Math.random() * jitterMs;
    if (this.closed || at >= this.updateAt) return;
    clearTimeout(this.updateTimer);
    this.updateAt = at;
    this.updateTimer = setTimeout(() => void this.update(), at - now);
  }

  private async update(): Promise<void> {
    this.updateAt = Infinity;
    try {
      await this.updater.run();
      this.failures = 0;
      this.deps.contacted();
    } catch (error) {
      if (this.closed) return;
      if (error instanceof Removed) this.deps.removed();
      else if (error instanceof Problem) this.deps.refuse(error);
      else if (!(error instanceof Unreachable)) throw error;
      this.updateWithin(Math.min(pollMs, firstRetryMs * 2 ** this.failures++));
    }
  }

  private async send(): Promise<void> {
    try {
      await this.courier.send();
    } catch (error) {
      if (error instanceof Removed) this.deps.removed();
      else if (!(error instanceof Unreachable)) throw error;
    }
  }
}

async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
