import { mkdir } from "node:fs/promises";
import { chromium, type Page } from "playwright-core";
import { createServer } from "vite";
import { chromiumArgs, chromiumPath } from "../../../tools/chromium.ts";
import { crawlGeometry } from "../../../content/playout/crawl.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import {
  boardTicker,
  exerciseItem,
  letterD,
  messages,
  preset,
  safeCard,
  sampleNames,
  stageItem,
  takeover,
  tickerItem,
  urgentItem,
  urgentLine,
  type SampleName,
} from "./samples.ts";

/**
 * Draws every template on every kind of canvas into test/out/scene, to be looked at beside look/screens:
 * `npx node test/player/scene/gallery.ts [part of a name]`.
 */
const out = new URL("../../out/scene/", import.meta.url).pathname;
const only = process.argv[2] ?? "";
const clock = { time: "14:05", date: "Thứ Sáu, 07/02/2020" };
const stale = "Có thể đã cũ · liên lạc lần cuối 14:05 07/02";
const lastContact = "13:52, 07/02/2020";

const board = preset("board-1080");
const portrait = preset("board-portrait");
const billboard = preset("billboard-1080");
const canvases: Readonly<Record<string, Canvas>> = {
  board,
  portrait,
  billboard,
  roadside: { ...billboard, id: "roadside", width: 1408, height: 400 },
  "billboard-portrait": { ...billboard, id: "billboard-portrait", width: 1080, height: 1920 },
  square: { ...board, id: "square", width: 1600, height: 1200 },
};
const hauGiang = { name: "Sở Thông tin và Truyền thông Hậu Giang", short: "Sở TT&TT Hậu Giang" };

const urgentNames: readonly SampleName[] = ["urgent", "urgent-marks", "urgent-bilingual", "urgent-bare"];
/** Ordinary messages that a takeover may carry: a correction, a recall of a wrong alarm. */
const correctionNames: readonly SampleName[] = ["rebuttal", "rule-dont", "channel", "hotline", "figure", "notice"];

type Shot = {
  name: string;
  canvas: { width: number; height: number };
  tag?: string;
  properties: Record<string, unknown>;
};

/** A ticker some time into its run, so that its first letter stands just right of the label. */
function running(
  canvas: Canvas,
  text: string,
  agency: { name: string; short: string },
  px: number,
  more: Parameters<typeof tickerItem>[1] = {},
): unknown {
  return tickerItem(text, { elapsed: (px / crawlGeometry(canvas).pxPerSecond) * 1000, ...more }, agency);
}

function shots(): Shot[] {
  const list: Shot[] = [];
  const common = { clock, safeCard, lastContact };
  for (const [kind, canvas] of Object.entries(canvases)) {
    for (const name of sampleNames) {
      if (kind === "roadside" && !name.startsWith("rule")) continue;
      const ticker =
        canvas.shape === "board" ? running(canvas, boardTicker, messages[name].agency, canvas.width * 0.78) : undefined;
      const picture = { pictureUrl: "/test/player/scene/banner-sample.svg" };
      const stage = stageItem(name, name === "banner" ? picture : {});
      list.push({ name: `${kind}-${name}`, canvas, properties: { ...common, canvas, stage, ticker } });
    }
  }
  const ticker = running(board, boardTicker, messages.rule.agency, 1500);
  const one = (name: string, canvas: Canvas, properties: Record<string, unknown>): void => {
    list.push({ name, canvas, properties: { ...common, canvas, ...properties } });
  };
  one("board-rule-night", board, { stage: stageItem("rule"), ticker, night: true });
  one("board-notice-night", board, { stage: stageItem("notice"), ticker, night: true });
  one("board-rule-stale", board, { stage: stageItem("rule"), ticker, stale });
  one("portrait-rule-stale", portrait, { stage: stageItem("rule"), ticker, stale });
  one("billboard-rule-stale", billboard, { stage: stageItem("rule"), stale });
  one("safe-board", board, {});
  one("safe-board-ticker", board, { ticker });
  one("safe-portrait", portrait, {});
  one("safe-billboard", billboard, {});
  for (const id of ["crawler-1080", "crawler-576"]) {
    const canvas = preset(id);
    one(id, canvas, { ticker: running(canvas, letterD, hauGiang, canvas.width * 0.75) });
    one(`${id}-empty`, canvas, {});
  }
  const top = { ...preset("crawler-1080"), crawl: { ...preset("crawler-1080").crawl, position: "top" as const } };
  one("crawler-1080-top", top, { ticker: running(top, letterD, hauGiang, 1500) });
  const full = { ...preset("crawler-1080"), safe: 0 };
  one("crawler-1080-no-overscan", full, { ticker: running(full, letterD, hauGiang, 1500) });

  const led = { ...billboard, id: "led-256x64", width: 256, height: 64 };
  const alarmed: Readonly<Record<string, Canvas>> = {
    ...canvases,
    "led-256x64": led,
    "led-192x32": { ...led, id: "led-192x32", width: 192, height: 32 },
  };
  for (const [kind, canvas] of Object.entries(alarmed)) {
    for (const name of [...urgentNames, ...correctionNames]) {
      one(`urgent-${kind}-${name}`, canvas, { stage: urgentItem(name) });
    }
    one(`exercise-${kind}`, canvas, { stage: exerciseItem() });
    one(`exercise-${kind}-marks`, canvas, { stage: exerciseItem("urgent-marks") });
  }
  one("urgent-board-night", board, { stage: urgentItem(), night: true });
  one("urgent-portrait-night", portrait, { stage: urgentItem(), night: true });
  one("urgent-board-stale", board, { stage: urgentItem(), stale });
  one("urgent-board-line-only", board, { ticker: running(board, urgentLine, messages.urgent.agency, 0, { takeover }) });
  for (const id of ["crawler-1080", "crawler-576"]) {
    const canvas = preset(id);
    const line = running(canvas, urgentLine, messages.urgent.agency, canvas.width * 0.72, { takeover });
    one(`crawler-urgent-${id}`, canvas, { ticker: line });
    one(`crawler-urgent-marks-${id}`, canvas, {
      ticker: running(canvas, "RỜI NGAY ẨỄỮẬ CHỖ THẤP", messages.urgent.agency, canvas.width * 0.72, { takeover }),
    });
    one(`crawler-exercise-${id}`, canvas, { stage: exerciseItem(), ticker: line });
  }

  for (const [kind, canvas] of Object.entries({ board, portrait })) {
    list.push({
      name: `pairing-${kind}`,
      canvas,
      tag: "bt-pairing",
      properties: {
        canvas,
        code: "7K4MXP",
        address: "https://bangtin.cantho.gov.vn/admin/screens/pair?code=7K4MXP",
        server: "bangtin.cantho.gov.vn",
        changesAt: "14:32",
        connection: "online",
        machine: "ok",
      },
    });
    list.push({
      name: `pairing-offline-${kind}`,
      canvas,
      tag: "bt-pairing",
      properties: { canvas, code: "", address: "", server: "bangtin.cantho.gov.vn", connection: "offline" },
    });
    list.push({
      name: `downloading-${kind}`,
      canvas,
      tag: "bt-downloading",
      properties: {
        canvas,
        clock,
        agency: messages.rule.agency.name,
        venue: "Cảng Hàng không Quốc tế Cần Thơ",
        screen: "Ga đến · Băng chuyền 2",
        done: 2,
        of: 7,
        percent: 42,
        item: "Rửa tay thường xuyên bằng xà phòng",
        server: "bangtin.cantho.gov.vn",
        connection: "online",
        version: 41,
      },
    });
  }
  list.push({ name: "signs", canvas: { width: 1920, height: 480 }, tag: "sign-sheet", properties: {} });
  return list.filter((shot) => shot.name.includes(only));
}

async function photograph(page: Page, shot: Shot): Promise<void> {
  const { width, height } = shot.canvas;
  await page.setViewportSize({ width, height });
  await page.evaluate(([tag, properties]) => window.show(tag, properties), [
    shot.tag ?? "bt-scene",
    shot.properties,
  ] as const);
  const transparent = shot.name.startsWith("crawler");
  await page.screenshot({ path: `${out}${shot.name}.png`, omitBackground: transparent });
}

await mkdir(out, { recursive: true });
const server = await createServer({
  root: new URL("../../..", import.meta.url).pathname,
  configFile: false,
  logLevel: "error",
  cacheDir: "test/out/vite-gallery",
  server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
  optimizeDeps: { entries: ["test/player/scene/gallery-page.ts"], include: ["uqr"] },
  plugins: [
    {
      name: "gallery-page",
      configureServer: ({ middlewares }) => {
        middlewares.use("/gallery", (_request, response) => {
          response.setHeader("content-type", "text/html; charset=utf-8");
          response.end(
            '<!doctype html><meta charset="utf-8"><script type="module" src="/test/player/scene/gallery-page.ts"></script>',
          );
        });
      },
    },
  ],
});
await server.listen();
const address = server.httpServer?.address();
const port = typeof address === "object" && address ? address.port : 0;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs] });
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  await page.goto(`http://127.0.0.1:${port}/gallery`);
  await page.waitForFunction(() => "show" in window);
  for (const shot of shots()) await photograph(page, shot);
} finally {
  await browser.close();
  await server.close();
}
