/**
 * Draws the pictures of the starter pack, all of them ours, and writes them to content/starter/pictures/.
 * Run after a change here: `npx node tools/draw-starter-pictures.ts`.
 *
 * 1920×1080; a board shows the middle 74 % of the height and lays the source line over the lowest twelfth of that, so
 * everything that matters stands between y = 160 and y = 860.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import sharp from "sharp";
import { chromiumArgs, chromiumPath } from "./chromium.ts";

const root = join(import.meta.dirname, "..");
const [ground, raised, paper, quiet, key, water, teal] = [
  "#041022",
  "#123056",
  "#F5F7F4",
  "#BFCBDA",
  "#FFC83D",
  "#7FB7D9",
  "#0A5350",
];

function fontFace(subset: "latin" | "vietnamese", range: string): string {
  const file = join(root, `node_modules/@fontsource-variable/noto-sans/files/noto-sans-${subset}-wght-normal.woff2`);
  const data = readFileSync(file).toString("base64");
  return `@font-face{font-family:"Noto Sans";font-weight:100 900;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`;
}

const fonts =
  fontFace(
    "vietnamese",
    "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
  ) +
  fontFace(
    "latin",
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  );

type Line = { readonly text: string; readonly y: number; readonly size: number; readonly fill: string };

function words(x: number, lines: readonly Line[]): string {
  return lines
    .map(({ text, y, size, fill }) => `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}">${text}</text>`)
    .join("");
}

/** A limb with round ends. Its edge, in the colour behind it, begins at `free`, where it leaves the hand. */
function limb(from: string, free: string, to: string, width: number, fill: string): string {
  return (
    `<path d="M${free}L${to}" stroke="${teal}" stroke-width="${width + 10}"/>` +
    `<path d="M${from}L${to}" stroke="${fill}" stroke-width="${width}"/>`
  );
}

function bubble(x: number, y: number, r: number): string {
  return (
    `<circle cx="${x}" cy="${y}" r="${r}" fill="${teal}" stroke="${paper}" stroke-width="${Math.max(5, r / 6)}"/>` +
    `<path d="M${x - r * 0.5} ${y - r * 0.1}a${r * 0.5} ${r * 0.5} 0 0 1 ${r * 0.42} -${r * 0.42}" fill="none" stroke="${paper}" stroke-width="${Math.max(4, r / 8)}" stroke-linecap="round"/>`
  );
}

/** Two hands with their fingers through each other, under a tap. */
function handsUnderTap(): string {
  const fingers = [0, 1, 2, 3].map((i) => {
    const y = 536 + i * 64;
    const short = [12, 0, 8, 30][i] ?? 0;
    return (
      limb(`430 ${y + 4}`, `520 ${y + 2}`, `${640 - short} ${y}`, 27, paper) +
      limb(`690 ${y + 36}`, `600 ${y + 34}`, `${480 + short} ${y + 32}`, 27, quiet)
    );
  });
  return `
    <circle cx="560" cy="510" r="350" fill="${teal}"/>
    <clipPath id="disc"><circle cx="560" cy="510" r="350"/></clipPath>
    <g clip-path="url(#disc)" stroke-linecap="round" stroke-linejoin="round" fill="none">
      <path d="M532 392h56v150h-56z" fill="${water}"/>
      <path d="M930 268H640q-80 0 -80 80v24" stroke="${paper}" stroke-width="76"/>
      <path d="M512 372h96" stroke="${paper}" stroke-width="34"/>
      <path d="M730 268v-66M668 196h124" stroke="${paper}" stroke-width="34"/>
      <path d="M180 900L400 664" stroke="${paper}" stroke-width="150"/>
      <path d="M940 920L720 684" stroke="${quiet}" stroke-width="150"/>
      <ellipse cx="428" cy="644" rx="96" ry="130" fill="${paper}"/>
      <ellipse cx="692" cy="662" rx="96" ry="130" fill="${quiet}"/>
      ${fingers.join("")}
      <path d="M700 600L630 510" stroke="${quiet}" stroke-width="44"/>
      <path d="M416 590L492 494" stroke="${paper}" stroke-width="44"/>
    </g>
    ${bubble(330, 520, 40)}${bubble(268, 600, 22)}${bubble(396, 452, 26)}${bubble(792, 548, 46)}${bubble(858, 470, 24)}
    ${bubble(740, 462, 20)}${bubble(560, 808, 34)}${bubble(628, 796, 18)}${bubble(480, 822, 20)}`;
}

/** A telephone with a form, every line of it done. */
function telephoneWithForm(): string {
  const rows = [0, 1, 2].map((i) => {
    const y = 372 + i * 128;
    return `
      <circle cx="452" cy="${y}" r="42" fill="${teal}"/>
      <path d="M433 ${y + 1}l14 15 26-30" fill="none" stroke="${paper}" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/>
      <path d="M524 ${y - 20}h${[166, 132, 150][i]}" stroke="${ground}" stroke-width="22" stroke-linecap="round"/>
      <path d="M524 ${y + 20}h${[104, 146, 86][i]}" stroke="#9AA9BD" stroke-width="18" stroke-linecap="round"/>`;
  });
  return `
    <circle cx="560" cy="510" r="350" fill="${raised}"/>
    <g transform="translate(560 510) scale(.86) translate(-560 -510)">
    <rect x="356" y="176" width="408" height="668" rx="52" fill="${ground}"/>
    <rect x="376" y="196" width="368" height="628" rx="36" fill="${paper}"/>
    <path d="M376 286v-54a36 36 0 0 1 36-36h296a36 36 0 0 1 36 36v54z" fill="${teal}"/>
    <path d="M426 242h118" stroke="${paper}" stroke-width="24" stroke-linecap="round"/>
    <path d="M684 218v46M661 241h46" stroke="${paper}" stroke-width="16" stroke-linecap="round"/>
    ${rows.join("")}
    <rect x="416" y="722" width="288" height="70" rx="35" fill="${teal}"/>
    <path d="M506 757h108" stroke="${paper}" stroke-width="18" stroke-linecap="round"/>
    </g>`;
}

const pictures = [
  {
    file: "rua-tay.png",
    art: handsUnderTap(),
    text: words(990, [
      { text: "Rửa tay", y: 410, size: 168, fill: paper },
      { text: "bằng xà phòng", y: 590, size: 112, fill: paper },
      { text: "ít nhất 20 giây", y: 760, size: 112, fill: key },
    ]),
  },
  {
    file: "ncovi.png",
    art: telephoneWithForm(),
    text: words(990, [
      { text: "Tải ứng dụng", y: 370, size: 116, fill: paper },
      { text: "NCOVI", y: 548, size: 168, fill: key },
      { text: "Khai báo y tế,", y: 688, size: 84, fill: paper },
      { text: "được hỗ trợ nhanh", y: 802, size: 84, fill: paper },
    ]),
  },
];

const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs] });
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  for (const { file, art, text } of pictures) {
    await page.setContent(
      `<style>${fonts}*{margin:0}svg{display:block}text{font:800 1px "Noto Sans";letter-spacing:-.012em}</style>` +
        `<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080" viewBox="0 0 1920 1080">` +
        `<rect width="1920" height="1080" fill="${ground}"/>${art}${text}</svg>`.replaceAll(
          /font-size="(\d+)"/g,
          'style="font-size:$1px"',
        ),
    );
    await page.evaluate(() => document.fonts.ready);
    const shot = await page.screenshot();
    const png = await sharp(shot).png({ palette: true, colours: 256, effort: 10, dither: 0 }).toBuffer();
    writeFileSync(join(root, "content/starter/pictures", file), png);
    console.log(`${file}: ${Math.round(png.length / 1024)} KB`);
  }
} finally {
  await browser.close();
}
