import type { Shape } from "../../content/network/canvas.ts";

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Person = { readonly x: number; readonly height: number; readonly near: boolean };

/** One screen's place on the wall, in units of which the ground line is `sceneHeight` below the top. */
export type Bay = {
  readonly width: number;
  readonly frame: Box;
  readonly people: readonly Person[];
  /** Empty sky at the top, which is cut off where bays stand one under another. */
  readonly sky: number;
};

export const sceneHeight = 505;
export const bezel = 8;

/** Where a screen of each shape may be, and who stands by it. Whoever is farther away is smaller. */
const places: Readonly<Record<Shape, { width: number; room: Box; from: "top" | "bottom"; people: readonly Person[] }>> =
  {
    board: {
      width: 494,
      room: { x: 0, y: 50, width: 494, height: 285 },
      from: "top",
      people: [
        { x: 94, height: 126, near: true },
        { x: 150, height: 113, near: false },
        { x: 336, height: 121, near: true },
        { x: 384, height: 90, near: false },
      ],
    },
    billboard: {
      width: 516,
      room: { x: 0, y: 34, width: 516, height: 297 },
      from: "bottom",
      people: [
        { x: 64, height: 101, near: true },
        { x: 454, height: 106, near: false },
      ],
    },
    crawler: { width: 426, room: { x: 0, y: 150, width: 426, height: 247 }, from: "bottom", people: [] },
  };

/** Fits the frame of a screen, bezel included, into the room that its shape has on the wall. */
export function bayOf(shape: Shape, canvas: { readonly width: number; readonly height: number }): Bay {
  const { width, room, from, people } = places[shape];
  const inner = { width: room.width - 2 * bezel, height: room.height - 2 * bezel };
  const scale = Math.min(inner.width / canvas.width, inner.height / canvas.height);
  const w = canvas.width * scale + 2 * bezel;
  const h = canvas.height * scale + 2 * bezel;
  const x = room.x + (room.width - w) / 2;
  const y = from === "top" ? room.y : room.y + room.height - h;
  const sky = from === "top" ? 0 : Math.max(0, y - 30);
  return { width, frame: { x, y, width: w, height: h }, people, sky };
}
