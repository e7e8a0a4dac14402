import { afterEach, describe, expect, test } from "vitest";
import { cdp } from "vitest/browser";
import { approvalCode } from "../../../content/editorial/revision.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { frameOf } from "../../../player/scene/frame.ts";
import { atTheLimit, templates } from "./limits.ts";
import {
  boardTicker,
  preset,
  sampleNames,
  stageItem,
  takeover,
  tickerItem,
  urgentItem,
  urgentLine,
  type SampleName,
} from "./samples.ts";
import { drawn, inside, stand, still } from "./stand.ts";
import { covered, coverOf, faded, frameDrawn, standCovered, within } from "./urgent-stand.ts";

const board = preset("board-1080");
const billboard = preset("billboard-1080");
const ticker = tickerItem(boardTicker);

function words(root: ParentNode): string {
  return still(root)
    .map((piece) => piece.text)
    .join(" ")
    .replaceAll("\u00a0", " ");
}

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

function ground(element: HTMLElement): string {
  for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (!(at instanceof HTMLElement)) continue;
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor;
  }
  throw new Error("it stands on nothing");
}

function contrast(element: HTMLElement): number {
  const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe("a takeover on a board", () => {
  test("says that it is urgent, who says so, what to do, where, until when, and by which order", async () => {
    const item = urgentItem();
    const { cover } = await standCovered({ canvas: board, stage: item, ticker });
    const text = words(cover.renderRoot);
    for (const part of [
      "KHẨN CẤP",
      "Sở Y tế TP. Cần Thơ",
      "báo ngay nhân viên y tế",
      "Đứng tại chỗ, đeo khẩu trang, chờ hướng dẫn.",
      "1900 9095",
      "Miễn phí",
      "Cảng Hàng không Quốc tế Cần Thơ",
      "Hiệu lực đến 15:05, 07/02/2020",
      "Nguồn: Bộ Y tế · 07/02/2020",
      `Duyệt 41-${approvalCode(item.digest).slice(0, 4)}`,
      "14:05",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("leaves no running line and no second clock to be seen", async () => {
    const scene = await stand({ canvas: board, stage: stageItem("rule"), ticker });
    scene.stage = urgentItem();
    const cover = await covered(scene);
    await faded(cover);
    for (const part of inside(scene, ".bar, .stage, .band, .cover, bt-crawl")) {
      expect(getComputedStyle(part).visibility, part.className).toBe("hidden");
    }
    expect(within(cover, "bt-crawl")).toEqual([]);
    expect(words(scene.renderRoot), "still() leaves out what is hidden").toBe("");
  });

  test("has a solid red frame of exactly the safe margin", async () => {
    const { cover } = await standCovered({ canvas: board, stage: urgentItem() });
    expect(getComputedStyle(cover).backgroundColor).toBe("rgb(163, 8, 28)");
    const field = within(cover, ".field")[0]?.getBoundingClientRect();
    expect(field?.left).toBeCloseTo(54, 0);
    expect(field?.right).toBeCloseTo(1920 - 54, 0);
    expect(field?.bottom).toBeCloseTo(1080 - 54, 0);
  });

  test("has its headline at the size of the specification, by day and by night", async () => {
    for (const night of [false, true]) {
      const { cover } = await standCovered({ canvas: board, stage: urgentItem(), night });
      const head = within(cover, ".head")[0];
      expect(head && Number.parseFloat(getComputedStyle(head).fontSize) / 10.8).toBeCloseTo(12.4, 1);
    }
  });

  test("fades in once over 400 ms, and moves in no other way", async () => {
    const scene = await stand({ canvas: board, stage: stageItem("rule"), ticker });
    scene.stage = urgentItem();
    const cover = await covered(scene);
    const fades = cover.getAnimations({ subtree: true });
    expect(fades.map((fade) => fade.effect?.getTiming())).toMatchObject([{ duration: 400, iterations: 1 }]);
    expect(words(inside(scene, ".stage")[0] ?? scene), "the picture before stays beneath").toContain("Rửa tay");
    await faded(cover);
    expect(cover.getAnimations({ subtree: true })).toEqual([]);
    expect(within(cover, "*").flatMap((part) => part.getAnimations())).toEqual([]);
  });

  test("goes back to the programme by the same fade, over what is on then", async () => {
    const scene = await stand({ canvas: board, stage: stageItem("rule"), ticker });
    scene.stage = urgentItem();
    const cover = await covered(scene);
    await faded(cover);
    scene.stage = stageItem("hotline");
    await expect.poll(() => cover.getAnimations().length).toBe(1);
    expect(cover.getAnimations()[0]?.effect?.getTiming()).toMatchObject({ duration: 400, iterations: 1 });
    const front = inside(scene, ".layer.front")[0];
    expect(front && words(front)).toContain("1900 9095");
    expect(front?.getAnimations(), "the programme does not fade beneath").toEqual([]);
    await faded(cover);
    expect(coverOf(scene)).toBeUndefined();
    expect(words(scene.renderRoot)).not.toContain("KHẨN CẤP");
  });

  test("that ends while it fades in goes back from where it was", async () => {
    const scene = await stand({ canvas: board, stage: stageItem("rule"), ticker });
    scene.stage = urgentItem();
    const cover = await covered(scene);
    scene.stage = stageItem("rule");
    await expect.poll(() => cover.getAnimations()[0]?.playbackRate).toBe(-1);
    await faded(cover);
    expect(coverOf(scene)).toBeUndefined();
    expect(words(scene.renderRoot)).toContain("Rửa tay");
  });

  test("keeps its own clock, and does not fade again for a minute or another order", async () => {
    const { scene, cover } = await standCovered({ canvas: board, stage: urgentItem() });
    scene.clock = { time: "14:06", date: "" };
    await expect.poll(() => words(cover.renderRoot)).toContain("14:06");
    scene.stage = urgentItem("urgent-bare", { takeover: { number: 42, until: "16:00" } });
    await expect.poll(() => words(cover.renderRoot)).toContain("Duyệt 42-");
    expect(coverOf(scene)).toBe(cover);
    expect(cover.getAnimations()).toEqual([]);
  });

  test("that a screen boots into stands alone from its first frame", async () => {
    const { scene } = await standCovered({ canvas: board, stage: urgentItem() });
    expect(scene.getBoundingClientRect()).toMatchObject({ width: 1920, height: 1080 });
    expect(inside(scene, ".bar, .panel")).toEqual([]);
  });

  test("of a message that has only a running line shows that line", async () => {
    const line = tickerItem(urgentLine, { takeover, digest: "ab".repeat(32) });
    const { cover } = await standCovered({ canvas: board, stage: stageItem("rule"), ticker: line });
    expect(words(cover.renderRoot)).toContain(urgentLine.slice(0, 20));
    expect(words(cover.renderRoot)).toContain(`Duyệt 41-${approvalCode("ab".repeat(32)).slice(0, 4)}`);
  });

  describe("with reduced motion", () => {
    afterEach(() => cdp().send("Emulation.setEmulatedMedia", { features: [] }));

    test("is a cut, there and back", async () => {
      await cdp().send("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-reduced-motion", value: "reduce" }],
      });
      const scene = await stand({ canvas: board, stage: stageItem("rule"), ticker });
      scene.stage = urgentItem();
      const cover = await covered(scene);
      expect(cover.getAnimations()).toEqual([]);
      scene.stage = stageItem("rule");
      await expect.poll(() => coverOf(scene)).toBeUndefined();
    });
  });
});

describe("red", () => {
  test("is on no ordinary picture, not even on an urgent panel without an order", async () => {
    for (const name of [...sampleNames, "urgent"] as readonly SampleName[]) {
      const scene = await stand({ canvas: board, stage: stageItem(name), ticker });
      await frameDrawn();
      const colours = inside(scene, "*").flatMap((element) => {
        const { color, backgroundColor, fill, stroke, borderColor } = getComputedStyle(element);
        return [color, backgroundColor, fill, stroke, borderColor];
      });
      expect(colours, name).not.toContain("rgb(163, 8, 28)");
      expect(coverOf(scene), name).toBeUndefined();
    }
    const scene = await stand({ canvas: board, stage: stageItem("urgent") });
    await expect.poll(() => words(scene.renderRoot)).toContain("báo ngay nhân viên y tế");
  });
});

const roadside: Canvas = { ...billboard, width: 1408, height: 400 };
const canvases: Readonly<Record<string, Canvas>> = {
  board,
  "portrait board": preset("board-portrait"),
  billboard,
  "portrait billboard": { ...billboard, width: 1080, height: 1920 },
  "4:3 board": { ...board, width: 1600, height: 1200 },
  "roadside board": roadside,
};

/** What is wrong with the texts: outside the safe margin or the field, cut, or over another text. */
function faults(scene: BtScene, cover: HTMLElement & { renderRoot: ShadowRoot }): string[] {
  const found: string[] = [];
  const { width, height, marginY } = frameOf(scene.canvas);
  const field = cover.renderRoot.querySelector(".field")?.getBoundingClientRect();
  const say = cover.renderRoot.querySelector(".say")?.getBoundingClientRect();
  if (!field || !say) return ["no field"];
  const pieces = still(cover.renderRoot);
  for (const { text, rect, element } of pieces) {
    const name = `"${text.slice(0, 24)}" ${[rect.left, rect.top, rect.right, rect.bottom].map(Math.round).join(",")}`;
    if (rect.left < marginY - 1 || rect.right > width - marginY + 1) found.push(`${name} beside the margin`);
    if (rect.top < marginY - 1 || rect.bottom > height - marginY + 1) found.push(`${name} beyond the margin`);
    if (element.closest(".say") && (rect.top < say.top || rect.bottom > say.bottom + 1)) found.push(`${name} cut`);
  }
  for (const [i, a] of pieces.entries()) {
    for (const b of pieces.slice(i + 1)) {
      if (a.element === b.element) continue;
      const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
      const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
      if (across > 2 && down > 2) found.push(`"${a.text.slice(0, 24)}" over "${b.text.slice(0, 24)}"`);
    }
  }
  return found;
}

describe.each(Object.entries(canvases))("a takeover on a %s", (_, canvas) => {
  const all = ["urgent", "urgent-marks", "urgent-bilingual", "urgent-bare", ...sampleNames] as readonly SampleName[];

  test("stands whole and clear, whatever message it carries", async () => {
    for (const name of all) {
      const { scene, cover } = await standCovered({ canvas, stage: urgentItem(name) });
      expect(faults(scene, cover).join("; "), name).toBe("");
    }
  });

  test("stands whole and clear with every slot filled to its limit, and half as much again", async () => {
    for (const template of templates) {
      for (const times of [1, 1.5]) {
        const content = atTheLimit(template, template === "urgent" && times === 1, times);
        const { scene, cover } = await standCovered({ canvas, stage: urgentItem("urgent", { content }) });
        expect(faults(scene, cover).join("; "), `${template} × ${times}`).toBe("");
      }
    }
  });

  test("can be read: 4.5 to 1 at the very least, 7 to 1 for what to do", async () => {
    for (const night of [false, true]) {
      const { cover } = await standCovered({ canvas, stage: urgentItem("urgent-bilingual"), night });
      for (const { element, text } of still(cover.renderRoot)) {
        const least = element.closest(".head, .action, .urgent, .number, .place, .until") ? 7 : 4.5;
        expect(contrast(element), `${text} ${night ? "by night" : ""}`).toBeGreaterThanOrEqual(least);
      }
    }
  });
});

test("the field is light by day indoors, dark by night and outdoors", async () => {
  const light = async (canvas: Canvas, night: boolean): Promise<number> => {
    const { cover } = await standCovered({ canvas, stage: urgentItem(), night });
    const field = within(cover, ".field")[0];
    return field ? luminance(getComputedStyle(field).backgroundColor) : -1;
  };
  expect(await light(board, false)).toBeGreaterThan(0.9);
  expect(await light(board, true)).toBeLessThan(0.01);
  expect(await light(billboard, false)).toBeLessThan(0.01);
});

describe("a message that was not made for a takeover", () => {
  test("keeps every word: a correction its truth, its action and the claim named false", async () => {
    const { cover } = await standCovered({ canvas: board, stage: urgentItem("rebuttal") });
    const text = words(cover.renderRoot);
    for (const part of ["KHẨN CẤP", "Email giả mạo.", "Không mở. Kiểm tra địa chỉ nguồn gửi.", "Tin sai:"]) {
      expect(text).toContain(part);
    }
    const size = (selector: string): number =>
      Number.parseFloat(getComputedStyle(within(cover, selector)[0] ?? cover).fontSize);
    expect(size(".claim")).toBeLessThanOrEqual(size(".head") / 2);
  });

  test("keeps its address and its QR", async () => {
    const { cover } = await standCovered({ canvas: board, stage: urgentItem("channel") });
    expect(within(cover, ".address")[0]?.textContent).toContain("facebook.com/kiemsoatbenhtat.quangninh");
    expect(within(cover, "bt-qr").map((qr) => (qr as HTMLElement & { text: string }).text)).toEqual([
      "https://www.facebook.com/kiemsoatbenhtat.quangninh/",
    ]);
  });
});

test("a screen that ends one scene and begins another leaves nothing behind", async () => {
  const scene = await stand({ canvas: board, stage: stageItem("rule") });
  for (let i = 0; i < 3; i++) {
    scene.stage = urgentItem();
    await faded(await covered(scene));
    scene.stage = stageItem("rule");
    await drawn(scene);
    const cover = coverOf(scene);
    await expect.poll(() => cover?.getAnimations().length ?? 0).toBe(1);
    if (cover) await faded(cover);
    expect(coverOf(scene)).toBeUndefined();
  }
  const root = scene.renderRoot as ShadowRoot;
  expect(new Set(root.adoptedStyleSheets).size).toBe(root.adoptedStyleSheets.length);
  expect(getComputedStyle(inside(scene, ".stage")[0] ?? scene).visibility).toBe("visible");
});
