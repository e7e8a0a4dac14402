import { createHash } from "node:crypto";
import type { Rendition } from "../../content/editorial/message.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { Point, Size } from "./crop.ts";
import type { PictureWorker } from "./picture-worker.ts";
import type { MediaStore } from "./store.ts";

/** Made for every picture, so that a message can be previewed and sent to a screen that is paired tomorrow. */
export const standardSizes: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
];

/** The schema of a banner holds no more. */
const mostSizes = 24;

/** The sizes that a picture is needed in: the standard ones, then each other canvas with a stage, in the order given. */
export function sizesFor(canvases: readonly Pick<Canvas, "shape" | "width" | "height">[]): readonly Size[] {
  const sizes = new Map<string, Size>();
  const staged = canvases.filter((canvas) => canvas.shape !== "crawler");
  for (const { width, height } of [...standardSizes, ...staged]) sizes.set(`${width}x${height}`, { width, height });
  return [...sizes.values()].slice(0, mostSizes);
}

/** Changes when the way of cutting or encoding changes, so that no old rendition is taken for a new one. */
const recipe = "webp82-3/1";

/** Names one rendition before it is made: same key, same bytes. 64 hex digits. */
export function renditionKey(picture: string, focal: Point, size: Size): string {
  const name = [recipe, picture, focal.x, focal.y, size.width, size.height].join("|");
  return createHash("sha256").update(name).digest("hex");
}

/** Remembers which bytes belong to a key: a table, or a Map where nothing need be kept. */
export type RenditionCache = {
  get(key: string): Promise<Rendition | undefined>;
  set(key: string, rendition: Rendition): Promise<void>;
};

/**
 * The crops of an accepted picture at exactly `sizes`, in that order, each stored under its hash. Those that the cache
 * and the store both hold are not made again; the others are cut from one decoding.
 * @throws Problem picture/not-found, request/too-many, server/unavailable
 */
export async function renditionsOf(
  {
    store,
    worker,
    cache,
  }: { readonly store: MediaStore; readonly worker: PictureWorker; readonly cache?: RenditionCache | undefined },
  picture: string,
  focal: Point,
  sizes: readonly Size[],
): Promise<Rendition[]> {
  const found = new Map<string, Rendition>();
  for (const size of sizes) {
    const key = renditionKey(picture, focal, size);
    const rendition = await cache?.get(key);
    if (rendition && (await store.has(rendition.sha256))) found.set(key, rendition);
  }
  const missing = sizes.filter((size) => !found.has(renditionKey(picture, focal, size)));
  if (missing.length > 0) {
    const master = await store.read(picture);
    if (!master) throw new Problem("picture/not-found", { detail: picture });
    const cuts = await worker.run({ do: "cut", master, focal, sizes: missing });
    for (const { data, width, height } of cuts) {
      const sha256 = await store.put(data);
      const rendition: Rendition = { width, height, sha256, bytes: data.length, type: "image/webp" };
      const key = renditionKey(picture, focal, { width, height });
      await cache?.set(key, rendition);
      found.set(key, rendition);
    }
  }
  return sizes.map((size) => {
    const rendition = found.get(renditionKey(picture, focal, size));
    if (!rendition) throw new Error(`no rendition came back at ${size.width}×${size.height}`);
    return rendition;
  });
}
