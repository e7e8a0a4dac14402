import { svg, type SVGTemplateResult } from "lit";

/** White on red, corners slightly rounded, the mark in the red of the ground: danger, before a word is read. */
export function triangle(): SVGTemplateResult {
  return svg`<svg class="triangle" viewBox="0 0 100 90" aria-hidden="true">
    <path fill="#fff" stroke="#fff" stroke-width="6" stroke-linejoin="round" d="M50 4L96 86H4z"></path>
    <path fill="var(--red)" d="M44.2 30h11.6l-1.4 31h-8.8z"></path><circle fill="var(--red)" cx="50" cy="72.5" r="5.8"></circle>
  </svg>`;
}

/** The same on whole pixels, for boards whose every lamp counts: no curve, no edge between two lamps. */
export function lampTriangle(height: number): SVGTemplateResult {
  const half = Math.round(height * 0.56);
  const width = 2 * half;
  const stroke = Math.max(3, Math.round(height / 9));
  const x = half - Math.ceil(stroke / 2);
  const top = Math.round(height * 0.36);
  const bar = Math.round(height * 0.3);
  const dot = top + bar + Math.max(2, Math.round(height * 0.07));
  return svg`<svg class="triangle" width=${width} height=${height} viewBox="0 0 ${width} ${height}"
    shape-rendering="crispEdges" aria-hidden="true">
    <path fill="#fff" d="M${half} 0L${width} ${height}H0z"></path>
    <path fill="var(--red)" d="M${x} ${top}h${stroke}v${bar}h-${stroke}zM${x} ${dot}h${stroke}v${stroke}h-${stroke}z"></path>
  </svg>`;
}
