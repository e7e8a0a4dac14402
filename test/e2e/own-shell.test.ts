import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { rootCode } from "../../content/trust/root.ts";
import { buildPlayer } from "../../tools/build-player.ts";
import { openBrowser, screenContext, shellKept, visibleText } from "../support/browser.ts";
import { onAirAt } from "../support/campaign.ts";
import { frontOf, type Front } from "../support/front.ts";
import { sealedRoot } from "../support/keys.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, preset, type World } from "../support/world.ts";

// A player shell that does not come from the server that it plays for.

const approved = "Rửa tay bằng xà phòng";
const forged = "Gọi ngay số 0900 000 000";

let folder: string;
/** Serves the shell. */
let shop: Front;
/** Before the desk's server, and what it serves as a player is the test's. */
let desk: Front;
let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-shell-"));
  // Vite takes the word of the test runner's environment for the kind of build.
  vi.stubEnv("NODE_ENV", "production");
  shop = await frontOf("http://127.0.0.1:9", join(folder, "shell"));
  world = await createWorld({ now: Date.now(), running: true, playerOrigins: [shop.url] });
  desk = await frontOf(world.url, "dist/player");
  await onAirAt(world, ["airport"], [messageContent(approved, approved)]);
  browser = await openBrowser();
});
afterEach(async () => page.context().close());
afterAll(async () => {
  vi.unstubAllEnvs();
  await browser?.close();
  await desk?.end();
  await shop?.end();
  await world?.end();
  await rm(folder, { recursive: true, force: true });
});

async function openShell(): Promise<void> {
  page = await (await screenContext(browser, preset("board-1080"))).newPage();
  await page.goto(`${shop.url}/player/`);
}

const shows = (words: string) => async (): Promise<boolean> => (await visibleText(page)).includes(words);

/** The server's own player, as an attacker who owns it would write it. */
async function evilPlayer(): Promise<string> {
  const evil = join(folder, "evil");
  await mkdir(join(evil, "assets"), { recursive: true });
  await writeFile(join(evil, "index.html"), `<!doctype html><script type="module" src="assets/index.js"></script>`);
  const script = `document.body.append(${JSON.stringify(forged)}); self.skipWaiting?.();`;
  for (const name of ["assets/index.js", "sw.js", "player.js"]) await writeFile(join(evil, name), script);
  return evil;
}

test("pairs with the server of its root from another host, plays, and takes no player of that server's", async () => {
  const { roots } = await world.nobody.call("roots", { query: { after: "0" } });
  const code = await buildPlayer({ root: roots[0] ?? "", server: desk.url, out: join(folder, "shell") });
  expect(code).toBe(rootCode(JSON.stringify(world.root)));
  await openShell();
  await until("the root's code beside the pairing code", shows(code));
  const pairing = await page.locator("bt-pairing .code").getAttribute("aria-label");
  const { id } = await world.admin.call("pairScreen", {
    body: { code: pairing ?? "", name: "Cửa hàng", venue: "airport", canvas: preset("board-1080") },
  });
  await until("the approved message", shows(approved));
  await shellKept(page);
  const mine = async () => (await world.admin.call("screens")).find((screen) => screen.id === id);
  await until("the desk to know what kind of shell it is", async () => (await mine())?.shell === "installed");
  const proofs = async () => (await world.admin.call("screenPlays", { params: { id } })).length > 0;
  await until("proofs signed by the device", proofs, 60_000);

  desk.deploy(await evilPlayer());
  expect(await (await fetch(`${desk.url}/player/player.js`)).text()).toContain(forged);
  await page.reload();
  await until("the approved message from a hijacked host", shows(approved));
  await until("the screen to be connected again", async () => (await mine())?.online === true);
  expect(await visibleText(page)).not.toContain(forged);

  await world.admin.call("removeScreen", { params: { id } });
  await until("another pairing code once the desk removed it", async () => page.locator("bt-pairing").isVisible());
});

test("refuses to be paired with a server whose roots do not lead on from its own", async () => {
  const { root } = world;
  const stranger = sealedRoot({ ...root, expiresAt: root.expiresAt - 1 }, world.keys.root);
  await buildPlayer({ root: stranger, server: desk.url, out: join(folder, "shell") });
  await openShell();
  await until("its refusal", shows("Không tin được máy chủ này"));
  expect(await page.locator("bt-pairing .code").getAttribute("aria-label")).toBe("");
});

test("is not built around a root that does not open", async () => {
  page = await (await screenContext(browser, preset("board-1080"))).newPage();
  const { roots } = await world.nobody.call("roots", { query: { after: "0" } });
  const tampered = (roots[0] ?? "").replace("Người approver", "Người khác");
  await expect(buildPlayer({ root: tampered, out: join(folder, "none") })).rejects.toThrow("trust/bad-signature");
});
