import type { Canvas } from "../content/network/canvas.ts";
import { never, onAir, type LaneAnswer } from "../content/playout/on-air.ts";
import type { LaneName } from "../content/playout/programme.ts";
import type { Play } from "../content/record/proof.ts";
import type { SafeCard, TrustedManifest } from "../content/trust/manifest.ts";
import { clockFace, knownZone } from "./local-clock.ts";
import type { Pictures } from "./pictures.ts";
import { advance, type Running } from "./proofs.ts";
import { pictureOf, stageItem, tickerItem } from "./scene-items.ts";
import { kindOf, type Drawings } from "./scene/drawings.ts";
import type { ClockFace, StageItem, TickerItem } from "./scene/stage-item.ts";
import { moment, staleChangeAt, staleText } from "./stale.ts";

/** Everything that is on the screen, for the scene and for the report. */
export type Showing = {
  readonly canvas: Canvas;
  readonly safeCard: SafeCard;
  readonly stage: StageItem | undefined;
  readonly ticker: TickerItem | undefined;
  readonly tickerDigest: string | undefined;
  readonly clock: ClockFace;
  readonly stale: string | undefined;
  /** "14:05 07/02/2020", or `undefined` when the server was never heard. */
  readonly lastContact: string | undefined;
};

export type PlayoutDeps = {
  readonly now: () => number;
  /** When the server was last heard, in trusted time. */
  readonly lastContact: () => number | undefined;
  /** Whether anyone could see the page; what runs in a hidden one is no evidence. */
  readonly visible: () => boolean;
  readonly pictures: Pictures;
  readonly drawings: Drawings;
  readonly show: (showing: Showing) => void;
  readonly record: (play: Omit<Play, "seq">) => void;
  /** A spot of the main lane has just ended, or none is on: nobody is disturbed now. */
  readonly boundary: () => void;
};

/** Looks again at least this often, so that a clock that was set is noticed. */
const longestSleepMs = 30_000;
const minuteMs = 60_000;

/** Plays one generation: asks the pure core what is on, draws it, and sleeps until the answer changes. One timer. */
export class Playout {
  private readonly deps: PlayoutDeps;
  private trusted: TrustedManifest | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Record<LaneName, Running | undefined> = { stage: undefined, ticker: undefined };
  private stage: StageItem | undefined;
  private ticker: TickerItem | undefined;
  /** Pictures on the screen now and before: the one before is still seen while it fades out. */
  private shownPicture: string | undefined;
  private fadingPicture: string | undefined;

  constructor(deps: PlayoutDeps) {
    this.deps = deps;
  }

  /** Resolves when the template of what is on now is there, or will not come: a start need not show the safe card first. */
  async ready({ manifest, revisions }: TrustedManifest): Promise<void> {
    const { drawings, now } = this.deps;
    const { stage, ticker } = onAir(manifest.programme, [], now());
    const item = stageItem(stage, revisions, "");
    const kind = item && kindOf(item);
    await Promise.all([kind && drawings.prepare(kind), ticker.kind === "spot" && drawings.prepare("crawl")]);
  }

  /** From now on this is what may be shown. */
  play(trusted: TrustedManifest): void {
    this.trusted = trusted;
    this.evaluate();
  }

  /** Looks what is on now. Whoever sets the clock, mends a picture or hides the page calls this. */
  evaluate(): void {
    const trusted = this.trusted;
    if (!trusted) return;
    clearTimeout(this.timer);
    const { manifest, revisions } = trusted;
    const now = this.deps.now();
    const answer = onAir(manifest.programme, [], now);
    const picture = pictureOf(answer.stage, revisions, manifest.canvas);
    this.prepare(trusted, answer.stage, picture);

    const url = picture === undefined ? undefined : this.deps.pictures.url(picture);
    const due = sameKey(this.stage, stageItem(answer.stage, revisions, url));
    this.stage = this.drawable(due, revisions);
    const line = sameKey(this.ticker, tickerItem(answer.ticker, revisions, now));
    this.ticker = line && this.canRun() ? line : undefined;
    const ended = {
      stage: this.prove("stage", due && this.stage === due ? answer.stage : undefined, now),
      ticker: this.prove("ticker", this.ticker && answer.ticker, now),
    };

    const zone = knownZone(manifest.timeZone);
    const lastContact = this.deps.lastContact();
    const contact = { now, lastContact, expiresAt: manifest.expiresAt, timeZone: zone };
    this.deps.show({
      canvas: manifest.canvas,
      safeCard: manifest.safeCard,
      stage: this.stage,
      ticker: this.ticker,
      tickerDigest: this.ticker && answer.ticker.kind === "spot" ? answer.ticker.spot.message : undefined,
      clock: clockFace(now, zone),
      stale: staleText(contact),
      lastContact: lastContact === undefined ? undefined : moment(lastContact, zone),
    });

    const wakeAt = Math.min(answer.nextChangeAt, staleChangeAt(contact), now - (now % minuteMs) + minuteMs);
    this.timer = setTimeout(() => this.evaluate(), Math.min(longestSleepMs, Math.max(1, wakeAt - now)));
    if (ended[manifest.canvas.shape === "crawler" ? "ticker" : "stage"]) this.deps.boundary();
  }

  /** The page goes away: what is on ends here. */
  cut(): void {
    clearTimeout(this.timer);
    const now = this.deps.now();
    this.prove("stage", undefined, now);
    this.prove("ticker", undefined, now);
  }

  /** Ends without a proof: who this screen was is forgotten. */
  close(): void {
    clearTimeout(this.timer);
    this.trusted = undefined;
  }

  /**
   * The item once its template is there. Until then what is on the screen stays, if it may still be shown; where the
   * template cannot be loaded, the safe card.
   */
  private drawable(due: StageItem | undefined, revisions: TrustedManifest["revisions"]): StageItem | undefined {
    const { drawings } = this.deps;
    const kind = due && kindOf(due);
    if (!kind || drawings.failed(kind)) return undefined;
    if (drawings.get(kind)) return due;
    void drawings.prepare(kind).then(() => this.evaluate());
    return this.stage && revisions.has(this.stage.digest) ? this.stage : undefined;
  }

  /** Whether there is what moves a line: it is handed over only then, so that it joins in phase. */
  private canRun(): boolean {
    const { drawings } = this.deps;
    if (drawings.has("crawl") || drawings.failed("crawl")) return drawings.has("crawl");
    void drawings.prepare("crawl").then(() => this.evaluate());
    return false;
  }

  /** Answers whether a run ended, or none is on. */
  private prove(lane: LaneName, shown: LaneAnswer | undefined, now: number): boolean {
    const before = this.running[lane];
    const version = this.trusted?.manifest.version ?? 0;
    const step = advance(lane, before, this.deps.visible() ? shown : undefined, version, now);
    this.running[lane] = step.running;
    if (step.play) this.deps.record(step.play);
    return step.running === undefined || step.running !== before;
  }

  private prepare(trusted: TrustedManifest, stage: LaneAnswer, picture: string | undefined): void {
    const { manifest, revisions } = trusted;
    if (picture !== this.shownPicture) {
      this.fadingPicture = this.shownPicture;
      this.shownPicture = picture;
    }
    const next = stage.until < never ? onAir(manifest.programme, [], stage.until).stage : undefined;
    const upcoming = next && pictureOf(next, revisions, manifest.canvas);
    const { pictures } = this.deps;
    pictures.retain([picture, upcoming, this.fadingPicture].filter((sha256) => sha256 !== undefined));
    for (const sha256 of [picture, upcoming]) {
      if (sha256 === undefined) continue;
      void pictures.prepare(sha256).then((found) => {
        if (found && sha256 === this.shownPicture) this.evaluate();
      });
    }
  }
}

/** Keeps the object while the run is the same: a new one would start it anew. */
function sameKey<T extends { key: string; pictureUrl?: string | undefined }>(
  old: T | undefined,
  item: T | undefined,
): T | undefined {
  return old && item && old.key === item.key && old.pictureUrl === item.pictureUrl ? old : item;
}
