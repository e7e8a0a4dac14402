import { expect, test } from "vitest";
import { moved, removed, restored } from "../../../admin/pages/playlists/arrangement.ts";
import { bodyOf, draftOf, secondsFrom } from "../../../admin/pages/playlists/row.ts";

const { items } = draftOf({ name: "", items: [{ message: "a" }, { message: "b", seconds: 9 }, { message: "a" }] });
const names = (rows: typeof items): string => rows.map(({ message, seconds }) => message + (seconds ?? "")).join(" ");

test("a row that is moved stays chosen, and past the end is at the end", () => {
  const next = moved(items, 1, 7);
  expect([names(next?.items ?? []), next?.chosen]).toEqual(["a a b9", 2]);
  expect(moved(items, 0, -1)).toBeUndefined();
});

test("what was removed comes back to its place for ten seconds, and once", () => {
  const taken = removed(items, 1, 1000);
  if (!taken) throw new Error("nothing was removed");
  expect([names(taken.items), taken.chosen]).toEqual(["a a", 1]);
  const back = restored(taken.items, taken, 11_000);
  expect([names(back?.items ?? []), back?.chosen]).toEqual(["a b9 a", 1]);
  expect(restored(taken.items, taken, 11_001)).toBeUndefined();
  expect(restored(back?.items ?? [], taken, 1001)).toBeUndefined();
});

test("seconds are kept within bounds, and anything else leaves them to the length of the text", () => {
  expect(["1", "7.6", "9999", "", "x"].map(secondsFrom)).toEqual([3, 8, 600, undefined, undefined]);
});

test("the same message may stand twice, and is sent without what tells the two apart", () => {
  expect(new Set(items.map(({ key }) => key)).size).toBe(3);
  expect(bodyOf({ name: "P", items })).toEqual({
    name: "P",
    items: [{ message: "a" }, { message: "b", seconds: 9 }, { message: "a" }],
  });
});
