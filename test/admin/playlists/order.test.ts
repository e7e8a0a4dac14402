import { expect, test } from "vitest";
import { chosenAfterRemoval, move, putBack, without } from "../../../admin/pages/playlists/order.ts";

const list = ["a", "b", "c", "d"];

test("an item goes up, down and far, and the others keep their order", () => {
  expect(move(list, 2, 1)).toEqual(["a", "c", "b", "d"]);
  expect(move(list, 0, 3)).toEqual(["b", "c", "d", "a"]);
  expect(move(list, 3, 0)).toEqual(["d", "a", "b", "c"]);
});

test("past either end is the end, and moving to its own place changes nothing", () => {
  expect(move(list, 0, -1)).toBe(list);
  expect(move(list, 3, 4)).toBe(list);
  expect(move(list, 1, 99)).toEqual(["a", "c", "d", "b"]);
  expect(move(list, 9, 0)).toBe(list);
});

test("what is removed can be put back where it was, even when the list has become shorter", () => {
  expect(putBack(without(list, 1), 1, "b")).toEqual(list);
  expect(putBack(["a"], 3, "d")).toEqual(["a", "d"]);
});

test("after a removal the choice stays in place, or falls on the last", () => {
  expect(chosenAfterRemoval(1, 4)).toBe(1);
  expect(chosenAfterRemoval(3, 4)).toBe(2);
  expect(chosenAfterRemoval(0, 1)).toBe(0);
});
