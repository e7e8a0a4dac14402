import { afterEach, beforeAll, expect, test } from "vitest";
import { canvasPresets } from "../../content/network/canvas.ts";
import type { Order } from "../../content/playout/order.ts";
import type { Play } from "../../content/record/proof.ts";
import { acceptManifest } from "../../content/trust/manifest.ts";
import { Pictures } from "../../player/pictures.ts";
import { Playout, type Showing } from "../../player/playout.ts";
import { drawings } from "../../player/scene/drawings.ts";
import { urgentReady } from "../../player/scene/takeover.ts";
import { board, crawler, hour, newManifest, newMessage, noon, panelForm, spot, tickerForm } from "./forge.ts";

const everyday = newMessage("Rửa tay");
const line = newMessage("Khai báo y tế", tickerForm("Khai báo y tế"));
const urgent = newMessage("Sơ tán", { ...panelForm("Sơ tán"), ...tickerForm("Sơ tán khỏi nhà ga") });
const billboard = canvasPresets.find(({ id }) => id === "billboard-1080") ?? board;

let playout: Playout;
let now: number;
let shown: Showing[];
let plays: Omit<Play, "seq">[];
let orders: Order[];
let held: boolean;

beforeAll(async () => {
  await Promise.all([drawings.prepareAll(), urgentReady()]);
});
afterEach(() => playout.close());

async function play(canvas = board): Promise<void> {
  now = noon;
  [shown, plays, orders, held] = [[], [], [], false];
  const revisions = new Map([[urgent.digest, urgent]]);
  playout = new Playout({
    now: () => now,
    ruling: () => (held ? undefined : { orders, revisions, from: 0, until: Infinity }),
    beat: () => undefined,
    lastContact: () => now,
    visible: () => true,
    pictures: new Pictures({ read: async () => undefined, spoiled: () => {} }),
    drawings,
    show: (showing) => shown.push(showing),
    record: (each) => plays.push(each),
    boundary: () => {},
  });
  const content = {
    version: 1,
    canvas,
    messages: [everyday, line],
    ...(canvas.shape === "crawler" ? {} : { stage: [spot(everyday, "panel", 3600_000)] }),
    ticker: [spot(line, "ticker", 3600_000)],
  };
  const trusted = acceptManifest(JSON.stringify(newManifest(content)), undefined);
  orders = takeover();
  now = noon + 10_000;
  await playout.ready(trusted);
  orders = [];
  now = noon;
  playout.play(trusted);
}

function takeover(forms: readonly ("panel" | "ticker")[] = ["panel", "ticker"], until = noon + hour): Order[] {
  return [{ kind: "takeover", message: urgent.digest, from: noon + 10_000, until, number: 42, forms }];
}

function look(at: number): Showing {
  now = at;
  playout.evaluate();
  const last = shown.at(-1);
  if (!last) throw new Error("nothing was shown");
  return last;
}

const titles = ({ stage, ticker }: Showing) => [stage?.content.title, ticker?.content.title];

test.each([
  ["board", board],
  ["billboard", billboard],
])("a takeover is alone on a %s, cuts the spots beneath, and gives them back", async (_, canvas) => {
  await play(canvas);
  expect(titles(look(noon + 5000))).toEqual(["Rửa tay", "Khai báo y tế"]);
  orders = takeover();
  const taken = look(noon + 10_000);
  expect(titles(taken)).toEqual(["Sơ tán", undefined]);
  expect(taken.stage?.takeover).toEqual({ number: 42, until: "15:00" });
  expect(plays.map(({ lane, whole }) => [lane, whole])).toEqual([
    ["stage", false],
    ["ticker", false],
  ]);
  expect(titles(look(noon + hour - 1))).toEqual(["Sơ tán", undefined]);
  expect(plays).toHaveLength(2);
  expect(titles(look(noon + hour))).toEqual(["Rửa tay", "Khai báo y tế"]);
  expect(plays[2]).toMatchObject({ message: urgent.digest, lane: "stage", campaign: "takeover", whole: true });
});

test("a takeover of words only covers a board's stage, which proves nothing meanwhile", async () => {
  await play();
  orders = takeover(["ticker"]);
  expect(titles(look(noon + 10_000))).toEqual([undefined, "Sơ tán"]);
  look(noon + 20_000);
  expect(plays.filter(({ lane }) => lane === "stage")).toHaveLength(1);
});

test("a crawler runs the takeover's own line", async () => {
  await play(crawler);
  orders = takeover();
  const { stage, ticker } = look(noon + 10_000);
  expect([stage, ticker?.content.title, ticker?.takeover?.number]).toEqual([undefined, "Sơ tán", 42]);
});

test("one that ends on another day says which", async () => {
  await play();
  orders = takeover(["panel"], noon + 24 * hour);
  expect(look(noon + 10_000).stage?.takeover?.until).toBe("14:00, 08/02/2020");
});

test("a recall takes a spot off in the middle, and one that is held shows nothing at all", async () => {
  await play();
  look(noon + 5000);
  orders = [{ kind: "recall", message: everyday.digest }];
  expect(titles(look(noon + 6000))).toEqual([undefined, "Khai báo y tế"]);
  expect(plays).toEqual([expect.objectContaining({ message: everyday.digest, until: noon + 6000, whole: false })]);
  held = true;
  expect(titles(look(noon + 7000))).toEqual([undefined, undefined]);
});
