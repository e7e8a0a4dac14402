import { css, html, nothing, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import type { HotlinePanel } from "../../../content/editorial/panel.ts";
import { icon } from "../icons.ts";
import { sign } from "../signs.ts";
import { english, foot, inline, numberSize, type View } from "./view.ts";
import type { Frame } from "../frame.ts";

/**
 * The number is the layout: it fills the columns, at most 34.9. In portrait each group, as it is spoken, has a line.
 */
export function bigNumber(number: string, frame: Frame, max = 34.9): TemplateResult {
  const room = (frame.width - 2 * frame.marginX) / frame.u;
  const groups = frame.portrait ? number.split(/\s+/) : [number.replace(/\s+/g, "\u00a0")];
  const size = Math.min(...groups.map((group) => numberSize(group, room, groups.length > 2 ? Math.min(max, 30) : max)));
  return html`<div class="number big" style="font-size:calc(var(--u) * ${size})">
    ${groups.map((group) => html`<div>${group}</div>`)}
  </div>`;
}

export function hotline(view: View, panel: z.infer<typeof HotlinePanel>): TemplateResult {
  const { badge, second } = panel;
  return html`<div class="panel hotline slot" data-steps="5.5 5 4.6 4 3.6 3.2 2.8">
    <div class="whose">
      ${sign("call", "plain")}
      <div>
        <div class="label">${panel.label.vi}${english(panel.label)}</div>
        <div class="owner">${panel.owner}</div>
      </div>
    </div>
    ${bigNumber(panel.number, view.frame, view.bare && !view.frame.portrait ? 38 : 34.9)}
    <div class="also">
      ${badge ? html`<div class="badge">${icon("check")}${inline(badge)}</div>` : html`<span></span>`}
      ${second ? html`<div class="second">${inline(second.label)} <b>${second.number}</b></div>` : nothing}
    </div>
    ${foot(view)}
  </div>`;
}

export const hotlineCss = css`
  .hotline {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    padding: calc(var(--u) * 3.8) var(--mx) calc(var(--u) * 2.9);
    box-sizing: border-box;
  }
  :host([bare]) .hotline {
    padding: calc(var(--my) + var(--u) * 4) var(--mx) calc(var(--my) - var(--u) * 0.2);
  }
  .whose {
    display: flex;
    align-items: center;
  }
  .whose .sign {
    width: calc(var(--u) * 13.4);
    height: calc(var(--u) * 13.4);
    margin-right: calc(var(--u) * 2.5);
    color: var(--key);
  }
  .hotline .label {
    font-weight: 700;
    font-size: calc(var(--u) * var(--h));
  }
  .hotline .label .en {
    font-size: 0.7em;
  }
  .hotline .owner {
    font-size: calc(var(--u) * var(--h) * 0.94);
  }
  .big {
    margin: calc(var(--u) * -1.2) 0 calc(var(--u) * -1.2) -0.03em;
    font-variant-numeric: tabular-nums;
  }
  .also {
    margin-bottom: calc(var(--u) * 1.6);
    display: flex;
    align-items: center;
    justify-content: space-between;
    font-size: min(calc(var(--u) * 5), calc(var(--u) * var(--h) * 0.95));
  }
  .badge {
    display: flex;
    align-items: center;
    flex: none;
    padding: calc(var(--u) * 0.7) calc(var(--u) * 2.6) calc(var(--u) * 0.7) calc(var(--u) * 1.6);
    background: var(--key);
    color: var(--on-key);
    font-weight: 800;
    font-size: min(calc(var(--u) * 5.2), calc(var(--u) * var(--h)));
  }
  .badge .icon {
    width: 1em;
    height: 1em;
  }
  .badge .en {
    color: inherit;
    font-size: 0.72em;
  }
  .second {
    text-align: right;
  }
  .second .en {
    font-size: 0.72em;
  }
  .second b {
    margin-left: 0.4em;
    font-weight: 700;
    white-space: nowrap;
  }
  :host([portrait]) .also {
    display: block;
  }
  :host([portrait]) .badge {
    display: inline-flex;
    margin-bottom: calc(var(--u) * 3.6);
  }
  :host([portrait]) .second {
    text-align: left;
  }
  :host([portrait]) .big {
    line-height: 0.96;
  }
`;
