/**
 * The process in which strangers' bytes are decoded. It has no secrets in its environment, a memory cap, a low priority
 * and one job at a time; when it dies, `picture-worker.ts` refuses that one picture and starts another.
 */
import { constants, setPriority } from "node:os";
import sharp, { type Sharp, type SharpOptions } from "sharp";
import { Problem } from "../../content/wire/problem.ts";
import { cropAround, type Point, type Size } from "./crop.ts";
import type { Answer, Developed, Job } from "./picture-worker.ts";
import { isMovingPng, type PictureKind } from "./kind.ts";

setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
sharp.concurrency(1);
sharp.cache(false);

// Everything is blocked, then what is named is let in: no SVG, no TIFF, no PDF, and no file path of any kind.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});

/** Eight times a full-HD picture and more than any telephone's usual 12 megapixels; decoded it is 160 MB. */
const mostPixels = 40_000_000;
/** No canvas here is larger than 3840 wide, and a master only feeds crops. */
const longestSide = 3840;
/** Below this on its shorter side a picture is a blur on every screen there is. */
const leastSide = 320;
/** A drawing stays exact below this; a photograph saved as PNG is as good at quality 95 and ten times smaller. */
const largestLossless = 3_000_000;

const input: SharpOptions = { failOn: "warning", limitInputPixels: mostPixels, autoOrient: true };

async function develop(upload: Uint8Array, kind: PictureKind): Promise<Developed> {
  const header = await sharp(upload, { failOn: "warning", limitInputPixels: false }).metadata();
  if (header.format !== kind || (kind === "heif" && header.compression !== "av1")) {
    throw new Problem("picture/unreadable", { detail: `says ${kind}, holds ${header.format}` });
  }
  if ((header.pages ?? 1) > 1 || (kind === "png" && isMovingPng(upload))) throw new Problem("picture/animated");
  if (header.width * header.height > mostPixels) {
    throw new Problem("picture/too-many-pixels", { detail: `${header.width}×${header.height}` });
  }
  if (Math.min(header.width, header.height) < leastSide) {
    throw new Problem("picture/too-small", { detail: `${header.width}×${header.height}` });
  }
  // Transparency is laid on white here, so that what is approved looks the same on every background.
  const master = sharp(upload, input)
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" });
  if (kind === "png") {
    const exact = await encode(master.clone().webp({ lossless: true, effort: 1 }));
    if (exact.data.length <= largestLossless) return exact;
  }
  return encode(master.webp({ quality: 95, effort: 2, smartSubsample: true }));
}

/** Decodes the master once and cuts every size from its pixels. The same input gives the same bytes. */
async function cut(master: Uint8Array, focal: Point, sizes: readonly Size[]): Promise<Developed[]> {
  const { data, info } = await sharp(master, input).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const renditions: Developed[] = [];
  for (const size of sizes) {
    const crop = sharp(data, { raw })
      .extract(cropAround(info, focal, size))
      .resize({ width: size.width, height: size.height, fit: "fill" });
    renditions.push(await encode(crop.webp({ quality: 82, effort: 3, smartSubsample: true })));
  }
  return renditions;
}

async function encode(picture: Sharp): Promise<Developed> {
  const { data, info } = await picture.timeout({ seconds: 30 }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function answer(job: Job): Promise<Answer> {
  try {
    const pictures =
      job.do === "develop" ? [await develop(job.upload, job.kind)] : await cut(job.master, job.focal, job.sizes);
    return { pictures };
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, detail: error.detail ?? "" };
    // sharp has no error class of its own: what libvips refuses arrives as a plain Error, a mistake of ours as a subclass.
    if (error instanceof Error && error.constructor === Error) {
      return { code: "picture/unreadable", detail: error.message.split("\n")[0]?.slice(0, 200) ?? "" };
    }
    throw error;
  }
}

process.on("disconnect", () => process.exit());
process.on("message", (job: Job) => void answer(job).then((reply) => process.send?.(reply)));
