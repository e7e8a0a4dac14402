import { describe, expect, test } from "vitest";
import { cdp } from "vitest/browser";
import { crawlGeometry, crawlMs } from "../../../content/playout/crawl.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import { crawlSpeed, split } from "../../../player/scene/bt-crawl.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import type { TickerItem } from "../../../player/scene/stage-item.ts";
import { boardTicker, letterD, preset, stageItem, tickerItem } from "./samples.ts";
import { drawn, inside, stand } from "./stand.ts";

type Run = { node: HTMLElement; animation: Animation; from: number; to: number; ms: number };

/** The pieces of the running line with what moves them. */
function runs(scene: BtScene): Run[] {
  const crawl = inside(scene, "bt-crawl")[0];
  return [...(crawl?.shadowRoot?.querySelectorAll<HTMLElement>(".run") ?? [])].map((node) => {
    const [animation, another] = node.getAnimations();
    if (!animation || another) throw new Error("a running node has exactly one animation");
    const effect = animation.effect as KeyframeEffect;
    const [from, to] = effect.getKeyframes().map((frame) => new DOMMatrix(String(frame["transform"])).e);
    if (from === undefined || to === undefined) throw new Error("it goes from somewhere to somewhere");
    return { node, animation, from, to, ms: Number(effect.getTiming().duration) };
  });
}

function lane(scene: BtScene): number {
  return inside(scene, "bt-crawl")[0]?.clientWidth ?? 0;
}

/** A spot exactly as long as the compiler makes it for this text on this canvas. */
function spot(text: string, canvas: Canvas, more: Partial<TickerItem> = {}): TickerItem {
  return tickerItem(text, { from: 1000, until: 1000 + crawlMs(text, canvas), ...more });
}

const long = `${letterD}. ${boardTicker} `.repeat(3).trim();

describe.each(["board-1080", "board-portrait", "crawler-1080", "crawler-576"])("the running line of %s", (id) => {
  const canvas = preset(id);
  const { pxPerSecond, pxPerFrame } = crawlGeometry(canvas);

  test.each([
    ["letter D", letterD],
    ["a short text", "Rửa tay thường xuyên"],
    ["a very long text", long],
  ])("moves by transform alone, at the canvas's speed: %s", async (_, text) => {
    const scene = await stand({ canvas, ticker: spot(text, canvas) });
    for (const { animation, from, to, ms } of runs(scene)) {
      const frames = (animation.effect as KeyframeEffect).getKeyframes();
      for (const frame of frames) {
        const moved = Object.keys(frame).filter(
          (key) => !["offset", "easing", "composite", "computedOffset"].includes(key),
        );
        expect(moved).toEqual(["transform"]);
      }
      expect((animation.effect as KeyframeEffect).getTiming().easing, "a pixel a step").toBe(`steps(${from - to})`);
      expect((from - to) / (ms / 1000)).toBeCloseTo(pxPerSecond, 5);
      expect(pxPerSecond / canvas.fps).toBe(pxPerFrame);
    }
  });

  test.each([
    ["letter D", letterD],
    ["capitals", letterD.toUpperCase()],
    ["a very long text", long],
  ])("enters from beyond the right edge and leaves wholly before its time is over: %s", async (_, text) => {
    const ticker = spot(text, canvas);
    const scene = await stand({ canvas, ticker });
    const list = runs(scene);
    expect(list[0]?.from).toBe(lane(scene));
    for (const { node, to, ms } of list) {
      expect(to + node.offsetWidth).toBeLessThanOrEqual(0.5);
      expect(ms).toBeLessThanOrEqual(ticker.until - ticker.from);
    }
  });

  test("of a text that is cut into layers has none wider than two lanes, and no gap between them", async () => {
    const scene = await stand({ canvas, ticker: spot(long, canvas) });
    const list = runs(scene);
    expect(list.length).toBeGreaterThan(1);
    expect(list.map((run) => run.node.textContent).join("")).toBe(long);
    for (const [i, run] of list.entries()) {
      expect(run.node.offsetWidth).toBeLessThanOrEqual(lane(scene) * 2.2);
      const before = list[i - 1];
      if (before) expect(run.from - before.from).toBe(before.node.offsetWidth);
    }
    const times = list.map((run) => Number(run.animation.currentTime));
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(0.001);
  });
});

describe("a running line", () => {
  const canvas = preset("crawler-1080");

  test("that starts late is where the others are", async () => {
    const scene = await stand({ canvas, ticker: spot(letterD, canvas, { elapsed: 7300 }) });
    const at = Number(runs(scene)[0]?.animation.currentTime);
    expect(at).toBeGreaterThanOrEqual(7300);
    expect(at).toBeLessThan(8300);
  });

  test.each(["", "reduce"])("without a layout waits for one, then joins in phase: motion %j", async (motion) => {
    await cdp().send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-reduced-motion", value: motion }],
    });
    document.body.style.display = "none";
    try {
      const scene = await stand({ canvas, ticker: spot(letterD, canvas, { elapsed: 7300 }) });
      expect(lane(scene)).toBe(0);
      expect(runs(scene)).toEqual([]);
      document.body.style.display = "";
      await expect.poll(() => runs(scene).length).toBeGreaterThan(0);
      const [first] = runs(scene);
      expect(first?.from).toBe(motion === "reduce" ? 0 : lane(scene));
      expect(Number(first?.animation.currentTime)).toBeGreaterThanOrEqual(7300);
    } finally {
      document.body.style.display = "";
      await cdp().send("Emulation.setEmulatedMedia", { features: [] });
    }
  });

  test("whose time is too short runs faster, by whole pixels per frame, and still finishes", async () => {
    const scene = await stand({ canvas, ticker: spot(letterD, canvas, { until: 1000 + 12_000 }) });
    const [run] = runs(scene);
    if (!run) throw new Error("nothing runs");
    const speed = (run.from - run.to) / (run.ms / 1000);
    expect(speed).toBeGreaterThan(crawlGeometry(canvas).pxPerSecond);
    expect((speed / canvas.fps) % 1).toBeCloseTo(0, 6);
    expect(run.ms).toBeLessThanOrEqual(12_000);
  });

  test("is not touched by anything else on the screen", async () => {
    const board = preset("board-1080");
    const ticker = spot(boardTicker, board);
    const scene = await stand({ canvas: board, ticker, stage: stageItem("rule") });
    const [before] = runs(scene);
    scene.clock = { time: "14:06", date: "Thứ Sáu, 07/02/2020" };
    scene.stage = stageItem("hotline");
    scene.stale = "Có thể đã cũ";
    scene.ticker = { ...ticker, elapsed: 3 };
    await drawn(scene);
    const [after] = runs(scene);
    expect(after?.node).toBe(before?.node);
    expect(after?.animation).toBe(before?.animation);
  });

  test("that follows another is a new node, and the old one is gone", async () => {
    const scene = await stand({ canvas, ticker: spot(letterD, canvas) });
    const [before] = runs(scene);
    scene.ticker = spot(boardTicker, canvas);
    await drawn(scene);
    const after = runs(scene);
    expect(after.map((run) => run.node.textContent).join("")).toBe(boardTicker);
    expect(before?.node.isConnected).toBe(false);
    expect(before?.animation.playState).toBe("idle");
  });

  test("stays within the safe edges of a crawler, and without it nothing is drawn at all", async () => {
    const scene = await stand({ canvas, ticker: spot(letterD, canvas) });
    const box = inside(scene, "bt-crawl")[0]?.getBoundingClientRect();
    expect(box?.right).toBeLessThanOrEqual(1920 * 0.95);
    expect(box?.bottom).toBeLessThanOrEqual(1080 * 0.95);
    scene.ticker = undefined;
    await drawn(scene);
    expect(scene.renderRoot.querySelectorAll("div").length).toBe(0);
    expect(getComputedStyle(scene).backgroundColor).toBe("rgba(0, 0, 0, 0)");
    expect(getComputedStyle(document.body).backgroundColor).toBe("rgba(0, 0, 0, 0)");
  });

  test("turns pages of whole words where motion is not wanted", async () => {
    await cdp().send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] });
    try {
      const scene = await stand({ canvas, ticker: spot(letterD, canvas) });
      const list = runs(scene);
      expect(list.length).toBeGreaterThan(1);
      for (const { node, animation, from } of list) {
        expect((animation.effect as KeyframeEffect).getTiming().easing).toMatch(/^steps\(/);
        expect(from % lane(scene)).toBe(0);
        expect(node.offsetWidth).toBeLessThanOrEqual(lane(scene));
      }
      const spoken = list.map((run) => run.node.textContent).join("");
      expect(spoken.replaceAll(" ", "")).toBe(letterD.replaceAll(" ", ""));
    } finally {
      await cdp().send("Emulation.setEmulatedMedia", { features: [] });
    }
  });
});

test("a speed is the canvas's own unless the time is too short", () => {
  expect(crawlSpeed(2000, 20_000, 200, 50)).toBe(200);
  expect(crawlSpeed(5000, 20_000, 200, 50)).toBe(250);
  expect(crawlSpeed(5001, 20_000, 200, 50)).toBe(300);
});

test("a text is split after spaces and loses nothing", () => {
  expect(split("một hai ba bốn", 8)).toEqual(["một hai ", "ba bốn"]);
  expect(split("https://play.google.com/store/apps rồi", 10)).toEqual([
    "https://pl",
    "ay.google.",
    "com/store/",
    "apps rồi",
  ]);
});
