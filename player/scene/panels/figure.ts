import { html, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { FigurePanel } from "../../../content/editorial/panel.ts";
import { icon } from "../icons.ts";
import { numberSize } from "./big-number.ts";
import { english, foot, type View } from "./view.ts";

/** A figure and its hour; up to two more beside it. One to three digits at 48, four or five at 34. */
export function draw(view: View, panel: z.infer<typeof FigurePanel>): TemplateResult {
  const room = (view.frame.width - 2 * view.frame.marginX) / view.frame.u;
  const alone = panel.rows.length === 0 || view.frame.portrait;
  const size = numberSize(panel.number, alone ? room : room * 0.5, panel.number.length <= 3 ? 48 : 34);
  const longest = panel.rows.reduce((most, row) => (row.number.length > most.length ? row.number : most), "0");
  const small = numberSize(longest, view.frame.portrait ? 34 : 22, 19.5);
  return html`<div class="panel figure slot" data-steps="5.4 4.8 4.2 3.8">
    <div class="figures">
      <div class="main">
        <div class="label">${panel.label.vi}${english(panel.label)}</div>
        <div class="number" .style=${`font-size:calc(var(--u) * ${size})`}>${panel.number}</div>
        <div class="hour">
          ${icon("clock")}<span>Tính đến <b>${panel.asOf}</b></span>
        </div>
      </div>
      <div class="rows">
        ${panel.rows.map(
          (row) =>
            html`<div class="row2">
              <div class="number" .style=${`font-size:calc(var(--u) * ${small})`}>${row.number}</div>
              <div class="caption">${row.caption.vi}${english(row.caption)}</div>
            </div>`,
        )}
      </div>
    </div>
    ${foot(view)}
  </div>`;
}

const sheet = css`
  .figure {
    display: flex;
    flex-direction: column;
    padding: 4.6u var(--mx) 2.9u;
    box-sizing: border-box;
  }
  :host([bare]) .figure {
    padding: calc(var(--my) + 3u) var(--mx) calc(var(--my) - 0.2u);
  }
  .figures {
    padding-bottom: 0.8u;
    flex: 1 1 0;
    display: flex;
  }
  .main {
    flex: 1 1 0;
    justify-content: space-between;
    display: flex;
    flex-direction: column;
  }
  :host([bare]) .figures {
    align-items: center;
  }
  .figure .label {
    font-weight: 700;
    font-size: calc(var(--u) * var(--h));
  }
  .figure .label .en {
    margin-bottom: 0.5em;
    font-size: 0.7em;
  }
  .main > .number {
    letter-spacing: -0.035em;
    font-variant-numeric: proportional-nums;
    margin: -1.7u 0 -0.8u -0.01em;
  }
  .hour {
    display: flex;
    align-items: center;
    font-size: 4.8u;
  }
  .hour .icon {
    color: var(--key);
    width: 1em;
    height: 1em;
  }
  .hour b {
    font-weight: 700;
  }
  .rows {
    flex: none;
    width: 45.5%;
  }
  .row2 {
    display: flex;
    align-items: center;
    min-height: 29u;
    border-top: 0.2u solid var(--line);
  }
  .row2 .number {
    flex: none;
    min-width: 21.5u;
    margin-right: 2.5u;
    color: var(--text);
  }
  .caption {
    font-weight: 600;
    font-size: 5u;
    white-space: pre-line;
  }
  .caption .en {
    font-size: 0.72em;
  }
  :host([portrait]) .figures {
    flex-direction: column;
    justify-content: space-evenly;
    align-items: stretch;
  }
  :host([portrait]) .main {
    flex: none;
  }
  :host([portrait]) .rows {
    width: auto;
  }
`;
export const sheets = [panelPieces, sheet];
