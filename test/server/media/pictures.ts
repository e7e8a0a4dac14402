import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** Pictures made by hand: honest ones, and those that a stranger might send. */

type Chunk = readonly [name: string, body: Uint8Array];

export function pngOf(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.map(([name, body]) => {
    const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
    return Buffer.concat([uint32(body.length), named, uint32(crc32(named))]);
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

/** IHDR of a greyscale picture of one bit a pixel. */
export const header = (width: number, height: number): Chunk => [
  "IHDR",
  Buffer.concat([uint32(width), uint32(height), Buffer.from([1, 0, 0, 0, 0])]),
];

/** A valid, black PNG: a few kilobytes, whatever its size says. */
export function blackPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  return pngOf([header(width, height), ["IDAT", deflateSync(rows, { level: 9 })], ["IEND", Buffer.alloc(0)]]);
}

export const plain = (width: number, height: number, background = "#1b6b4a"): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** The same noise every time: what a photograph is to an encoder. */
export function noise(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 42;
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[i] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Four fields: red and green above, blue and white below. What is cut, turned or mirrored shows in the corners. */
export async function quarters(width: number, height: number): Promise<Sharp> {
  const size = { width: width / 2, height: height / 2 };
  const field = (background: string): Promise<Buffer> => plain(size.width, size.height, background).png().toBuffer();
  const [green, blue, white] = await Promise.all([field("#00ff00"), field("#0000ff"), field("#ffffff")]);
  return plain(width, height, "#ff0000").composite([
    { input: green, left: size.width, top: 0 },
    { input: blue, left: 0, top: size.height },
    { input: white, left: size.width, top: size.height },
  ]);
}

/** Three different frames of 640×360. */
export async function frames(): Promise<Sharp> {
  const pictures = await Promise.all(
    ["#ff0000", "#00ff00", "#0000ff"].map((colour) => plain(640, 360, colour).png().toBuffer()),
  );
  return sharp(pictures, { join: { animated: true } });
}

/** The name of the colour at a pixel, of the fields of `quarters`. Encoders move values by a little. */
export async function colourAt(picture: Uint8Array, left: number, top: number): Promise<string> {
  const { data } = await sharp(picture)
    .removeAlpha()
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bright = [...data].map((channel) => (channel > 200 ? 1 : channel < 60 ? 0 : "?")).join("");
  return (
    { "100": "red", "010": "green", "001": "blue", "111": "white", "000": "black" }[bright] ??
    `mixed ${[...data].join()}`
  );
}
