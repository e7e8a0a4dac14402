/** The kinds of picture that are accepted, by sharp's names for their formats. */
export type PictureKind = "jpeg" | "png" | "webp" | "heif";

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/**
 * What a file says it is by its first bytes. Names and declared types are never asked: they are the sender's word.
 * `heif` means AVIF; a telephone's HEIC has brands of its own and is unknown here.
 */
export function kindOf(bytes: Uint8Array): PictureKind | undefined {
  if (bytes.length < 16) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "webp";
  if (ascii(bytes, 4, 8) === "ftyp" && brandsOf(bytes).includes("avif")) return "heif";
  return undefined;
}

function brandsOf(bytes: Uint8Array): string[] {
  const box = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 128);
  const brands = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= box; at += 4) brands.push(ascii(bytes, at, at + 4));
  return brands;
}

/** Whether a PNG moves (APNG). libpng would show its first frame and say nothing, which is not what was uploaded. */
export function isMovingPng(png: Uint8Array): boolean {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at + 8 <= png.length; at += 12 + view.getUint32(at)) {
    const chunk = ascii(png, at + 4, at + 8);
    if (chunk === "acTL") return true;
    if (chunk === "IDAT") return false;
  }
  return false;
}
