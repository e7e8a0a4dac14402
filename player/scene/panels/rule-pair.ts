import { css, html, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import type { RulePairPanel } from "../../../content/editorial/panel.ts";
import { sign } from "../signs.ts";
import { foot, headline, inline, type View } from "./view.ts";

/** Do on the left, avoid on the right; in portrait one above the other. */
export function rulePair(view: View, panel: z.infer<typeof RulePairPanel>): TemplateResult {
  const half = (side: "do" | "dont"): TemplateResult =>
    html`<div class="half ${side}">
      <div class="text slot">
        <div class="which">${sign(panel[side].sign, side === "do" ? "disc" : "ring")}${inline(panel[side].tag)}</div>
        ${headline(panel[side].headline)}
      </div>
    </div>`;
  return html`<div
    class="panel pair"
    data-steps=${`${view.frame.wide ? "14 12 11.2 " : view.frame.portrait ? "11.2 10.4 " : ""}9.4 9.1 8 7 6 5.2 4.6`}
    data-hold="7"
  >
    ${half("do")}${half("dont")}
    <div class="over">${foot(view)}</div>
  </div>`;
}

export const rulePairCss = css`
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
    top: calc(var(--u) * 5);
    bottom: calc(var(--u) * 7.2);
    left: var(--mx);
    right: var(--mx);
  }
  .half.do .text {
    right: calc(var(--mx) * 0.6);
  }
  .which {
    display: flex;
    align-items: center;
    font-weight: 700;
    font-size: calc(var(--u) * 6);
  }
  .which .sign {
    width: calc(var(--u) * 29);
    height: calc(var(--u) * 29);
    margin-right: calc(var(--u) * 3.8);
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
    margin-top: calc(var(--u) * 2.6);
  }
  .pair .over {
    position: absolute;
    bottom: calc(var(--u) * 2.9);
    left: var(--mx);
    right: var(--mx);
  }
  .pair .source,
  .pair .code {
    color: var(--text);
  }
  :host([bare]) .half .text {
    top: calc(var(--my) + var(--u) * 6);
    bottom: calc(var(--my) + var(--u) * 10);
    display: flex;
    flex-direction: column;
    justify-content: center;
  }
  :host([bare]) .pair .over {
    bottom: calc(var(--my) - var(--u) * 0.2);
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
    bottom: calc(var(--u) * 5);
  }
  :host([portrait]) .half.dont .text {
    bottom: calc(var(--u) * 9);
  }
`;
