import { svg, type SVGTemplateResult } from "lit";
import { clockPath, lineIcon } from "./line-icon.ts";

/** Small line icons on a 24 grid, from Lucide (ISC, © Lucide contributors), as plain path data. */
const paths = {
  check: "M20 6L9 17l-5-5",
  cross: "M18 6L6 18M6 6l12 12",
  clock: clockPath,
  phone: "M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM12 18h.01",
  official:
    "M3.85 8.62a4 4 0 0 1 4.78-4.77a4 4 0 0 1 6.74 0a4 4 0 0 1 4.78 4.78a4 4 0 0 1 0 6.74a4 4 0 0 1-4.77 4.78a4 4 0 0 1-6.75 0a4 4 0 0 1-4.78-4.77a4 4 0 0 1 0-6.76zM9 12l2 2l4-4",
  yes: "M12 2a10 10 0 1 0 .01 0z",
  no: "M12 2a10 10 0 1 0 .01 0zM15 9l-6 6M9 9l6 6",
  waiting: "M12 2v4M16.2 7.8l2.9-2.9M18 12h4M16.2 16.2l2.9 2.9M12 18v4M4.9 19.1l2.9-2.9M2 12h4M4.9 4.9l2.9 2.9",
} as const;
export type Icon = keyof typeof paths;

export function icon(name: Icon): SVGTemplateResult {
  const mark = name === "yes" ? svg`<path class="mark" d="M7.5 12l3 3l6-6"></path>` : undefined;
  return lineIcon(name, paths[name], mark);
}
