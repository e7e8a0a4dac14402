import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onAirAt } from "../support/campaign.ts";
import { openBrowser, screenContext, shellKept, visibleText } from "../support/browser.ts";
import { letGo, listOfficers, recallBy, takeoverBy, type Officer } from "../support/officers.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, preset, type World } from "../support/world.ts";

// From the second officer's signature to what passers-by see, in a real browser.

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let ha: Officer;
let phuc: Officer;

const everyday = "Rửa tay";
const urgent = "Sơ tán khỏi nhà ga";

beforeEach(async () => {
  world = await createWorld({ now: Date.now(), running: true });
  ({ ha, phuc } = await listOfficers(world));
  browser = await openBrowser();
  await onAirAt(world, ["airport"], [messageContent("Rửa tay thường xuyên", everyday)]);
  const { token } = await world.pair("airport");
  context = await screenContext(browser, preset("board-1080"));
  page = await context.newPage();
  await page.goto(`${world.url}/player/#claim=${token}`);
  await until("the everyday message", showing(everyday), 30_000);
});
afterEach(async () => {
  await browser.close();
  await world.end();
});

const showing = (words: string) => async (): Promise<boolean> => (await visibleText(page)).includes(words);

/** The words of a takeover: nothing of them was ever approved or published. */
const words = () => ({
  ...messageContent(urgent),
  forms: {
    panel: {
      template: "urgent" as const,
      headline: { vi: urgent },
      action: { vi: "Đi theo hướng dẫn của nhân viên" },
    },
  },
});

test("two officers change the pixels of a playing screen, and a recall gives them back", async () => {
  const before = await page.screenshot();
  const id = await letGo(takeoverBy(world, ha, words()), ha, phuc);
  await until("the takeover", showing(urgent));
  await until("nothing beside it", async () => !(await showing(everyday)()));
  expect((await page.screenshot()).equals(before)).toBe(false);
  const running = async () => (await world.comms.call("orders")).find((order) => order.id === id);
  await until("the screen's own word for it", async () => (await running())?.shown?.on === 1, 30_000);

  const { envelope } = recallBy(world, phuc, { kind: "takeover", order: id });
  await phuc.client.call("recall", { body: { envelope } });
  await until("the everyday message again", showing(everyday));
  await until("nothing of it left", async () => !(await showing(urgent)()));
});

test("a takeover outlives a cold start without a network, and ends there by itself", async () => {
  await shellKept(page);
  const lasts = 30 * 60_000;
  const takeover = takeoverBy(world, ha, words(), { until: world.now + lasts });
  await letGo(takeover, ha, phuc);
  await until("the takeover", showing(urgent));
  await world.server.stop();
  await page.close();
  page = await context.newPage();
  await page.clock.install({ time: Date.now() });
  await page.goto(`${world.url}/player/`);
  await until("the takeover after a cold start", showing(urgent), 30_000);
  await page.clock.fastForward(lasts - 5 * 60_000);
  expect(await showing(urgent)()).toBe(true);
  await page.clock.fastForward(5 * 60_000);
  await until("the everyday message when its time is up", showing(everyday), 30_000);
  await until("nothing of it left", async () => !(await showing(urgent)()));
});

test("a screen that was away shows no recalled word when it comes back", async () => {
  await shellKept(page);
  await page.close();
  const [approval] = await world.server.deps.db.selectFrom("approval").select("digest").execute();
  const what = { kind: "revision", revision: approval?.digest ?? "" } as const;
  await ha.client.call("recall", { body: { envelope: recallBy(world, ha, what).envelope } });
  page = await context.newPage();
  const seen: string[] = [];
  await page.goto(`${world.url}/player/`);
  await until("the safe card", async () => {
    const text = await visibleText(page);
    seen.push(text);
    return text.includes("1900 9095") || text.includes("1900");
  });
  expect(seen.filter((text) => text.includes(everyday))).toEqual([]);
});
