import type { Canvas } from "../../content/network/canvas.ts";

export type Frame = {
  readonly width: number;
  readonly height: number;
  /** Pixels of one `--u`. */
  readonly u: number;
  readonly portrait: boolean;
  /** Wider than 2.6:1: a roadside board, whose letters take the whole height. */
  readonly wide: boolean;
  /** Margins in pixels. No text stands outside them, except running text that passes through a ticker. */
  readonly marginX: number;
  readonly marginY: number;
};

/**
 * One `u` is 1 % of the height (landscape) or of the width (portrait). Where a canvas is squarer than the layouts
 * were drawn for, `u` is held back so that their proportions still fit.
 */
export function frameOf(canvas: Pick<Canvas, "width" | "height"> & { readonly safe?: number }): Frame {
  const { width, height } = canvas;
  const portrait = height > width;
  const u = portrait ? Math.min(width / 100, height / 170) : Math.min(height / 100, width / 170);
  const safe = Math.max(5, canvas.safe ?? 5) / 100;
  return {
    width,
    height,
    u,
    portrait,
    wide: width > height * 2.6,
    marginX: Math.round(width * (portrait ? Math.max(0.06, safe) : safe)),
    marginY: Math.round(Math.min(width, height) * safe),
  };
}

/** Gives an element exactly the canvas's pixels, and the lengths that its styles are written in. */
export function applyFrame(host: HTMLElement, frame: Frame): void {
  const { style } = host;
  style.width = `${frame.width}px`;
  style.height = `${frame.height}px`;
  style.setProperty("--u", `${frame.u}px`);
  style.setProperty("--mx", `${frame.marginX}px`);
  style.setProperty("--my", `${frame.marginY}px`);
  host.toggleAttribute("portrait", frame.portrait);
  host.toggleAttribute("wide", frame.wide);
}
