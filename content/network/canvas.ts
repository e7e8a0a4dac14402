import * as z from "zod/mini";
import { Id, publicText } from "../editorial/text.ts";

export const Shape = z.enum(["board", "billboard", "crawler"]);
export type Shape = z.infer<typeof Shape>;

/** What a screen can draw. Percentages are of the canvas height unless said otherwise. */
export const Canvas = z.strictObject({
  id: Id,
  name: publicText(60),
  shape: Shape,
  width: z.int().check(z.minimum(64), z.maximum(7680)),
  height: z.int().check(z.minimum(32), z.maximum(4320)),
  /** Frames per second; running text moves whole pixels per frame. */
  fps: z.union([z.literal(25), z.literal(30), z.literal(50), z.literal(60)]),
  /** Percent kept clear at every edge (legibility.md §3.4). */
  safe: z.number().check(z.minimum(0), z.maximum(15)),
  crawl: z.strictObject({
    position: z.enum(["bottom", "top"]),
    /** Height of the band; 10 in high definition, 15 at 576 lines (legibility.md §3.3). */
    band: z.number().check(z.minimum(4), z.maximum(30)),
    /** Reading speed: 7, 10 or 13, never above 15 (legibility.md §3.3). */
    charsPerSecond: z.number().check(z.minimum(4), z.maximum(15)),
  }),
});
export type Canvas = z.infer<typeof Canvas>;

const crawl = { position: "bottom", band: 8.4, charsPerSecond: 10 } as const;

/** The canvases offered when a screen is paired; position, band and speed of a crawl may be changed there. */
export const canvasPresets: readonly Canvas[] = [
  {
    id: "board-1080",
    name: "Bảng ngang 1920×1080",
    shape: "board",
    width: 1920,
    height: 1080,
    fps: 50,
    safe: 5,
    crawl,
  },
  {
    id: "board-portrait",
    name: "Bảng dọc 1080×1920",
    shape: "board",
    width: 1080,
    height: 1920,
    fps: 50,
    safe: 5,
    crawl: { ...crawl, band: 4.8 },
  },
  {
    id: "billboard-1080",
    name: "Ngoài trời 1920×1080",
    shape: "billboard",
    width: 1920,
    height: 1080,
    fps: 50,
    safe: 5,
    crawl,
  },
  {
    id: "crawler-1080",
    name: "Chạy chữ HD 1920×1080",
    shape: "crawler",
    width: 1920,
    height: 1080,
    fps: 50,
    safe: 5,
    crawl: { ...crawl, band: 10 },
  },
  {
    id: "crawler-576",
    name: "Chạy chữ SD 720×576",
    shape: "crawler",
    width: 720,
    height: 576,
    fps: 50,
    safe: 5,
    crawl: { ...crawl, band: 15 },
  },
];
