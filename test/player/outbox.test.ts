import { beforeEach, describe, expect, test } from "vitest";
import { PlayBatch, type Play } from "../../content/record/proof.ts";
import { Removed, Unreachable } from "../../player/ask.ts";
import { Courier } from "../../player/courier.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { newBoot, Outbox } from "../../player/outbox.ts";
import { problem, token } from "./answers.ts";
import { freshName, noon } from "./forge.ts";

/** What the server has committed, by boot and seq: what a database with that primary key would hold. */
let ledger: Map<string, Play>;
let batches: PlayBatch[];
let refuse: (batch: PlayBatch) => Response | undefined;
let name: string;

beforeEach(() => {
  ledger = new Map();
  batches = [];
  refuse = () => undefined;
  name = freshName();
});

async function server(_path: string, init: RequestInit): Promise<Response> {
  const batch = PlayBatch.parse(await new Response(init.body).json());
  batches.push(batch);
  const refusal = refuse(batch);
  if (refusal) return refusal;
  for (const play of batch.plays) ledger.set(`${batch.boot}:${play.seq}`, play);
  return Response.json({ stored: batch.plays.map((play) => play.seq) });
}

/** A start of the browser: nothing but the store is left of the one before. */
async function start(most?: number): Promise<{ outbox: Outbox; courier: Courier }> {
  const outbox = await Outbox.open(new Cupboard(name), newBoot(), most);
  return { outbox, courier: new Courier(outbox, server, token, undefined) };
}

let count = 0;
function play(): Omit<Play, "seq"> {
  const from = noon + count++ * 10_000;
  return {
    message: "a".repeat(64),
    campaign: "c1",
    lane: "stage",
    from,
    until: from + 10_000,
    whole: true,
    version: 1,
  };
}

async function recordSome(outbox: Outbox, n: number): Promise<void> {
  for (let i = 0; i < n; i++) await outbox.record(play());
}

describe("the outbox", () => {
  test("sends what was recorded before a crash, of the older start first, and counts from nought in each", async () => {
    const before = await start();
    await recordSome(before.outbox, 3);
    const { outbox, courier } = await start();
    await recordSome(outbox, 2);
    expect(outbox.waiting).toBe(5);
    await courier.send();
    expect(batches.map(({ boot, plays }) => [boot, plays.map(({ seq }) => seq)])).toEqual([
      [before.outbox.boot, [0, 1, 2]],
      [outbox.boot, [0, 1]],
    ]);
    expect(outbox.waiting).toBe(0);
    expect((await start()).outbox.waiting).toBe(0);
  });

  test("loses nothing and doubles nothing when the answer is lost, the page killed, and all of it sent again", async () => {
    const first = await start();
    await recordSome(first.outbox, 250);
    // Committed, but the answer never arrives, and then the power is cut.
    let commits = 0;
    const cut = new Courier(
      first.outbox,
      async (path, init) => {
        await server(path, init);
        commits++;
        throw new TypeError("Failed to fetch");
      },
      token,
      undefined,
    );
    await expect(cut.send()).rejects.toThrow(Unreachable);
    expect(commits).toBe(1);
    expect(ledger.size).toBe(200);

    const second = await start();
    await recordSome(second.outbox, 1);
    await second.courier.send();
    expect(ledger.size).toBe(251);
    expect([...ledger.keys()].filter((key) => key.startsWith(first.outbox.boot))).toHaveLength(250);
    expect(second.outbox.waiting).toBe(0);
  });

  test("keeps every row that the server has not named as stored", async () => {
    const { outbox, courier } = await start();
    await recordSome(outbox, 4);
    refuse = (batch) => {
      const taken = batch.plays.filter((play) => play.seq < 2);
      for (const play of taken) ledger.set(`${batch.boot}:${play.seq}`, play);
      return taken.length > 0 ? Response.json({ stored: taken.map((play) => play.seq) }) : problem("server/bug", 500);
    };
    await expect(courier.send()).rejects.toThrow(Unreachable);
    expect(outbox.waiting).toBe(2);
    refuse = () => undefined;
    await courier.send();
    expect([...ledger.values()].map((play) => play.seq)).toEqual([0, 1, 2, 3]);
  });

  test("sets a poisonous row aside and sends all others", async () => {
    const { outbox, courier } = await start();
    await recordSome(outbox, 30);
    refuse = ({ plays }) => (plays.some(({ seq }) => seq === 17) ? problem("request/malformed", 400) : undefined);
    await courier.send();
    expect(ledger.size).toBe(29);
    expect(outbox.waiting).toBe(0);
    expect(outbox.aside).toBe(1);
    // The refusal was the server's mistake, which was mended: the row was not thrown away.
    refuse = () => undefined;
    await (await start()).courier.send();
    expect(ledger.size).toBe(30);
  });

  test("does not conclude anything about its rows from a server that is away, busy or not itself", async () => {
    const { outbox, courier } = await start();
    await recordSome(outbox, 3);
    for (const refusal of [
      problem("server/unavailable", 503),
      problem("request/too-many", 429),
      new Response("<h1>404</h1>", { status: 404 }),
      new Response("<h1>Welcome</h1>"),
    ]) {
      refuse = () => refusal;
      await expect(courier.send()).rejects.toThrow(Unreachable);
    }
    refuse = () => problem("screen/unknown-token", 401);
    await expect(courier.send()).rejects.toThrow(Removed);
    expect(outbox.waiting).toBe(3);
    expect(outbox.aside).toBe(0);
  });

  test("sends at most 200 rows at once, and one batch at a time", async () => {
    const { outbox, courier } = await start();
    await recordSome(outbox, 450);
    await Promise.all([courier.send(), courier.send()]);
    expect(batches.map(({ plays }) => plays.length)).toEqual([200, 200, 50]);
  });

  test("drops the oldest rows when it is full, and counts them", async () => {
    const { outbox, courier } = await start(5);
    await recordSome(outbox, 8);
    expect([outbox.waiting, outbox.dropped]).toEqual([5, 3]);
    await courier.send();
    expect([...ledger.values()].map((play) => play.seq)).toEqual([3, 4, 5, 6, 7]);
    expect((await start()).outbox.waiting).toBe(0);
  });

  test("is not held up by a row that the disk has garbled", async () => {
    const before = await start();
    await recordSome(before.outbox, 3);
    const cupboard = new Cupboard(name);
    const [first = ""] = await cupboard.keys("play:");
    await cupboard.write([[first, { boot: "?", play: 7 }]]);
    const { outbox, courier } = await start();
    await courier.send();
    expect(ledger.size).toBe(2);
    expect(outbox.aside).toBe(1);
  });
});
