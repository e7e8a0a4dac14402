import { html, type TemplateResult } from "lit";
import { css } from "../css.ts";
import type { Frame } from "../frame.ts";

/** Advance of a number set at weight 800, in em: digits .548 with their tracking, a space .23. */
function advance(number: string): number {
  let em = 0;
  for (const glyph of number) em += /\s/.test(glyph) ? 0.23 : 0.548;
  return em;
}

/** Size in u at which `number` fills `width` u on one line, at most `max`. */
export function numberSize(number: string, width: number, max: number): number {
  return Math.min(max, Math.floor((width / Math.max(0.5, advance(number) - 0.04)) * 10) / 10);
}

/**
 * The number is the layout: it fills the columns, at most 34.9. In portrait each group, as it is spoken, has a line.
 */
export function bigNumber(number: string, frame: Frame, max = frame.portrait ? 40 : 34.9): TemplateResult {
  const room = (frame.width - 2 * frame.marginX) / frame.u;
  const groups = frame.portrait ? number.split(/\s+/) : [number.replace(/\s+/g, "\u00a0")];
  const size = Math.min(...groups.map((group) => numberSize(group, room, groups.length > 2 ? Math.min(max, 30) : max)));
  return html`<div class="number big" .style=${`font-size:calc(var(--u) * ${size})`}>
    ${groups.map((group) => html`<div>${group}</div>`)}
  </div>`;
}

export const bigNumberCss = css`
  .big {
    margin: -1.2u 0 -1.2u -0.03em;
    font-variant-numeric: tabular-nums;
  }
  :host([portrait]) .big {
    line-height: 0.96;
  }
`;
