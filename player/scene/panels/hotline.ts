import { html, nothing, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { HotlinePanel } from "../../../content/editorial/panel.ts";
import { icon } from "../icons.ts";
import { sign } from "../signs.ts";
import { bigNumber } from "./big-number.ts";
import { english, foot, inline, type View } from "./view.ts";

export function draw(view: View, panel: z.infer<typeof HotlinePanel>): TemplateResult {
  const { badge, second } = panel;
  return html`<div class="panel hotline slot" data-steps="5.5 5 4.6 4 3.6 3.2 2.8">
    <div class="whose">
      ${sign("call", "plain")}
      <div>
        <div class="label">${panel.label.vi}${english(panel.label)}</div>
        <div class="owner">${panel.owner}</div>
      </div>
    </div>
    ${bigNumber(panel.number, view.frame)}
    <div class="also">
      ${badge ? html`<div class="badge">${icon("check")}${inline(badge)}</div>` : html`<span></span>`}
      ${second ? html`<div class="second">${inline(second.label)} <b>${second.number}</b></div>` : nothing}
    </div>
    ${foot(view)}
  </div>`;
}

const sheet = css`
  .hotline {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    padding: 3.8u var(--mx) 2.9u;
    box-sizing: border-box;
  }
  :host([bare]) .hotline {
    padding: calc(var(--my) + 4u) var(--mx) calc(var(--my) - 0.2u);
  }
  .whose {
    display: flex;
    align-items: center;
  }
  .whose .sign {
    width: 13.4u;
    height: 13.4u;
    margin-right: 2.5u;
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
  .also {
    margin-bottom: 1.6u;
    display: flex;
    align-items: center;
    justify-content: space-between;
    font-size: min(5u, calc(var(--u) * var(--h) * 0.95));
  }
  .badge {
    display: flex;
    align-items: center;
    flex: none;
    padding: 0.7u 2.6u 0.7u 1.6u;
    background: var(--key);
    color: var(--on-key);
    font-weight: 800;
    font-size: min(5.2u, calc(var(--u) * var(--h)));
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
    margin-bottom: 3.6u;
  }
  :host([portrait]) .second {
    text-align: left;
  }
`;
export const sheets = [panelPieces, sheet];
