import { describe, expect, test } from "vitest";
import { charsOf } from "../../../content/playout/chars.ts";
import { crawlGeometry, crawlMs, crawlText } from "../../../content/playout/crawl.ts";
import { dwellMs } from "../../../content/playout/dwell.ts";
import { pickRendition } from "../../../content/playout/rendition.ts";
import { canvasPresets } from "../../../content/network/canvas.ts";
import { banner, canvas, content, panel } from "./fixtures.ts";

describe("characters", () => {
  test("a stacked Vietnamese letter is one character, composed or not", () => {
    expect(charsOf("Ẫ ữ")).toBe(3);
    expect(charsOf("Ẫ ữ".normalize("NFD"))).toBe(3);
  });
});

describe("dwell", () => {
  const sixty = content("60", { panel: { ...panel("x".repeat(60 - "Nên làm".length)) } });

  test("sixty characters take 7, 8.7 and 12 seconds in a queue, walking and in traffic (legibility.md §3.2)", () => {
    expect(dwellMs(sixty, "panel", "queue")).toBe(7000);
    expect(dwellMs(sixty, "panel", "walk")).toBe(8700);
    expect(dwellMs(sixty, "panel", "traffic")).toBe(12_000);
  });

  test("is never below six seconds indoors and eight in traffic, nor above twenty", () => {
    expect(dwellMs(content("", { panel: panel("Ho") }), "panel", "queue")).toBe(6000);
    expect(dwellMs(content("", { panel: panel("Ho") }), "panel", "traffic")).toBe(8000);
    expect(dwellMs(content("", { panel: panel("x".repeat(120)) }), "panel", "traffic")).toBe(20_000);
  });

  test("gives twelve seconds to a number to note", () => {
    const hotline = { template: "hotline", label: { vi: "Gọi" }, owner: "Sở Y tế", number: "1900 9095" } as const;
    expect(dwellMs(content("", { panel: hotline }), "panel", "queue")).toBe(12_000);
  });

  test("counts the longer language, since nobody reads both", () => {
    const both = { ...panel("Đeo khẩu trang"), headline: { vi: "Đeo khẩu trang", en: "x".repeat(113) } };
    expect(dwellMs(content("", { panel: both }), "panel", "queue")).toBe(11_500);
  });

  test("reads the short wording on a billboard", () => {
    const short = { ...panel("x".repeat(100)), short: { headline: "Đeo khẩu trang" } };
    expect(dwellMs(content("", { panel: short }), "panel", "traffic", "board")).toBeGreaterThan(19_000);
    expect(dwellMs(content("", { panel: short }), "panel", "traffic", "billboard")).toBe(8000);
  });

  test("gives a picture ten seconds", () => {
    expect(dwellMs(content("", { banner: banner([1920, 1080]) }), "banner", "traffic")).toBe(10_000);
  });
});

describe("crawl", () => {
  test("a crawler in high definition runs 38 px in the upper 54 of a 108 px band at 200 px/s (legibility.md §3.3)", () => {
    expect(crawlGeometry(canvas("crawler-1080"))).toEqual({
      font: 38,
      band: { top: 972, height: 108 },
      box: { top: 972, height: 54 },
      lane: { left: 96, width: 1728 },
      pxPerFrame: 4,
      pxPerSecond: 200,
    });
  });

  test("a crawler at 576 lines runs 38 px in the upper 58 of an 86 px band", () => {
    const geometry = crawlGeometry(canvas("crawler-576"));
    expect(geometry).toMatchObject({ font: 38, band: { top: 490, height: 86 }, box: { top: 490, height: 58 } });
    expect(geometry.pxPerSecond).toBe(200);
  });

  test("a crawler without overscan takes the full band", () => {
    expect(crawlGeometry({ ...canvas("crawler-1080"), safe: 0 })).toMatchObject({ font: 77, pxPerSecond: 400 });
  });

  test("a board's strip is 86.6 to 95 % with 4.2 % letters", () => {
    expect(crawlGeometry(canvas("board-1080"))).toMatchObject({ font: 45, band: { top: 935, height: 91 } });
    expect(crawlGeometry(canvas("board-portrait")).font).toBe(45);
  });

  test("a band at the top keeps its letters below the safe edge", () => {
    const hd = canvas("crawler-1080");
    const { band, box } = crawlGeometry({ ...hd, crawl: { ...hd.crawl, position: "top" } });
    expect(band).toEqual({ top: 0, height: 108 });
    expect(box).toEqual({ top: 54, height: 54 });
  });

  test.each(
    canvasPresets.flatMap((preset) =>
      ([25, 30, 50, 60] as const).flatMap((fps) =>
        ([4, 7, 10, 13, 15] as const).map((charsPerSecond) => ({
          ...preset,
          fps,
          crawl: { ...preset.crawl, charsPerSecond },
        })),
      ),
    ),
  )("$id at $fps frames moves whole pixels, at most 15 characters a second, in a box that clips no mark", (each) => {
    const { font, box, pxPerFrame, pxPerSecond } = crawlGeometry(each);
    expect(Number.isInteger(pxPerFrame) && pxPerFrame >= 1).toBe(true);
    expect(pxPerSecond / (font * 0.516)).toBeLessThanOrEqual(15);
    expect(box.height / font).toBeGreaterThanOrEqual(1.4);
  });

  test("capitals are wider, so a line of capitals is given longer", () => {
    const hd = canvas("crawler-1080");
    expect(crawlMs("KHẨN CẤP", hd)).toBeGreaterThan(crawlMs("khẩn cấp", hd));
    expect(crawlMs("khẩn cấp", hd) % 100).toBe(0);
  });

  test("Vietnamese runs first, English after it", () => {
    expect(crawlText({ text: { vi: "Đeo khẩu trang", en: "Wear a mask" } })).toBe(
      "Đeo khẩu trang\u2003|\u2003Wear a mask",
    );
    expect(crawlText({ text: { vi: "Đeo khẩu trang" } })).toBe("Đeo khẩu trang");
  });
});

describe("renditions", () => {
  const size = (sizes: readonly (readonly [number, number])[], width: number, height: number) => {
    const picked = pickRendition(banner(...sizes), { width, height });
    return picked && [picked.width, picked.height];
  };

  test("the exact pixels win", () => {
    expect(
      size(
        [
          [3840, 2160],
          [1920, 1080],
        ],
        1920,
        1080,
      ),
    ).toEqual([1920, 1080]);
  });
  test("else the nearest shape, and of one shape the smallest that need not be enlarged", () => {
    expect(
      size(
        [
          [1080, 1920],
          [1280, 720],
          [3840, 2160],
          [2560, 1440],
        ],
        1920,
        1080,
      ),
    ).toEqual([2560, 1440]);
    expect(
      size(
        [
          [640, 360],
          [1280, 720],
        ],
        1920,
        1080,
      ),
    ).toEqual([1280, 720]);
  });
  test("none when nothing was rendered", () => {
    expect(size([], 1920, 1080)).toBeUndefined();
  });
});
