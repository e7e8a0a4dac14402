import jsQR from "jsqr";
import { expect, test } from "vitest";
import type { BtQr } from "../../../player/scene/bt-qr.ts";
import { preset, sampleNames, messages, stageItem } from "./samples.ts";
import { inside, stand } from "./stand.ts";

/** What the element draws, as pixels at the size that it has on the screen. */
async function pixels(qr: BtQr): Promise<ImageData> {
  const svg = qr.renderRoot.querySelector("svg");
  if (!svg) throw new Error("nothing drawn");
  const { width, height } = qr.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  if (!pen) throw new Error("no 2d context");
  pen.fillStyle = getComputedStyle(qr).backgroundColor;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}

const channels = sampleNames.filter((name) => name.startsWith("channel"));

test.each(channels.flatMap((name) => ["board-1080", "board-portrait"].map((id) => [name, id] as const)))(
  "the QR of %s on %s reads as the whole address, scheme and last slash included",
  async (name, id) => {
    const scene = await stand({ canvas: preset(id), stage: stageItem(name) });
    const qr = inside(scene, "bt-qr")[0] as BtQr;
    await expect.poll(() => qr.renderRoot.querySelector("svg")).toBeTruthy();
    const { panel } = messages[name].forms as { panel?: { address?: string } };
    const image = await pixels(qr);
    expect(jsQR(image.data, image.width, image.height)?.data).toBe(panel?.address);
    expect(Math.min(image.width, image.height), "at least 240 px, to be scanned").toBeGreaterThan(240);
  },
);

test("four modules around the QR are white", async () => {
  const scene = await stand({ canvas: preset("board-1080"), stage: stageItem("channel") });
  const qr = inside(scene, "bt-qr")[0] as BtQr;
  await expect.poll(() => qr.modules.length).toBeGreaterThan(20);
  const edge = [
    ...qr.modules.slice(0, 4),
    ...qr.modules.slice(-4),
    ...qr.modules.map((row) => [...row.slice(0, 4), ...row.slice(-4)]),
  ];
  expect(edge.flat().some(Boolean)).toBe(false);
  expect(qr.modules[4]?.[4], "the finder pattern starts right behind").toBe(true);
});

test("a QR that is given another address never shows the old one meanwhile", async () => {
  const scene = await stand({ canvas: preset("board-1080"), stage: stageItem("channel") });
  const qr = inside(scene, "bt-qr")[0] as BtQr;
  await expect.poll(() => qr.modules.length).toBeGreaterThan(20);
  const before = qr.modules;
  qr.text = "https://example.gov.vn/";
  await qr.updateComplete;
  expect(qr.modules).not.toBe(before);
});
