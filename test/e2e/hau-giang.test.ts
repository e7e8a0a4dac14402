import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check } from "../../content/editorial/check.ts";
import { starter } from "../../content/starter/starter.ts";
import { openBrowser, screenContext, shellKept, visibleText } from "../support/browser.ts";
import { until } from "../support/until.ts";
import { createWorld, letterDay, preset, type World } from "../support/world.ts";

// Acceptance scenario 1 of mission.md §6: letter 337/STTTT-CNTT, exactly.

const crawl =
  "đề nghị người dân tải ứng dụng Khai báo ý tế phòng dịch NCOVI tại địa chỉ: " +
  "https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi&hl=en " +
  "để được hỗ trợ nhanh nhất từ cơ quan y tế";

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await createWorld({ now: letterDay });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.end();
});

test("letter D crawls byte for byte from 00:00 on 12/3 and is gone at 00:00 on 16/3, without a network since 14/3", async () => {
  const letter = starter.messages.find((message) => message.id === "chay-chu-ncovi")?.content;
  if (!letter) throw new Error("the starter pack lacks letter D's crawl");
  const content = { ...letter, source: { id: "byt", name: letter.source.name } };
  expect(crawl).toHaveLength(196);
  expect(content.forms.ticker?.text.vi).toBe(crawl);
  // The check sees "ý tế" and the link, and the author kept both.
  const warned = check(content, { sources: [] }).filter((finding) => finding.level === "warn");
  expect(warned.map((finding) => finding.code)).toEqual(expect.arrayContaining(["known-slip", "url-long"]));
  expect(warned.every((finding) => finding.kept === true)).toBe(true);

  const message = await world.approved(content);
  const playlist = await world.comms.call("addPlaylist", { body: { name: "Chạy chữ", items: [{ message }] } });
  await world.comms.call("addCampaign", {
    body: {
      name: "NCOVI",
      playlist: playlist.id,
      venues: ["cable"],
      from: "2020-03-12",
      to: "2020-03-15",
      hours: [],
      weekdays: [],
      level: "priority",
      frequency: { kind: "continuous", share: { spots: 1, of: 1 } },
    },
  });
  const canvas = preset("crawler-1080");
  const screen = await world.pair("cable", canvas);
  const context = await screenContext(browser, canvas);
  const page = await context.newPage();
  await page.clock.install({ time: letterDay });
  await page.goto(`${world.url}/player/#claim=${screen.token}`);
  await until("the screen to play its manifest", async () => (await world.admin.call("screens"))[0]?.shown === 1);
  await shellKept(page);

  const onScreen = async (): Promise<boolean> => (await visibleText(page)).includes(crawl);
  const passTo = async (instant: string): Promise<void> => {
    const at = Date.parse(instant);
    await page.clock.fastForward(at - world.now);
    world.now = at;
  };

  await passTo("2020-03-11T23:59:57+07:00");
  expect(await onScreen()).toBe(false);
  await until("the crawl to begin at midnight by itself", onScreen);

  await passTo("2020-03-14T08:00:00+07:00");
  await until("the crawl on 14/3", onScreen);
  await world.server.stop();

  await page.clock.fastForward(Date.parse("2020-03-15T12:00:00+07:00") - world.now);
  await page.reload();
  await until("the crawl after a cold start without a network", onScreen);

  await page.clock.fastForward(Date.parse("2020-03-15T23:59:55+07:00") - (await page.evaluate(() => Date.now())));
  expect(await onScreen()).toBe(true);
  await until("the crawl to end at midnight by itself", async () => !(await onScreen()), 20_000);
  expect((await visibleText(page)).trim()).toBe("");
  await context.close();
});
