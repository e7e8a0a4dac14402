import { html, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { NoticePanel } from "../../../content/editorial/panel.ts";
import { sign } from "../signs.ts";
import { english, foot, headline, inline, type View } from "./view.ts";

/** What is not accepted, and from when. The only light panel; by night and outdoors its sheet is dark too. */
export function draw(view: View, panel: z.infer<typeof NoticePanel>): TemplateResult {
  const date = html`<div class="since">
    <div class="from">${panel.date.label.vi}${english(panel.date.label)}</div>
    <div class="day">${panel.date.date}</div>
  </div>`;
  const items = html`<div class="items">
    ${panel.items.map(
      (item) =>
        html`<div class="item">${sign(item.sign, "ring")}<span>${item.text.vi}${english(item.text)}</span></div>`,
    )}
  </div>`;
  return html`<div
    class="panel notice slot"
    data-steps="11.6 10.6 9.4 8 7 6 5.2 4.6"
    data-hold=${view.frame.portrait ? 10.4 : 9}
  >
    <div class="what">
      <div class="say">
        <div class="tag">${inline(panel.tag)}</div>
        ${headline(panel.headline)}
      </div>
      ${view.frame.portrait ? "" : date}
    </div>
    ${items}${view.frame.portrait ? date : ""}
    <div class="grow"></div>
    ${foot(view)}
  </div>`;
}

const sheet = css`
  .notice {
    --text: var(--ink);
    --quiet: var(--ink-quiet);
    --behind: var(--paper);
    --hoop: var(--ink-sign);
    display: flex;
    flex-direction: column;
    padding: 4.8u var(--mx) 2.9u;
    box-sizing: border-box;
    background: var(--paper);
    color: var(--text);
  }
  :host([bare]) .notice {
    padding: calc(var(--my) + 5u) var(--mx) calc(var(--my) - 0.2u);
  }
  :host([bare]:not([portrait])) .items {
    margin-top: 4u;
    padding-top: 5u;
  }
  .what {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .notice .tag {
    color: var(--quiet);
  }
  .say {
    flex: 1 1 0;
    min-width: 0;
  }
  .since {
    flex: none;
    margin: -1.6u 0 0 4u;
    text-align: right;
  }
  .from {
    font-weight: 600;
    font-size: 4.6u;
  }
  .from .en {
    font-size: 0.75em;
  }
  .day {
    font-weight: 800;
    font-size: 8.6u;
    line-height: 1.2;
    letter-spacing: -0.012em;
    white-space: nowrap;
  }
  .items {
    display: flex;
    justify-content: space-between;
    margin-top: 1.6u;
    padding-top: 2.6u;
    border-top: 0.3u solid var(--text);
  }
  .item {
    display: flex;
    align-items: center;
    min-width: 0;
    margin-left: 3.6u;
    font-weight: 700;
    font-size: min(5.2u, calc(var(--u) * var(--h) * 0.56));
    white-space: pre-line;
  }
  .item:first-child {
    margin-left: 0;
  }
  .item .sign {
    width: min(20u, calc(var(--u) * var(--h) * 2.2));
    height: min(20u, calc(var(--u) * var(--h) * 2.2));
    margin-right: 3u;
    color: var(--ink-sign);
  }
  .item .en {
    font-size: 0.68em;
  }
  :host([bare]:not([portrait])) .item .sign {
    width: min(22u, calc(var(--u) * var(--h) * 2.35));
    height: min(22u, calc(var(--u) * var(--h) * 2.35));
  }
  :host([portrait]) .notice {
    padding-top: 5.4u;
  }
  :host([portrait]) .items {
    display: block;
    padding-top: 0;
  }
  :host([portrait]) .item {
    margin-left: 0;
    padding: 1.6u 0;
    border-bottom: 0.15u solid var(--quiet);
    font-size: min(6.6u, calc(var(--u) * var(--h) * 0.71));
    white-space: normal;
  }
  :host([portrait]) .item .sign {
    width: min(17u, calc(var(--u) * var(--h) * 1.85));
    height: min(17u, calc(var(--u) * var(--h) * 1.85));
    margin-right: 4.4u;
  }
  :host([portrait]) .since {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    margin: 4u 0 0;
    text-align: left;
  }
`;
export const sheets = [panelPieces, sheet];
