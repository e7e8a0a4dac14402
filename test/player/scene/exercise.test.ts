import { describe, expect, test } from "vitest";
import { withheld } from "../../../player/scene/exercise/withheld.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { boardTicker, exercise, exerciseItem, preset, sampleNames, takeover, tickerItem } from "./samples.ts";
import { inside, still } from "./stand.ts";
import { standCovered, within } from "./urgent-stand.ts";

const board = preset("board-1080");
const billboard = preset("billboard-1080");
const canvases: Readonly<Record<string, Canvas>> = {
  board,
  "portrait board": preset("board-portrait"),
  billboard,
  "4:3 board": { ...board, width: 1600, height: 1200 },
  "roadside board": { ...billboard, width: 1408, height: 400 },
};
const lamps = (width: number, height: number): Canvas => ({ ...billboard, width, height });

type Cover = Awaited<ReturnType<typeof standCovered>>["cover"];
const words = (cover: Cover): string =>
  still(cover.renderRoot)
    .map(({ text }) => text)
    .join(" ");
const sizeOf = (cover: Cover, selector: string): number =>
  Number.parseFloat(getComputedStyle(within(cover, selector)[0] ?? cover).fontSize);

describe.each(Object.entries(canvases))("an exercise on a %s", (_, canvas) => {
  test("says that it is one, larger than anything else, and that nothing needs doing", async () => {
    const { cover } = await standCovered({ canvas, stage: exerciseItem() });
    const text = words(cover);
    for (const part of ["Không phải tình huống thật.", "Không cần làm theo.", "Kết thúc lúc 15:05, 07/02/2020"]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("Duyệt DT-0003");
    expect(within(cover, ".word")[0]?.textContent?.replace(/\s*TẬP/, " TẬP")).toBe("DIỄN TẬP");
    expect(sizeOf(cover, ".word")).toBeGreaterThanOrEqual(5 * sizeOf(cover, ".message"));
  });

  test("shows no telephone number, no address, no QR, no triangle, no clock and no running line, and says so", async () => {
    for (const name of [
      "urgent",
      "hotline",
      "hotline-long",
      "channel",
      "figure",
      "rebuttal",
      ...sampleNames,
    ] as const) {
      const stage = exerciseItem(name);
      const { scene, cover } = await standCovered({ canvas, stage, ticker: tickerItem(boardTicker) });
      const text = words(cover).replaceAll(/\d{2}\/\d{2}\/\d{4}|15:05|DT-0003/g, "");
      expect(text, name).not.toMatch(/\d(?:[\s.]*\d){2,}/);
      expect(text, name).not.toMatch(/https?:|\.vn|\.com|KHẨN CẤP|14:05/);
      expect(text).toContain("Số điện thoại, mã QR và địa chỉ được ẩn trong diễn tập");
      expect(within(cover, "bt-qr, .triangle, bt-crawl").length).toBe(0);
      for (const part of inside(scene, ".bar, .stage, .band")) {
        expect(getComputedStyle(part).visibility, part.className).toBe("hidden");
      }
    }
  });

  test("stands whole and clear, its capitals with all their marks", async () => {
    const { cover } = await standCovered({ canvas, stage: exerciseItem("urgent-marks") });
    const inner = within(cover, ".inner")[0]?.getBoundingClientRect();
    const pieces = still(cover.renderRoot);
    for (const { rect, text } of pieces) {
      expect(rect.top, text).toBeGreaterThanOrEqual(inner?.top ?? Infinity);
      expect(rect.bottom, text).toBeLessThanOrEqual(inner?.bottom ?? 0);
      expect(rect.right, text).toBeLessThanOrEqual(inner?.right ?? 0);
    }
    for (const [i, a] of pieces.entries()) {
      for (const b of pieces.slice(i + 1)) {
        if (a.element === b.element) continue;
        const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        expect(Math.min(across, down), `${a.text} over ${b.text}`).toBeLessThanOrEqual(2);
      }
    }
  });

  test("is violet in a violet and white hatch, and nothing of it is red", async () => {
    const { cover } = await standCovered({ canvas, stage: exerciseItem() });
    const inner = within(cover, ".inner")[0];
    expect(inner && getComputedStyle(inner).backgroundColor).toBe("rgb(75, 31, 115)");
    expect(getComputedStyle(cover).backgroundImage).toMatch(/^repeating-linear-gradient\(135deg, rgb\(245, 247, 244\)/);
    for (const part of within(cover, "*")) {
      const { color, backgroundColor } = getComputedStyle(part);
      expect([color, backgroundColor]).not.toContain("rgb(163, 8, 28)");
    }
  });
});

test.each([
  ["256 × 64", lamps(256, 64), "34px"],
  ["192 × 32", lamps(192, 32), "19px"],
])("on %s lamps there is the hatch and the word alone", async (_, canvas, size) => {
  const { cover } = await standCovered({ canvas, stage: exerciseItem() });
  expect(words(cover)).toBe("DIỄN TẬP");
  expect(sizeOf(cover, ".lamps")).toBe(Number.parseFloat(size));
  const box = within(cover, ".lamps")[0]?.getBoundingClientRect();
  for (const { rect } of still(cover.renderRoot)) {
    expect(rect.top).toBeGreaterThanOrEqual(box?.top ?? Infinity);
    expect(rect.bottom).toBeLessThanOrEqual(box?.bottom ?? 0);
  }
});

test.each(["crawler-1080", "crawler-576"])("on %s there is nothing at all, whatever else is set", async (id) => {
  const canvas = preset(id);
  const { scene, cover } = await standCovered({
    canvas,
    stage: exerciseItem(),
    ticker: tickerItem(boardTicker, { takeover }),
  });
  expect(cover.renderRoot.textContent?.trim()).toBe("");
  for (const element of [scene, cover]) {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    expect([backgroundColor, backgroundImage]).toEqual(["rgba(0, 0, 0, 0)", "none"]);
  }
  expect(still(scene.renderRoot)).toEqual([]);
});

test("an exercise that is also said to be a takeover is an exercise, and its code always says so", async () => {
  const item = { ...exerciseItem(), takeover, exercise: { ...exercise, code: "0041" } };
  const scene: { scene: BtScene; cover: Cover } = await standCovered({ canvas: board, stage: item });
  expect(scene.cover.localName).toBe("bt-exercise");
  expect(words(scene.cover)).toContain("Duyệt DT-0041");
});

describe("what an exercise withholds", () => {
  test.each([
    ["Gọi 1900 9095 ngay", "Gọi ••• ngay"],
    ["Gọi 115", "Gọi •••"],
    ["Gọi 0966.711.818, (024) 3846 0000", "Gọi •••"],
    ["Gọi +84 966-711-818 (miễn phí)", "Gọi ••• (miễn phí)"],
    ["Xem https://ncov.moh.gov.vn/ hoặc quangninh.gov.vn.", "Xem ••• hoặc •••."],
    ["Viết cho truc@boyte.gov.vn", "Viết cho •••"],
  ])("%s", (text, left) => {
    expect(withheld(text)).toBe(left);
  });

  test.each(["Kịch bản số 3 · 07/02/2020", "COVID-19 lúc 15:05", "Đứng cách 2 m, 20 giây"])(
    "and what it keeps: %s",
    (text) => {
      expect(withheld(text)).toBe(text);
    },
  );
});
