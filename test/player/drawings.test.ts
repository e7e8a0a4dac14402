import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Play } from "../../content/record/proof.ts";
import { acceptManifest } from "../../content/trust/manifest.ts";
import type { Ruling } from "../../player/authority.ts";
import { Pictures } from "../../player/pictures.ts";
import { Playout, type Showing } from "../../player/playout.ts";
import { Drawings, drawings, type Chunks } from "../../player/scene/drawings.ts";
import { newManifest, newMessage, noon, spot, tickerForm } from "./forge.ts";

const words = { vi: "x" };
const a = newMessage("A", {
  panel: { template: "hotline", label: words, owner: "Bộ Y tế", number: "1900 9095" },
});
const b = newMessage("B", {
  panel: { template: "rule", manner: "do", tag: words, sign: "mask", headline: words },
});
const line = newMessage("Chạy chữ", tickerForm("Khai báo y tế"));

let now: number;
let shown: Showing[];
let plays: Omit<Play, "seq">[];
let errors: unknown[];
/** Lets the chunk of `rule` and that of the running line arrive, or fail. */
let arrive: () => void;
let fail: (error: Error) => void;
let playout: Playout;
/** As far as orders and approvals go, everything may be shown. */
const rules: Ruling = { orders: [], revisions: new Map(), from: 0, until: Infinity };

beforeEach(() => {
  now = noon;
  shown = [];
  plays = [];
  errors = [];
  const gate = new Promise<void>((resolve, reject) => {
    arrive = resolve;
    fail = reject;
  });
  const at: Chunks = {
    ...drawings.chunks,
    rule: () => gate.then(drawings.chunks.rule),
    crawl: () => gate.then(drawings.chunks.crawl),
  };
  playout = new Playout({
    now: () => now,
    ruling: () => rules,
    beat: () => undefined,
    lastContact: () => noon,
    visible: () => true,
    pictures: new Pictures({ read: async () => undefined, spoiled: () => {} }),
    drawings: new Drawings(at, (error) => errors.push(error)),
    show: (showing) => shown.push(showing),
    record: (play) => plays.push(play),
    boundary: () => {},
  });
});

afterEach(() => playout.close());

const last = () => [shown.at(-1)?.stage?.content.title, shown.at(-1)?.ticker?.content.title];

async function start(): Promise<void> {
  const manifest = newManifest({
    version: 1,
    stage: [spot(a), spot(b)],
    ticker: [spot(line, "ticker", 60_000)],
    messages: [a, b, line],
  });
  const trusted = acceptManifest(JSON.stringify(manifest), undefined);
  playout.play(trusted);
  await expect.poll(() => last()[0]).toBe("A");
}

function look(at: number): void {
  now = at;
  playout.evaluate();
}

describe("a spot whose template is still on its way", () => {
  test("leaves the picture before it, is no play, and is drawn when the template is there", async () => {
    await start();
    look(noon + 10_000);
    expect(last()).toEqual(["A", undefined]);
    now = noon + 12_000;
    arrive();
    await expect.poll(last).toEqual(["B", "Chạy chữ"]);
    expect(shown.at(-1)?.ticker?.elapsed, "the line joins in phase").toBe(12_000);
    look(noon + 20_000);
    expect(plays.map(({ message, from, until, whole }) => [message, from - noon, until - noon, whole])).toEqual([
      [a.digest, 0, 10_000, true],
      [b.digest, 12_000, 20_000, false],
    ]);
  });

  test("which cannot be loaded is the safe card and no play, and the others go on", async () => {
    await start();
    fail(new TypeError("Failed to fetch dynamically imported module"));
    look(noon + 10_000);
    await expect.poll(last).toEqual([undefined, undefined]);
    expect(errors, "rule and the running line").toHaveLength(2);
    look(noon + 19_000);
    expect(last()).toEqual([undefined, undefined]);
    look(noon + 20_000);
    expect(last()).toEqual(["A", undefined]);
    expect(plays.map(({ message }) => message)).toEqual([a.digest]);
  });
});
