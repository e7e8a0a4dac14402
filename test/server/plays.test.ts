import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as fc from "fast-check";
import type { Play, PlayBatch } from "../../content/record/proof.ts";
import { approvedText, assign } from "../support/assign.ts";
import { readManifest } from "../support/read-manifest.ts";
import { refusal } from "../support/refusal.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const message = "ab".repeat(32);
const boots = ["0000000000000001", "0000000000000002"] as const;
const play = (seq: number, more: Partial<Play> = {}): Play => ({
  seq,
  message,
  campaign: "dot-1",
  lane: "stage",
  from: 1_583_892_000_000 + seq * 6000,
  until: 1_583_892_006_000 + seq * 6000,
  whole: true,
  version: 1,
  ...more,
});
const batch = (boot: string, ...seqs: number[]): PlayBatch => ({ boot, plays: seqs.map((seq) => play(seq)) });

/** What another process reads: only what is committed. */
function stored(screen: string): string[] {
  const file = new DatabaseSync(join(world.folder, "bangtin.db"), { readOnly: true });
  try {
    const rows = file.prepare("SELECT boot, seq FROM play WHERE screen = ? ORDER BY boot, seq").all(screen);
    return rows.map((row) => `${String(row["boot"])} ${String(row["seq"])}`);
  } finally {
    file.close();
  }
}

test("plays are stored once however often, in whatever order and cut they are sent", async () => {
  const { id, client } = await world.pair("airport");
  const expected = new Set<string>();
  const sent = fc.record({
    boot: fc.constantFrom(...boots),
    seqs: fc.array(fc.nat(60), { minLength: 1, maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 4 }), async (batches) => {
      for (const { boot, seqs } of batches) {
        const { stored: acknowledged } = await client.call("addPlays", { body: batch(boot, ...seqs) });
        expect(acknowledged).toEqual(seqs);
        for (const seq of seqs) expected.add(`${boot} ${seq}`);
        // Acknowledged means committed: another connection sees it.
        const rows = stored(id);
        for (const seq of seqs) expect(rows).toContain(`${boot} ${seq}`);
      }
      expect(stored(id).sort()).toEqual([...expected].sort());
    }),
    { numRuns: 25 },
  );
});

test("the same batch sent many times at once is counted once", async () => {
  const { id, client } = await world.pair("airport");
  const body = batch(boots[0], ...Array.from({ length: 200 }, (_, seq) => seq));
  await Promise.all(Array.from({ length: 10 }, () => client.call("addPlays", { body })));
  expect(stored(id)).toHaveLength(200);
});

test("what was stored first stays: a second telling does not rewrite it", async () => {
  const { id, client } = await world.pair("airport");
  await client.call("addPlays", { body: { boot: boots[0], plays: [play(7)] } });
  await client.call("addPlays", { body: { boot: boots[0], plays: [play(7, { whole: false, version: 9 })] } });
  const [shown] = await world.comms.call("screenPlays", { params: { id } });
  expect(shown).toMatchObject({ message, whole: true });
});

test("two screens may count alike, and so may two boots of one", async () => {
  const [one, other] = [await world.pair("airport"), await world.pair("airport")];
  await one.client.call("addPlays", { body: batch(boots[0], 1, 2) });
  await one.client.call("addPlays", { body: batch(boots[1], 1, 2) });
  await other.client.call("addPlays", { body: batch(boots[0], 1, 2) });
  expect([stored(one.id).length, stored(other.id).length]).toEqual([4, 2]);
});

test("the desk reads them newest first, by the title that was approved", async () => {
  const screen = await world.pair("airport");
  const title = "Che miệng khi ho";
  await assign(world, [await approvedText(world, title)], ["airport"]);
  const digest = (await readManifest(screen.client)).manifest.messages[0]?.digest ?? "";
  const plays = [play(1, { message: digest }), play(2, { message: digest, whole: false })];
  await screen.client.call("addPlays", { body: { boot: boots[0], plays } });
  const shown = await world.comms.call("screenPlays", { params: { id: screen.id } });
  expect(shown.map((one) => [one.title, one.from, one.whole])).toEqual([
    [title, play(2).from, false],
    [title, play(1).from, true],
  ]);
});

test("one bad play refuses its whole batch, and nothing of it is stored", async () => {
  const { id, client } = await world.pair("airport");
  const bad: [string, unknown][] = [
    ["a negative seq", play(1, { seq: -1 })],
    ["a fraction for a seq", play(1, { seq: 1.5 })],
    ["a hash that is none", play(1, { message: "x" })],
    ["a lane that is none", { ...play(1), lane: "window" }],
    ["a time that is none", play(1, { from: Number.MAX_SAFE_INTEGER })],
    ["a version of zero", play(1, { version: 0 })],
    ["another screen's name", { ...play(1), screen: "khac" }],
    ["a number for a truth", { ...play(1), whole: 1 }],
  ];
  for (const [what, one] of bad) {
    const answer = await refusal(client.call("addPlays", { body: { boot: boots[0], plays: [play(0), one as Play] } }));
    expect({ what, answer }).toEqual({ what, answer: "request/malformed" });
  }
  for (const boot of ["", "x", "0123456789ABCDEF", "0".repeat(17)])
    expect(await refusal(client.call("addPlays", { body: batch(boot, 1) }))).toBe("request/malformed");
  expect(await refusal(client.call("addPlays", { body: { boot: boots[0], plays: [] } }))).toBe("request/malformed");
  const many = Array.from({ length: 201 }, (_, seq) => seq);
  expect(await refusal(client.call("addPlays", { body: batch(boots[0], ...many) }))).toBe("request/malformed");
  expect(stored(id)).toEqual([]);
});
