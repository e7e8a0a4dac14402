export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };
export type Region = Size & { readonly left: number; readonly top: number };

/**
 * The largest region of `picture` with the proportions of `target` that has `focal` (fractions of width and height)
 * as near its middle as the edges allow. Whole pixels, never outside the picture.
 */
export function cropAround(picture: Size, focal: Point, target: Size): Region {
  const scale = Math.min(picture.width / target.width, picture.height / target.height);
  const width = within(Math.round(target.width * scale), 1, picture.width);
  const height = within(Math.round(target.height * scale), 1, picture.height);
  return {
    width,
    height,
    left: within(Math.round(focal.x * picture.width - width / 2), 0, picture.width - width),
    top: within(Math.round(focal.y * picture.height - height / 2), 0, picture.height - height),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
