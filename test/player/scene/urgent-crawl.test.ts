import { describe, expect, test } from "vitest";
import { crawlGeometry, crawlMs } from "../../../content/playout/crawl.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import { passageAt } from "../../../player/scene/urgent/passage.ts";
import { boardTicker, preset, stageItem, takeover, tickerItem, urgentItem, urgentLine } from "./samples.ts";
import { inside, stand, still } from "./stand.ts";
import { covered, coverOf, faded, frameDrawn, standCovered, within } from "./urgent-stand.ts";

const hourMs = 3_600_000;
const line = (text = urgentLine, elapsed = 4000): ReturnType<typeof tickerItem> =>
  tickerItem(text, { takeover, until: hourMs, elapsed });

/** The runs of a crawl with what moves them. */
function runs(cover: Parameters<typeof within>[0]): HTMLElement[] {
  const crawl = within(cover, "bt-crawl")[0];
  return [...(crawl?.shadowRoot?.querySelectorAll<HTMLElement>(".run") ?? [])];
}

describe.each(["crawler-1080", "crawler-576"])("a takeover on %s", (id) => {
  const canvas = preset(id);
  const { band, box, lane } = crawlGeometry(canvas);

  test("is a red label with sign and word, ink on white, a red sill, and nothing above the band", async () => {
    const { cover } = await standCovered({ canvas, ticker: line() });
    const [label, strip, sill] = [".label", ".strip", ".sill"].map((part) => within(cover, part)[0]);
    expect(label?.textContent).toContain("KHẨN CẤP");
    expect(label && getComputedStyle(label).backgroundColor).toBe("rgb(163, 8, 28)");
    expect(within(cover, ".triangle").length).toBe(1);
    expect(strip && getComputedStyle(strip).backgroundColor).toBe("rgb(245, 247, 244)");
    expect(strip && getComputedStyle(strip).color).toBe("rgb(10, 27, 51)");
    expect(strip?.getBoundingClientRect()).toMatchObject({ top: box.top, height: box.height });
    expect(sill?.getBoundingClientRect().bottom).toBe(band.top + band.height);
    expect(getComputedStyle(cover).backgroundColor).toBe("rgba(0, 0, 0, 0)");
  });

  test("says in its line who speaks, because the label is taken", async () => {
    const { cover } = await standCovered({ canvas, ticker: line() });
    await expect
      .poll(() =>
        runs(cover)
          .map((run) => run.textContent)
          .join(""),
      )
      .toMatch(/^Sở Y tế Cần Thơ: có sốt/);
    const named = line("Sở Y tế Cần Thơ thông báo: rời ngay");
    const { cover: again } = await standCovered({ canvas, ticker: named });
    await expect
      .poll(() =>
        runs(again)
          .map((run) => run.textContent)
          .join(""),
      )
      .toMatch(/^Sở Y tế Cần Thơ thông báo/);
  });

  test("keeps both safe edges and every mark of its capitals", async () => {
    const { cover } = await standCovered({ canvas, ticker: line("RỜI NGAY ẨỄỮẬ CHỖ THẤP") });
    await expect.poll(() => runs(cover).length).toBeGreaterThan(0);
    const clip = within(cover, "bt-crawl")[0]?.getBoundingClientRect();
    expect(clip?.right).toBeCloseTo(canvas.width - lane.left, 0);
    const label = within(cover, ".label")[0];
    for (const piece of label ? still(label) : []) {
      expect(piece.rect.left).toBeGreaterThanOrEqual(lane.left);
      expect(piece.rect.top).toBeGreaterThanOrEqual(box.top);
      expect(piece.rect.bottom).toBeLessThanOrEqual(box.top + box.height);
    }
    const crawl = within(cover, "bt-crawl")[0];
    for (const { rect } of crawl?.shadowRoot ? still(crawl.shadowRoot) : []) {
      expect(rect.top).toBeGreaterThanOrEqual(clip?.top ?? 0);
      expect(rect.bottom).toBeLessThanOrEqual(clip?.bottom ?? 0);
    }
  });

  test("hides the programme's line once it has faded in, and shows it again at its end", async () => {
    const scene = await stand({ canvas, ticker: tickerItem(boardTicker) });
    scene.ticker = line();
    const cover = await covered(scene);
    expect(cover.getAnimations()[0]?.effect?.getTiming()).toMatchObject({ duration: 400, iterations: 1 });
    await faded(cover);
    expect(inside(scene, ".band").map((part) => getComputedStyle(part).visibility)).toEqual(["hidden"]);
    scene.ticker = tickerItem(boardTicker, { key: "after" });
    await expect.poll(() => cover.getAnimations().length).toBe(1);
    await faded(cover);
    expect(coverOf(scene)).toBeUndefined();
    expect(inside(scene, ".band").map((part) => getComputedStyle(part).visibility)).toEqual(["visible"]);
  });
});

test("a takeover of the stage alone leaves a crawler's programme as it is", async () => {
  const scene = await stand({ canvas: preset("crawler-1080"), stage: urgentItem(), ticker: tickerItem(boardTicker) });
  for (let frame = 0; frame < 5; frame++) await frameDrawn();
  expect(coverOf(scene)).toBeUndefined();
  expect(inside(scene, "bt-crawl").length).toBe(1);
});

describe("the passages of an order's line", () => {
  const lap = crawlMs(urgentLine, preset("crawler-1080"));

  test("follow each other from the order's beginning, in the same phase on every screen", () => {
    const early = passageAt(line(urgentLine, 0), lap, 2.5 * lap);
    const late = passageAt(line(urgentLine, 2 * lap), lap, 0.5 * lap);
    expect(late.pass).toEqual(early.pass);
    expect(early.pass).toMatchObject({ from: 2 * lap, until: 3 * lap, elapsed: 0.5 * lap });
    expect(early.ms).toBe(0.5 * lap);
  });

  test("are one when the item is no longer than its text", () => {
    const { pass, ms } = passageAt({ ...line(urgentLine, 100), until: lap - 1 }, lap, 0);
    expect(pass).toMatchObject({ from: 0, until: lap - 1, elapsed: 100 });
    expect(ms).toBeUndefined();
  });
});

const lamps = (width: number, height: number): Canvas => ({ ...preset("billboard-1080"), width, height });

describe.each([
  ["256 × 64", lamps(256, 64), 3],
  ["192 × 32", lamps(192, 32), 2],
] as const)("a takeover on %s lamps", (_, canvas, edge) => {
  test("has a red frame, a red block with the sign, white words on whole pixels", async () => {
    const { cover } = await standCovered({ canvas, stage: urgentItem() });
    const frame = within(cover, ".frame")[0];
    expect(frame && getComputedStyle(frame).borderTopWidth).toBe(`${edge}px`);
    expect(frame && getComputedStyle(frame).borderTopColor).toBe("rgb(163, 8, 28)");
    expect(frame?.getBoundingClientRect()).toMatchObject({ width: canvas.width, height: canvas.height });
    const sign = within(cover, ".triangle")[0]?.getBoundingClientRect();
    for (const value of [sign?.left, sign?.top, sign?.width, sign?.height]) expect((value ?? 0.5) % 0.5).toBe(0);
  });

  test("never tears a sentence: what does not stand whole runs, in one piece", async () => {
    for (const name of ["urgent", "urgent-marks", "urgent-bare", "rule-dont", "rebuttal", "hotline"] as const) {
      const { cover } = await standCovered({ canvas, stage: urgentItem(name) });
      const right = canvas.width - edge;
      for (const { rect, text } of within(cover, ".still").flatMap((part) => still(part))) {
        expect(rect.right, `${name}: ${text}`).toBeLessThanOrEqual(right);
        expect(rect.top, `${name}: ${text}`).toBeGreaterThanOrEqual(edge);
        expect(rect.bottom, `${name}: ${text}`).toBeLessThanOrEqual(canvas.height - edge);
      }
      if (within(cover, "bt-crawl").length === 0) continue;
      await expect.poll(() => runs(cover).length, { message: name }).toBeGreaterThan(0);
    }
  });
});

test("256 × 64 lamps hold the short wording and the number, still", async () => {
  const { cover } = await standCovered({ canvas: lamps(256, 64), stage: urgentItem() });
  expect(within(cover, ".still > div").map((row) => row.textContent)).toEqual(["Sốt, ho, khó thở", "Gọi 1900 9095"]);
  expect(within(cover, "*").flatMap((part) => part.getAnimations())).toEqual([]);
});

test("an ordinary message before a takeover does not show its sign on lamps", async () => {
  const { scene } = await standCovered({ canvas: lamps(256, 64), stage: urgentItem("rule-dont") });
  expect(stageItem("rule-dont").content.forms.panel?.template).toBe("rule");
  expect(inside(scene, ".panel")).toEqual([]);
});
