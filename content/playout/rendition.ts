import type { Banner, Rendition } from "../editorial/message.ts";
import type { Canvas } from "../network/canvas.ts";

/** Aspect ratios closer than this are one: a pixel of rounding must not decide between two crops. */
const sameRatio = 0.01;

/**
 * The crop of a banner that a canvas shows: its exact pixels; else the nearest aspect ratio, and of those the smallest
 * that need not be enlarged, or the largest there is. `undefined` when nothing was rendered.
 */
export function pickRendition(banner: Banner, canvas: Pick<Canvas, "width" | "height">): Rendition | undefined {
  let best: Rendition | undefined;
  for (const rendition of banner.renditions) {
    if (rendition.width === canvas.width && rendition.height === canvas.height) return rendition;
    if (!best || compare(rendition, best, canvas) < 0) best = rendition;
  }
  return best;
}

function compare(a: Rendition, b: Rendition, canvas: Pick<Canvas, "width" | "height">): number {
  const off = (r: Rendition) =>
    Math.round(Math.abs(Math.log((r.width * canvas.height) / (r.height * canvas.width))) / sameRatio);
  const distance = off(a) - off(b);
  if (distance !== 0) return distance;
  const covers = (r: Rendition) => r.width >= canvas.width && r.height >= canvas.height;
  if (covers(a) !== covers(b)) return covers(a) ? -1 : 1;
  const size = a.width * a.height - b.width * b.height;
  return (covers(a) ? size : -size) || (a.sha256 < b.sha256 ? -1 : 1);
}
