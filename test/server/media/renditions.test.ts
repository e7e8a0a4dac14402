import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Rendition } from "../../../content/editorial/message.ts";
import { canvasPresets } from "../../../content/network/canvas.ts";
import { cropAround } from "../../../server/media/crop.ts";
import { PictureWorker } from "../../../server/media/picture-worker.ts";
import { acceptPicture } from "../../../server/media/picture.ts";
import { renditionKey, renditionsOf, sizesFor, standardSizes } from "../../../server/media/renditions.ts";
import { createFolderStore, type MediaStore } from "../../../server/media/store.ts";
import { colourAt, quarters } from "./pictures.ts";

let folder: string;
let store: MediaStore;
let picture: string;
const worker = new PictureWorker();
const middle = { x: 0.5, y: 0.5 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-renditions-"));
  store = await createFolderStore(folder);
  picture = (await acceptPicture({ store, worker }, await (await quarters(1600, 1200)).png().toBuffer())).sha256;
});
afterAll(async () => {
  await worker.close();
  await rm(folder, { recursive: true });
});

async function stored(rendition: Rendition | undefined): Promise<Uint8Array> {
  const bytes = await store.read(rendition?.sha256 ?? "");
  if (!bytes) throw new Error("the rendition is not in the store");
  return bytes;
}

describe("a rendition", () => {
  test("has exactly the pixels of its canvas, larger or smaller than the picture, and is stored under its hash", async () => {
    const sizes = [
      ...standardSizes,
      { width: 1366, height: 768 },
      { width: 3840, height: 2160 },
      { width: 96, height: 64 },
    ];
    const renditions = await renditionsOf({ store, worker }, picture, middle, sizes);
    expect(renditions.map(({ width, height }) => ({ width, height }))).toEqual(sizes);
    for (const rendition of renditions) {
      expect(Rendition.parse(rendition)).toEqual(rendition);
      const bytes = await stored(rendition);
      expect(bytes.length).toBe(rendition.bytes);
      expect(await store.verify(rendition.sha256)).toBe(true);
      const { format, width, height, exif, icc } = await sharp(bytes).metadata();
      expect({ format, width, height, exif, icc }).toEqual({
        format: "webp",
        width: rendition.width,
        height: rendition.height,
      });
    }
  });

  test.each([
    // A square of a 4:3 picture is 1200 of its 1600 pixels wide.
    [
      "the left edge",
      { x: 0, y: 0.5 },
      [
        ["red", 100, 100],
        ["green", 500, 100],
        ["green", 420, 100],
        ["red", 380, 100],
      ],
    ],
    [
      "the right edge",
      { x: 1, y: 0.5 },
      [
        ["red", 30, 100],
        ["green", 250, 100],
        ["red", 180, 100],
        ["green", 220, 100],
      ],
    ],
    [
      "the middle",
      { x: 0.5, y: 0.5 },
      [
        ["red", 280, 280],
        ["green", 320, 280],
        ["blue", 280, 320],
        ["white", 320, 320],
      ],
    ],
  ] as const)("of a square around %s shows that part", async (_name, focal, expected) => {
    const [square] = await renditionsOf({ store, worker }, picture, focal, [{ width: 600, height: 600 }]);
    const bytes = await stored(square);
    for (const [colour, left, top] of expected) expect(await colourAt(bytes, left, top)).toBe(colour);
  });

  test("of a wide crop around the top and the bottom shows only that half", async () => {
    const wide = [{ width: 1600, height: 400 }];
    const [top] = await renditionsOf({ store, worker }, picture, { x: 0.5, y: 0 }, wide);
    const [bottom] = await renditionsOf({ store, worker }, picture, { x: 0.5, y: 1 }, wide);
    expect(await colourAt(await stored(top), 1500, 390)).toBe("green");
    expect(await colourAt(await stored(bottom), 100, 10)).toBe("blue");
  });

  test("made twice, and by another process, has the same bytes", async () => {
    const other = new PictureWorker();
    const first = await renditionsOf({ store, worker }, picture, { x: 0.3, y: 0.7 }, standardSizes);
    expect(await renditionsOf({ store, worker: other }, picture, { x: 0.3, y: 0.7 }, standardSizes)).toEqual(first);
    await other.close();
  });

  test("that is remembered is not made again, and is made again when its bytes are gone", async () => {
    const memory = new Map<string, Rendition>();
    const cache = {
      get: async (key: string): Promise<Rendition | undefined> => memory.get(key),
      set: async (key: string, rendition: Rendition): Promise<void> => void memory.set(key, rendition),
    };
    const idle = new PictureWorker();
    const focal = { x: 0.1, y: 0.9 };
    const first = await renditionsOf({ store, worker, cache }, picture, focal, standardSizes);
    expect(await renditionsOf({ store, worker: idle, cache }, picture, focal, standardSizes)).toEqual(first);
    expect(idle.pid).toBeUndefined();
    await rm(join(folder, first[0]?.sha256.slice(0, 2) ?? "", first[0]?.sha256 ?? ""));
    expect(await renditionsOf({ store, worker: idle, cache }, picture, focal, standardSizes)).toEqual(first);
    expect(await store.has(first[0]?.sha256 ?? "")).toBe(true);
    await idle.close();
  });

  test("of a picture that is not there is refused", async () => {
    const unknown = renditionsOf({ store, worker }, "0".repeat(64), middle, standardSizes);
    await expect(unknown).rejects.toMatchObject({ code: "picture/not-found" });
  });

  test("of a picture that rotted in the store is the server's trouble", async () => {
    const rotten = await store.put(new TextEncoder().encode("not a picture at all"));
    await expect(renditionsOf({ store, worker }, rotten, middle, standardSizes)).rejects.toMatchObject({
      code: "server/unavailable",
    });
  });
});

test("a key tells pictures, focal points and sizes apart, and nothing else", () => {
  const [wide, tall] = standardSizes;
  if (!wide || !tall) throw new Error("two standard sizes");
  expect(renditionKey(picture, middle, { width: 1920, height: 1080 })).toBe(renditionKey(picture, { ...middle }, wide));
  const keys = [
    renditionKey(picture, middle, wide),
    renditionKey(picture, middle, tall),
    renditionKey(picture, { x: 0.5, y: 0.51 }, wide),
    renditionKey(picture, { x: 0.51, y: 0.5 }, wide),
    renditionKey("0".repeat(64), middle, wide),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("sizes are the standard ones and each other canvas with a stage, once", () => {
  expect(sizesFor([])).toEqual(standardSizes);
  expect(sizesFor(canvasPresets)).toEqual(standardSizes);
  const led = { shape: "billboard", width: 1024, height: 512 } as const;
  expect(sizesFor([led, led, ...canvasPresets])).toEqual([...standardSizes, { width: 1024, height: 512 }]);
  expect(sizesFor([{ ...led, shape: "crawler" }])).toEqual(standardSizes);
});

test("a crop is always inside the picture, as large as it can be, in proportion and around its point", () => {
  const pixels = fc.integer({ min: 64, max: 7680 });
  const size = fc.record({ width: pixels, height: pixels });
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(size, fc.record({ x: fraction, y: fraction }), size, (whole, focal, target) => {
      const { left, top, width, height } = cropAround(whole, focal, target);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(whole.width);
      expect(top + height).toBeLessThanOrEqual(whole.height);
      expect(width === whole.width || height === whole.height).toBe(true);
      expect(Math.abs(width - (height * target.width) / target.height)).toBeLessThanOrEqual(
        0.5 + (0.5 * target.width) / target.height,
      );
      expect(focal.x * whole.width).toBeGreaterThanOrEqual(left - 1);
      expect(focal.x * whole.width).toBeLessThanOrEqual(left + width + 1);
      expect(focal.y * whole.height).toBeGreaterThanOrEqual(top - 1);
      expect(focal.y * whole.height).toBeLessThanOrEqual(top + height + 1);
    }),
  );
});
