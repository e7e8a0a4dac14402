import type { Ticker } from "../editorial/message.ts";
import type { Canvas } from "../network/canvas.ts";
import { charsOf } from "./chars.ts";

/** Average advance of Noto Sans over Vietnamese text, in em; it turns characters per second into pixels (legibility.md §3.3). */
const averageAdvance = 0.516;
/** Bounds for the advance, in em: wide letters cluster, and capitals are wider (look/screens.md §1, Type). */
const widestAdvance = 0.56;
const widestCapital = 0.74;
/** A box that clips stacked Vietnamese marks needs this much of the font size (look/screens.md §1). */
const lineBox = 1.4;
/** Rows that a Vietnamese line needs at the very least (look/screens.md §3, LED). */
const fewestRows = 28;
/** Em of text that stay in view between the safe edges, however tall the band. */
const fewestEms = 17;
/** Nobody reads faster (legibility.md §3.3). */
const mostCharsPerSecond = 15;
const restMs = 1000;

/** Where and how fast text runs on a canvas. Whole pixels; `top` counts from the upper edge of the canvas. */
export type CrawlGeometry = {
  readonly font: number;
  /** The painted band, to the edge of the canvas on a crawler. */
  readonly band: { readonly top: number; readonly height: number };
  /** The part of the band that holds letters, clear of the safe edge. At least 1.4 of the font size. */
  readonly box: { readonly top: number; readonly height: number };
  /** The widest that the lane can be. A label takes from it at the left; the text then passes sooner and rests longer. */
  readonly lane: { readonly left: number; readonly width: number };
  readonly pxPerFrame: number;
  readonly pxPerSecond: number;
};

export function crawlGeometry(canvas: Canvas): CrawlGeometry {
  const { width, height, fps, crawl } = canvas;
  const rows = (percent: number) => Math.round((height * percent) / 100);
  const safe = rows(canvas.safe);
  const side = Math.round((width * canvas.safe) / 100);
  // A board's strip floats on the safe line; a crawler's band runs to the edge and keeps its letters inside the line.
  const board = canvas.shape === "board";
  const boxHeight = Math.min(height, Math.max(fewestRows, rows(board ? crawl.band : crawl.band - canvas.safe)));
  const bandHeight = board ? boxHeight : Math.min(height, Math.max(rows(crawl.band), boxHeight));
  const edge = board ? Math.min(safe, height - bandHeight) : 0;
  const bandTop = crawl.position === "bottom" ? height - edge - bandHeight : edge;
  const boxTop = crawl.position === "bottom" ? bandTop : bandTop + bandHeight - boxHeight;
  const lane = { left: side, width: board ? width - side : width - 2 * side };

  const tallest = board ? Math.round(Math.min(width, height) * 0.042) : height;
  const font = Math.max(1, Math.min(Math.floor(boxHeight / lineBox), Math.floor(lane.width / fewestEms), tallest));
  const perChar = (font * averageAdvance) / fps;
  const nearest = Math.max(1, Math.round(crawl.charsPerSecond * perChar));
  const pxPerFrame = nearest > 1 && nearest > mostCharsPerSecond * perChar ? nearest - 1 : nearest;
  return {
    font,
    band: { top: bandTop, height: bandHeight },
    box: { top: boxTop, height: boxHeight },
    lane,
    pxPerFrame,
    pxPerSecond: pxPerFrame * fps,
  };
}

/** The running line of a message: Vietnamese first, then English where there is one. */
export function crawlText(ticker: Ticker): string {
  const { vi, en } = ticker.text;
  return en ? `${vi}\u2003|\u2003${en}` : vi;
}

/**
 * Milliseconds, whole tenths of a second, in which `text` surely enters, passes, leaves and rests a second, so that a
 * player never has to cut it. Drawn text is narrower; the player keeps the speed and rests longer.
 */
export function crawlMs(text: string, canvas: Canvas): number {
  const { font, lane, pxPerSecond } = crawlGeometry(canvas);
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const textWidth = (charsOf(text) * widestAdvance + capitals * (widestCapital - widestAdvance)) * font;
  return Math.ceil((((lane.width + textWidth) / pxPerSecond) * 1000 + restMs) / 100) * 100;
}
