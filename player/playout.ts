import type { Canvas } from "../content/network/canvas.ts";
import { isRecalled, never, onAir, takeoverId, type LaneAnswer, type OnAir } from "../content/playout/on-air.ts";
import type { LaneName } from "../content/playout/programme.ts";
import type { Play } from "../content/record/proof.ts";
import type { Manifest, SafeCard, TrustedManifest } from "../content/trust/manifest.ts";
import type { Ruling } from "./authority.ts";
import { clockFace, knownZone } from "./local-clock.ts";
import type { Pictures } from "./pictures.ts";
import { advance, type Running } from "./proofs.ts";
import { pictureOf, stageItem, tickerItem } from "./scene-items.ts";
import { kindOf, type Drawings } from "./scene/drawings.ts";
import type { ClockFace, StageItem, Takeover, TickerItem } from "./scene/stage-item.ts";
import { urgentReady } from "./scene/takeover.ts";
import { moment, staleChangeAt, staleText, type Contact } from "./stale.ts";

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

/** What plays: a manifest, or in the place of one the safe card alone (`waiting.ts`). */
export type Playing = {
  readonly manifest: Pick<Manifest, "version" | "canvas" | "timeZone" | "safeCard" | "programme"> & {
    readonly expiresAt?: number;
  };
  readonly revisions: TrustedManifest["revisions"];
};

export type PlayoutDeps = {
  readonly now: () => number;
  /** What may be shown at an instant; `undefined` when it is nothing but the safe card. */
  readonly ruling: (now: number) => Ruling | undefined;
  /** The last verified heartbeat. */
  readonly beat: () => Contact["beat"];
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

const nothing: LaneAnswer = { kind: "safe", why: "recalled", until: never };
const silence: OnAir = { stage: nothing, ticker: nothing, nextChangeAt: never };

/** Plays one generation: asks the pure core what is on, draws it, and sleeps until the answer changes. One timer. */
export class Playout {
  private readonly deps: PlayoutDeps;
  private playing: Playing | undefined;
  private urgent = false;
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
  async ready({ manifest, revisions }: Playing): Promise<void> {
    const { drawings, now, ruling } = this.deps;
    const rules = ruling(now());
    const { stage, ticker } = rules ? onAir(manifest.programme, rules.orders, now()) : silence;
    if (taken(stage) || taken(ticker)) return this.loadUrgent();
    const item = stageItem(stage, revisions, "");
    const kind = item && kindOf(item);
    await Promise.all([kind && drawings.prepare(kind), ticker.kind === "spot" && drawings.prepare("crawl")]);
  }

  /** From now on this is what may be shown. */
  play(playing: Playing): void {
    this.playing = playing;
    this.evaluate();
  }

  /** Looks what is on now. Whoever sets the clock, brings an order, mends a picture or hides the page calls this. */
  evaluate(): void {
    const { playing } = this;
    if (!playing) return;
    clearTimeout(this.timer);
    const { manifest } = playing;
    const now = this.deps.now();
    const rules = this.deps.ruling(now);
    const answer = rules ? onAir(manifest.programme, rules.orders, now) : silence;
    const picture = pictureOf(answer.stage, playing.revisions, manifest.canvas);
    this.prepare(playing, answer.stage, picture, rules);

    const url = picture === undefined ? undefined : this.deps.pictures.url(picture);
    const lanes = alone(answer, manifest.canvas);
    const zone = knownZone(manifest.timeZone);
    const order = (lane: LaneAnswer): Takeover | undefined => rules && orderOn(lane, rules, now, zone);
    const of = (lane: LaneAnswer): Playing["revisions"] => (rules && taken(lane) ? rules.revisions : playing.revisions);
    const due = sameKey(this.stage, stageItem(lanes.stage, of(lanes.stage), url, order(lanes.stage)));
    this.stage = this.drawable(due, playing, rules);
    const line = sameKey(this.ticker, tickerItem(lanes.ticker, of(lanes.ticker), now, order(lanes.ticker)));
    this.ticker = line && this.canRun(line) ? line : undefined;
    const ended = {
      stage: this.prove("stage", due && this.stage === due ? lanes.stage : undefined, now),
      ticker: this.prove("ticker", this.ticker && lanes.ticker, now),
    };

    const lastContact = this.deps.lastContact();
    const contact = { now, lastContact, expiresAt: manifest.expiresAt, beat: this.deps.beat(), timeZone: zone };
    this.deps.show({
      canvas: manifest.canvas,
      safeCard: manifest.safeCard,
      stage: this.stage,
      ticker: this.ticker,
      tickerDigest: this.ticker?.digest,
      clock: clockFace(now, zone),
      stale: staleText(contact),
      lastContact: lastContact === undefined ? undefined : moment(lastContact, zone),
    });

    const wakeAt = Math.min(
      answer.nextChangeAt,
      rules?.until ?? Infinity,
      staleChangeAt(contact),
      now - (now % minuteMs) + minuteMs,
    );
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
    this.playing = undefined;
  }

  /**
   * The item once its template is there. Until then what is on the screen stays, if it may still be shown; where the
   * template cannot be loaded, the safe card.
   */
  private drawable(
    due: StageItem | undefined,
    { revisions }: Playing,
    rules: Ruling | undefined,
  ): StageItem | undefined {
    const { drawings } = this.deps;
    if (!due) return undefined;
    const kind = kindOf(due);
    if (due.takeover) {
      if (this.urgent) return due;
      void this.loadUrgent().then(() => this.urgent && this.evaluate());
    } else {
      if (!kind || drawings.failed(kind)) return undefined;
      if (drawings.get(kind)) return due;
      void drawings.prepare(kind).then(() => this.evaluate());
    }
    const { stage } = this;
    const mayStay =
      stage && !stage.takeover && revisions.has(stage.digest) && rules && !isRecalled(rules.orders, stage.digest);
    return mayStay ? stage : undefined;
  }

  /** Whether there is what moves a line: it is handed over only then, so that it joins in phase. */
  private canRun({ takeover }: TickerItem): boolean {
    const { drawings } = this.deps;
    if (takeover) {
      if (!this.urgent) void this.loadUrgent().then(() => this.urgent && this.evaluate());
      return this.urgent;
    }
    if (drawings.has("crawl") || drawings.failed("crawl")) return drawings.has("crawl");
    void drawings.prepare("crawl").then(() => this.evaluate());
    return false;
  }

  /** The picture of takeovers. One that does not come is asked for again at the next look. */
  private async loadUrgent(): Promise<void> {
    try {
      await urgentReady();
      this.urgent = true;
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }

  /** Answers whether a run ended, or none is on. */
  private prove(lane: LaneName, shown: LaneAnswer | undefined, now: number): boolean {
    const before = this.running[lane];
    const version = this.playing?.manifest.version ?? 0;
    const step = advance(lane, before, this.deps.visible() ? shown : undefined, version, now);
    this.running[lane] = step.running;
    // Version 0 is no manifest: a takeover on a screen that was never published for.
    if (step.play && step.play.version > 0) this.deps.record(step.play);
    return step.running === undefined || step.running !== before;
  }

  private prepare(
    { manifest, revisions }: Playing,
    stage: LaneAnswer,
    picture: string | undefined,
    rules: Ruling | undefined,
  ): void {
    if (picture !== this.shownPicture) {
      this.fadingPicture = this.shownPicture;
      this.shownPicture = picture;
    }
    const next = rules && stage.until < never ? onAir(manifest.programme, rules.orders, stage.until).stage : undefined;
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

function taken(lane: LaneAnswer): boolean {
  return lane.kind === "spot" && lane.loop === takeoverId;
}

/** A takeover is alone on its screen, whichever lane it has: what is covered is neither drawn nor proved. */
function alone(answer: OnAir, { shape }: Canvas): Pick<OnAir, LaneName> {
  if (shape === "crawler") return { stage: nothing, ticker: answer.ticker };
  if (taken(answer.stage)) return { stage: answer.stage, ticker: nothing };
  return taken(answer.ticker) ? { stage: nothing, ticker: answer.ticker } : answer;
}

/** The order that a lane shows, as a passer-by is told of it. */
function orderOn(lane: LaneAnswer, { orders }: Ruling, now: number, zone: string): Takeover | undefined {
  if (lane.kind !== "spot" || !taken(lane)) return undefined;
  for (const order of orders) {
    if (order.kind !== "takeover" || order.message !== lane.spot.message) continue;
    if (now < order.from || now >= order.until) continue;
    const [today, end] = [clockFace(now, zone), clockFace(order.until, zone)];
    const until = today.date === end.date ? end.time : moment(order.until, zone).replace(" ", ", ");
    return { number: order.number ?? 0, until };
  }
  return undefined;
}

/** Keeps the object while the run is the same: a new one would start it anew. */
function sameKey<T extends StageItem | TickerItem>(old: T | undefined, item: T | undefined): T | undefined {
  if (!old || !item || old.key !== item.key || old.takeover?.number !== item.takeover?.number) return item;
  return pictureUrlOf(old) === pictureUrlOf(item) ? old : item;
}

function pictureUrlOf(item: StageItem | TickerItem): string | undefined {
  return "pictureUrl" in item ? item.pictureUrl : undefined;
}
