import { html, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { RebuttalPanel } from "../../../content/editorial/panel.ts";
import { icon } from "../icons.ts";
import { english, foot, headline, inline, type View } from "./view.ts";

/** The truth first, larger, on the field; the claim quoted small and quiet beside it. */
export function draw(view: View, panel: z.infer<typeof RebuttalPanel>): TemplateResult {
  return html`<div
    class="panel rebuttal"
    data-steps="10.8 10.4 9.4 8 7 6 5.2 4.6"
    data-hold=${view.frame.portrait ? 10.4 : 9}
  >
    <div class="truth">
      <div class="text slot">
        <div class="verdict">
          ${icon("yes")}${inline({ vi: "Đính chính · Sự thật", en: panel.truth.en ? "Fact" : undefined })}
        </div>
        ${headline(panel.truth)}
        <div class="action">${panel.action.vi}${english(panel.action)}</div>
        <div class="grow"></div>
        ${foot(view)}
      </div>
    </div>
    <div class="claim">
      <div class="text slot">
        <div class="verdict">${icon("no")}${inline({ vi: "Tin sai", en: panel.claim.en ? "False" : undefined })}</div>
        <div class="quote">${panel.claim.vi}${english(panel.claim)}</div>
      </div>
    </div>
  </div>`;
}

const sheet = css`
  .truth,
  .claim {
    position: absolute;
    top: 0;
    bottom: 0;
  }
  .truth {
    --quiet: var(--on-do);
    left: 0;
    width: 64%;
    background: var(--do);
    color: var(--on-do);
  }
  .claim {
    left: 64%;
    right: 0;
    color: var(--quiet);
  }
  .rebuttal .text {
    position: absolute;
    top: 5u;
    bottom: 2.9u;
    left: var(--mx);
    right: calc(var(--mx) * 0.8);
    display: flex;
    flex-direction: column;
  }
  :host([bare]) .rebuttal .text {
    top: calc(var(--my) + 5u);
    bottom: calc(var(--my) - 0.2u);
  }
  .claim .text {
    left: calc(var(--mx) * 0.68);
    right: var(--mx);
  }
  .verdict {
    display: flex;
    align-items: center;
    font-weight: 700;
    font-size: 5u;
  }
  .verdict .en {
    margin-left: 0.4em;
    font-size: 0.75em;
  }
  .verdict .icon {
    width: 1.3em;
    height: 1.3em;
    margin-left: -0.1em;
    stroke-width: 2.2;
  }
  .i-yes path {
    fill: currentColor;
  }
  .i-yes .mark {
    fill: none;
    stroke: var(--do);
    stroke-width: 2.8;
  }
  .rebuttal .head + .en {
    font-size: calc(var(--u) * var(--h) * 0.5);
  }
  .rebuttal .head {
    margin-top: 0.5u;
  }
  .action {
    margin-top: 1.4u;
    font-weight: 600;
    font-size: 4.8u;
  }
  .action .en,
  .quote .en {
    margin-top: 0.2em;
    font-size: 0.72em;
  }
  .quote {
    margin-top: 2.4u;
    font-size: min(5u, calc(var(--u) * var(--h) * 0.535));
    white-space: pre-line;
  }
  :host([portrait]) .truth {
    width: 100%;
    height: 66%;
    bottom: auto;
  }
  :host([portrait]) .claim {
    left: 0;
    top: 66%;
  }
  :host([portrait]) .rebuttal .text {
    left: var(--mx);
    right: var(--mx);
  }
`;
export const sheets = [panelPieces, sheet];
