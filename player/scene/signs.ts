import { svg, type SVGTemplateResult } from "lit";
import type { Sign } from "../../content/editorial/panel.ts";

/** Head and shoulders, 10 wide and 13.4 high, whose lower edge is centred on x, y. */
function figure(x: number, y: number): string {
  return `M${x} ${y - 13.4}a3.4 3.4 0 1 1-.01 0zM${x - 5} ${y}v-2.4a5 4.2 0 0 1 10 0v2.4z`;
}

/**
 * Solid pictograms on a 48 grid. Those marked HI are from Health Icons 2.0 (MIT, © 2021 Resolve to Save Lives, see
 * HEALTH-ICONS-LICENSE); the others are drawn here: one thing each, no face, nothing thin that a slash would hide.
 */
const glyphs: Readonly<Record<Sign, string>> = {
  // HI water-sanitation
  "wash-hands":
    "M42 6H24a2 2 0 0 0-2 2v4h20zM17.7 29.19c.93-.42 3.21 0 3.21 0l6.63 1.49s1.66.53 3.21.53s.62 2.13-.41 2.87s-1.79.7-1.79.7l-5.35-.07s4.66.85 6.42.96c.89.05 2.42-.57 4.13-1.27c1.67-.68 3.5-1.44 5.08-1.7c3.21-.53 3.73 2.34 2.69 3.4c-1.03 1.06-9.32 5.1-10.77 5.63c-1.14.42-2.51.28-4.06.12c-.43-.04-.87-.09-1.33-.12c-1.81-.14-3.19-.58-4.56-1.01c-1.47-.47-2.92-.93-4.86-1.01c-.65-.03-2.18.06-2.94.1V30.94c1.33-.47 4.01-1.44 4.71-1.75M7 29a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h3a1 1 0 0 0 1-1V30a1 1 0 0 0-1-1zm16-15a1 1 0 1 0 0 2h6a1 1 0 1 0 0-2zm3 4.17a1 1 0 0 1 1 1v2a1 1 0 1 1-2 0v-2a1 1 0 0 1 1-1m4.12.12a1 1 0 0 0-1.41 1.41l1.41 1.41a1 1 0 1 0 1.42-1.41zm-9.83 3a1 1 0 0 1 0-1.41l1.41-1.42a1 1 0 0 1 1.41 1.42l-1.41 1.41a1 1 0 0 1-1.41 0M27 24.17a1 1 0 1 0-2 0v2a1 1 0 1 0 2 0zm5.21-2.38a1 1 0 0 1 1.41 0l1.41 1.41a1 1 0 0 1-1.41 1.41l-1.41-1.41a1 1 0 0 1 0-1.41m-15.41 1.34a1 1 0 0 0 1.41 1.41l1.41-1.41a1 1 0 1 0-1.41-1.42z",
  // HI ppe-face-mask
  mask: "M23.71 11.04a1 1 0 0 1 .59 0l13 4A1 1 0 0 1 38 16v1h1a5 5 0 0 1 5 5v4a5 5 0 0 1-5 5h-2.46a9 9 0 0 1-4.9 3.69l-7.35 2.26a1 1 0 0 1-.59 0l-7.35-2.26A9 9 0 0 1 11.46 31H9a5 5 0 0 1-5-5v-4a5 5 0 0 1 5-5h1v-1a1 1 0 0 1 .71-.96zM10 26.09c0 1.01.17 1.99.48 2.91H9a3 3 0 0 1-3-3v-4a3 3 0 0 1 3-3h1zM37.52 29H39a3 3 0 0 0 3-3v-4a3 3 0 0 0-3-3h-1v7.09c0 1.01-.17 1.99-.48 2.91M30 21H18v-2h12zm0 6H18v-2h12z",
  // Seven figures; all but the one in the middle stand clear of a slash.
  crowd: [26, 15, 37, 15, 9.5, 30.4, 24.8, 30.4, 41.8, 30.4, 12.6, 44.6, 23.6, 44.6]
    .flatMap((x, i, all) => (i % 2 === 0 ? [figure(x, all[i + 1] ?? 0)] : []))
    .join(""),
  distance:
    "M11.5 20a4 4 0 1 1-.01 0zM4 40v-6a7.5 5 0 0 1 15 0v6zM36.5 20a4 4 0 1 1-.01 0zM29 40v-6a7.5 5 0 0 1 15 0v6zM4 12l6-5v3.5h28V7l6 5l-6 5v-3.5H10V17z",
  cough:
    "M18 6a9 9 0 1 1-.01 0zM4 42v-3c0-7 6-11.5 14-11.5s14 4.5 14 11.5v3zM32 17.2a1.8 1.8 0 1 1-.01 0zM37.5 12.7a1.8 1.8 0 1 1-.01 0zM37.5 21.7a1.8 1.8 0 1 1-.01 0zM43 8.2a1.8 1.8 0 1 1-.01 0zM43 17.2a1.8 1.8 0 1 1-.01 0zM43 26.2a1.8 1.8 0 1 1-.01 0z",
  fever:
    "M24 3a5.5 5.5 0 0 1 5.5 5.5V28a9 9 0 1 1-11 0V8.5A5.5 5.5 0 0 1 24 3zM25 9v2h4.5V9zM25 14v2h4.5v-2zM25 19v2h4.5v-2z",
  doctor:
    "M24 5a9 9 0 1 1-.01 0zM7 43v-6c0-7 7-11.5 17-11.5S41 30 41 37v6zM22 29v3.5h-3.5v4H22V40h4v-3.5h3.5v-4H26V29z",
  // HI phone
  call: "M13.24 21.58c2.88 5.66 7.52 10.28 13.18 13.18l4.4-4.4c.54-.54 1.34-.72 2.04-.48c2.24.74 4.66 1.14 7.14 1.14c1.1 0 2 .9 2 2V40c0 1.1-.9 2-2 2C21.22 42 6 26.78 6 8c0-1.1.9-2 2-2h7c1.1 0 2 .9 2 2c0 2.5.4 4.9 1.14 7.14c.22.7.06 1.48-.5 2.04z",
  // HI home-alt
  home: "M41.71 25.79L24.06 8.09L6.29 25.79a1 1 0 1 0 1.41 1.42L11 23.93V39a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1v-8a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v8a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V23.9l3.29 3.3a1 1 0 1 0 1.42-1.41",
  app: "M14 3h20a3 3 0 0 1 3 3v36a3 3 0 0 1-3 3H14a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3zM14.5 8v29h19V8zM21.5 11.5h5v10h5.5l-8 9.5l-8-9.5h5.5zM24 39a2 2 0 1 1-.01 0z",
  news: "M7 8h28a2 2 0 0 1 2 2v27a1.5 1.5 0 0 0 3 0V15h3v22a5 5 0 0 1-5 5H10a5 5 0 0 1-5-5V10a2 2 0 0 1 2-2zM10 13v6h22v-6zM10 23v9h9v-9zM22.5 23v2.5H32V23zM22.5 29.5V32H32v-2.5zM10 35.5V38h22v-2.5z",
  parcel: "M12 6h10v7H7.2zM26 6h10l4.8 7H26zM6 16h15v11l3-2l3 2V16h15v24a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2zM28 33v3h9v-3z",
  // HI ppe-gloves
  gloves:
    "M24 6.5a1.5 1.5 0 0 1 3 0V19h1V8.5a1.5 1.5 0 0 1 3 0V24l2.92-3.65a1.88 1.88 0 0 1 3.03 2.22l-4.25 6.37a9.1 9.1 0 0 1-3.62 3.15L30 43H18l.91-10.86A6 6 0 0 1 16 27V10.5a1.5 1.5 0 0 1 3 0V19h1V8.5a1.5 1.5 0 0 1 3 0V19h1zM12 12h2v16c0 1.85 1.09 3.78 2.52 4.64l.54.33L16.22 41h-2.01l.74-7.01C13.18 32.65 12 30.29 12 28z",
  // HI ppe-sanitizer
  sanitiser:
    "M12.37 11c.29-.51.86-1.3 1.56-1.95C14.65 8.38 15.38 8 16 8h7v6h-4a2 2 0 0 0-2 2v3h-1a5 5 0 0 0-5 5v16a2 2 0 0 0 2 2h22a2 2 0 0 0 2-2V24a5 5 0 0 0-5-5h-1v-3a2 2 0 0 0-2-2h-4V8h8V6H16c-1.38 0-2.57.79-3.43 1.58a10.7 10.7 0 0 0-1.94 2.43zM18 29h5v-5h2v5h5v2h-5v5h-2v-5h-5z",
  mail: "M6 10h36a2 2 0 0 1 2 2v1.2L24 26.5L4 13.2V12a2 2 0 0 1 2-2zM4 17.5l18.9 12.6a2 2 0 0 0 2.2 0L44 17.5V36a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z",
  shield: "M24 4l16 6v12c0 10-6.5 18-16 22C14.5 40 8 32 8 22V10zM21.5 32l11.7-11.7l-3-3l-8.7 8.7l-4-4l-3 3z",
};

/**
 * A sign by itself, on a disc (do) or under a ring and slash (don't). Shape carries the meaning before colour does:
 * ring 8 %, slash 6.6 %, 2.4 % kept clear on each side of it (look/screens.md §1).
 */
export function sign(name: Sign, manner: "plain" | "disc" | "ring"): SVGTemplateResult {
  const glyph = svg`<path class="glyph" fill-rule="evenodd" d=${glyphs[name]}></path>`;
  if (manner === "plain") return svg`<svg class="sign" viewBox="0 0 48 48" aria-hidden="true">${glyph}</svg>`;
  const placed = svg`<g transform="translate(12.8 12.8) scale(1.55)">${glyph}</g>`;
  return manner === "disc"
    ? svg`<svg class="sign disc" viewBox="0 0 100 100" aria-hidden="true"><circle class="plate" cx="50" cy="50" r="50"></circle>${placed}</svg>`
    : svg`<svg class="sign ring" viewBox="0 0 100 100" aria-hidden="true">${placed}
        <path class="clear" d="M20 20L80 80"></path><path class="slash" d="M17.5 17.5L82.5 82.5"></path>
        <circle class="hoop" cx="50" cy="50" r="46"></circle></svg>`;
}
