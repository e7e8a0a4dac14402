import { Problem } from "../content/wire/problem.ts";
import { helloPayload, helloType, type Echo, type Report, type ShellMode } from "../content/wire/protocol.ts";
import type { LogEntry } from "../content/trust/order-statement.ts";
import type { Alarms } from "./alarms.ts";
import { Quarantined, Removed, Unreachable, type Fetch } from "./ask.ts";
import type { Authority } from "./authority.ts";
import type { TrustedClock } from "./clock.ts";
import { Courier } from "./courier.ts";
import type { Cupboard } from "./cupboard.ts";
import { openDeviceKey, type DeviceKey } from "./device-key.ts";
import type { Generation, Trust } from "./generation.ts";
import { Heartbeats } from "./heartbeats.ts";
import { firstReconnectWindowMs, Link } from "./link.ts";
import type { Notebook } from "./notes.ts";
import { catchUp, obeyPushed } from "./order-log.ts";
import type { Outbox } from "./outbox.ts";
import { newestRoot } from "./roots.ts";
import { Updater, type Progress } from "./update.ts";

export type ConnectionDeps = {
  readonly token: string;
  readonly screen: string;
  readonly trust: Trust;
  readonly authority: Authority;
  readonly alarms: Alarms;
  readonly cupboard: Cupboard;
  readonly notebook: Notebook;
  readonly clock: TrustedClock;
  readonly outbox: Outbox;
  readonly fetch: Fetch;
  /** The address of a path of the server. */
  readonly addressOf: (path: string) => string;
  readonly shell: ShellMode;
  readonly report: () => Report;
  readonly echo: () => Echo;
  /** Play this from now on; the store has all of it. */
  readonly play: (generation: Generation) => void;
  readonly progress: (progress: Progress | undefined) => void;
  readonly refuse: (problem: Problem) => void;
  /** The server was heard. */
  readonly contacted: () => void;
  /** The server's signed answer to our own number came. */
  readonly anchored: () => void;
  readonly quarantined: (quarantined: boolean) => void;
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
/** An unsigned time that differs by more is a reason to ask for a signed one. */
const differenceMs = 1000;

/**
 * What a screen needs to talk to the server, and not to play: announcements in, updates fetched, proofs sent. A chunk of
 * its own, loaded once the first picture is on, because it is a third of the page's weight.
 */
export class Connection {
  private readonly deps: ConnectionDeps;
  private readonly updater: Updater;
  private readonly courier: Courier;
  private readonly heartbeats: Heartbeats;
  private readonly link: Link;
  private readonly timers: ReturnType<typeof setTimeout>[];
  private updateTimer: ReturnType<typeof setTimeout> | undefined;
  private updateAt = Infinity;
  private failures = 0;
  private closed = false;
  /** The newest root that was heard of. */
  private newest = 0;
  private following: Promise<boolean> | undefined;

  /** `undefined` when the device key is gone, and with it the proof that this is the screen that was paired. */
  static async open(deps: ConnectionDeps, current: Generation | undefined): Promise<Connection | undefined> {
    const key = await openDeviceKey(deps.cupboard);
    const lost = key?.publicKey.keyId !== deps.notebook.notes.key;
    // A store that does not open in this boot may in the next one.
    if (lost && deps.cupboard.durable) return undefined;
    return new Connection(deps, current, key);
  }

  private constructor(deps: ConnectionDeps, current: Generation | undefined, key: DeviceKey | undefined) {
    this.deps = deps;
    const { token, screen, trust, authority, alarms, cupboard, notebook, clock, fetch } = deps;
    const monotonic = (): number => performance.now();
    const { verify } = trust;
    this.heartbeats = new Heartbeats({ fetch, token, screen, authority, alarms, verify, clock, notebook, monotonic });
    this.updater = new Updater(
      {
        fetch,
        token,
        trust,
        cupboard,
        anchor: () => this.anchor(),
        wait,
        complete: deps.play,
        progress: deps.progress,
      },
      current,
    );
    this.courier = new Courier(deps.outbox, fetch, token, key);
    this.link = this.open(key);
    this.timers = [
      setTimeout(() => !this.connected && this.updateWithin(0), patienceMs),
      setInterval(() => this.updateWithin(pollJitterMs), pollMs),
      setInterval(() => void this.attempt(() => this.courier.send()), sendEveryMs),
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

  private open(key: DeviceKey | undefined): Link {
    const { token, authority, notebook, clock, outbox, addressOf, shell, echo } = this.deps;
    const etag = (): string => this.updater.current?.etag ?? "";
    return new Link({
      address: addressOf("/screens"),
      token,
      random: Math.random,
      monotonic: () => performance.now(),
      reconnectWindowMs: notebook.notes.reconnectWindowMs ?? firstReconnectWindowMs,
      hello: async ({ nonce }) => ({
        version: this.updater.current?.trusted.manifest.version ?? 0,
        etag: etag(),
        clock: Date.now(),
        boot: outbox.boot,
        player: import.meta.env["VITE_PLAYER_VERSION"] ?? "unbuilt",
        ...(key ? { proof: await key.sign(helloType, helloPayload(nonce, outbox.boot)) } : {}),
        echo: echo(),
        shell,
      }),
      report: this.deps.report,
      welcomed: ({ current, reconnectWindowMs, root = 0 }) => {
        void notebook.change({ reconnectWindowMs });
        this.deps.contacted();
        this.deps.changed();
        void this.attempt(async () => {
          authority.readAgain();
          await this.listen();
          await this.keepUp(root);
        });
        if (current && current.etag !== etag()) this.updateWithin(current.jitterMs);
        void this.attempt(() => this.courier.send());
        this.deps.reached();
      },
      announced: (announcement) => {
        this.deps.contacted();
        if (announcement.etag !== etag()) this.updateWithin(announcement.jitterMs);
      },
      ordered: (entry) => void this.attempt(() => this.ordered(entry)),
      heartbeat: (envelope) =>
        void this.attempt(async () => {
          const heartbeat = await this.underNewestRoot(() => this.heartbeats.broadcast(envelope));
          if (!heartbeat) return;
          this.deps.contacted();
          await this.keepUp(heartbeat.root);
        }),
      time: (serverTime) => {
        if (Math.abs(serverTime - clock.now()) > differenceMs) void this.attempt(() => this.listen());
      },
      quarantined: () => this.deps.quarantined(true),
      lost: () => this.deps.changed(),
      unpaired: () => this.deps.removed(),
      refused: () => this.updateWithin(0),
    });
  }

  /** Asks for a heartbeat of our own, and for what it names. */
  private async listen(): Promise<number> {
    const heartbeat = await this.underNewestRoot(() => this.heartbeats.ask());
    this.deps.contacted();
    this.deps.quarantined(false);
    this.deps.changed();
    await this.keepUp(heartbeat.root);
    return heartbeat.answer?.manifest?.version ?? 0;
  }

  private async anchor(): Promise<number> {
    const version = await this.listen();
    this.deps.anchored();
    return version;
  }

  private async ordered(entry: LogEntry): Promise<void> {
    this.deps.contacted();
    await obeyPushed(entry, this.deps);
    await this.doubt();
  }

  /** Roots first: what follows is judged under them. Of orders only a signed number is a reason to ask. */
  private async keepUp(root: number): Promise<void> {
    const { authority } = this.deps;
    this.newest = Math.max(root, this.newest);
    if (this.newest > authority.root.root.version) await this.followRoots();
    if ((authority.named ?? 0) <= authority.ordersHere && authority.complete) return;
    await catchUp(this.deps);
    await this.doubt();
  }

  /** What is signed by nobody that the root knows may be of a newer root. */
  private async doubt(): Promise<void> {
    if (this.deps.authority.doubtful) await this.followRoots();
  }

  /** Answers whether there was a newer one. */
  private async followRoots(): Promise<boolean> {
    const { authority, fetch, trust } = this.deps;
    this.following ??= (async () => {
      const before = authority.root;
      const newest = await newestRoot(fetch, before, trust.verify);
      if (newest === before) return false;
      await authority.follow(newest);
      return true;
    })().finally(() => {
      this.following = undefined;
    });
    return this.following;
  }

  /** A refusal may only mean that there is a newer root: asks for it, and then once again. */
  private async underNewestRoot<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || !(await this.followRoots())) throw error;
      return work();
    }
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
    const well = await this.attempt(async () => {
      // Without a socket this is the only way to hear of a root, an order, or that time stands still.
      if (!this.connected || this.heartbeats.age >= pollMs) await this.listen();
      else await this.keepUp(this.newest);
      await this.underNewestRoot(() => this.updater.run());
      await this.doubt();
      this.deps.contacted();
    });
    if (well) this.failures = 0;
    else this.updateWithin(Math.min(pollMs, firstRetryMs * 2 ** this.failures++));
  }

  /** Does what needs the server. Answers whether it was done. */
  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (this.closed) return true;
      if (error instanceof Removed) this.deps.removed();
      else if (error instanceof Quarantined) this.deps.quarantined(true);
      else if (error instanceof Problem) this.deps.refuse(error);
      else if (!(error instanceof Unreachable)) throw error;
      return false;
    }
  }
}

async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
