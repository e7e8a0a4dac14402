import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PictureWorker } from "../../../server/media/picture-worker.ts";
import { acceptPicture, largestUpload, type AcceptedPicture } from "../../../server/media/picture.ts";
import { createFolderStore, type MediaStore } from "../../../server/media/store.ts";
import { blackPng, colourAt, frames, header, noise, plain, pngOf, quarters, uint32 } from "./pictures.ts";

let folder: string;
let store: MediaStore;
const worker = new PictureWorker();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-picture-"));
  store = await createFolderStore(folder);
});
afterAll(async () => {
  await worker.close();
  await rm(folder, { recursive: true });
});

const accept = (upload: Uint8Array, by = worker): Promise<AcceptedPicture> =>
  acceptPicture({ store, worker: by }, upload);

async function stored(picture: AcceptedPicture): Promise<Uint8Array> {
  const bytes = await store.read(picture.sha256);
  if (!bytes) throw new Error("the accepted picture is not in the store");
  return bytes;
}

/** The code of the refusal, or "accepted". Anything that is not a refusal fails the test. */
async function verdictOn(upload: Uint8Array, by = worker): Promise<string> {
  return accept(upload, by).then(
    () => "accepted",
    (error: unknown) => {
      if (error instanceof Error && error.name === "Problem" && "code" in error) return String(error.code);
      throw error;
    },
  );
}

describe("what is accepted", () => {
  test.each([
    ["JPEG", (): Promise<Buffer> => plain(800, 600).jpeg().toBuffer()],
    ["progressive JPEG", (): Promise<Buffer> => plain(800, 600).jpeg({ progressive: true }).toBuffer()],
    ["PNG", (): Promise<Buffer> => plain(800, 600).png().toBuffer()],
    ["WebP", (): Promise<Buffer> => plain(800, 600).webp().toBuffer()],
    ["AVIF", (): Promise<Buffer> => plain(800, 600).avif({ effort: 0 }).toBuffer()],
    ["CMYK JPEG", (): Promise<Buffer> => plain(800, 600).toColourspace("cmyk").jpeg().toBuffer()],
  ])("a %s becomes a WebP of the same pixels under the hash of its new bytes", async (_kind, make) => {
    const picture = await accept(await make());
    const bytes = await stored(picture);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 800, height: 600, space: "srgb" });
    expect(picture).toMatchObject({ width: 800, height: 600, bytes: bytes.length });
    expect(await store.verify(picture.sha256)).toBe(true);
  });

  test("the same upload gives the same picture, and is known the second time", async () => {
    const upload = await noise(640, 400).jpeg().toBuffer();
    const first = await accept(upload);
    expect(await accept(upload)).toEqual({ ...first, known: true });
  });

  test("a drawing saved as PNG keeps every pixel exactly", async () => {
    const drawing = await quarters(640, 480);
    const picture = await accept(await drawing.png().toBuffer());
    const [kept, drawn] = [
      await sharp(await stored(picture))
        .raw()
        .toBuffer(),
      await drawing.removeAlpha().raw().toBuffer(),
    ];
    // Compared as one: a difference of a million numbers would be printed for minutes.
    expect(kept.equals(drawn)).toBe(true);
  });

  test("more than 3840 pixels on a side are made fewer", async () => {
    expect(await accept(await plain(5000, 1250).jpeg().toBuffer())).toMatchObject({ width: 3840, height: 960 });
  });

  test("transparency is laid on white", async () => {
    const clear = sharp({ create: { width: 400, height: 400, channels: 4, background: "#00000000" } });
    const bytes = await stored(await accept(await clear.png().toBuffer()));
    expect(await colourAt(bytes, 200, 200)).toBe("white");
    expect((await sharp(bytes).metadata()).hasAlpha).toBe(false);
  });
});

describe("what is left behind", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "orientation %i is applied to the pixels and then forgotten",
    async (orientation) => {
      const upright = await quarters(640, 480);
      // What a camera that was held this way would have saved.
      const turned = sharp(await upright.png().toBuffer());
      if ([2, 5, 7].includes(orientation) || orientation === 4) turned.flop();
      const back = { 1: 0, 2: 0, 3: 180, 4: 180, 5: 270, 6: 270, 7: 90, 8: 90 }[orientation] ?? 0;
      const held = sharp(await turned.png().toBuffer()).rotate(back);
      const upload = await held
        .withMetadata({ orientation })
        .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
        .toBuffer();
      const picture = await accept(upload);
      const bytes = await stored(picture);
      expect([picture.width, picture.height]).toEqual([640, 480]);
      expect(await colourAt(bytes, 40, 40)).toBe("red");
      expect(await colourAt(bytes, 600, 40)).toBe("green");
      expect(await colourAt(bytes, 40, 440)).toBe("blue");
      expect((await sharp(bytes).metadata()).orientation).toBeUndefined();
    },
  );

  test("place, author, profile, comments and previews", async () => {
    const upload = await plain(640, 480)
      .withExif({ IFD0: { Artist: "Nguyen Thi Bi Mat", Copyright: "secret" }, IFD3: { GPSLatitude: "10/1 2/1 3/1" } })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
      )
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    expect(await sharp(upload).metadata()).toMatchObject({
      exif: expect.any(Buffer),
      xmp: expect.any(Buffer),
      icc: expect.any(Buffer),
    });
    const { exif, xmp, icc, iptc, comments } = await sharp(await stored(await accept(upload))).metadata();
    expect([exif, xmp, icc, iptc, comments]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  test.each([
    ["JPEG", (): Promise<Buffer> => plain(640, 480).jpeg().toBuffer()],
    ["PNG", (): Promise<Buffer> => plain(640, 480).png().toBuffer()],
  ])("whatever stands behind the end of a %s", async (_kind, make) => {
    const polyglot = Buffer.concat([await make(), Buffer.from("<script>alert(1)</script>PK\x03\x04evil.jar")]);
    const bytes = Buffer.from(await stored(await accept(polyglot)));
    expect(bytes.includes("script")).toBe(false);
    expect(bytes.includes("evil")).toBe(false);
    expect(bytes.readUInt32LE(4) + 8).toBe(bytes.length);
  });
});

describe("what is refused", () => {
  test("a file above 20 MB, unread", async () => {
    expect(await verdictOn(new Uint8Array(largestUpload + 1))).toBe("picture/too-large");
  });

  test.each([
    [
      "an SVG with a script",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>'),
    ],
    [
      "an SVG that includes a file",
      Buffer.from(
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></svg>',
      ),
    ],
    ["a page", Buffer.from("<!doctype html><script>alert(document.cookie)</script>")],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>")],
    ["a program", Buffer.from("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00", "latin1")],
    ["a path", Buffer.from("/etc/passwd                ")],
    ["a telephone's HEIC", Buffer.concat([uint32(24), Buffer.from("ftypheic\0\0\0\0mif1heic")])],
    ["nothing", Buffer.alloc(0)],
    ["three bytes of a JPEG", Buffer.from([0xff, 0xd8, 0xff])],
  ])("%s, by its first bytes", async (_name, upload) => {
    expect(await verdictOn(upload)).toBe("picture/unknown-kind");
  });

  test("TIFF and GIF, though sharp could read them", async () => {
    expect(await verdictOn(await plain(640, 480).tiff().toBuffer())).toBe("picture/unknown-kind");
    expect(await verdictOn(await (await frames()).gif().toBuffer())).toBe("picture/unknown-kind");
  });

  test("an SVG or a TIFF under the first bytes of another kind", async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>');
    expect(await verdictOn(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), svg]))).toBe("picture/unreadable");
    const tiff = await plain(640, 480).tiff().toBuffer();
    expect(await verdictOn(Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), tiff]))).toBe(
      "picture/unreadable",
    );
  });

  test("an animated WebP", async () => {
    expect(await verdictOn(await (await frames()).webp().toBuffer())).toBe("picture/animated");
  });

  test("an animated WebP of few bytes and many frames", async () => {
    const frame = await plain(1000, 1000, "#000000").webp({ lossless: true }).toBuffer();
    const still = frame.subarray(12);
    const uint24 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255, value >> 16]);
    const chunk = (name: string, body: Buffer): Buffer => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(body.length);
      return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)]);
    };
    const anmf = chunk(
      "ANMF",
      Buffer.concat([uint24(0), uint24(0), uint24(999), uint24(999), uint24(0), Buffer.of(0), still]),
    );
    const body = Buffer.concat([
      Buffer.from("WEBP"),
      chunk("VP8X", Buffer.concat([Buffer.of(2, 0, 0, 0), uint24(999), uint24(999)])),
      chunk("ANIM", Buffer.alloc(6)),
      ...Array.from({ length: 5000 }, () => anmf),
    ]);
    const bomb = chunk("RIFF", body);
    expect(bomb.length).toBeLessThan(1_000_000);
    expect((await sharp(bomb).metadata()).pages).toBe(5000);
    expect(await verdictOn(bomb)).toBe("picture/animated");
  });

  test("an animated PNG, of which a decoder would quietly show the first frame", async () => {
    const still = await plain(640, 480).png().toBuffer();
    const afterHeader = 8 + 12 + 13;
    const control = pngOf([["acTL", Buffer.concat([uint32(2), uint32(0)])]]).subarray(8);
    const moving = Buffer.concat([still.subarray(0, afterHeader), control, still.subarray(afterHeader)]);
    expect((await sharp(moving).metadata()).format).toBe("png");
    expect(await verdictOn(moving)).toBe("picture/animated");
  });

  test("30,000 × 30,000 pixels in a few kilobytes, without the memory that they would need", async () => {
    const bomb = blackPng(30_000, 30_000);
    expect(bomb.length).toBeLessThan(150_000);
    const fresh = new PictureWorker();
    expect(await verdictOn(bomb, fresh)).toBe("picture/too-many-pixels");
    const peak = /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${fresh.pid}/status`, "utf8"))?.[1];
    expect(Number(peak)).toBeLessThan(160_000);
    await fresh.close();
  });

  test("a header that promises pixels without number, or none", async () => {
    const empty = ["IDAT", Buffer.alloc(0)] as const;
    expect(await verdictOn(pngOf([header(0x7fffffff, 0x7fffffff), empty]))).toMatch(
      /^picture\/(unreadable|too-many-pixels)$/,
    );
    expect(await verdictOn(pngOf([header(0, 0), empty]))).toBe("picture/unreadable");
  });

  test("40 megapixels and one row are too many; less than 320 on a side too few", async () => {
    expect(await verdictOn(blackPng(8000, 5001))).toBe("picture/too-many-pixels");
    expect(await verdictOn(blackPng(1920, 319))).toBe("picture/too-small");
  });

  test.each([
    ["JPEG", (): Promise<Buffer> => noise(640, 480).jpeg().toBuffer()],
    ["PNG", (): Promise<Buffer> => noise(640, 480).png().toBuffer()],
    ["WebP", (): Promise<Buffer> => noise(640, 480).webp().toBuffer()],
    ["AVIF", (): Promise<Buffer> => noise(640, 480).avif({ effort: 0 }).toBuffer()],
  ])("a %s that was cut off, wherever", async (_kind, make) => {
    const whole = await make();
    for (const part of [0.01, 0.2, 0.5, 0.9, 0.99]) {
      expect(await verdictOn(whole.subarray(0, Math.max(16, Math.floor(whole.length * part))))).toBe(
        "picture/unreadable",
      );
    }
  });

  test("a PNG with a wrong checksum, with an unknown colour type, without an end to its data", async () => {
    const good = blackPng(640, 480);
    const flipped = Buffer.from(good);
    flipped[good.length - 20] = (flipped[good.length - 20] ?? 0) ^ 0xff;
    expect(await verdictOn(flipped)).toBe("picture/unreadable");
    const strange = Buffer.concat([uint32(640), uint32(480), Buffer.from([8, 5, 0, 0, 0])]);
    expect(
      await verdictOn(
        pngOf([
          ["IHDR", strange],
          ["IDAT", Buffer.alloc(20)],
        ]),
      ),
    ).toBe("picture/unreadable");
    expect(await verdictOn(pngOf([header(640, 480), ["IDAT", Buffer.from([0x78, 0x9c])]]))).toBe("picture/unreadable");
  });

  test("bytes flipped anywhere give a picture or a refusal, and never trouble", async () => {
    const sound = await Promise.all([
      noise(400, 400).jpeg().toBuffer(),
      noise(400, 400).png().toBuffer(),
      noise(400, 400).webp().toBuffer(),
      noise(400, 400).avif({ effort: 0 }).toBuffer(),
    ]);
    const pid = worker.pid;
    const verdicts = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const upload = Buffer.from(sound[round % sound.length] ?? []);
      for (let flip = 0; flip < 3; flip++) {
        const at = 16 + ((round * 7919 + flip * 104_729) % (round < 20 ? 300 : upload.length - 16));
        upload[at] = (upload[at] ?? 0) ^ (1 + ((round + flip) % 255));
      }
      verdicts.add(await verdictOn(upload));
    }
    expect(verdicts).toContain("picture/unreadable");
    expect(pid).toBe(worker.pid);
  });
});

describe("a worker that dies", () => {
  test("of a kill in the middle of a picture refuses that picture, and takes the next", async () => {
    const mortal = new PictureWorker();
    const waiting = verdictOn(await noise(2000, 1500).png().toBuffer(), mortal);
    const next = verdictOn(await plain(400, 400).jpeg().toBuffer(), mortal);
    await expect.poll(() => mortal.pid).toBeDefined();
    process.kill(mortal.pid ?? 0, "SIGKILL");
    expect(await waiting).toBe("picture/unreadable");
    expect(await next).toBe("accepted");
    await mortal.close();
  });

  test("of its memory cap refuses that picture, and takes the next", async () => {
    const small = new PictureWorker({ memoryKiB: 760_000 });
    const heavy = await plain(7000, 5600).png({ progressive: true }).toBuffer();
    expect(await verdictOn(heavy)).toBe("accepted");
    expect(await verdictOn(heavy, small)).toBe("picture/unreadable");
    expect(await verdictOn(await plain(400, 400).jpeg().toBuffer(), small)).toBe("accepted");
    await small.close();
  });

  test("is killed when it takes too long", async () => {
    const hasty = new PictureWorker({ timeoutMs: 1 });
    expect(await verdictOn(await plain(400, 400).jpeg().toBuffer(), hasty)).toBe("picture/unreadable");
    expect(hasty.pid).toBeUndefined();
    await hasty.close();
  });

  test("does not make the queue endless", async () => {
    const busy = new PictureWorker({ waiting: 2 });
    const upload = await plain(400, 400).jpeg().toBuffer();
    const verdicts = await Promise.all([1, 2, 3].map(() => verdictOn(upload, busy)));
    expect(verdicts).toEqual(["accepted", "accepted", "request/too-many"]);
    await busy.close();
  });

  test("carries none of the server's secrets in its environment", async () => {
    process.env["BANGTIN_TEST_SECRET"] = "hush";
    const fresh = new PictureWorker();
    await verdictOn(await plain(400, 400).jpeg().toBuffer(), fresh);
    expect(await readFile(`/proc/${fresh.pid}/environ`, "utf8")).not.toContain("hush");
    delete process.env["BANGTIN_TEST_SECRET"];
    await fresh.close();
  });
});
