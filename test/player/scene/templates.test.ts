import { describe, expect, test } from "vitest";
import { approvalCode } from "../../../content/editorial/revision.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { frameOf } from "../../../player/scene/frame.ts";
import { atTheLimit, templates } from "./limits.ts";
import { boardTicker, preset, sampleNames, stageItem, tickerItem } from "./samples.ts";
import { inside, stand, still } from "./stand.ts";

const canvases: Readonly<Record<string, Canvas>> = {
  board: preset("board-1080"),
  "portrait board": preset("board-portrait"),
  billboard: preset("billboard-1080"),
  "portrait billboard": { ...preset("billboard-1080"), width: 1080, height: 1920 },
  "4:3 board": { ...preset("board-1080"), width: 1600, height: 1200 },
};

/** What is wrong with the still text of a scene: outside the margins, outside its stage, over another text. */
function faults(scene: BtScene): string[] {
  const found: string[] = [];
  const { width, marginX, marginY } = frameOf(scene.canvas);
  const stage = inside(scene, ".stage")[0]?.getBoundingClientRect();
  if (!stage) return ["no stage"];
  const pieces = inside(scene, ".layer").flatMap((layer) => still(layer));
  const slack = 2;
  for (const { text, rect } of pieces) {
    const name = `"${text.slice(0, 24)}" ${Math.round(rect.left)},${Math.round(rect.top)} ${Math.round(rect.right)},${Math.round(rect.bottom)}`;
    if (rect.left < marginX - slack || rect.right > width - marginX + slack) found.push(`${name} outside the margin`);
    const top = stage.top === 0 ? marginY : stage.top;
    const bottom = stage.bottom === scene.canvas.height ? stage.bottom - marginY + slack : stage.bottom;
    if (rect.top < top - slack || rect.bottom > bottom + slack) found.push(`${name} outside its stage`);
  }
  for (const [i, a] of pieces.entries()) {
    for (const b of pieces.slice(i + 1)) {
      if (a.element === b.element) continue;
      const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
      const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
      if (across > 2 && down > 1) found.push(`"${a.text.slice(0, 24)}" over "${b.text.slice(0, 24)}"`);
    }
  }
  return found;
}

describe.each(Object.entries(canvases))("on a %s", (_, canvas) => {
  const ticker = canvas.shape === "board" ? tickerItem(boardTicker) : undefined;

  test.each(sampleNames)("the texts of the letters stand whole and clear: %s", async (name) => {
    const scene = await stand({ canvas, stage: stageItem(name), ticker });
    expect(faults(scene).join("; ")).toBe("");
  });

  test.each(templates)("a %s filled to its limits stands whole and clear", async (template) => {
    const content = atTheLimit(template);
    const scene = await stand({ canvas, stage: stageItem("rule", { content, key: template }), ticker });
    expect(faults(scene).join("; ")).toBe("");
  });

  test.each(templates)("a %s filled to its limits in two languages stands whole and clear", async (template) => {
    const content = atTheLimit(template, true);
    const scene = await stand({ canvas, stage: stageItem("rule", { content, key: template }), ticker });
    expect(faults(scene).join("; ")).toBe("");
  });

  test.each(templates)("a %s half as long again is shrunk, not cut", async (template) => {
    const content = atTheLimit(template, false, 1.5);
    const scene = await stand({ canvas, stage: stageItem("rule", { content, key: template }), ticker });
    expect(faults(scene).join("; ")).toBe("");
  });

  test.each(sampleNames)("source, approval code and agency are on the screen: %s", async (name) => {
    const item = stageItem(name);
    const scene = await stand({ canvas, stage: item, ticker });
    const text = still(scene.renderRoot)
      .map((piece) => piece.text)
      .join(" ");
    expect(text).toContain(`Nguồn: ${item.content.source.name}`);
    expect(text).toContain(`Duyệt ${approvalCode(item.digest)}`.split(" ")[1]);
    expect(text).toContain(canvas.shape === "board" ? item.content.agency.name : item.content.agency.short);
  });
});

describe("a headline", () => {
  const board = preset("board-1080");
  const size = (scene: BtScene): number =>
    Number.parseFloat(getComputedStyle(inside(scene, ".panel .head")[0] ?? scene).fontSize) / 10.8;
  const withHeadline = async (vi: string): Promise<BtScene> => {
    const content = atTheLimit("rule");
    const { panel } = content.forms;
    if (panel?.template !== "rule") throw new Error("not a rule");
    const longer = { ...content, forms: { panel: { ...panel, headline: { vi }, sub: { vi: "Một dòng" } } } };
    return stand({ canvas: board, stage: stageItem("rule", { content: longer }) });
  };

  test("of two short lines takes the largest token", async () => {
    expect(size(await withHeadline("Đeo khẩu trang\nnơi đông"))).toBeCloseTo(12.4, 1);
  });

  test("of three lines takes 11.2", async () => {
    expect(size(await withHeadline("Rửa tay\nthường xuyên\nbằng xà phòng"))).toBeCloseTo(11.2, 1);
  });

  test("beyond its limit steps down to head-1 and keeps its hand-made lines", async () => {
    const scene = await withHeadline("Thường xuyên rửa\nhai tay sạch sẽ\nbằng xà phòng ấm");
    expect(size(scene)).toBeLessThan(11.2);
    expect(size(scene)).toBeGreaterThanOrEqual(9.4 - 0.01);
    const head = inside(scene, ".panel .head")[0];
    expect(head && still(head).length).toBe(3);
  });
});

describe("the English", () => {
  test.each(["rule-bilingual", "notice-bilingual", "rebuttal-bilingual", "hotline-long", "figure-bilingual"] as const)(
    "of %s is never above three quarters of its Vietnamese, and never before it",
    async (name) => {
      const scene = await stand({ canvas: preset("board-1080"), stage: stageItem(name) });
      const english = inside(scene, ".panel .en");
      expect(english.length).toBeGreaterThan(0);
      for (const text of english) {
        const before = text.previousElementSibling ?? text.parentElement;
        if (!before) throw new Error("nothing before the English");
        const size = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);
        expect(size(text), text.textContent ?? "").toBeLessThanOrEqual(size(before) * 0.75 + 0.1);
        expect(getComputedStyle(text).fontWeight).toBe("400");
      }
    },
  );
});
