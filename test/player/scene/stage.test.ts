import { afterEach, describe, expect, test } from "vitest";
import { cdp } from "vitest/browser";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { boardTicker, preset, safeCard, stageItem, tickerItem } from "./samples.ts";
import { drawn, inside, stand, still } from "./stand.ts";

const canvas = preset("board-1080");
const ticker = tickerItem(boardTicker);

/** Every fade that runs now, on whatever element. */
function fades(scene: BtScene): { element: Element | null; timing: EffectTiming }[] {
  return inside(scene, "*")
    .flatMap((element) => element.getAnimations())
    .filter((animation) => (animation.effect as KeyframeEffect).getKeyframes().some((frame) => "opacity" in frame))
    .map((animation) => {
      const effect = animation.effect as KeyframeEffect;
      return { element: effect.target, timing: effect.getTiming() };
    });
}

function words(root: ParentNode): string {
  return still(root)
    .map((piece) => piece.text)
    .join(" ");
}

function front(scene: BtScene): HTMLElement {
  const layer = inside(scene, ".layer.front")[0];
  if (!layer) throw new Error("no front layer");
  return layer;
}

async function finished(scene: BtScene): Promise<void> {
  const running = inside(scene, ".layer, .cover").flatMap((layer) => layer.getAnimations());
  for (const fade of running) fade.finish();
  await Promise.all(running.map((fade) => fade.finished));
  // The event that tells the scene comes with the next frame.
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(scene);
}

describe("a change of the stage", () => {
  test("fades the new panel in over the old one in 600 ms, and nothing else", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    scene.stage = stageItem("hotline");
    await drawn(scene);
    const list = fades(scene);
    expect(list.map((fade) => fade.element)).toEqual([front(scene)]);
    expect(list[0]?.timing.duration).toBe(600);
    expect(list[0]?.timing.easing).toBe("ease-in-out");
    const back = inside(scene, ".layer:not(.front)")[0];
    expect(back && words(back), "the old panel stays whole beneath").toContain("Rửa tay");
    await finished(scene);
    expect(words(front(scene))).toContain("1900 9095".replace(" ", "\u00a0"));
    expect(back?.childElementCount).toBe(0);
  });

  test("leaves bar, strip and running line where they are", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    const chrome = inside(scene, ".bar, .strip, bt-crawl");
    const places = chrome.map((element) => JSON.stringify(element.getBoundingClientRect()));
    scene.stage = stageItem("notice");
    await drawn(scene);
    expect(inside(scene, ".bar, .strip, bt-crawl")).toEqual(chrome);
    expect(chrome.map((element) => JSON.stringify(element.getBoundingClientRect()))).toEqual(places);
  });

  test("uses the same two layers again and again", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    const layers = inside(scene, ".layer");
    for (const name of ["hotline", "notice", "rule", "figure", "rebuttal"] as const) {
      scene.stage = stageItem(name);
      await drawn(scene);
      await finished(scene);
    }
    expect(inside(scene, ".layer")).toEqual(layers);
    expect(layers.length).toBe(2);
    expect(words(front(scene))).toContain("Email giả mạo.");
  });

  test("to the same message again does not fade and does not redraw", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    const panel = inside(scene, ".panel.rule")[0];
    scene.stage = stageItem("rule", { key: "the next run of the same spot" });
    await drawn(scene);
    expect(fades(scene)).toEqual([]);
    expect(inside(scene, ".panel.rule")).toEqual([panel]);
  });

  test("to another revision of the same words does fade", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    scene.stage = stageItem("rule", { key: "2", digest: "f".repeat(64) });
    await drawn(scene);
    expect(fades(scene).length).toBe(1);
  });

  test("in the middle of a fade ends with the last one asked for", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    scene.stage = stageItem("hotline");
    await drawn(scene);
    scene.stage = stageItem("notice");
    await drawn(scene);
    await finished(scene);
    expect(words(front(scene))).toContain("Tạm dừng nhận gửi");
    expect(fades(scene)).toEqual([]);
    expect(inside(scene, ".panel:not(.whole)").length).toBe(1);
  });

  describe("with reduced motion", () => {
    afterEach(() => cdp().send("Emulation.setEmulatedMedia", { features: [] }));

    test("is a cut", async () => {
      await cdp().send("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-reduced-motion", value: "reduce" }],
      });
      const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
      scene.stage = stageItem("hotline");
      await drawn(scene);
      await finished(scene);
      expect(fades(scene)).toEqual([]);
      expect(inside(scene, ".panel:not(.whole)").length).toBe(1);
      expect(words(front(scene))).toContain("Bộ Y tế");
    });
  });
});

describe("a banner", () => {
  const picture = (colour: string): string =>
    `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><rect width="64" height="36" fill="${colour}"/></svg>`)}`;

  test("covers its stage and carries source and code on a strip of its own", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("banner", { pictureUrl: picture("white") }) });
    const image = inside(scene, "img")[0];
    expect(image?.getBoundingClientRect()).toEqual(inside(scene, ".stage")[0]?.getBoundingClientRect());
    const strip = inside(scene, ".plate-foot")[0];
    expect(strip && words(strip)).toContain("Nguồn: Bộ Y tế · 07/02/2020");
    expect(strip && words(strip)).toContain("Duyệt");
    expect(strip && getComputedStyle(strip).backgroundColor).toBe("rgba(4, 16, 34, 0.92)");
  });

  test("is shown by its words when its picture cannot be drawn", async () => {
    const scene = await stand({ canvas, ticker, stage: stageItem("rule") });
    scene.stage = stageItem("banner", { pictureUrl: "data:image/webp;base64,AAAA" });
    await drawn(scene);
    await expect.poll(() => getComputedStyle(inside(scene, "img")[0] ?? scene).visibility).toBe("hidden");
    await expect.poll(() => getComputedStyle(front(scene)).visibility).toBe("visible");
    await finished(scene);
    expect(words(front(scene))).toContain("Thông điệp 5K");
  });
});

describe("with nothing approved to show", () => {
  test("a board shows the safe card alone, saying how old it is", async () => {
    const scene = await stand({ canvas, lastContact: "13:52, 07/02/2020" });
    const cover = inside(scene, ".cover.on")[0];
    const text = cover ? words(cover) : "";
    expect(text).toContain(safeCard.agency);
    expect(text).toContain("1900\u00a09095");
    expect(text).toContain("14:05");
    expect(text).toContain("Đang chờ nội dung mới · liên lạc lần cuối 13:52, 07/02/2020");
  });

  test("a board whose running line goes on keeps its bar and shows the card on the stage", async () => {
    const scene = await stand({ canvas, ticker });
    expect(inside(scene, ".cover.on").length).toBe(0);
    expect(words(front(scene))).toContain("1900\u00a09095");
    expect(words(scene.renderRoot)).toContain("14:05");
  });

  test("a billboard shows the safe card", async () => {
    const scene = await stand({ canvas: preset("billboard-1080") });
    expect(words(front(scene))).toContain(safeCard.agency);
  });
});

describe("the stale note", () => {
  const stale = "Có thể đã cũ · liên lạc lần cuối 14:05 07/02";

  test.each(["board-1080", "board-portrait", "billboard-1080"])(
    "is on %s, in its margins, at 2.3 to 2.5 %%",
    async (id) => {
      const scene = await stand({ canvas: preset(id), stage: stageItem("rule"), stale });
      const note = inside(scene, ".stale");
      expect(note.length).toBe(1);
      expect(note[0]?.textContent).toContain(stale);
      const size = Number.parseFloat(getComputedStyle(note[0] ?? scene).fontSize) / 10.8;
      expect(size).toBeGreaterThanOrEqual(2.3);
      expect(size).toBeLessThanOrEqual(2.5);
      for (const { rect } of note.flatMap((one) => still(one))) {
        expect(rect.top).toBeGreaterThan(1080 * 0.05);
        expect(rect.bottom).toBeLessThan(scene.canvas.height - 1080 * 0.05);
      }
    },
  );

  test("is absent while nothing is stale", async () => {
    const scene = await stand({ canvas, stage: stageItem("rule"), ticker });
    expect(inside(scene, ".stale").length).toBe(0);
  });
});
