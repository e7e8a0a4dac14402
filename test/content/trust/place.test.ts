import { expect, test } from "vitest";
import { areasAbove } from "../../../content/trust/place.ts";

const areas = [
  { id: "can-tho" },
  { id: "ninh-kieu", parent: "can-tho" },
  { id: "phuong-1", parent: "ninh-kieu" },
  { id: "a", parent: "b" },
  { id: "b", parent: "a" },
];

test("a place lies in its area and in all above it, smallest first", () => {
  expect(areasAbove("phuong-1", areas)).toEqual(["phuong-1", "ninh-kieu", "can-tho"]);
  expect(areasAbove("can-tho", areas)).toEqual(["can-tho"]);
});

test("an area that is not in the tree is itself alone, and a tree that bites its tail ends", () => {
  expect(areasAbove("nowhere", areas)).toEqual(["nowhere"]);
  expect(areasAbove("a", areas)).toEqual(["a", "b"]);
});
