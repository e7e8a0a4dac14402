import jsQR from "jsqr";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import "../../../player/scene/bt-downloading.ts";
import "../../../player/scene/bt-pairing.ts";
import type { BtQr } from "../../../player/scene/bt-qr.ts";
import { frameOf } from "../../../player/scene/frame.ts";
import { faces, still } from "./stand.ts";

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1280, height: 720 },
  { width: 720, height: 576 },
];

async function place<Tag extends "bt-pairing" | "bt-downloading">(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): Promise<HTMLElementTagNameMap[Tag]> {
  const { width, height } = properties.canvas ?? { width: 1920, height: 1080 };
  await page.viewport(width, height);
  await faces();
  document.body.replaceChildren();
  const element = document.createElement(tag);
  document.body.append(Object.assign(element, properties));
  await element.updateComplete;
  return element;
}

function outside(element: HTMLElement): string[] {
  const { width, height } = element.getBoundingClientRect();
  const { marginX, marginY } = frameOf({ width, height });
  return still(element.shadowRoot ?? element)
    .filter(
      ({ rect }) =>
        rect.left < marginX - 1 ||
        rect.right > width - marginX + 1 ||
        rect.top < marginY - 1 ||
        rect.bottom > height - marginY + 1,
    )
    .map(({ text }) => text);
}

const code = "7K4MXP";
const address = `https://bangtin.cantho.gov.vn/admin/screens/pair?code=${code}`;

test.each(sizes)("the pairing screen stands whole on $width × $height, and its QR opens the desk", async (canvas) => {
  const pairing = await place("bt-pairing", {
    canvas,
    code,
    address,
    server: "bangtin.cantho.gov.vn",
    changesAt: "14:32",
    connection: "online",
    machine: "ok",
  });
  expect(outside(pairing)).toEqual([]);
  expect([...pairing.renderRoot.querySelectorAll(".cell")].map((cell) => cell.textContent)).toEqual(code.split(""));
  const qr = pairing.renderRoot.querySelector("bt-qr") as BtQr;
  await expect.poll(() => qr.modules.length).toBeGreaterThan(20);
  const side = qr.modules.length;
  const scale = 4;
  const data = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
  for (let y = 0; y < side * scale; y++) {
    for (let x = 0; x < side * scale; x++) {
      if (!qr.modules[Math.floor(y / scale)]?.[Math.floor(x / scale)]) continue;
      data.fill(0, (y * side * scale + x) * 4, (y * side * scale + x) * 4 + 3);
    }
  }
  expect(jsQR(data, side * scale, side * scale)?.data).toBe(address);
});

test("a screen that cannot reach its server says so and shows no code that would not work", async () => {
  const pairing = await place("bt-pairing", { connection: "offline" });
  const text = still(pairing.renderRoot)
    .map((piece) => piece.text)
    .join(" ");
  expect(text).toContain("Chưa nối được");
  expect(pairing.renderRoot.querySelector("bt-qr")).toBeNull();
});

test("a device that lacks something says what", async () => {
  const pairing = await place("bt-pairing", { connection: "online", machine: "Máy không giữ được dữ liệu", code });
  expect(pairing.renderRoot.querySelector(".trouble")?.textContent).toContain("Máy không giữ được dữ liệu");
});

test.each(sizes)("the downloading screen stands whole on $width × $height, figure and bar agree", async (canvas) => {
  const downloading = await place("bt-downloading", {
    canvas,
    agency: "Sở Thông tin và Truyền thông TP. Cần Thơ",
    clock: { time: "14:05", date: "Thứ Sáu, 07/02/2020" },
    venue: "Cảng Hàng không Quốc tế Cần Thơ",
    screen: "Ga đến · Băng chuyền 2",
    done: 2,
    of: 7,
    percent: 42,
    item: "Rửa tay thường xuyên bằng xà phòng",
    server: "bangtin.cantho.gov.vn",
    version: 41,
  });
  expect(outside(downloading)).toEqual([]);
  const filled = [...downloading.renderRoot.querySelectorAll<HTMLElement>(".segment div")].map(
    (bar) => bar.style.width,
  );
  expect(filled).toEqual(["100%", "100%", "94%", "0%", "0%", "0%", "0%"]);
});
