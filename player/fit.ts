/** Where a canvas goes in a window: contained, centred, in CSS pixels. */
export type Fit = { readonly scale: number; readonly left: number; readonly top: number };

type Size = { readonly width: number; readonly height: number };

/** A window without area (a hidden frame) gets the canvas at its own size, so that no scale is ever zero. */
export function fit(canvas: Size, into: Size): Fit {
  if (into.width <= 0 || into.height <= 0) return { scale: 1, left: 0, top: 0 };
  const scale = Math.min(into.width / canvas.width, into.height / canvas.height);
  return {
    scale,
    left: (into.width - canvas.width * scale) / 2,
    top: (into.height - canvas.height * scale) / 2,
  };
}
