import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interleave, type LoopEntry } from "../../../content/playout/loop.ts";
import type { Level } from "../../../content/playout/campaign.ts";
import type { Spot } from "../../../content/playout/programme.ts";

function entry(campaign: string, spots: number, of: number, items = 1, level: Level = "routine"): LoopEntry {
  return {
    campaign,
    level,
    share: { spots, of },
    spots: Array.from({ length: items }, (_, i) => ({
      message: `${campaign}${i}_`.padEnd(64, "0"),
      form: "panel",
      ms: 10_000,
      campaign,
    })),
  };
}

const names = (spots: readonly Spot[]) => spots.map((spot) => spot.message.replace(/_0+$/, "")).join(" ");
const campaigns = (spots: readonly Spot[]) => spots.map((spot) => spot.campaign).join("");

describe("a loop", () => {
  test("gives priority two spots for one of routine, and begins with it", () => {
    expect(campaigns(interleave([entry("a", 1, 6), entry("b", 1, 6), entry("p", 2, 6, 1, "priority")]))).toBe("papb");
  });

  test("begins with priority even where its share is the smaller", () => {
    expect(campaigns(interleave([entry("a", 3, 6), entry("p", 1, 6, 1, "priority")]))).toBe("paaa");
  });

  test("spreads a small share evenly among a large one", () => {
    expect(campaigns(interleave([entry("a", 1, 6), entry("b", 5, 6)]))).toMatch(/^(?=(.*a){1}[^a]*$)b+ab+$/);
  });

  test.each([
    ["one to two", [entry("a", 1, 6), entry("b", 2, 6)], { a: 1, b: 2 }],
    ["one to two, with two items to show", [entry("a", 1, 6, 2), entry("b", 2, 6)], { a: 2, b: 4 }],
    ["a quarter to a sixth", [entry("a", 1, 4), entry("b", 1, 6)], { a: 3, b: 2 }],
  ])("has exactly the shares asked for: %s", (_, entries, expected) => {
    const counts: Record<string, number> = {};
    for (const { campaign } of interleave(entries)) counts[campaign] = (counts[campaign] ?? 0) + 1;
    expect(counts).toEqual(expected);
  });

  test("plays a playlist through, in its order", () => {
    expect(names(interleave([entry("a", 1, 6, 3)]))).toBe("a0 a1 a2");
  });

  test("grows until each item of each playlist appears equally often", () => {
    const spots = interleave([entry("a", 1, 6, 3), entry("b", 1, 6, 2)]);
    expect(spots).toHaveLength(12);
    for (const name of ["a0", "a1", "a2"])
      expect(
        names(spots)
          .split(" ")
          .filter((n) => n === name),
      ).toHaveLength(2);
  });

  test("is empty only when there is nothing to play", () => {
    expect(interleave([])).toEqual([]);
    expect(interleave([entry("a", 1, 6, 0)])).toEqual([]);
    expect(interleave([entry("a", 1, 60)])).toHaveLength(1);
  });

  test("stays within two hours of spots when the shares have no small common measure", () => {
    const entries = [entry("a", 59, 60, 1), entry("b", 58, 59, 1), entry("c", 56, 57, 1), entry("d", 52, 53, 1)];
    const spots = interleave(entries);
    expect(spots.length).toBeLessThanOrEqual(720);
    expect(new Set(spots.map((spot) => spot.campaign)).size).toBe(4);
  });

  test("shows all of a long playlist though its share is small", () => {
    const spots = interleave([entry("a", 1, 60, 100), entry("b", 59, 60, 7)]);
    expect(new Set(spots.map((spot) => spot.message)).size).toBe(107);
  });
});

const anyEntries = fc
  .array(
    fc.record({
      spots: fc.integer({ min: 1, max: 60 }),
      of: fc.oneof(fc.constantFrom(6, 10, 12), fc.integer({ min: 1, max: 60 })),
      items: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 100 })),
      level: fc.constantFrom<Level>("routine", "priority"),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) => all.map((e, i) => entry(`abcdefgh`[i] ?? "z", Math.min(e.spots, e.of), e.of, e.items, e.level)));

describe("laws of a loop", () => {
  test("every stretch from its start, up to its whole length and an hour, holds every share within one spot", () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const asked = entries.map(({ share }) => share.spots / share.of);
        const sum = asked.reduce((a, b) => a + b);
        const shares = asked.map((share) => share / sum);
        // A playlist that would need more than eight hours of its share is given more, so that all of it is shown.
        fc.pre(entries.every((e, i) => e.spots.length / (shares[i] ?? 0) <= 2880));
        const spots = interleave(entries);
        const played = entries.map(() => 0);
        let furthest = 0;
        for (let k = 0; k < Math.max(600, spots.length); k++) {
          const at = entries.findIndex((e) => e.campaign === spots[k % spots.length]?.campaign);
          played[at] = (played[at] ?? 0) + 1;
          shares.forEach((share, i) => (furthest = Math.max(furthest, Math.abs((played[i] ?? 0) - (k + 1) * share))));
        }
        expect(furthest).toBeLessThan(1 + 1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test("every item of every playlist appears, whatever the order of the campaigns", () => {
    fc.assert(
      fc.property(
        anyEntries.chain((e) => fc.tuple(fc.constant(e), fc.shuffledSubarray(e, { minLength: e.length }))),
        ([entries, shuffled]) => {
          const spots = interleave(entries);
          expect(interleave(shuffled)).toEqual(spots);
          expect(spots.every((spot) => spot.ms > 0)).toBe(true);
          const shown = new Set(spots.map((spot) => spot.message));
          expect(shown.size).toBe(entries.reduce((sum, e) => sum + e.spots.length, 0));
        },
      ),
      { numRuns: 100 },
    );
  });
});
