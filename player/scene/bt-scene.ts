import { adoptStyles, html, LitElement, nothing, type PropertyValues } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Canvas } from "../../content/network/canvas.ts";
import { crawlGeometry, type CrawlGeometry } from "../../content/playout/crawl.ts";
import type { SafeCard } from "../../content/trust/manifest.ts";
import { chrome } from "./chrome.ts";
import { drawings, kindOf } from "./drawings.ts";
import { fit } from "./fit.ts";
import { applyFrame, frameOf, type Frame } from "./frame.ts";
import { bigNumberCss } from "./panels/big-number.ts";
import { safe, safeCss } from "./panels/safe.ts";
import { staleNote } from "./panels/stale-note.ts";
import type { ClockFace, StageItem, TickerItem } from "./stage-item.ts";
import { urgentReady } from "./takeover.ts";
import { pieces, tokens } from "./tokens.ts";

type Layer = { readonly item: StageItem | undefined } | undefined;

const fadeMs = 600;
/** Longest wait for a picture to be decoded before the fade begins without it. */
const pictureWaitMs = 1500;

/** The sheets of the templates stand between these. */
const beneath = [tokens, pieces];
const above = [bigNumberCss, safeCss, chrome];

/**
 * Everything that a public screen shows, at the canvas's own pixels. The shape decides the layout: a board has bar,
 * stage and ticker; a billboard is all stage; a crawler is a band on nothing. Only the stage ever fades.
 */
export class BtScene extends LitElement {
  static override properties = {
    canvas: { attribute: false },
    stage: { attribute: false, hasChanged: anotherStage },
    ticker: { attribute: false, hasChanged: anotherKey },
    safeCard: { attribute: false },
    clock: { attribute: false, hasChanged: anotherTime },
    stale: {},
    lastContact: {},
    night: { type: Boolean },
  };
  declare canvas: Canvas;
  declare stage: StageItem | undefined;
  declare ticker: TickerItem | undefined;
  declare safeCard: SafeCard;
  declare clock: ClockFace;
  /** Says that what is shown may be old, when it may be. */
  declare stale: string | undefined;
  /** When the server was last heard, worded. */
  declare lastContact: string | undefined;
  declare night: boolean;

  private frame: Frame | undefined;
  private geometry: CrawlGeometry | undefined;
  /** What the stage draws: `stage`, or what was there before while the template of `stage` is on its way. */
  private staged: StageItem | undefined;
  private sheets = 0;
  /** A takeover (or, in a preview, an exercise) has the whole screen. */
  private covered = false;
  private layers: [Layer, Layer] = [undefined, undefined];
  private front: 0 | 1 = 0;
  private arriving = false;
  private turn = 0;
  private fade: Animation | undefined;

  constructor() {
    super();
    this.stage = undefined;
    this.ticker = undefined;
    this.safeCard = { agency: "", label: "", number: "" };
    this.clock = { time: "", date: "" };
    this.stale = undefined;
    this.lastContact = undefined;
    this.night = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.fonts.addEventListener("loadingdone", this.refit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.fonts.removeEventListener("loadingdone", this.refit);
  }

  /** What was on the screen stays untouched beneath a takeover, also while the takeover's chunk is on its way. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.has("canvas")) {
      this.frame = frameOf(this.canvas);
      this.geometry = crawlGeometry(this.canvas);
      applyFrame(this, this.frame);
      this.toggleAttribute("bare", this.canvas.shape === "billboard");
      this.toggleAttribute("clear", this.canvas.shape === "crawler");
    }
    const { stage, ticker, covered } = this;
    const taken = ticker?.takeover ?? (this.canvas.shape === "crawler" ? undefined : stage?.takeover);
    this.covered = !!(taken ?? stage?.exercise);
    if (this.covered || covered) void urgentReady().then(({ overlay }) => overlay(this));
    // Back again: what comes stands whole beneath the fade that leaves.
    if (covered) this.layers = [undefined, undefined];
    return !this.covered;
  }

  protected override willUpdate(): void {
    if (this.ticker) void drawings.prepare("crawl");
    this.setAttribute("profile", this.night ? "night" : this.canvas.shape === "billboard" ? "outdoor" : "indoor");
    const { shape } = this.canvas;
    if (shape === "crawler") return;
    this.staged = this.drawable(this.stage);
    this.dress();
    const shown = this.layers[this.front];
    const next = { item: this.staged };
    if (!shown) {
      this.layers[this.front] = next;
    } else if (same(shown.item, this.staged)) {
      // The same message again: nothing may flash, so the node and its picture stay as they are.
    } else {
      this.front = this.front === 0 ? 1 : 0;
      this.layers[this.front] = next;
      this.arriving = true;
    }
  }

  /** The item, if it can be drawn; else what was drawn before it, or the safe card where it cannot be drawn at all. */
  private drawable(item: StageItem | undefined): StageItem | undefined {
    const kind = item && kindOf(item);
    if (!kind || drawings.get(kind)) return kind && item;
    if (drawings.failed(kind)) return undefined;
    void drawings.prepare(kind).then(() => this.requestUpdate());
    return this.staged;
  }

  private dress(): void {
    const sheets = drawings.sheets();
    if (sheets.length === this.sheets) return;
    this.sheets = sheets.length;
    adoptStyles(this.renderRoot as ShadowRoot, [...beneath, ...sheets, ...above]);
  }

  protected override updated(): void {
    this.refit();
    if (!this.arriving) return;
    this.arriving = false;
    void this.reveal();
  }

  private readonly refit = (): void => {
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>(".panel, .agency, .voice")) fit(part);
  };

  /** Fades the arrived layer in over the one that leaves; what leaves stays whole beneath, so nothing dips to dark. */
  private async reveal(): Promise<void> {
    const turn = ++this.turn;
    const front = this.renderRoot.querySelectorAll<HTMLElement>(".layer")[this.front];
    if (!front) return;
    front.style.visibility = "hidden";
    const picture = front.querySelector("img");
    if (picture) await settled(picture, pictureWaitMs);
    if (turn !== this.turn) return;
    front.style.visibility = "";
    const done = (): void => {
      if (turn !== this.turn) return;
      this.layers[this.front === 0 ? 1 : 0] = undefined;
      this.requestUpdate();
    };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return done();
    // A fade that is still under way belongs to the layer beneath now, which must be whole.
    this.fade?.cancel();
    this.fade = front.animate([{ opacity: 0 }, { opacity: 1 }], { duration: fadeMs, easing: "ease-in-out" });
    this.fade.onfinish = done;
  }

  override render(): unknown {
    switch (this.canvas.shape) {
      case "crawler":
        return this.crawler();
      case "billboard":
        return html`<div class="stage">${this.layer(0)}${this.layer(1)}</div>`;
      default:
        return this.board();
    }
  }

  private layer(index: 0 | 1): unknown {
    const layer = this.layers[index];
    return html`<div class="layer ${index === this.front ? "front" : ""}">
      ${layer ? keyed(layer.item ? `${layer.item.form} ${layer.item.digest}` : "safe", this.drawing(layer.item)) : nothing}
    </div>`;
  }

  private drawing(item: StageItem | undefined): unknown {
    const frame = this.frame;
    if (!frame) return nothing;
    const bare = this.canvas.shape === "billboard";
    if (!item) return this.safe(bare);
    const { content, digest, pictureUrl } = item;
    const { panel, banner } = content.forms;
    const kind = kindOf(item);
    // The table pairs each kind with its form, which the compiler cannot follow through a variable kind.
    const form = (item.form === "banner" ? banner : panel) as never;
    return kind && drawings.get(kind)?.draw({ frame, content, digest, bare, stale: this.stale, pictureUrl }, form);
  }

  private safe(whole: boolean): unknown {
    const { safeCard: card, clock, lastContact } = this;
    return this.frame ? safe({ frame: this.frame, card, clock, lastContact }, whole) : nothing;
  }

  private board(): unknown {
    const band = this.geometry?.band;
    if (!band) return nothing;
    const alone = !this.staged && !this.ticker;
    return html`
      <div class="bar" .style=${`transform:translateX(${drift(this.clock.time)}px)`}>
        <span class="spine"></span>
        <div
          class="agency slot"
          data-steps=${`${this.frame?.portrait ? "3.8 3.5 " : ""}3.3 3 2.7 2.5 2.3`}
          data-hold="3"
        >
          <div class="hold">${this.staged?.content.agency.name ?? this.safeCard.agency}</div>
          ${staleNote(this.stale)}
        </div>
        <div class="when">
          ${this.frame?.portrait ? nothing : html`<span class="today">${this.clock.date}</span>`}
          <span class="clock">${this.clock.time}</span>
        </div>
      </div>
      <div class="stage" .style=${`top:var(--bar);height:calc(${band.top}px - var(--bar))`}>
        ${this.layer(0)}${this.layer(1)}
      </div>
      <div class="band strip" .style=${bandStyle(band, this.geometry)}>${this.line("var(--mx)")}</div>
      <div class="cover ${alone ? "on" : ""}">${this.safe(true)}</div>
    `;
  }

  private crawler(): unknown {
    if (!this.ticker || !this.geometry) return nothing;
    const { band, box, lane } = this.geometry;
    const sill = band.height - box.height;
    const sillTop = box.top === band.top ? box.top + box.height : band.top;
    return html`
      <div class="band air" .style=${bandStyle(box, this.geometry)}>${this.line(`${lane.left}px`)}</div>
      <div class="sill" .style=${`top:${sillTop}px;height:${sill}px`}></div>
    `;
  }

  private line(left: string): unknown {
    const label = this.ticker
      ? html`<div
            class="voice slot"
            data-steps="1 0.92 0.84 0.76 0.68 0.6"
            .style=${`padding-left:max(${left}, var(--u) * 1.5)`}
          >
            <span>${this.ticker.content.agency.short}</span>
          </div>
          <span class="edge"></span>`
      : nothing;
    return html`${label}<bt-crawl
        .item=${this.ticker}
        .geometry=${this.geometry}
        .fps=${this.canvas.fps}
        .style=${`margin-right:${this.canvas.shape === "crawler" ? left : "0"}`}
      ></bt-crawl>`;
  }

  static override styles = [...beneath, ...above];
}

function bandStyle({ top, height }: CrawlGeometry["band"], geometry: CrawlGeometry | undefined): string {
  return `top:${top}px;height:${height}px;--font:${geometry?.font ?? 0}px`;
}

// Handed over anew every second or so, mostly with nothing new in it: then nothing is drawn or measured again.
function anotherTime(value?: ClockFace, old?: ClockFace): boolean {
  return value?.time !== old?.time || value?.date !== old?.date;
}

function anotherKey(value?: TickerItem | StageItem, old?: TickerItem | StageItem): boolean {
  return value?.key !== old?.key || value?.takeover !== old?.takeover;
}

function anotherStage(value?: StageItem, old?: StageItem): boolean {
  return (
    anotherKey(value, old) ||
    value?.pictureUrl !== old?.pictureUrl ||
    value?.exercise !== old?.exercise ||
    !same(value, old)
  );
}

/** The same message in the same form, whatever run of it. */
function same(a: StageItem | undefined, b: StageItem | undefined): boolean {
  return a?.digest === b?.digest && a?.form === b?.form;
}

/** Still parts wander by 0 to 4 px over twenty minutes, so that no panel keeps their shadow (look/screens.md §3). */
function drift(time: string): number {
  const minute = Number(time.slice(3, 5)) % 20;
  return Number.isNaN(minute) ? 0 : Math.round((minute <= 10 ? minute : 20 - minute) * 0.4);
}

/** When the picture can be painted, has failed, or has taken too long. */
async function settled(picture: HTMLImageElement, ms: number): Promise<void> {
  let timer = 0;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  // A picture that does not decode is shown by its words (panels/banner.ts); there is nothing more to wait for.
  const decoded = picture.decode().catch(() => undefined);
  await Promise.race([decoded, late]);
  clearTimeout(timer);
}

customElements.define("bt-scene", BtScene);

declare global {
  interface HTMLElementTagNameMap {
    "bt-scene": BtScene;
  }
}
