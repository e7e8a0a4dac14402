import { crc32, deflateRawSync } from "node:zlib";
import { plain } from "../server/media/pictures.ts";

/** Files that no honest tool would write. */

/** A zip by hand, with whatever names an honest tool would not write. */
export function zip(entries: readonly (readonly [name: string, body: Buffer, mode?: number])[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, body, mode = 0o100644] of entries) {
    const packed = deflateRawSync(body, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const svg = (inside: string, more = ""): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>${more}<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">${inside}</svg>`,
  );

/** An animated WebP whose many frames are the same few bytes. */
export async function animationBomb(count: number): Promise<Buffer> {
  const frame = (await plain(1000, 1000, "#000000").webp({ lossless: true }).toBuffer()).subarray(12);
  const uint24 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255, value >> 16]);
  const chunk = (name: string, body: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)]);
  };
  const head = Buffer.concat([uint24(0), uint24(0), uint24(999), uint24(999), uint24(0), Buffer.of(0)]);
  const anmf = chunk("ANMF", Buffer.concat([head, frame]));
  const screen = chunk("VP8X", Buffer.concat([Buffer.of(2, 0, 0, 0), uint24(999), uint24(999)]));
  const body = [
    Buffer.from("WEBP"),
    screen,
    chunk("ANIM", Buffer.alloc(6)),
    ...Array.from({ length: count }, () => anmf),
  ];
  return chunk("RIFF", Buffer.concat(body));
}
