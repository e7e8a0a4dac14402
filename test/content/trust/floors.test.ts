import { expect, test } from "vitest";
import { checkVersion, farthestJump, manifestFloor, orderFloors } from "../../../content/trust/floors.ts";
import { codeOf, day, hand, noon, rootOf } from "./signing.ts";

const server = hand("server", ["server"]);
const other = hand("server", ["server"]);
const root = rootOf([hand("root-1", ["root"]), server]);

test("a screen never goes back below the highest version it took", async () => {
  const floor = manifestFloor({ manifest: { keyId: server.key.keyId, version: 9 } }, root);
  expect(floor).toBe(9);
  expect(await codeOf(() => checkVersion(8, floor))).toBe("trust/rollback");
  expect(await codeOf(() => checkVersion(9, floor))).toBe("no refusal");
  expect(await codeOf(() => checkVersion(10, floor))).toBe("no refusal");
});

test("an impossible jump is refused, so that no one can end all versions", async () => {
  expect(await codeOf(() => checkVersion(9 + farthestJump, 9))).toBe("no refusal");
  expect(await codeOf(() => checkVersion(10 + farthestJump, 9))).toBe("trust/fast-forward");
  expect(await codeOf(() => checkVersion(9e15, 0))).toBe("trust/fast-forward");
});

test("a root that replaces the server's key frees the screen from that key's versions", () => {
  expect(manifestFloor({ manifest: { keyId: other.key.keyId, version: 9e15 } }, root)).toBe(0);
  expect(manifestFloor({}, root)).toBe(0);
});

test("each of two server keys that the root lists binds the screen to what it signed", () => {
  const both = rootOf([hand("root-1", ["root"]), server, hand("server-2", ["server"])]);
  expect(manifestFloor({ manifest: { keyId: server.key.keyId, version: 9 } }, both)).toBe(9);
});

test("a server key that the root ended binds nobody, whenever its end is", () => {
  for (const until of [noon - 1, noon + 700 * day]) {
    const ended = rootOf([{ ...server, entry: { ...server.entry, until } }, other]);
    expect(manifestFloor({ manifest: { keyId: server.key.keyId, version: 9 } }, ended)).toBe(0);
    expect(orderFloors({ orders: 42, ordersBy: server.key.keyId }, ended).orders).toBe(0);
  }
});

test("what was known of a server's log of orders binds as long as the root lists that server's key", () => {
  const known = { orders: 42, through: 41, recalls: 7 };
  expect(orderFloors({ ...known, ordersBy: server.key.keyId }, root)).toEqual(known);
  expect(orderFloors(known, root)).toEqual(known);
  const none = { orders: 0, through: 0, recalls: 0 };
  expect(orderFloors({ ...known, ordersBy: other.key.keyId }, root)).toEqual(none);
  expect(orderFloors({}, root)).toEqual(none);
});
