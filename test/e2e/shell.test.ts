import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openBrowser, screenContext, shellKept, visibleText } from "../support/browser.ts";
import { campaignDraft } from "../support/assign.ts";
import { frontOf, type Front } from "../support/front.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, preset, type World } from "../support/world.ts";
import { localDateAt } from "../../content/playout/wall-clock.ts";

// Versions of the player itself, one after the other, on a screen that nobody touches.

const configFile = fileURLToPath(new URL("../../vite.player.config.ts", import.meta.url));
const probationMs = 3000;
const spotSeconds = 3;
const spots = ["Che miệng khi ho", "Đeo khẩu trang"];
const sessionStart = "async start(): Promise<void> {";
/** What a browser on a screen has and one that is driven has not: the old page stays until the new one has drawn. */
const paintHolding = ["--disable-features=HttpsUpgrades", "--enable-features=PaintHolding"];

/** The folder of each build, by the address of its main script. */
const scripts = new Map<string, string>();
let builds: string;
let world: World;
let front: Front;
let browser: Browser;
let page: Page;
let loads: number;
let screen: { id: string; token: string };

/** Builds the player as a version of its own, whose session starts with `code`. Answers the folder. */
async function version(name: string, code = ""): Promise<string> {
  const outDir = join(builds, name);
  await build({
    configFile,
    logLevel: "silent",
    define: { "import.meta.env.VITE_PLAYER_VERSION": JSON.stringify(name), __PROBATION_MS__: probationMs },
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: "another-version",
        enforce: "pre",
        transform: {
          filter: { id: /player\/session\.ts$/ },
          handler(source) {
            if (!source.includes(sessionStart)) this.error("the session does not start as this test thinks");
            return source.replace(sessionStart, sessionStart + code);
          },
        },
      },
    ],
  });
  const html = await readFile(join(outDir, "index.html"), "utf8");
  scripts.set(/<script[^>]* src="([^"]+)"/.exec(html)?.[1] ?? "", outDir);
  return outDir;
}

let first: string;
let second: string;
let broken: string;
beforeAll(async () => {
  builds = await mkdtemp(join(tmpdir(), "bangtin-builds-"));
  // Vite takes the word of the test runner's environment for the kind of build.
  vi.stubEnv("NODE_ENV", "production");
  first = await version("first");
  second = await version("second");
  broken = await version("broken", `throw new Error("a broken version");`);
  vi.unstubAllEnvs();
  world = await createWorld({ now: Date.now(), running: true });
  browser = await openBrowser(paintHolding);
  const items = [];
  for (const words of spots) {
    const content = messageContent(words, words);
    const { panel } = content.forms;
    if (!panel) throw new Error("a spot of the stage is a panel");
    items.push({ message: await world.approved({ ...content, forms: { panel } }), seconds: spotSeconds });
  }
  const { id } = await world.comms.call("addPlaylist", { body: { name: "Hai thông điệp", items } });
  const today = localDateAt(world.now, "Asia/Ho_Chi_Minh");
  await world.comms.call("addCampaign", { body: campaignDraft(id, ["airport"], { from: today, to: today }) });
});
afterAll(async () => {
  await browser?.close();
  await world?.end();
  await rm(builds, { recursive: true, force: true });
});

/** A screen on the air on its first visit, its shell kept and found healthy. */
beforeEach(async () => {
  front = await frontOf(world.url, first);
  screen = await world.pair("airport");
  page = await (await screenContext(browser, preset("board-1080"))).newPage();
  loads = 0;
  page.on("load", () => loads++);
  await page.goto(`${front.url}/player/#claim=${screen.token}`);
  await until("the first message", onAir);
  await shellKept(page);
  await until("the worker to hold the page", () => page.evaluate(() => navigator.serviceWorker.controller !== null));
  await until("the version to be found healthy", async () => (await healthyVersions()) === 1);
});
afterEach(async () => {
  await page.context().close();
  await front.end();
});

/** Which spots can be seen: two while one fades into the other. */
async function shown(): Promise<string[]> {
  const text = await visibleText(page);
  return spots.filter((words) => text.includes(words));
}

async function onAir(): Promise<boolean> {
  return (await shown()).length > 0;
}

async function healthyVersions(): Promise<number> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const marks = await Promise.all(
      names.map(async (name) => (await caches.open(name)).match(new URL("__healthy", location.href).href)),
    );
    return marks.filter(Boolean).length;
  });
}

/** The folder of the build that the page which is open now is of; `undefined` while it is on its way to another. */
async function running(): Promise<string | undefined> {
  try {
    const script = await page.evaluate(() => new URL(document.scripts[0]?.src ?? "", location.href).pathname);
    return scripts.get(script);
  } catch (error) {
    if (error instanceof Error && error.message.includes("context was destroyed")) return undefined;
    throw error;
  }
}

const arrivedAt = (folder: string) => async (): Promise<boolean> => (await running()) === folder && (await onAir());

/** How far the darkest and lightest parts of a picture are apart; nothing at all on a blank one. */
async function contrast(picture: Buffer): Promise<number> {
  const { channels } = await sharp(picture).stats();
  return Math.max(...channels.map(({ stdev }) => stdev));
}

test("the first visit is not interrupted by a reload once the shell is kept", async () => {
  for (const words of [...spots, ...spots]) await until(words, async () => (await shown()).join() === words);
  expect(loads).toBe(1);
});

test("a new version takes over at the end of a spot, and the screen is never blank", async () => {
  const frames: Buffer[] = [];
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Page.screencastFrame", ({ data, sessionId }) => {
    frames.push(Buffer.from(data, "base64"));
    void devtools.send("Page.screencastFrameAck", { sessionId });
  });
  await devtools.send("Page.startScreencast", { format: "jpeg", quality: 60, maxWidth: 240, maxHeight: 135 });
  front.deploy(second);
  await until("the second version on the air", arrivedAt(second));
  const seen = frames.length;
  await until("pictures of it", () => frames.length > seen + 5);
  await devtools.send("Page.stopScreencast");
  for (const frame of frames) expect(await contrast(frame)).toBeGreaterThan(20);

  const began = await page.evaluate(() => performance.timeOrigin);
  const last = await until("the proof of the last spot of the first version", async () => {
    const plays = await world.admin.call("screenPlays", { params: { id: screen.id } });
    return plays.find(({ lane, until }) => lane === "stage" && until > began - 1000 && until < began + 200);
  });
  expect(last.whole).toBe(true);
  expect(loads).toBe(2);
});

test("a version that starts and shows nothing is taken back", async () => {
  front.deploy(broken);
  await until("the broken version", async () => (await running()) === broken && !(await onAir()));
  await until("the first version to be back", arrivedAt(first));
  await page.reload();
  await until("the first version after another start", arrivedAt(first));
});
