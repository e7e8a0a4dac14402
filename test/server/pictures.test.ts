import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageContent } from "../../content/editorial/message.ts";
import type { PictureView } from "../../content/wire/views.ts";
import type { z } from "zod";
import { assign } from "../support/assign.ts";
import { readManifest } from "../support/read-manifest.ts";
import { refusal } from "../support/refusal.ts";
import { type Client, createWorld, messageContent, preset, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const octets = { "content-type": "application/octet-stream" };
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function png(background: string, width = 2400, height = 1350): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer(),
  );
}

async function upload(bytes: Uint8Array<ArrayBuffer>, who: Client = world.comms): Promise<z.infer<typeof PictureView>> {
  const response = await who.raw("POST", "/api/pictures", { body: bytes, headers: octets });
  expect(response.status).toBe(200);
  return (await response.json()) as z.infer<typeof PictureView>;
}

function banner(picture: string): MessageContent {
  const content = messageContent("Áp phích");
  return {
    ...content,
    forms: {
      ...content.forms,
      banner: { picture, focal: { x: 0.5, y: 0.5 }, alt: { vi: "Áp phích" }, renditions: [] },
    },
  };
}

test("an uploaded picture becomes a billboard's own pixels, approved, hashed and fetched by its screen", async () => {
  const led = { ...preset("billboard-1080"), id: "led", name: "LED", width: 960, height: 480 };
  const screen = await world.pair("airport", led);
  const picture = await upload(await png("#c81e1e"));
  expect(picture).toMatchObject({ width: 2400, height: 1350, known: false });
  const id = await world.approved(banner(picture.digest));
  const view = await world.comms.call("message", { params: { id } });
  const sizes = view.head.content.forms.banner?.renditions.map(({ width, height }) => `${width}x${height}`);
  expect(sizes).toEqual(expect.arrayContaining(["1920x1080", "1080x1920", "960x480"]));

  await assign(world, [id], ["airport"]);
  const { manifest } = await readManifest(screen.client);
  expect(manifest.media).toHaveLength(1);
  const [entry] = manifest.media;
  if (!entry) throw new Error("no media in the manifest");
  const path = `/media/${entry.sha256}`;
  const whole = await screen.client.raw("GET", path);
  const bytes = new Uint8Array(await whole.arrayBuffer());
  expect(sha256(bytes)).toBe(entry.sha256);
  expect(bytes.length).toBe(entry.bytes);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 960, height: 480, format: "webp" });
  expect(whole.headers.get("content-type")).toBe("image/webp");
  expect(whole.headers.get("cache-control")).toContain("immutable");

  const part = await screen.client.raw("GET", path, { headers: { range: "bytes=10-19" } });
  expect(part.status).toBe(206);
  expect(part.headers.get("content-range")).toBe(`bytes 10-19/${entry.bytes}`);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
  expect((await world.comms.raw("GET", path)).status).toBe(200);
  expect((await world.nobody.raw("GET", path)).status).toBe(401);
  const forged = await world.client({ authorization: `Bearer ${"x".repeat(32)}` }).raw("GET", path);
  expect(forged.status).toBe(401);
});

test("renditions that the desk claims count for nothing: the server cuts its own", async () => {
  const picture = await upload(await png("#1b6b4a"));
  const claimed = { width: 1920, height: 1080, sha256: "f".repeat(64), bytes: 1, type: "image/webp" as const };
  const content = banner(picture.digest);
  const form = content.forms.banner;
  if (!form) throw new Error("no banner");
  const made = await world.comms.call("addMessage", {
    body: { content: { ...content, forms: { ...content.forms, banner: { ...form, renditions: [claimed] } } } },
  });
  const renditions = made.head.content.forms.banner?.renditions ?? [];
  expect(renditions.length).toBeGreaterThan(0);
  expect(renditions.map((rendition) => rendition.sha256)).not.toContain(claimed.sha256);
});

test("the same picture twice is one picture, and the second uploader hears so", async () => {
  const bytes = await png("#204080", 800, 600);
  const first = await upload(bytes);
  expect(await upload(bytes, world.admin)).toEqual({ ...first, known: true });
});

test("a picture that was never uploaded cannot be used", async () => {
  const asking = world.comms.call("addMessage", { body: { content: banner("0".repeat(64)) } });
  expect(await refusal(asking)).toBe("picture/not-found");
});

test("what is no picture is refused with the reason, and leaves nothing in the register", async () => {
  const { db } = world.server.deps;
  const before = await db.selectFrom("picture").select("digest").execute();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  const whole = await png("#808080", 800, 600);
  const cases: [Uint8Array<ArrayBuffer>, string][] = [
    [new TextEncoder().encode(svg), "picture/unknown-kind"],
    [new TextEncoder().encode("MZ\u0090".padEnd(200, "x")), "picture/unknown-kind"],
    [new Uint8Array(0), "picture/unknown-kind"],
    [whole.slice(0, whole.length - 200), "picture/unreadable"],
    [await png("#808080", 8, 8), "picture/too-small"],
  ];
  for (const [bytes, code] of cases) {
    const response = await world.comms.raw("POST", "/api/pictures", { body: bytes, headers: octets });
    expect(await response.json()).toMatchObject({ code, status: response.status });
  }
  expect(await db.selectFrom("picture").select("digest").execute()).toEqual(before);
});

test("a name that comes with a picture is never looked at, whatever it says", async () => {
  for (const name of ["../../x", "x\u0000.png", "x".repeat(4000), "\u202Egnp.exe"]) {
    const response = await world.comms.raw("POST", "/api/pictures", {
      body: await png("#aa8800", 640, 360),
      headers: { ...octets, "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
    });
    expect(((await response.json()) as { digest: string }).digest).toMatch(/^[0-9a-f]{64}$/);
  }
});

test("one picture may be 20 MB, and one byte of a body above that is refused", async () => {
  const response = await world.comms.raw("POST", "/api/pictures", {
    body: new Uint8Array(20 * 1024 * 1024 + 1),
    headers: octets,
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: "picture/too-large" });
});
