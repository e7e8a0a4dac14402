import { Problem } from "../content/wire/problem.ts";
import type { Report } from "../content/wire/protocol.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";
import type { Fetch } from "./ask.ts";
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
import { drawings } from "./scene/drawings.ts";
import type { Progress } from "./update.ts";
import { verifySignature } from "./verify.ts";
import { waiting } from "./waiting.ts";

export type OnAirNow = {
  readonly state: Report["state"];
  readonly stage?: { readonly title: string; readonly digest: string };
  readonly ticker?: { readonly title: string; readonly digest: string };
};

export type SessionDeps = {
  readonly token: string;
  readonly paired: PairedScreen;
  readonly cupboard: Cupboard;
  readonly notebook: Notebook;
  readonly clock: TrustedClock;
  readonly fetch: Fetch;
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
const drawEveryMs = 20_000;
const repeatEveryMs = 30_000;

/**
 * One paired screen, from the moment it knows who it is until the desk removes it. Plays first, connects after; every
 * part below judges for itself, this only carries their words to one another.
 */
export class Session {
  private readonly deps: SessionDeps;
  private readonly pictures: Pictures;
  private readonly playout: Playout;
  private readonly trust: Trust;
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
    this.trust = { key: deps.paired.serverKey, verify: verifySignature };
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

  /** Plays what the store holds, then connects. */
  async start(): Promise<void> {
    const { cupboard } = this.deps;
    const [stored, outbox] = await Promise.all([this.load(), Outbox.open(cupboard, newBoot())]);
    this.outbox = outbox;
    if (stored) this.play(stored);
    else this.draw();
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("pagehide", this.leave);
    window.addEventListener("pageshow", this.look);
    this.timers = [
      setInterval(() => void this.save(), saveEveryMs),
      setInterval(() => this.deps.onAir(this.now()), repeatEveryMs),
      setInterval(() => {
        // Until there is content its clock has nobody else to move it, and nobody is disturbed.
        if (this.showing) return;
        this.draw();
        this.boundary();
      }, drawEveryMs),
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

  private async load(): Promise<Generation | undefined> {
    try {
      const stored = await loadGeneration(this.deps.cupboard, this.trust);
      if (stored) await this.playout.ready(stored.trusted);
      return stored;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.refuse(error);
      return undefined;
    }
  }

  private async connect(outbox: Outbox): Promise<void> {
    const { Connection } = await import("./connection.ts");
    if (this.closed) return;
    const { token, cupboard, notebook, clock, fetch } = this.deps;
    this.connection = new Connection(
      {
        token,
        trust: this.trust,
        cupboard,
        notebook,
        clock,
        outbox,
        fetch,
        reached: () => {
          void this.save();
          this.deps.reached();
        },
        report: () => this.report(),
        play: (generation) => this.play(generation),
        progress: (progress) => {
          this.progress = progress;
          this.draw();
        },
        refuse: (problem) => this.refuse(problem),
        contacted: () => {
          this.lastContact = clock.now();
        },
        changed: () => {
          if (this.showing) this.playout.evaluate();
          else this.draw();
        },
        removed: () => this.end(),
      },
      this.generation,
    );
  }

  private play(generation: Generation): void {
    if (this.closed) return;
    this.generation = generation;
    const { version } = generation.trusted.manifest;
    const { notebook } = this.deps;
    if (version > (notebook.notes.version ?? 0)) void notebook.change({ version });
    this.pictures.retry();
    this.playout.play(generation.trusted);
    this.connection?.reportSoon();
  }

  private async save(): Promise<void> {
    const floor = this.deps.clock.floor();
    const contact = this.contact();
    await this.deps.notebook.change({
      ...(floor === undefined ? {} : { floor }),
      ...(contact === undefined ? {} : { contact }),
    });
  }

  private refuse(problem: Problem): void {
    this.refused = { code: problem.code, at: this.deps.clock.now() };
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
    if (this.closed) return;
    const { paired, view } = this.deps;
    if (this.showing) view({ kind: "scene", showing: this.showing });
    else if (this.progress && paired.screen.canvas.shape !== "crawler") {
      view({
        kind: "downloading",
        screen: paired.screen,
        safeCard: paired.safeCard,
        clock: clockFace(this.deps.clock.now(), ownZone()),
        server: location.host,
        connection: this.connection?.connected ? "online" : "connecting",
        progress: this.progress,
      });
    } else view({ kind: "scene", showing: waiting(paired, this.deps.clock.now(), this.contact()) });
    this.tell();
  }

  private now(): OnAirNow {
    if (!this.showing) return { state: this.progress ? "downloading" : "waiting" };
    const { stage, ticker, tickerDigest } = this.showing;
    return {
      state: stage || ticker ? "playing" : "safe-card",
      ...(stage ? { stage: { title: stage.content.title, digest: stage.digest } } : {}),
      ...(ticker && tickerDigest !== undefined
        ? { ticker: { title: ticker.content.title, digest: tickerDigest } }
        : {}),
    };
  }

  private tell(): void {
    const now = this.now();
    const told = JSON.stringify([now, this.progress?.done]);
    if (told === this.told) return;
    this.told = told;
    this.deps.onAir(now);
    this.connection?.reportSoon();
  }

  private report(): Report {
    const { state, stage, ticker } = this.now();
    const { cupboard, persisted, errors } = this.deps;
    const { dropped = 0, aside = 0, waiting = 0 } = this.outbox ?? {};
    const faults = { dropped, aside, errors: errors() };
    return {
      version: this.generation?.trusted.manifest.version ?? 0,
      state,
      ...(this.progress ? { progress: { done: this.progress.done, of: this.progress.of } } : {}),
      onAir: { ...(stage ? { stage: stage.digest } : {}), ...(ticker ? { ticker: ticker.digest } : {}) },
      clock: Date.now(),
      outbox: waiting,
      persisted: persisted() && cupboard.durable,
      ...(this.refused ? { refused: this.refused } : {}),
      ...(dropped + aside + faults.errors > 0 ? { faults } : {}),
    };
  }
}
