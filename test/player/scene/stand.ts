import { page } from "vitest/browser";
// Loaded with the file: a test must not wait for, or lose, the chunk that bt-qr loads on demand.
import "uqr";
import "../../../player/scene/page.css";
import "../../../player/scene/bt-scene.ts";
import { drawings } from "../../../player/scene/drawings.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { safeCard } from "./samples.ts";

/** Puts a scene on the page at the canvas's own pixels, with the real typeface, and waits until it has drawn. */
export async function stand(properties: Partial<BtScene> & Pick<BtScene, "canvas">): Promise<BtScene> {
  const { width, height } = properties.canvas;
  // Chromium draws next to no frames in a window as small as a board of lamps.
  await page.viewport(Math.max(width, 400), Math.max(height, 300));
  await faces();
  await drawings.prepareAll();
  document.body.replaceChildren();
  const scene = document.createElement("bt-scene");
  Object.assign(scene, { safeCard, clock: { time: "14:05", date: "Thứ Sáu, 07/02/2020" } }, properties);
  document.body.append(scene);
  await drawn(scene);
  return scene;
}

export async function faces(): Promise<void> {
  const loaded = await Promise.all(
    [400, 600, 700, 800].map((weight) => document.fonts.load(`${weight} 40px "Noto Sans"`, "Aẵ")),
  );
  if (loaded.some((faces) => faces.length === 0)) throw new Error("Noto Sans did not load");
}

export async function drawn(scene: BtScene): Promise<void> {
  await scene.updateComplete;
  const inner = inside(scene, "bt-crawl, bt-qr");
  await Promise.all(inner.map((element) => (element as BtScene).updateComplete));
}

/** Elements in the scene's own tree. */
export function inside(scene: BtScene, selector: string): HTMLElement[] {
  return [...scene.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

export type Piece = { readonly text: string; readonly rect: DOMRect; readonly element: HTMLElement };

/** Every piece of still text, line by line, with the box of its ink. */
export function still(root: ParentNode): Piece[] {
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    if (!element || text === "" || element.localName === "style") continue;
    if (getComputedStyle(element).visibility === "hidden") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects())
      if (rect.width > 0) pieces.push({ text, rect: ink(element, text, rect), element });
  }
  return pieces;
}

const pen = new OffscreenCanvas(1, 1).getContext("2d");

/** A line box is as tall as the face; the letters in it seldom are. Its part that the letters of `text` can ink. */
function ink(element: HTMLElement, text: string, box: DOMRect): DOMRect {
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  if (!pen) throw new Error("no 2d context");
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const metrics = pen.measureText(text);
  const baseline = box.top + metrics.fontBoundingBoxAscent;
  const top = baseline - metrics.actualBoundingBoxAscent;
  // A giant figure is set optically flush: its bearing hangs out into the margin, its ink does not.
  const bearing = /^\d/.test(text) ? pen.measureText(text.slice(0, 1)).actualBoundingBoxLeft : 0;
  return new DOMRect(
    box.left - bearing,
    top,
    box.width + bearing,
    metrics.actualBoundingBoxAscent + metrics.actualBoundingBoxDescent,
  );
}
