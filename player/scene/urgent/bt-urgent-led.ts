import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Canvas } from "../../../content/network/canvas.ts";
import { crawlGeometry, type CrawlGeometry } from "../../../content/playout/crawl.ts";
import "../bt-crawl.ts";
import { applyFrame, frameOf } from "../frame.ts";
import type { TickerItem } from "../stage-item.ts";
import { tokens } from "../tokens.ts";
import { ledLines, widthOf } from "./led-lines.ts";
import { passageAt } from "./passage.ts";
import { lampTriangle } from "./triangle.ts";
import { urgentColours } from "./urgent-colours.ts";
import type { UrgentShowing } from "./urgent-showing.ts";
import { oneLine, urgentWords } from "./words.ts";

/** Rows that a Vietnamese line needs, and the letters in it: 20 px where there is one line, else 22 (look/screens.md §2). */
const lineRows = 28;
const dayMs = 86_400_000;

/** Where things stand on a board of lamps, in whole pixels. */
type Lamps = {
  readonly lines: number;
  /** The frame: 3 px, and 2 where a line of 28 leaves only 4 of 32 rows. */
  readonly edge: number;
  readonly sign: number;
  readonly block: number;
  readonly room: number;
};

/**
 * A takeover on a board of lamps: red frame, red block with the sign, white words. Words that stand whole stand still;
 * others run, because a sentence torn into pages may say the opposite on one of them.
 */
export class BtUrgentLed extends LitElement {
  static override properties = { showing: { attribute: false }, pass: { state: true } };
  declare showing: UrgentShowing | undefined;
  /** The passage of the words that do not stand whole. */
  declare pass: TickerItem | undefined;
  private shownAt = 0;
  private next = 0;

  constructor() {
    super();
    this.showing = undefined;
    this.pass = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Lines are made with the real letters' widths.
    document.fonts.addEventListener("loadingdone", this.again);
    this.again();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.fonts.removeEventListener("loadingdone", this.again);
    clearTimeout(this.next);
  }

  private readonly again = (): void => this.requestUpdate();

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { showing } = this;
    if (!showing || !changed.has("showing")) return;
    applyFrame(this, frameOf(showing.canvas));
    if (changed.get("showing")?.code !== showing.code) this.shownAt = performance.now();
  }

  override render(): unknown {
    const { showing } = this;
    if (!showing) return nothing;
    const { canvas, content } = showing;
    const { width, height } = canvas;
    const lamps = lampsOf(canvas);
    const { short, headline, number } = urgentWords(content);
    const say = oneLine(short ?? headline.vi);
    const call = number && `Gọi ${number.number}`;
    return html`<div class="frame" .style=${`width:${width}px;height:${height}px;--edge:${lamps.edge}px`}>
      <div class="sign" .style=${`width:${lamps.block}px`}>${lampTriangle(lamps.sign)}</div>
      <div class="words">${this.words(say, call, lamps, canvas)}</div>
    </div>`;
  }

  private words(say: string, call: string | undefined, lamps: Lamps, canvas: Canvas): TemplateResult {
    const { lines, room } = lamps;
    const texts = call === undefined ? [say] : [say, call];
    for (const font of lines === 1 ? [20] : [22, 20]) {
      const whole = ledLines(texts, room, lines, font);
      if (whole)
        return html`<div class="still" .style=${`font-size:${font}px`}>
          ${whole.map((text) => html`<div>${text}</div>`)}
        </div>`;
    }
    const below = lines > 1 && call !== undefined && widthOf(call, 22) <= room ? call : undefined;
    const runs = below === undefined ? texts.join(" · ") : say;
    const font = lines > 1 && below === undefined ? 34 : 20;
    return html`<bt-crawl
        .item=${this.passage(runs, font, room, canvas)}
        .geometry=${running(canvas, font)}
        .fps=${canvas.fps}
        .style=${`flex:0 0 ${Math.max(lineRows, Math.ceil(font * 1.4))}px`}
      ></bt-crawl>
      ${below === undefined ? nothing : html`<div class="still" .style=${"font-size:22px"}>${below}</div>`}`;
  }

  private passage(text: string, font: number, room: number, canvas: Canvas): TickerItem | undefined {
    const { showing } = this;
    if (!showing) return undefined;
    clearTimeout(this.next);
    const content = { ...showing.content, forms: { ticker: { text: { vi: text } } } };
    const item = { key: `${showing.code} ${text} ${font}`, content, from: 0, until: dayMs, elapsed: 0 };
    const lap = ((room + widthOf(text, font)) / running(canvas, font).pxPerSecond) * 1000 + 1000;
    const { pass, ms } = passageAt(item, lap, performance.now() - this.shownAt);
    if (ms !== undefined && this.isConnected) this.next = setTimeout(this.again, ms);
    return pass;
  }

  static override styles = [
    tokens,
    urgentColours,
    css`
      :host {
        position: absolute;
        top: 0;
        left: 0;
        z-index: 3;
      }
      .frame {
        position: relative;
        display: flex;
        box-sizing: border-box;
        border: var(--edge) solid var(--red);
        background: #041022;
        color: #fff;
      }
      .sign {
        flex: none;
        display: flex;
        align-items: center;
        justify-content: center;
        box-sizing: border-box;
        padding-right: var(--edge);
        background: var(--red);
      }
      .words {
        flex: 1 1 0;
        min-width: 0;
        display: flex;
        flex-direction: column;
        justify-content: center;
      }
      .still {
        flex: none;
        padding-left: 4px;
        font-weight: 700;
        line-height: 28px;
        white-space: pre;
      }
    `,
  ];
}

function lampsOf({ width, height }: Canvas): Lamps {
  const lines = Math.max(1, Math.floor((height - 4) / lineRows));
  const edge = Math.max(1, Math.min(3, Math.floor((height - lines * lineRows) / 2)));
  const sign = Math.round(Math.min(height * 0.66, height - 2 * edge - 2));
  const block = Math.round(sign * 1.12) + 2 * Math.max(3, edge);
  return { lines, edge, sign, block, room: width - block - 2 * edge - 8 };
}

/** Ten characters a second in whole pixels per frame, as any other line (look/screens.md §5). */
function running(canvas: Canvas, font: number): CrawlGeometry {
  const pxPerFrame = Math.max(1, Math.round((10 * font * 0.516) / canvas.fps));
  return { ...crawlGeometry(canvas), font, pxPerFrame, pxPerSecond: pxPerFrame * canvas.fps };
}

customElements.define("bt-urgent-led", BtUrgentLed);

declare global {
  interface HTMLElementTagNameMap {
    "bt-urgent-led": BtUrgentLed;
  }
}
