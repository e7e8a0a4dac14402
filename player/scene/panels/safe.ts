import { html, nothing, type TemplateResult } from "lit";
import { css } from "../css.ts";
import type { SafeCard } from "../../../content/trust/manifest.ts";
import type { Frame } from "../frame.ts";
import type { ClockFace } from "../stage-item.ts";
import { bigNumber } from "./big-number.ts";
import { phrases } from "./phrases.ts";

export type SafeView = {
  readonly frame: Frame;
  readonly card: SafeCard;
  readonly clock: ClockFace;
  readonly lastContact: string | undefined;
};

/**
 * When there is nothing approved to show: who answers for the screen, the time, where to call, and how old this is.
 * `whole` is the card by itself; on a board whose running line goes on, bar and clock are there already.
 */
export function safe({ frame, card, clock, lastContact }: SafeView, whole: boolean): TemplateResult {
  return html`<div class="panel safe slot ${whole ? "whole" : ""}" data-steps="9.4 8 7 6 5.2" data-hold="7">
    ${
      whole
        ? html`<div class="who">
            <span class="spine"></span>
            <div class="head hold">${card.agency}</div>
            <div class="now">
              <div class="time">${clock.time}</div>
              <div class="today">${clock.date}</div>
            </div>
          </div>`
        : nothing
    }
    <div class="call">
      <div class="label">${phrases(card.label)}</div>
      ${bigNumber(card.number, frame)}
    </div>
    <div class="foot">
      <span class="origin">Đang chờ nội dung mới${lastContact ? ` · liên lạc lần cuối ${lastContact}` : ""}</span>
      <span class="code">Thẻ an toàn</span>
    </div>
  </div>`;
}

export const safeCss = css`
  .safe {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    padding: 5u var(--mx) 2.9u;
    box-sizing: border-box;
  }
  .safe.whole {
    padding: calc(var(--my) + 3u) var(--mx) calc(var(--my) - 0.2u);
  }
  .who {
    display: flex;
    align-items: flex-start;
  }
  .who .spine {
    width: 1.4u;
    margin-right: 3.8u;
  }
  .who .head {
    flex: 1 1 0;
    line-height: 1.32;
  }
  .now {
    flex: none;
    margin-left: 5.2u;
    text-align: right;
  }
  .time {
    font-weight: 700;
    font-size: 15u;
    line-height: 1;
    margin-top: -0.8u;
  }
  .today {
    color: var(--quiet);
    font-size: 3.8u;
    margin-top: 1.4u;
  }
  .safe.whole .call {
    margin: auto 0 1.6u;
  }
  .call .label {
    font-weight: 600;
    font-size: 4.8u;
    text-wrap: balance;
    margin-bottom: 3u;
  }
  :host([portrait]) .safe.whole .call {
    margin-bottom: auto;
  }
  :host([portrait]) .who {
    flex-wrap: wrap;
  }
  :host([portrait]) .now {
    width: 100%;
    order: -1;
    margin: 0 0 8u;
    text-align: left;
  }
`;
