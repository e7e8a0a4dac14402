import { css, html, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import type { RebuttalPanel } from "../../../content/editorial/panel.ts";
import { icon } from "../icons.ts";
import { english, foot, headline, inline, type View } from "./view.ts";

/** The truth first, larger, on the field; the claim quoted small and quiet beside it. */
export function rebuttal(view: View, panel: z.infer<typeof RebuttalPanel>): TemplateResult {
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

export const rebuttalCss = css`
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
    top: calc(var(--u) * 5);
    bottom: calc(var(--u) * 2.9);
    left: var(--mx);
    right: calc(var(--mx) * 0.8);
    display: flex;
    flex-direction: column;
  }
  :host([bare]) .rebuttal .text {
    top: calc(var(--my) + var(--u) * 5);
    bottom: calc(var(--my) - var(--u) * 0.2);
  }
  .claim .text {
    left: calc(var(--mx) * 0.68);
    right: var(--mx);
  }
  .verdict {
    display: flex;
    align-items: center;
    font-weight: 700;
    font-size: calc(var(--u) * 5);
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
  .rebuttal .head {
    margin-top: calc(var(--u) * 0.5);
  }
  .action {
    margin-top: calc(var(--u) * 1.4);
    font-weight: 600;
    font-size: calc(var(--u) * 4.8);
  }
  .action .en,
  .quote .en {
    margin-top: 0.2em;
    font-size: 0.72em;
  }
  .quote {
    margin-top: calc(var(--u) * 2.4);
    font-size: min(calc(var(--u) * 5), calc(var(--u) * var(--h) * 0.535));
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
