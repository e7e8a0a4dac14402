import { html, LitElement, nothing, type PropertyValues } from "lit";
import { crawlGeometry, crawlMs, crawlText } from "../../../content/playout/crawl.ts";
import "../bt-crawl.ts";
import { css } from "../css.ts";
import { applyFrame, frameOf } from "../frame.ts";
import type { TickerItem } from "../stage-item.ts";
import { tokens } from "../tokens.ts";
import { passageAt } from "./passage.ts";
import { triangle } from "./triangle.ts";
import { urgentColours } from "./urgent-colours.ts";
import type { UrgentShowing } from "./urgent-showing.ts";

/** The urgent crawl: red label with the triangle, ink on white, red sill. The line passes again and again. */
export class BtUrgentCrawl extends LitElement {
  static override properties = { showing: { attribute: false }, pass: { state: true } };
  declare showing: UrgentShowing | undefined;
  /** Which passage of the line runs. */
  declare pass: TickerItem | undefined;
  private handedAt = 0;
  private next = 0;

  constructor() {
    super();
    this.showing = undefined;
    this.pass = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.turn();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.next);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { showing } = this;
    if (!showing || !changed.has("showing")) return;
    const before = changed.get("showing");
    this.setAttribute("profile", showing.profile);
    applyFrame(this, frameOf(showing.canvas));
    if (before?.ticker?.key === showing.ticker?.key && before?.canvas === showing.canvas) return;
    this.handedAt = performance.now();
    this.turn();
  }

  /** An order's line has the order's length: it is cut into passages here, in phase with every other screen's. */
  private turn(): void {
    clearTimeout(this.next);
    const ticker = this.showing?.ticker;
    const line = ticker?.content.forms.ticker;
    if (!this.showing || !ticker || !line || !this.isConnected) return;
    const { vi, en } = line.text;
    const { short } = ticker.content.agency;
    // The label is taken by the sign, so that the line itself says who speaks.
    const said = short === "" || vi.startsWith(short) ? vi : `${short}: ${vi}`;
    const content = { ...ticker.content, forms: { ticker: { text: en ? { vi: said, en } : { vi: said } } } };
    const lap = crawlMs(crawlText(content.forms.ticker), this.showing.canvas);
    const { pass, ms } = passageAt({ ...ticker, content }, lap, performance.now() - this.handedAt);
    this.pass = pass;
    if (ms !== undefined) this.next = setTimeout(() => this.turn(), ms);
  }

  override render(): unknown {
    const { showing, pass } = this;
    if (!showing || !pass) return nothing;
    const geometry = crawlGeometry(showing.canvas);
    const { band, box, lane, font } = geometry;
    const sillTop = box.top === band.top ? box.top + box.height : band.top;
    return html`
      <div class="sill" .style=${`top:${sillTop}px;height:${band.height - box.height}px`}></div>
      <div class="strip" .style=${`top:${box.top}px;height:${box.height}px;--font:${font}px`}>
        <div class="label" .style=${`padding-left:${lane.left}px`}>${triangle()}<span>KHẨN CẤP</span></div>
        <bt-crawl
          .item=${pass}
          .geometry=${geometry}
          .fps=${showing.canvas.fps}
          .style=${`margin-right:${lane.left}px`}
        ></bt-crawl>
      </div>
    `;
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
      .strip,
      .sill {
        position: absolute;
        left: 0;
        right: 0;
      }
      .strip {
        display: flex;
        align-items: stretch;
        background: var(--field);
        color: var(--words);
      }
      .sill {
        background: var(--red);
      }
      .label {
        flex: none;
        display: flex;
        align-items: center;
        padding-right: calc(var(--font) * 0.9);
        background: var(--red);
        color: var(--on-red);
        font-weight: 700;
        font-size: calc(var(--font) * 0.87);
        white-space: nowrap;
      }
      .triangle {
        flex: none;
        height: calc(var(--font) * 0.92);
        width: calc(var(--font) * 1.02);
        margin-right: 0.36em;
      }
      bt-crawl {
        flex: 1 1 0;
        margin-left: calc(var(--font) * 0.6);
      }
    `,
  ];
}

customElements.define("bt-urgent-crawl", BtUrgentCrawl);

declare global {
  interface HTMLElementTagNameMap {
    "bt-urgent-crawl": BtUrgentCrawl;
  }
}
