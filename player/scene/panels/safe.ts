import { css, html, nothing, type TemplateResult } from "lit";
import type { SafeCard } from "../../../content/trust/manifest.ts";
import type { Frame } from "../frame.ts";
import type { ClockFace } from "../stage-item.ts";
import { bigNumber } from "./hotline.ts";
import { phrases } from "./view.ts";

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
  return html`<div class="panel safe slot ${whole ? "whole" : ""}" data-steps="9.4 8 7 6 5.2">
    ${
      whole
        ? html`<div class="who">
            <span class="spine"></span>
            <div class="head">${card.agency}</div>
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
    padding: calc(var(--u) * 5) var(--mx) calc(var(--u) * 2.9);
    box-sizing: border-box;
  }
  .safe.whole {
    padding: calc(var(--my) + var(--u) * 3) var(--mx) calc(var(--my) - var(--u) * 0.2);
  }
  .who {
    display: flex;
    align-items: flex-start;
  }
  .who .spine {
    width: calc(var(--u) * 1.4);
    margin-right: calc(var(--u) * 3.8);
  }
  .who .head {
    flex: 1 1 0;
    line-height: 1.32;
  }
  .now {
    flex: none;
    margin-left: calc(var(--u) * 5.2);
    text-align: right;
  }
  .time {
    font-weight: 700;
    font-size: calc(var(--u) * 15);
    line-height: 1;
    margin-top: calc(var(--u) * -0.8);
  }
  .today {
    color: var(--quiet);
    font-size: calc(var(--u) * 3.8);
    margin-top: calc(var(--u) * 1.4);
  }
  .safe.whole .call {
    margin: auto 0 calc(var(--u) * 1.6);
  }
  .call .label {
    font-weight: 600;
    font-size: calc(var(--u) * 5);
    text-wrap: balance;
    margin-bottom: calc(var(--u) * 3);
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
    margin: 0 0 calc(var(--u) * 8);
    text-align: left;
  }
`;
