import type { Report } from "../content/wire/protocol.ts";
import { Problem } from "../content/wire/problem.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";
import { Removed, Unreachable, type Fetch } from "./ask.ts";
import type { View } from "./bt-player.ts";
import type { TrustedClock } from "./clock.ts";
import type { Cupboard } from "./cupboard.ts";
import { loadGeneration, readMedia, type Generation, type Trust } from "./generation.ts";
import { firstReconnectWindowMs, Link } from "./link.ts";
import { clockFace, ownZone } from "./local-clock.ts";
import type { Notebook } from "./notes.ts";
import { newBoot, Outbox } from "./outbox.ts";
import { Pictures } from "./pictures.ts";
import { Playout, type Showing } from "./playout.ts";
import { moment, staleText } from "./stale.ts";
import { Updater, type Progress } from "./update.ts";
import { verifySignature } from "./verify.ts";

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
  readonly onAir: (now: OnAirNow) => void;
  /** Nobody is disturbed now; answers whether the page is to be loaded anew. */
  readonly boundary: () => boolean;
  readonly reload: () => void;
  /** The server was reached: a newer player may be there. */
  readonly reached: () => void;
};

const pollMs = 5 * 60_000;
const pollJitterMs = 30_000;
const sendEveryMs = 30_000;
const saveEveryMs = 60_000;
const drawEveryMs = 20_000;
const firstRetryMs = 5000;
/** Without a welcome by then the manifest is asked for over HTTP: some networks let no WebSocket through. */
const patienceMs = 10_000;

/**
 * One paired screen, from the moment it knows who it is until the desk removes it. Plays first, connects after; every
 * part below judges for itself, this only carries their words to one another.
 */
export class Session {
  readonly #deps: SessionDeps;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #pictures: Pictures;
  readonly #playout: Playout;
  readonly #trust: Trust;
  #outbox: Outbox | undefined;
  #updater: Updater | undefined;
  #link: Link | undefined;
  #showing: Showing | undefined;
  #progress: Progress | undefined;
  #refused: Report["refused"];
  #told = "";
  #lastContact: number | undefined;
  #updateTimer: ReturnType<typeof setTimeout> | undefined;
  #updateAt = Infinity;
  #failures = 0;
  #reloading = false;
  #closed = false;
  #end: () => void = () => {};
  /** Resolves when the desk has removed this screen. */
  readonly removed: Promise<void>;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#trust = { key: deps.paired.serverKey, verify: verifySignature };
    this.#lastContact = deps.notebook.notes.contact;
    this.removed = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#pictures = new Pictures({
      read: (sha256) => readMedia(deps.cupboard, sha256),
      spoiled: (sha256) => void this.#spoiled(sha256),
    });
    this.#playout = new Playout({
      now: () => deps.clock.now(),
      lastContact: () => this.#contact(),
      visible: () => document.visibilityState === "visible",
      pictures: this.#pictures,
      show: (showing) => this.#show(showing),
      record: (play) => void this.#outbox?.record(play),
      boundary: () => this.#boundary(),
    });
  }

  /** Plays what the store holds, then connects. */
  async start(): Promise<void> {
    const { cupboard, notebook } = this.#deps;
    const [stored, outbox] = await Promise.all([this.#load(), Outbox.open(cupboard, newBoot())]);
    this.#outbox = outbox;
    this.#updater = new Updater(
      {
        fetch: this.#deps.fetch,
        token: this.#deps.token,
        trust: this.#trust,
        cupboard,
        floor: () => notebook.notes.version ?? 0,
        wait,
        complete: (generation) => this.#play(generation),
        progress: (progress) => {
          this.#progress = progress;
          this.#draw();
        },
      },
      stored,
    );
    if (stored) this.#play(stored);
    else this.#draw();
    document.addEventListener("visibilitychange", this.#look);
    window.addEventListener("pagehide", this.#leave);
    window.addEventListener("pageshow", this.#look);
    this.#connect();
    this.#after(patienceMs, () => !this.#link?.connected && this.#updateWithin(0));
    this.#every(pollMs, () => this.#updateWithin(pollJitterMs));
    this.#every(sendEveryMs, () => void this.#send());
    this.#every(saveEveryMs, () => void this.#save());
    // Until there is content its clock has nobody else to move it.
    this.#every(drawEveryMs, () => !this.#showing && this.#draw());
  }

  /** Stops everything; nothing is stored or shown by it any more. */
  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#updateTimer);
    document.removeEventListener("visibilitychange", this.#look);
    window.removeEventListener("pagehide", this.#leave);
    window.removeEventListener("pageshow", this.#look);
    this.#link?.close();
    this.#updater?.close();
    this.#playout.close();
    this.#pictures.retain([]);
  }

  /** The server's time was set. */
  heard(serverTime: number): void {
    this.#deps.clock.heard(serverTime);
    this.#playout.evaluate();
  }

  readonly #look = (): void => this.#playout.evaluate();

  readonly #leave = (): void => {
    this.#playout.cut();
    void this.#save();
  };

  async #load(): Promise<Generation | undefined> {
    try {
      return await loadGeneration(this.#deps.cupboard, this.#trust);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#refuse(error);
      return undefined;
    }
  }

  #play(generation: Generation): void {
    if (this.#closed) return;
    const { version } = generation.trusted.manifest;
    const { notebook } = this.#deps;
    if (version > (notebook.notes.version ?? 0)) void notebook.change({ version });
    this.#pictures.retry();
    this.#playout.play(generation.trusted);
    this.#link?.reportSoon();
  }

  #connect(): void {
    const { token, notebook } = this.#deps;
    const monotonic = (): number => performance.now();
    this.#link = new Link({
      token,
      random: Math.random,
      monotonic,
      reconnectWindowMs: notebook.notes.reconnectWindowMs ?? firstReconnectWindowMs,
      hello: () => ({
        version: this.#version(),
        etag: this.#updater?.current?.etag ?? "",
        clock: Date.now(),
        boot: this.#outbox?.boot ?? "",
        player: import.meta.env["VITE_PLAYER_VERSION"] ?? "unbuilt",
      }),
      report: () => this.#report(),
      welcomed: (welcome, roundTripMs) => {
        this.heard(welcome.serverTime + Math.round(roundTripMs / 2));
        void notebook.change({ reconnectWindowMs: welcome.reconnectWindowMs });
        if (welcome.current && welcome.current.etag !== this.#updater?.current?.etag) {
          this.#updateWithin(welcome.current.jitterMs);
        }
        void this.#send();
        this.#deps.reached();
      },
      announced: (announcement) => {
        if (announcement.etag !== this.#updater?.current?.etag) this.#updateWithin(announcement.jitterMs);
      },
      time: (serverTime) => this.heard(serverTime),
      unpaired: () => this.#end(),
      refused: () => this.#updateWithin(0),
      changed: () => {
        if (this.#link?.connected) this.#contacted();
        this.#draw();
      },
    });
  }

  /** At a random moment within the window; an earlier moment already set stays. */
  #updateWithin(jitterMs: number): void {
    const at = performance.now() + Math.random() * jitterMs;
    if (this.#closed || at >= this.#updateAt) return;
    clearTimeout(this.#updateTimer);
    this.#updateAt = at;
    this.#updateTimer = setTimeout(() => void this.#update(), at - performance.now());
  }

  async #update(): Promise<void> {
    this.#updateAt = Infinity;
    try {
      await this.#updater?.run();
      this.#failures = 0;
      this.#contacted();
    } catch (error) {
      if (this.#closed) return;
      if (error instanceof Removed) this.#end();
      else if (error instanceof Problem) this.#refuse(error);
      else if (!(error instanceof Unreachable)) throw error;
      const pause = Math.min(pollMs, firstRetryMs * 2 ** this.#failures++);
      this.#after(pause / 2, () => this.#updateWithin(pause / 2));
    }
    this.#draw();
  }

  async #send(): Promise<void> {
    try {
      await this.#outbox?.send(this.#deps.fetch, this.#deps.token);
    } catch (error) {
      if (error instanceof Removed) this.#end();
      else if (!(error instanceof Unreachable)) throw error;
    }
  }

  async #save(): Promise<void> {
    const floor = this.#deps.clock.floor();
    const contact = this.#contact();
    await this.#deps.notebook.change({
      ...(floor === undefined ? {} : { floor }),
      ...(contact === undefined ? {} : { contact }),
    });
  }

  async #spoiled(sha256: string): Promise<void> {
    this.#refuse(new Problem("trust/media-bytes", { detail: sha256 }));
    await this.#updater?.spoiled(sha256);
    this.#updateWithin(firstRetryMs);
  }

  #refuse(problem: Problem): void {
    this.#refused = { code: problem.code, at: this.#deps.clock.now() };
    this.#link?.reportSoon();
  }

  #contacted(): void {
    this.#lastContact = this.#deps.clock.now();
  }

  /** While the connection stands the server is being heard now. */
  #contact(): number | undefined {
    if (this.#link?.connected) this.#contacted();
    return this.#lastContact;
  }

  #boundary(): void {
    if (this.#reloading || !this.#deps.boundary()) return;
    this.#reloading = true;
    this.#leave();
    this.#deps.reload();
  }

  #show(showing: Showing): void {
    this.#showing = showing;
    this.#draw();
  }

  /** Before there is content: how far it has come, or the safe card; over a broadcast nothing at all. */
  #draw(): void {
    if (this.#closed) return;
    const { paired, clock } = this.#deps;
    const { canvas } = paired.screen;
    const now = clock.now();
    const timeZone = ownZone();
    if (this.#showing) this.#deps.view({ kind: "scene", showing: this.#showing });
    else if (this.#progress && canvas.shape !== "crawler") {
      this.#deps.view({
        kind: "downloading",
        screen: paired.screen,
        safeCard: paired.safeCard,
        clock: clockFace(now, timeZone),
        server: location.host,
        connection: this.#link?.connected ? "online" : "connecting",
        progress: this.#progress,
      });
    } else {
      const lastContact = this.#contact();
      this.#deps.view({
        kind: "scene",
        showing: {
          canvas,
          safeCard: paired.safeCard,
          stage: undefined,
          ticker: undefined,
          tickerDigest: undefined,
          clock: clockFace(now, timeZone),
          stale: staleText({ now, lastContact, expiresAt: undefined, timeZone }),
          lastContact: lastContact === undefined ? undefined : moment(lastContact, timeZone),
        },
      });
    }
    this.#tell();
  }

  #now(): OnAirNow {
    const stage = this.#showing?.stage;
    const { ticker, tickerDigest } = this.#showing ?? {};
    const state = !this.#showing
      ? this.#progress
        ? "downloading"
        : "waiting"
      : stage || ticker
        ? "playing"
        : "safe-card";
    return {
      state,
      ...(stage ? { stage: { title: stage.content.title, digest: stage.digest } } : {}),
      ...(ticker && tickerDigest !== undefined
        ? { ticker: { title: ticker.content.title, digest: tickerDigest } }
        : {}),
    };
  }

  #tell(): void {
    const now = this.#now();
    const told = JSON.stringify([now, this.#progress?.done]);
    if (told === this.#told) return;
    this.#told = told;
    this.#deps.onAir(now);
    this.#link?.reportSoon();
  }

  #version(): number {
    return this.#updater?.current?.trusted.manifest.version ?? 0;
  }

  #report(): Report {
    const { state, stage, ticker } = this.#now();
    const { cupboard, persisted } = this.#deps;
    const faults = {
      dropped: this.#outbox?.dropped ?? 0,
      aside: this.#outbox?.aside ?? 0,
      errors: this.#deps.errors(),
    };
    return {
      version: this.#version(),
      state,
      ...(this.#progress ? { progress: { done: this.#progress.done, of: this.#progress.of } } : {}),
      onAir: { ...(stage ? { stage: stage.digest } : {}), ...(ticker ? { ticker: ticker.digest } : {}) },
      clock: Date.now(),
      outbox: this.#outbox?.waiting ?? 0,
      persisted: persisted() && cupboard.durable,
      ...(this.#refused ? { refused: this.#refused } : {}),
      ...(Object.values(faults).some((count) => count > 0) ? { faults } : {}),
    };
  }

  #every(ms: number, work: () => void): void {
    this.#timers.add(setInterval(work, ms));
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}

export async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
