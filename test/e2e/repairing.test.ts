import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerResponse } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { buildPlayer } from "../../tools/build-player.ts";
import { openBrowser, screenContext, visibleText } from "../support/browser.ts";
import { onAirAt } from "../support/campaign.ts";
import { frontOf, type Front } from "../support/front.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, preset, type World } from "../support/world.ts";

// Whoever owns the server removes a screen by one unsigned word and pairs it again, with nobody there.

const approved = "Rửa tay bằng xà phòng";
let folder: string;
let front: Front;
let world: World;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-again-"));
  vi.stubEnv("NODE_ENV", "production");
  world = await createWorld({ now: Date.now(), running: true });
  front = await frontOf(world.url, join(folder, "shell"));
  const { roots } = await world.nobody.call("roots", { query: { after: "0" } });
  await buildPlayer({ root: roots[0] ?? "", server: front.url, out: join(folder, "shell") });
  await onAirAt(world, ["airport"], [messageContent(approved, approved)]);
  browser = await openBrowser();
  page = await (await screenContext(browser, preset("board-1080"))).newPage();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await browser?.close();
  await front?.end();
  await world?.end();
  await rm(folder, { recursive: true, force: true });
});

const text = async (): Promise<string> => visibleText(page);
const shows = (words: string) => async (): Promise<boolean> => (await text()).includes(words);
type Noted = { root?: string; floors?: object; before?: { root: string }; paired?: { screen: { place: object } } };
const notes = async (): Promise<Noted> =>
  JSON.parse(await page.evaluate(() => localStorage.getItem("bangtin-player-main") ?? "{}")) as Noted;
const versionOf = (root = "{}"): number => (JSON.parse(root) as { version: number }).version;

test("a screen keeps its root and floors, takes no older root, and no other place or safe card before a key is pressed at it", async () => {
  const { id, token } = await world.pair("airport");
  await page.goto(`${front.url}/player/#claim=${token}`);
  await until("the approved message", shows(approved), 30_000);
  const { roots: old } = await world.nobody.call("roots", { query: { after: "0" } });
  await world.nextRoot({});
  await until("the new root to be pinned", async () => versionOf((await notes()).root) === 2, 30_000);
  const { roots: now } = await world.nobody.call("roots", { query: { after: "1" } });
  const { floors } = await notes();
  expect(floors).toHaveProperty("manifest");

  const json = (answer: ServerResponse, body: object, status = 200): true => {
    answer.writeHead(status, { "content-type": "application/json" });
    answer.end(JSON.stringify(body));
    return true;
  };
  let offered = old[0];
  const place = { venue: "x", kind: "outdoor", areas: ["ha-noi"] };
  const card = { agency: "ĐỘNG ĐẤT - RỜI KHỎI TÒA NHÀ NGAY", label: "Nộp tiền cứu trợ, gọi", number: "0900 000 000" };
  const screen = { id, name: "Màn", venue: "Khẩn", canvas: preset("board-1080"), place };
  front.tamper = (asked, answer) => {
    const url = asked.url ?? "";
    const { authorization = "" } = asked.headers;
    const serverTime = Date.now() + 400 * 24 * 3_600_000;
    if (url === "/api/pairing") {
      const expiresAt = serverTime + 900_000;
      return json(answer, { code: "ABC234", token: "z".repeat(43), expiresAt, serverTime, root: offered });
    }
    if (url.startsWith("/api/pairing/state") && authorization.includes("zzz"))
      return json(answer, { state: "paired", screen, safeCard: card, serverTime });
    return false;
  };
  world.server.deps.push.unpair(id);
  await until("its refusal of the older root", shows("Máy này thuộc mã gốc"), 30_000);
  await page.screenshot({ path: "test/out/repairing-other-root.png" });
  expect(await notes()).toMatchObject({ floors });
  expect(versionOf((await notes()).before?.root)).toBe(2);

  offered = now[0];
  await until("the question", shows("Xác nhận tại máy"), 30_000);
  await page.screenshot({ path: "test/out/repairing-question.png" });
  expect((await notes()).paired).toBeUndefined();
  await page.reload();
  await until("the question after a restart", shows("Press any key"), 30_000);
  expect(await text()).not.toContain("ĐỘNG ĐẤT");
  await page.keyboard.press("Enter");
  await until("both places", shows("Khẩn (outdoor)"));
  await page.screenshot({ path: "test/out/repairing-seen.png" });
  await page.keyboard.press("Enter");
  await until("the place that was confirmed", async () => (await notes()).paired?.screen.place !== undefined);
  expect(await notes()).toMatchObject({ paired: { screen: { place } }, floors });
  expect(versionOf((await notes()).root)).toBe(2);
});

test("a second tab of the screen says that it runs elsewhere, and takes over when the first is closed", async () => {
  const second = await page.context().newPage();
  await second.goto(`${front.url}/player/`);
  await until("the second tab's word", async () => (await visibleText(second)).includes("đang chạy ở thẻ khác"));
  await second.screenshot({ path: "test/out/elsewhere.png" });
  await page.close();
  await until("the screen in the second tab", async () => !(await visibleText(second)).includes("thẻ khác"));
});
