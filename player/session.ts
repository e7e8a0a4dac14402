import type { TrustedRoot } from "../content/trust/root.ts";
import { Problem } from "../content/wire/problem.ts";
import type { Echo, Report, ShellMode } from "../content/wire/protocol.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";
import { Alarms } from "./alarms.ts";
import type { Fetch } from "./ask.ts";
import { Authority } from "./authority.ts";
import type { View } from "./bt-player.ts";
import type { TrustedClock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { Cupboard } from "./cupboard.ts";
import { loadGeneration, readMedia, type Generation, type Trust } from "./generation.ts";
import { clockFace, ownZone } from "./local-clock.ts";
import type { Notebook } from "./notes.ts";
import { newBoot, Outbox } from "./outbox.ts";
import { Pictures } from "./pictures.ts";
import { Playout, type Showing } from "./playout.ts";
import { onAirNow, reportOf, type OnAirNow } from "./report.ts";
import { drawings } from "./scene/drawings.ts";
import type { Progress } from "./update.ts";
import { verifySignature } from "./verify.ts";
import { waiting } from "./waiting.ts";

export type SessionDeps = {
  readonly token: string;
  readonly paired: PairedScreen;
  /** Pinned when it was paired, or what the chain led to since. */
  readonly root: TrustedRoot;
  readonly cupboard: Cupboard;
  readonly notebook: Notebook;
  readonly clock: TrustedClock;
  readonly fetch: Fetch;
  /** The address of a path of the server. */
  readonly addressOf: (path: string) => string;
  readonly shell: ShellMode;
  /** Whether the browser promised to keep the store. */
  readonly persisted: () => boolean;
  /** Errors that reached the last-resort handler. */
  readonly errors: () => number;
  readonly view: (view: View) => void;
  /** What is on: at every change, and again and again meanwhile, so that silence means something. */
  readonly onAir: (now: OnAirNow) => void;
  /** Nobody is disturbed now; answers whether the page is to be loaded anew. */
  readonly boundary: () => boolean;
  readonly reload: () => void;
  /** The server was reached: a newer player may be there. */
  readonly reached: () => void;
};

const saveEveryMs = 60_000;
const repeatEveryMs = 30_000;
/** Nobody looks at an empty screen for longer. */
const patienceMs = 3000;

/**
 * One paired screen, from the moment it knows who it is until the desk removes it. Plays first, connects after; every
 * part below judges for itself, this only carries their words to one another. Over 300 lines, because all wires between
 * the parts run through here: apart they would be harder to follow, and each part is a file of its own.
 */
export class Session {
  private readonly deps: SessionDeps;
  private readonly pictures: Pictures;
  private readonly playout: Playout;
  private readonly trust: Trust;
  private readonly alarms: Alarms;
  private readonly authority: Authority;
  /** There is content that was taken from the server in its time, or the server has just answered our own number. */
  private anchored = false;
  private timers: ReturnType<typeof setInterval>[] = [];
  private outbox: Outbox | undefined;
  private generation: Generation | undefined;
  private connection: Connection | undefined;
  private showing: Showing | undefined;
  private progress: Progress | undefined;
  private refused: Report["refused"];
  private told = "";
  private lastContact: number | undefined;
  private reloading = false;
  private closed = false;
  private end: () => void = () => {};
  /** Resolves when the desk has removed this screen. */
  readonly removed: Promise<void>;

  constructor(deps: SessionDeps) {
    this.deps = deps;
    const { cupboard, notebook, root, clock } = deps;
    this.alarms = new Alarms(
      () => clock.now(),
      () => this.connection?.reportSoon(),
    );
    this.authority = new Authority({
      root,
      place: deps.paired.screen.place,
      verify: verifySignature,
      cupboard,
      notebook,
      alarms: this.alarms,
      changed: () => this.playout.evaluate(),
    });
    this.trust = {
      root: () => this.authority.root.root,
      floors: () => notebook.notes.floors ?? {},
      shape: deps.paired.screen.canvas.shape,
      verify: verifySignature,
    };
    this.lastContact = deps.notebook.notes.contact;
    this.removed = new Promise((resolve) => {
      this.end = resolve;
    });
    this.pictures = new Pictures({
      read: (sha256) => readMedia(deps.cupboard, sha256),
      spoiled: (sha256) => {
        this.refuse(new Problem("trust/media-bytes", { detail: sha256 }));
        void this.connection?.spoiled(sha256);
      },
    });
    this.playout = new Playout({
      now: () => deps.clock.now(),
      ruling: (now) => (this.held() ? undefined : this.authority.ruling(now)),
      beat: () => notebook.notes.beat,
      lastContact: () => this.contact(),
      visible: () => document.visibilityState === "visible",
      pictures: this.pictures,
      drawings,
      show: (showing) => {
        this.showing = showing;
        this.draw();
      },
      record: (play) => void this.outbox?.record(play),
      boundary: () => this.boundary(),
    });
  }

  /** Plays what the store holds, then connects; where that takes long or fails, the safe card stands meanwhile. */
  async start(): Promise<void> {
    const { cupboard, paired } = this.deps;
    const opening = Outbox.open(cupboard, newBoot()).then((outbox) => (this.outbox = outbox));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([this.playStored(), late]);
    clearTimeout(timer);
    if (!this.generation) this.playout.play(waiting(paired));
    const outbox = await opening;
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("pageshow", this.look);
    this.timers = [
      setInterval(() => void this.save(), saveEveryMs),
      setInterval(() => this.deps.onAir(onAirNow(this.generation, this.showing, this.progress)), repeatEveryMs),
    ];
    await this.connect(outbox);
    requestIdleCallback(() => void drawings.prepareAll());
  }

  /** Stops everything; nothing is stored or shown by it any more. */
  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
    document.removeEventListener("visibilitychange", this.look);
    window.removeEventListener("pagehide", this.leave);
    window.removeEventListener("pageshow", this.look);
    this.connection?.close();
    this.playout.close();
    this.pictures.retain([]);
  }

  private readonly look = (): void => this.playout.evaluate();

  private readonly leave = (): void => {
    this.playout.cut();
    void this.save();
  };

  private async playStored(): Promise<void> {
    try {
      const stored = await this.load();
      if (stored && !this.generation) await this.play(stored);
    } catch (cause) {
      // Whatever it is that cannot be read, a screen is never blank: the desk hears of it, the connection brings another.
      this.refuse(cause instanceof Problem ? cause : new Problem("trust/malformed", { cause }));
    }
  }

  /** Orders first, also those that came while this screen was off: a recall holds before anything is shown. */
  private async load(): Promise<Generation | undefined> {
    const orders = this.authority.load().then(() => this.missedOrders());
    const [stored] = await Promise.all([loadGeneration(this.deps.cupboard, this.trust), orders]);
    if (!stored) return undefined;
    this.anchored = true;
    await this.playout.ready(stored.trusted);
    return stored;
  }

  private async missedOrders(): Promise<void> {
    if (!navigator.onLine) return;
    const log = await import("./order-log.ts").catch((error: unknown) => {
      // A chunk that does not come is a network that is not there: what the store holds is played.
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    const { fetch, token } = this.deps;
    await log?.missedOrders(fetch, token, this.authority, {
      refuse: (problem) => this.refuse(problem),
      quarantined: () => this.quarantine(true),
    });
  }

  private async connect(outbox: Outbox): Promise<void> {
    const { Connection } = await import("./connection.ts");
    if (this.closed) return;
    const { token, paired, cupboard, notebook, clock, fetch, addressOf, shell } = this.deps;
    const deps = {
      token,
      screen: paired.screen.id,
      trust: this.trust,
      authority: this.authority,
      alarms: this.alarms,
      cupboard,
      notebook,
      clock,
      outbox,
      fetch,
      addressOf,
      shell,
      reached: () => {
        void this.save();
        this.deps.reached();
      },
      report: () => this.report(),
      echo: () => this.echo(),
      play: (generation: Generation) => void this.play(generation),
      progress: (progress: Progress | undefined) => {
        this.progress = progress;
        this.draw();
      },
      refuse: (problem: Problem) => this.refuse(problem),
      contacted: () => {
        this.lastContact = clock.now();
      },
      anchored: () => {
        this.anchored = true;
        this.playout.evaluate();
      },
      quarantined: (quarantined: boolean) => this.quarantine(quarantined),
      changed: () => this.playout.evaluate(),
      removed: () => this.end(),
    };
    this.connection = await Connection.open(deps, this.generation);
    // Without its key it cannot prove any more that it is the screen that was paired.
    if (!this.connection) this.end();
    // The desk may have removed this screen meanwhile.
    else if (this.closed) this.connection.close();
  }

  /** Nothing of it is on the screen before its approvals were judged. */
  private async play(generation: Generation): Promise<void> {
    const { trusted, keyId } = generation;
    await this.authority.admit(trusted, () => {
      if (this.closed) return;
      this.generation = generation;
      const { notebook } = this.deps;
      const { floors } = notebook.notes;
      const { version } = trusted.manifest;
      const raised = floors?.manifest?.keyId !== keyId || version > floors.manifest.version;
      if (raised) void notebook.change({ floors: { ...floors, manifest: { keyId, version } } });
      this.pictures.retry();
      // No approver signs the safe card or the zone of the clock: as at the pairing, whoever has the server's key.
      const { safeCard, screen } = this.deps.paired;
      const timeZone = screen.timeZone ?? trusted.manifest.timeZone;
      this.playout.play({ ...trusted, manifest: { ...trusted.manifest, safeCard, timeZone } });
      this.connection?.reportSoon();
    });
  }

  /** Nothing but the safe card: the content was lost and nothing fresh was heard, orders are missing, or two claim to be us. */
  private held(): boolean {
    return !this.anchored || !this.authority.complete || this.deps.notebook.notes.quarantined === true;
  }

  private quarantine(quarantined: boolean): void {
    const { notebook } = this.deps;
    if ((notebook.notes.quarantined ?? false) === quarantined) return;
    if (quarantined) this.alarms.raise("screen/quarantined");
    else this.alarms.clear("screen/quarantined");
    void notebook.change({ quarantined });
    this.playout.evaluate();
  }

  private async save(): Promise<void> {
    const floor = this.deps.clock.floor();
    const latest = this.deps.clock.latest();
    const contact = this.contact();
    await this.deps.notebook.change({
      ...(floor === undefined ? {} : { floor }),
      ...(latest === undefined ? {} : { latest }),
      ...(contact === undefined ? {} : { contact }),
    });
  }

  private refuse(problem: Problem): void {
    this.refused = { code: problem.code, at: this.deps.clock.now() };
    this.alarms.refuse(problem);
    this.connection?.reportSoon();
  }

  /** While the connection stands the server is being heard now. */
  private contact(): number | undefined {
    if (this.connection?.connected) this.lastContact = this.deps.clock.now();
    return this.lastContact;
  }

  private boundary(): void {
    if (this.reloading || !this.deps.boundary()) return;
    this.reloading = true;
    this.leave();
    this.deps.reload();
  }

  /** Before there is content: how far it has come, or the safe card; over a broadcast nothing at all. */
  private draw(): void {
    const { showing, progress } = this;
    if (this.closed || !showing) return;
    const { paired, view, addressOf } = this.deps;
    const on = this.generation ?? showing.stage ?? showing.ticker;
    if (!on && progress && paired.screen.canvas.shape !== "crawler") {
      view({
        kind: "downloading",
        screen: paired.screen,
        safeCard: paired.safeCard,
        clock: clockFace(this.deps.clock.now(), ownZone()),
        server: new URL(addressOf("/")).host,
        connection: this.connection?.connected ? "online" : "connecting",
        progress,
      });
    } else view({ kind: "scene", showing });
    this.tell();
  }

  private tell(): void {
    const now = onAirNow(this.generation, this.showing, this.progress);
    const told = JSON.stringify([now, this.progress?.done]);
    if (told === this.told) return;
    this.told = told;
    this.deps.onAir(now);
    this.connection?.reportSoon();
  }

  private echo(): Echo {
    const { audit } = this.deps.notebook.notes;
    const { root, orders } = this.authority;
    return { root: root.root.version, orders, ...(audit ? { audit } : {}) };
  }

  /** What holds now, and was not only refused once. */
  private review(): void {
    const now = this.deps.clock.now();
    const { beat } = this.deps.notebook.notes;
    if (beat && now >= beat.expiresAt) this.alarms.raise("trust/stale", `heartbeat of ${beat.at}`);
    else this.alarms.clear("trust/stale");
    this.authority.review(now);
  }

  private report(): Report {
    this.review();
    const { cupboard, persisted, errors } = this.deps;
    return reportOf({
      generation: this.generation,
      showing: this.showing,
      progress: this.progress,
      outbox: this.outbox,
      persisted: persisted() && cupboard.durable,
      errors: errors(),
      refused: this.refused,
      alarms: this.alarms.list(),
      echo: this.echo(),
    });
  }
}
