import { html, nothing, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { RulePairPanel } from "../../../content/editorial/panel.ts";
import { sign } from "../signs.ts";
import { codeMark, foot, headline, inline, sourceRow, type View } from "./view.ts";

/** Do on the left, avoid on the right; in portrait one above the other. Source and code stand in the two halves. */
export function draw(view: View, panel: z.infer<typeof RulePairPanel>): TemplateResult {
  const { portrait, wide } = view.frame;
  const half = (side: "do" | "dont", ending: unknown): TemplateResult =>
    html`<div class="half ${side}">
      <div class="text slot">
        <div class="grow"></div>
        <div class="which">${sign(panel[side].sign, side === "do" ? "disc" : "ring")}${inline(panel[side].tag)}</div>
        ${headline(panel[side].headline)}
        <div class="grow"></div>
        ${ending}
      </div>
    </div>`;
  const steps = `${wide ? "14 12 11.2 " : portrait ? "11.2 10.4 " : ""}9.4 9.1 8 7 6 5.2 4.6`;
  return html`<div class="panel pair" data-steps=${steps} data-hold="7">
    ${half("do", portrait ? nothing : html`<div class="foot"><div class="origin">${sourceRow(view)}</div></div>`)}
    ${half("dont", portrait ? foot(view) : html`<div class="foot"><span></span>${codeMark(view)}</div>`)}
  </div>`;
}

const sheet = css`
  .half {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 0;
    width: 50%;
  }
  .half.do {
    --behind: var(--do);
    --quiet: var(--on-do);
    background: var(--do);
    color: var(--on-do);
  }
  .half.dont {
    --behind: var(--ground);
    left: 50%;
  }
  .half .text {
    position: absolute;
    top: 3u;
    bottom: 2.9u;
    left: var(--mx);
    right: var(--mx);
    display: flex;
    flex-direction: column;
  }
  .half.do .text {
    right: calc(var(--mx) * 0.6);
  }
  :host([bare]) .half .text {
    top: var(--my);
    bottom: calc(var(--my) - 0.2u);
  }
  .half .grow:first-child {
    flex: 0 1 2u;
  }
  :host([bare]) .half .grow:first-child {
    flex-basis: 8u;
  }
  :host([portrait]) .half .grow:first-child {
    flex: 1 1 0;
  }
  .which {
    display: flex;
    align-items: center;
    font-weight: 700;
    font-size: 6u;
  }
  .which .sign {
    width: 29u;
    height: 29u;
    margin-right: 3.8u;
    color: var(--text);
  }
  .which .en {
    display: block;
    font-size: 0.68em;
  }
  .dont .which {
    color: var(--key);
  }
  .half .head {
    margin-top: 2.6u;
  }
  .pair .foot {
    color: var(--text);
  }
  :host([portrait]) .half {
    width: 100%;
    height: 50%;
    bottom: auto;
  }
  :host([portrait]) .half.dont {
    left: 0;
    top: 50%;
  }
  :host([portrait]) .half .text {
    right: var(--mx);
  }
  :host([portrait]) .half.do .text {
    bottom: 3u;
  }
  :host([portrait]) .half.dont .text {
    top: 3u;
  }
`;
export const sheets = [panelPieces, sheet];
