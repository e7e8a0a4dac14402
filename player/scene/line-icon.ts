import { svg, type SVGTemplateResult } from "lit";

/** From Lucide (ISC, © Lucide contributors). By itself: the stale note is there from the start, the other icons are not. */
export const clockPath = "M12 2a10 10 0 1 0 .01 0zM12 6v6l4 2";

/** A line drawing on a 24 grid. */
export function lineIcon(name: string, path: string, more?: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon i-${name}" viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path>${more}</svg>`;
}
