import { html, LitElement, nothing, type TemplateResult } from "lit";
import { css } from "../css.ts";
import { fit } from "../fit.ts";
import { applyFrame, frameOf } from "../frame.ts";
import { pieces, tokens } from "../tokens.ts";
import type { UrgentShowing } from "../urgent/urgent-showing.ts";
import { oneLine, urgentWords } from "../urgent/words.ts";
import { withheld } from "./withheld.ts";

/** What nobody may doubt, as two sentences. */
const untrue = ["Không phải tình huống thật.", "Không cần làm theo."];
/** A board of so few rows has room for the word alone. */
const ledRows = 128;

/**
 * An exercise, on the desk's previews only: hatched frame, violet, the word DIỄN TẬP five times the size of the message,
 * no triangle, no clock, no number, no QR, no address. On a crawler it is nothing: an exercise never goes to a broadcast
 * channel, and the desk's page says so beside the empty picture.
 */
export class BtExercise extends LitElement {
  static override properties = { showing: { attribute: false } };
  declare showing: UrgentShowing | undefined;

  constructor() {
    super();
    this.showing = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.fonts.addEventListener("loadingdone", this.refit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.fonts.removeEventListener("loadingdone", this.refit);
  }

  protected override willUpdate(): void {
    if (!this.showing) return;
    const { canvas } = this.showing;
    applyFrame(this, frameOf(canvas));
    this.toggleAttribute("lamps", canvas.height < ledRows);
    this.toggleAttribute("clear", canvas.shape === "crawler");
  }

  protected override updated(): void {
    this.refit();
  }

  private readonly refit = (): void => {
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>(".fitted")) fit(part);
  };

  override render(): unknown {
    const { showing } = this;
    if (!showing?.exercise || showing.canvas.shape === "crawler") return nothing;
    if (showing.canvas.height < ledRows) return lamps(showing.canvas.height);
    const { content, canvas, exercise } = showing;
    const { portrait } = frameOf(canvas);
    const { code, until, scenario } = exercise;
    return html`<div class="inner">
      <div class="word">${portrait ? html`DIỄN<br />TẬP` : "DIỄN TẬP"}</div>
      <div class="untrue fitted slot" data-steps="5.6 5.2 4.8 4.4" data-hold="4.4">
        ${(portrait ? untrue : [untrue.join(" ")]).map((line) => html`<div class="hold">${line}</div>`)}
      </div>
      <div class="box fitted slot" data-steps="5 4.7 4.4 4.1 3.8 3.5 3.2" data-hold="5">
        <div class="small">Nội dung thử</div>
        <div class="message">${withheld(oneLine(urgentWords(content).headline.vi))}</div>
        <div class="small">Số điện thoại, mã QR và địa chỉ được ẩn trong diễn tập</div>
      </div>
      <div class="foot">
        <div>
          <div class="ends">Kết thúc lúc ${until}</div>
          <div class="scenario">${withheld(scenario)}</div>
        </div>
        <div class="right">
          <div class="agency">${content.agency.short}</div>
          <div class="code">Duyệt ${code.startsWith("DT-") ? code : `DT-${code}`}</div>
        </div>
      </div>
    </div>`;
  }

  static override styles = [
    tokens,
    pieces,
    css`
      :host {
        --violet: #4b1f73;
        --paper: #f5f7f4;
        --soft: #d9c6f0;
        --edge: 7u;
        --stripe: 4.07u;
        position: absolute;
        top: 0;
        left: 0;
        z-index: 3;
        color: var(--paper);
        background: repeating-linear-gradient(
          135deg,
          var(--paper) 0,
          var(--paper) var(--stripe),
          var(--violet) var(--stripe),
          var(--violet) calc(var(--stripe) * 2)
        );
      }
      :host([clear]) {
        background: none;
      }
      .inner,
      .lamps {
        position: absolute;
        top: var(--edge);
        right: var(--edge);
        bottom: var(--edge);
        left: var(--edge);
        background: var(--violet);
      }
      .inner {
        box-sizing: border-box;
        padding: 1.2u 6u 2u;
        display: flex;
        flex-direction: column;
      }
      .word {
        flex: none;
        font-weight: 800;
        font-size: 26u;
        line-height: 1.38;
        letter-spacing: -0.018em;
        margin: 0 0 -2.6u -0.02em;
        white-space: nowrap;
      }
      .untrue {
        flex: none;
        font-weight: 700;
        font-size: calc(var(--u) * var(--h));
      }
      .box {
        position: relative;
        flex: 0 1 auto;
        min-height: 0;
        margin-top: 1.2u;
        padding: 1.2u 2.8u;
        border: 0.3u dashed var(--soft);
      }
      .small {
        font-size: 3.3u;
        color: var(--soft);
      }
      .message {
        font-weight: 600;
        font-size: calc(var(--u) * var(--h));
      }
      .inner .foot {
        margin: auto 0 0;
        padding-top: 1u;
        color: inherit;
      }
      .ends {
        font-weight: 700;
        font-size: 3.9u;
      }
      .scenario {
        font-size: 2.5u;
        color: var(--soft);
      }
      .right {
        flex: none;
        margin-left: 3u;
        text-align: right;
      }
      .agency {
        font-size: 3.9u;
      }
      .inner .code {
        margin: 0;
        color: var(--soft);
      }
      :host([portrait]) .inner {
        padding: 4u 5u 3u;
      }
      :host([portrait]) .word {
        font-size: 29u;
        margin-bottom: 0;
      }
      :host([portrait]) .box {
        margin-top: 3u;
      }
      :host([portrait]) .foot {
        display: block;
      }
      :host([portrait]) .right {
        margin: 1u 0 0;
        text-align: left;
      }
      :host([lamps]) {
        --edge: 8px;
        --stripe: 5px;
      }
      .lamps {
        left: 14px;
        right: 14px;
        display: flex;
        align-items: center;
        justify-content: center;
        font-weight: 800;
        white-space: nowrap;
      }
    `,
  ];
}

/** The word alone: 34 px of 64 rows. Of 32 rows the hatch has 2 above and below, and Ễ at its heaviest fills the rest. */
function lamps(height: number): TemplateResult {
  const edge = height < 56 ? 2 : 8;
  const font = height < 56 ? 19 : Math.floor((height - 2 * edge) * 0.71);
  return html`<div
    class="lamps"
    .style=${`top:${edge}px;bottom:${edge}px;font-size:${font}px;line-height:${height - 2 * edge}px`}
  >
    DIỄN TẬP
  </div>`;
}

customElements.define("bt-exercise", BtExercise);

declare global {
  interface HTMLElementTagNameMap {
    "bt-exercise": BtExercise;
  }
}
