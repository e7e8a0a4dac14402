import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Play } from "../../content/record/proof.ts";
import { acceptManifest, type Manifest } from "../../content/trust/manifest.ts";
import type { Ruling } from "../../player/authority.ts";
import { Pictures } from "../../player/pictures.ts";
import { Playout, type Showing } from "../../player/playout.ts";
import { drawings } from "../../player/scene/drawings.ts";
import { bannerForm, fileOf, newManifest, newMessage, newPicture, noon, spot, tickerForm, type File } from "./forge.ts";

let rules: Ruling | undefined;
let now: number;
let shown: Showing[];
let plays: Omit<Play, "seq">[];
let boundaries: number;
let spoiled: string[];
let visible: boolean;
let lastContact: number | undefined;
let files: Map<string, Blob>;
let pictures: Pictures;
let playout: Playout;

beforeAll(() => drawings.prepareAll());

beforeEach(() => {
  now = noon;
  rules = { orders: [], revisions: new Map(), from: 0, until: Infinity };
  shown = [];
  plays = [];
  boundaries = 0;
  spoiled = [];
  visible = true;
  lastContact = noon;
  files = new Map();
  pictures = new Pictures({
    read: async (sha256) => files.get(sha256),
    spoiled: (sha256) => spoiled.push(sha256),
  });
  playout = new Playout({
    now: () => now,
    ruling: () => rules,
    beat: () => undefined,
    lastContact: () => lastContact,
    visible: () => visible,
    pictures,
    drawings,
    show: (showing) => shown.push(showing),
    record: (play) => plays.push(play),
    boundary: () => boundaries++,
  });
});

afterEach(() => {
  playout.close();
  pictures.retain([]);
});

function play(manifest: Manifest): void {
  playout.play(acceptManifest(JSON.stringify(manifest), undefined));
}

function look(at: number): Showing {
  now = at;
  playout.evaluate();
  return last();
}

function last(): Showing {
  const showing = shown.at(-1);
  if (!showing) throw new Error("nothing was shown");
  return showing;
}

function store(...all: File[]): void {
  for (const { rendition, bytes } of all) files.set(rendition.sha256, new Blob([bytes], { type: rendition.type }));
}

const titles = (showing: Showing) => [showing.stage?.content.title, showing.ticker?.content.title];

describe("the playout", () => {
  const [a, b] = [newMessage("A"), newMessage("B")];
  const line = newMessage("Chạy chữ", tickerForm("Khai báo ý tế"));

  test("shows what is on, lane by lane, and the safe card when the window ends", () => {
    play(
      newManifest({
        version: 1,
        stage: [spot(a), spot(b)],
        ticker: [spot(line, "ticker", 15_000)],
        messages: [a, b, line],
        until: noon + 30_000,
      }),
    );
    expect(titles(last())).toEqual(["A", "Chạy chữ"]);
    expect(titles(look(noon + 9999))).toEqual(["A", "Chạy chữ"]);
    expect(titles(look(noon + 10_000))).toEqual(["B", "Chạy chữ"]);
    look(noon + 15_000);
    expect(titles(look(noon + 20_000))).toEqual(["A", "Chạy chữ"]);
    expect(titles(look(noon + 30_000))).toEqual([undefined, undefined]);
    expect(plays.map(({ lane, until, whole }) => [lane, until - noon, whole])).toEqual([
      ["stage", 10_000, true],
      ["ticker", 15_000, true],
      ["stage", 20_000, true],
      ["stage", 30_000, true],
      ["ticker", 30_000, true],
    ]);
  });

  test("wakes by itself when the answer changes", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      play(newManifest({ version: 1, stage: [spot(a), spot(b)], messages: [a, b] }));
      now += 10_000;
      vi.advanceTimersByTime(10_000);
      expect(last().stage?.content.title).toBe("B");
    } finally {
      vi.useRealTimers();
    }
  });

  test("keeps the item while its run lasts, so that nothing starts anew", () => {
    play(newManifest({ version: 1, stage: [spot(a)], ticker: [spot(line, "ticker", 60_000)], messages: [a, line] }));
    const { ticker, stage } = last();
    const later = look(noon + 5000);
    expect(later.ticker).toBe(ticker);
    expect(later.stage).toBe(stage);
    play(newManifest({ version: 2, stage: [spot(a)], ticker: [spot(line, "ticker", 60_000)], messages: [a, line] }));
    expect(last().ticker).toBe(ticker);
    expect(plays).toEqual([]);
    expect(look(noon + 10_000).stage?.key).not.toBe(stage?.key);
  });

  test("joins a running line in phase", () => {
    now = noon + 7000;
    play(newManifest({ version: 1, ticker: [spot(line, "ticker", 60_000)], messages: [line] }));
    expect(last().ticker).toMatchObject({ from: noon, until: noon + 60_000, elapsed: 7000 });
  });

  test("never says a spot that it did not show whole was whole", () => {
    now = noon + 3000;
    play(newManifest({ version: 1, stage: [spot(a), spot(b)], messages: [a, b] }));
    look(noon + 10_000);
    expect(plays).toEqual([expect.objectContaining({ from: noon + 3000, until: noon + 10_000, whole: false })]);
  });

  test("proves nothing for a page that is hidden", () => {
    play(newManifest({ version: 1, stage: [spot(a), spot(b)], messages: [a, b] }));
    visible = false;
    look(noon + 4000);
    look(noon + 14_000);
    visible = true;
    look(noon + 16_000);
    look(noon + 20_000);
    expect(plays.map(({ from, until }) => [from - noon, until - noon])).toEqual([
      [0, 4000],
      [16_000, 20_000],
    ]);
  });

  test("ends what is on when the page goes away", () => {
    play(newManifest({ version: 1, stage: [spot(a)], messages: [a] }));
    now = noon + 6000;
    playout.cut();
    expect(plays).toEqual([expect.objectContaining({ until: noon + 6000, whole: false })]);
    playout.cut();
    expect(plays).toHaveLength(1);
  });

  test("tells of a boundary between the spots of its main lane, not in the middle of one", () => {
    play(
      newManifest({
        version: 1,
        stage: [spot(a), spot(b)],
        ticker: [spot(line, "ticker", 4000)],
        messages: [a, b, line],
      }),
    );
    boundaries = 0;
    look(noon + 4000);
    look(noon + 8000);
    expect(boundaries).toBe(0);
    look(noon + 10_000);
    expect(boundaries).toBe(1);
  });

  test("says when it may be out of date", () => {
    play(newManifest({ version: 1, stage: [spot(a)], messages: [a], expiresAt: noon + 3_600_000 }));
    expect(last()).toMatchObject({ stale: undefined, lastContact: "14:00 07/02/2020", clock: { time: "14:00" } });
    expect(look(noon + 11 * 60_000).stale).toBe("Mất kết nối · liên lạc lần cuối 14:00 07/02/2020");
  });
});

describe("banners", () => {
  let red: File;
  let blue: File;
  beforeEach(async () => {
    [red, blue] = [await newPicture("red"), await newPicture("blue")];
  });

  function banners(...all: File[]): Manifest {
    const messages = all.map((file, at) => newMessage(`Hình ${at}`, bannerForm(file)));
    return newManifest({ version: 1, stage: messages.map((m) => spot(m, "banner")), messages, media: all });
  }

  test("are shown once they are decoded, the next one without a gap", async () => {
    store(red, blue);
    play(banners(red, blue));
    expect(last().stage).toBeUndefined();
    await expect.poll(() => last().stage?.pictureUrl).toMatch(/^blob:/);
    const url = last().stage?.pictureUrl ?? "";
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(red.bytes);
    await expect.poll(() => pictures.url(blue.rendition.sha256)).toBeDefined();
    expect(look(noon + 10_000).stage?.content.title).toBe("Hình 1");
  });

  test("whose bytes were altered are never shown: the safe card stands in, and they are fetched again", async () => {
    store(red, blue);
    const altered = new Uint8Array(red.bytes);
    altered[30] = (altered[30] ?? 0) ^ 1;
    files.set(red.rendition.sha256, new Blob([altered]));
    play(banners(red, blue));
    await expect.poll(() => spoiled).toEqual([red.rendition.sha256]);
    expect(look(noon + 5000).stage).toBeUndefined();
    await expect.poll(() => look(noon + 10_000).stage?.content.title).toBe("Hình 1");
    expect(plays).toEqual([]);

    store(red);
    pictures.retry();
    await expect.poll(() => look(noon + 20_000).stage?.content.title).toBe("Hình 0");
  });

  test("that are no pictures are never shown", async () => {
    const bytes = new TextEncoder().encode("<svg onload=alert(1)>".repeat(20));
    const fake = await fileOf(bytes);
    store(fake);
    play(banners(fake));
    await expect.poll(() => spoiled).toEqual([fake.rendition.sha256]);
    expect(look(noon + 5000).stage).toBeUndefined();
  });

  test("hold no more URLs than the one that fades, the one shown and the next, however long it runs", async () => {
    const all = [red, blue, await newPicture("green"), await newPicture("black"), await newPicture("white")];
    store(...all);
    play(banners(...all));
    for (let n = 0; n < 60; n++) {
      await expect.poll(() => look(noon + n * 10_000).stage?.content.title).toBe(`Hình ${n % 5}`);
      expect(pictures.live).toBeLessThanOrEqual(3);
    }
    pictures.retain([]);
    expect(pictures.live).toBe(0);
  });
});
