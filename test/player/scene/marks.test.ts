import { describe, expect, test } from "vitest";
import { crawlGeometry } from "../../../content/playout/crawl.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { preset, stageItem, tickerItem } from "./samples.ts";
import { drawn, inside, stand, still, type Piece } from "./stand.ts";
import { atTheLimit } from "./limits.ts";

const torture = "ẴẲẪẨẤẦ ỔỖỐỒỘ ỮỬỨỪỰ ẶẬỆ gjpqy";

/** The nearest box around an element that hides what sticks out of it. */
function clip(element: HTMLElement): DOMRect {
  for (let at: HTMLElement | null = element; at;) {
    if (getComputedStyle(at).overflow !== "visible") return at.getBoundingClientRect();
    const root: Node = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? (root.host as HTMLElement) : null);
  }
  return document.documentElement.getBoundingClientRect();
}

/** Pieces whose ink, by the face's own metrics, leaves the box that clips them at the top or at the bottom. */
function cut(pieces: readonly Piece[]): string[] {
  return pieces
    .filter(({ rect, element }) => {
      const box = clip(element);
      return rect.top < box.top || rect.bottom > box.bottom;
    })
    .map(({ text, rect }) => `${text} ${rect.top}–${rect.bottom}`);
}

function running(scene: BtScene): Piece[] {
  const crawl = inside(scene, "bt-crawl")[0];
  if (!crawl?.shadowRoot) throw new Error("no running line");
  return still(crawl.shadowRoot);
}

describe.each(["board-1080", "board-portrait", "crawler-1080", "crawler-576"])("running text on %s", (id) => {
  const canvas = preset(id);

  test("keeps every mark within the box that clips it", async () => {
    const scene = await stand({ canvas, ticker: tickerItem(torture, { elapsed: 4000 }) });
    const pieces = running(scene);
    expect(pieces.length).toBe(1);
    expect(cut(pieces)).toEqual([]);
    expect(pieces[0]?.element.getBoundingClientRect().height).toBeGreaterThanOrEqual(
      crawlGeometry(canvas).font * 1.4 - 1,
    );
  });

  test("would be cut in a box of 1.15, so the measure can tell", async () => {
    const scene = await stand({ canvas, ticker: tickerItem(torture, { elapsed: 4000 }) });
    const crawl = inside(scene, "bt-crawl")[0];
    if (!crawl) throw new Error("no running line");
    crawl.style.flex = "1 1 0";
    crawl.style.alignSelf = "center";
    crawl.style.height = `${crawlGeometry(canvas).font * 1.15}px`;
    await drawn(scene);
    expect(cut(running(scene))).not.toEqual([]);
  });
});

describe.each(["board-1080", "board-portrait", "billboard-1080"])("panels on %s", (id) => {
  test.each(["rule", "rule-pair", "figure", "hotline", "channel", "notice", "rebuttal"] as const)(
    "a %s in capitals with two marks each loses none",
    async (template) => {
      const text = JSON.stringify(atTheLimit(template, true));
      // Every letter of the limit texts becomes the tallest or deepest there is; the widths stay what fitting makes of them.
      const content = JSON.parse(text, (key: string, value: unknown) =>
        (key === "vi" || key === "en") && typeof value === "string" ? tallest(value) : value,
      ) as ReturnType<typeof atTheLimit>;
      const scene = await stand({
        canvas: preset(id),
        stage: stageItem("rule", { content }),
        ticker: tickerItem(torture),
      });
      expect(cut(inside(scene, ".layer, .bar").flatMap((part) => still(part)))).toEqual([]);
    },
  );
});

function tallest(text: string): string {
  const letters = torture.replaceAll(" ", "").split("");
  let i = 0;
  return text.replaceAll(/\p{L}/gu, (letter) => (i++ % 3 === 0 ? (letters[i % letters.length] ?? letter) : letter));
}
