import { readFile, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import sharp from "sharp";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onAirAt } from "../support/campaign.ts";
import { openBrowser, screenContext, shellKept, visibleText } from "../support/browser.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, preset, type World } from "../support/world.ts";

// A screen alone: what it keeps, what it refuses, and what it shows meanwhile.

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeEach(async () => {
  world = await createWorld({ now: Date.now() });
  browser = await openBrowser();
});
afterEach(async () => {
  await browser.close();
  await world.end();
});

async function openScreen(canvasId: string, token: string): Promise<void> {
  const canvas = preset(canvasId);
  context = await screenContext(browser, canvas);
  page = await context.newPage();
  await page.goto(`${world.url}/player/#claim=${token}`);
}

const shownVersion = async (): Promise<number> => (await world.admin.call("screens"))[0]?.shown ?? 0;
const wantedVersion = async (): Promise<number> => (await world.admin.call("screens"))[0]?.wanted ?? 0;
const showing = (words: string) => async (): Promise<boolean> => (await visibleText(page)).includes(words);

/** A picture whose left half is red and whose right half is blue. */
async function twoColours(): Promise<Uint8Array<ArrayBuffer>> {
  const half = { width: 960, height: 1080, channels: 3 as const };
  const blue = await sharp({ create: { ...half, background: "#0000ff" } })
    .png()
    .toBuffer();
  const both = sharp({ create: { ...half, width: 1920, background: "#ff0000" } }).composite([
    { input: blue, left: 960, top: 0 },
  ]);
  return new Uint8Array(await both.png().toBuffer());
}

async function bannerMessage(): Promise<ReturnType<typeof messageContent>> {
  const response = await world.comms.raw("POST", "/api/pictures", {
    body: await twoColours(),
    headers: { "content-type": "application/octet-stream" },
  });
  expect(response.status).toBe(200);
  const { digest } = (await response.json()) as { digest: string };
  const content = messageContent("Hai màu");
  return {
    ...content,
    forms: { banner: { picture: digest, focal: { x: 0.5, y: 0.5 }, alt: { vi: "Nửa đỏ, nửa xanh" }, renditions: [] } },
  };
}

/** The colour of a point of what the screen shows. */
async function pixel(x: number, y: number): Promise<[number, number, number]> {
  const { data } = await sharp(await page.screenshot())
    .removeAlpha()
    .extract({ left: x, top: y, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
}
const isRed = ([r, g, b]: readonly number[]): boolean => (r ?? 0) > 200 && (g ?? 0) < 60 && (b ?? 0) < 60;
const isBlue = ([r, g, b]: readonly number[]): boolean => (r ?? 0) < 60 && (g ?? 0) < 60 && (b ?? 0) > 200;

test("an uploaded picture reaches the billboard's pixels", async () => {
  await onAirAt(world, ["airport"], [await bannerMessage()]);
  const { token } = await world.pair("airport", preset("billboard-1080"));
  await openScreen("billboard-1080", token);
  await until(
    "red on the left and blue on the right",
    async () => isRed(await pixel(300, 300)) && isBlue(await pixel(1600, 300)),
  );
});

test("with the server gone the screen plays on, and after a cold start without a network it plays again", async () => {
  await onAirAt(world, ["airport"], [messageContent("Rửa tay thường xuyên", "Rửa tay"), await bannerMessage()]);
  const { token } = await world.pair("airport");
  await openScreen("board-1080", token);
  await until("the first message", showing("Rửa tay"));
  await shellKept(page);
  await world.server.stop();

  await until("the picture, fetched before the server went", async () => isRed(await pixel(300, 400)), 20_000);
  await page.close();
  page = await context.newPage();
  await page.goto(`${world.url}/player/`);
  await until("the message after a cold start", showing("Rửa tay"), 20_000);
  await until("the picture after a cold start", async () => isRed(await pixel(300, 400)), 20_000);
});

test("a tampered manifest is refused, reported, and the last good programme plays on", async () => {
  const { messages } = await onAirAt(world, ["airport"], [messageContent("Đeo khẩu trang", "Đeo khẩu trang")]);
  const { token } = await world.pair("airport");
  await openScreen("board-1080", token);
  await until("the approved message", showing("Đeo khẩu trang"));
  const before = await until("the report of what plays", async () => (await shownVersion()) || undefined);

  // Whoever owns the server's database writes what they like, but cannot sign it.
  const withdrawn = await world.comms.call("message", { params: { id: messages[0] ?? "" } });
  expect(withdrawn.status).toBe("approved");
  const database = new DatabaseSync(join(world.folder, "bangtin.db"), { timeout: 5000 });
  const row = database
    .prepare("SELECT version, line_up, envelope FROM manifest ORDER BY version DESC LIMIT 1")
    .get() as {
    version: number;
    line_up: string;
    envelope: string;
  };
  const envelope = JSON.parse(row.envelope) as { payload: string };
  const forged = JSON.stringify({
    ...envelope,
    payload: envelope.payload.replaceAll("Đeo khẩu trang", "Gọi số này ngay"),
  });
  database
    .prepare("INSERT INTO manifest (version, line_up, etag, envelope, issued_at) VALUES (?, ?, '\"forged\"', ?, 0)")
    .run(row.version + 1, row.line_up, forged);
  database
    .prepare("UPDATE line_up SET version = ?, etag = '\"forged\"' WHERE id = ?")
    .run(row.version + 1, row.line_up);
  database.close();
  world.server.deps.push.announce([{ lineUp: row.line_up, version: row.version + 1, etag: '"forged"', jitterMs: 0 }]);

  await until(
    "the desk to hear of the refusal",
    async () => (await world.admin.call("screens"))[0]?.report?.refused?.code === "trust/bad-signature",
  );
  expect(await shownVersion()).toBe(before);
  expect(await visibleText(page)).toContain("Đeo khẩu trang");
  expect(await visibleText(page)).not.toContain("Gọi số này ngay");
  expect((await world.admin.call("screens"))[0]?.status).toBe("error");
});

test("a flipped byte of a picture is refused, and the last good programme plays on", async () => {
  const { playlist } = await onAirAt(world, ["airport"], [messageContent("Đeo khẩu trang", "Đeo khẩu trang")]);
  const { token } = await world.pair("airport", preset("billboard-1080"));
  await openScreen("billboard-1080", token);
  await until("the approved message", showing("Đeo khẩu trang"));
  const before = await until("the report of what plays", async () => (await shownVersion()) || undefined);

  const banner = await world.approved(await bannerMessage());
  const [rendition] =
    (await world.comms.call("message", { params: { id: banner } })).head.content.forms.banner?.renditions ?? [];
  if (!rendition) throw new Error("the banner has no rendition");
  const file = join(world.folder, "media", rendition.sha256.slice(0, 2), rendition.sha256);
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bytes);
  const current = (await world.comms.call("playlists")).find((list) => list.id === playlist);
  await world.comms.call("editPlaylist", {
    params: { id: playlist },
    body: {
      version: current?.version ?? 0,
      playlist: { name: "Có ảnh", items: [...(current?.items ?? []), { message: banner }] },
    },
  });
  expect(await wantedVersion()).toBeGreaterThan(before);

  await until(
    "the desk to hear of the refusal",
    async () => (await world.admin.call("screens"))[0]?.report?.refused?.code === "trust/media-bytes",
    30_000,
  );
  expect(await shownVersion()).toBe(before);
  expect(await visibleText(page)).toContain("Đeo khẩu trang");
});
