import { expect, test } from "vitest";
import { holdsAt, KeyEntry, keyIdOf, pointOf } from "../../../content/trust/key.ts";
import { hand, noon } from "./signing.ts";

test("a key counts from its first moment until the one it was given up at, half-open", () => {
  const { entry } = hand("ha", ["approver"], { since: noon, until: noon + 10 });
  expect([noon - 1, noon, noon + 9, noon + 10].map((at) => holdsAt(entry, at))).toEqual([false, true, true, false]);
  const { until: _, ...forGood } = entry;
  expect(holdsAt(forGood, noon + 1e12)).toBe(true);
});

test("a key is named after its point, so two names are two points", () => {
  const { key } = hand("ha", ["approver"]);
  expect(keyIdOf(key)).toBe(key.keyId);
  expect(keyIdOf({ x: key.y, y: key.x })).not.toBe(key.keyId);
  expect(key.keyId).toMatch(/^[0-9a-f]{16}$/);
});

test("a point is 04, x and y", () => {
  const { key } = hand("ha", ["approver"]);
  const point = pointOf(key);
  expect(point?.length).toBe(65);
  expect(point?.[0]).toBe(4);
  expect(Buffer.from(point?.subarray(1, 33) ?? []).toString("base64url")).toBe(key.x);
  expect(Buffer.from(point?.subarray(33) ?? []).toString("base64url")).toBe(key.y);
});

test("coordinates that are not 32 bytes each are no point", () => {
  const { x, y } = hand("ha", ["approver"]).key;
  expect(pointOf({ x: x.slice(2), y })).toBeUndefined();
  expect(pointOf({ x, y: `${y}AA` })).toBeUndefined();
  expect(pointOf({ x: x.replace(/./, "?"), y })).toBeUndefined();
  expect(pointOf({ x, y: "" })).toBeUndefined();
});

test("a key without a duty, or with an owner without a name to count by, is no entry", () => {
  const { entry } = hand("ha", ["approver"]);
  expect(KeyEntry.safeParse(entry).success).toBe(true);
  expect(KeyEntry.safeParse({ ...entry, duties: [] }).success).toBe(false);
  expect(KeyEntry.safeParse({ ...entry, owner: { id: "", name: "" } }).success).toBe(false);
  expect(KeyEntry.safeParse({ ...entry, secret: "d" }).success).toBe(false);
});
