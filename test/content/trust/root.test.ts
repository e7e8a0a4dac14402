import { describe, expect, test } from "vitest";
import {
  counting,
  followRoots,
  keysFor,
  mostRotations,
  openFirstRoot,
  openNextRoot,
  persons,
  readRoot,
  rootCode,
  rootExpired,
  serverKeys,
  rootType,
  type Root,
} from "../../../content/trust/root.ts";
import {
  codeOf,
  day,
  enveloped,
  hand,
  noon,
  rootOf,
  sealed,
  sealedRoot,
  signatureOf,
  verifyByNode,
} from "./signing.ts";

const rootKey = hand("root-1", ["root"]);
const second = hand("root-2", ["root"]);
const third = hand("root-3", ["root"]);
const server = hand("server", ["server"]);
const ha = hand("ha", ["approver", "officer"]);
const first = rootOf([rootKey, server]);
const next = (more: Partial<Root>): Root => ({ ...rootOf([rootKey, server, ha]), version: 2, ...more });

describe("the first root", () => {
  test("is signed by its own root key and is kept as its exact bytes", async () => {
    expect(await openFirstRoot(sealedRoot(first, rootKey), verifyByNode)).toEqual({
      root: first,
      payload: JSON.stringify(first),
    });
  });

  test("signed by anybody else is refused", async () => {
    expect(await codeOf(openFirstRoot(sealedRoot(first, server), verifyByNode))).toBe("trust/unknown-key");
    expect(await codeOf(openFirstRoot(sealedRoot(first, second), verifyByNode))).toBe("trust/unknown-key");
  });

  test("that asks for two signatures needs two persons", async () => {
    const two = rootOf([rootKey, second, server], { thresholds: { root: 2, approval: 1, takeover: 2 } });
    expect(await codeOf(openFirstRoot(sealedRoot(two, rootKey), verifyByNode))).toBe("trust/too-few-signatures");
    expect(await codeOf(openFirstRoot(sealedRoot(two, rootKey, rootKey), verifyByNode))).toBe(
      "trust/too-few-signatures",
    );
    expect((await openFirstRoot(sealedRoot(two, rootKey, second), verifyByNode)).root.version).toBe(1);
  });

  test("of another type is refused", async () => {
    expect(
      await codeOf(openFirstRoot(sealed("bangtin/approval/1", JSON.stringify(first), rootKey), verifyByNode)),
    ).toBe("trust/wrong-type");
  });

  test("too long to be one is refused unread", async () => {
    expect(await codeOf(openFirstRoot("x".repeat(512_001), verifyByNode))).toBe("trust/too-long");
    expect(await codeOf(openNextRoot(first, "x".repeat(512_001), verifyByNode))).toBe("trust/too-long");
  });
});

describe("a root that contradicts itself is refused", () => {
  const read = (root: Root) => codeOf(() => readRoot(JSON.stringify(root)));

  test("one key twice", async () => {
    expect(await read(rootOf([rootKey, server, ha, ha]))).toBe("trust/duplicate-key");
  });

  test("one key under two names", async () => {
    const alias = { ...ha, entry: { ...ha.entry, keyId: "0123456789abcdef" } };
    expect(await read(rootOf([rootKey, server, alias]))).toBe("trust/duplicate-key");
  });

  test("fewer root keys' holders than it asks for: nobody could ever change it", async () => {
    expect(await read(rootOf([rootKey, server], { thresholds: { root: 2, approval: 1, takeover: 2 } }))).toBe(
      "trust/unreachable-threshold",
    );
    const same = hand("root-1", ["root"]);
    expect(await read(rootOf([rootKey, same, server], { thresholds: { root: 2, approval: 1, takeover: 2 } }))).toBe(
      "trust/unreachable-threshold",
    );
  });

  test("no server key: nothing could ever be published", async () => {
    expect(await read(rootOf([rootKey, ha]))).toBe("trust/unreachable-threshold");
  });

  test("no server key but one that ended, or that will", async () => {
    const ended = { ...server, entry: { ...server.entry, until: noon + 700 * day } };
    expect(await read(rootOf([rootKey, ended]))).toBe("trust/unreachable-threshold");
    expect(await read(rootOf([rootKey, ended, hand("server-2", ["server"])]))).toBe("no refusal");
  });

  test.each([["root"], ["server"]] as const)("a %s key with another duty", async (duty) => {
    expect(await read(rootOf([rootKey, server, hand("x", [duty, "approver"])]))).toBe("trust/mixed-duties");
  });

  test("a person may have several duties", async () => {
    expect(await read(rootOf([rootKey, server, hand("x", ["approver", "officer", "leader"])]))).toBe("no refusal");
  });

  test("expired before it begins", async () => {
    expect(await read(rootOf([rootKey, server], { expiresAt: noon - day }))).toBe("trust/malformed");
    expect(await read(rootOf([rootKey, server], { expiresAt: noon - day + 1 }))).toBe("no refusal");
  });

  test("not in its one spelling", async () => {
    expect(await codeOf(() => readRoot(JSON.stringify(first, null, 1)))).toBe("trust/malformed");
  });
});

describe("the chain", () => {
  test("goes on with a root one higher, signed by the keys of both", async () => {
    expect((await openNextRoot(first, sealedRoot(next({}), rootKey), verifyByNode)).root).toEqual(next({}));
  });

  test("a new root key needs the old one's word and its own", async () => {
    const handed = { ...rootOf([second, server]), version: 2 };
    expect(await codeOf(openNextRoot(first, sealedRoot(handed, second), verifyByNode))).toBe("trust/unknown-key");
    expect(await codeOf(openNextRoot(first, sealedRoot(handed, rootKey), verifyByNode))).toBe("trust/unknown-key");
    expect((await openNextRoot(first, sealedRoot(handed, rootKey, second), verifyByNode)).root.version).toBe(2);
  });

  test("a threshold of the old and a threshold of the new are both asked for", async () => {
    const two = rootOf([rootKey, second, third, server], { thresholds: { root: 2, approval: 1, takeover: 2 } });
    const after = { ...two, version: 2 };
    expect(await codeOf(openNextRoot(two, sealedRoot(after, third), verifyByNode))).toBe("trust/too-few-signatures");
    expect((await openNextRoot(two, sealedRoot(after, second, third), verifyByNode)).root.version).toBe(2);
    const stricter = { ...first, version: 2, keys: two.keys, thresholds: two.thresholds };
    expect(await codeOf(openNextRoot(first, sealedRoot(stricter, rootKey), verifyByNode))).toBe(
      "trust/too-few-signatures",
    );
    expect(await codeOf(openNextRoot(two, sealedRoot({ ...first, version: 2 }, rootKey), verifyByNode))).toBe(
      "trust/too-few-signatures",
    );
  });

  test.each([
    [1, "trust/rollback"],
    [3, "trust/root-gap"],
    [2 ** 53 - 1, "trust/root-gap"],
  ])("version %d does not follow version 1", async (version, code) => {
    expect(await codeOf(openNextRoot(first, sealedRoot(next({ version }), rootKey), verifyByNode))).toBe(code);
  });

  test("an older root is not taken for a newer one", async () => {
    expect(await codeOf(openNextRoot(next({}), sealedRoot(first, rootKey), verifyByNode))).toBe("trust/rollback");
  });

  test("is followed link by link, and stops at the first that does not hold", async () => {
    const start = { root: first, payload: JSON.stringify(first) };
    const two = sealedRoot(next({}), rootKey);
    const three = sealedRoot(next({ version: 3 }), rootKey);
    const end = await followRoots(start, [two, three], verifyByNode);
    expect(end).toEqual({ root: next({ version: 3 }), payload: JSON.stringify(next({ version: 3 })) });
    expect(await followRoots(start, [], verifyByNode)).toBe(start);
    expect(await codeOf(followRoots(start, [three], verifyByNode))).toBe("trust/root-gap");
    expect(await codeOf(followRoots(start, [two, two], verifyByNode))).toBe("trust/rollback");
  });

  test("is not followed without end", async () => {
    const start = { root: first, payload: "" };
    expect(await codeOf(followRoots(start, Array<string>(mostRotations + 1).fill(""), verifyByNode))).toBe(
      "trust/too-long",
    );
    expect(await codeOf(followRoots(start, Array<string>(mostRotations).fill(""), verifyByNode))).toBe(
      "trust/malformed",
    );
  });

  test("a signature over other bytes breaks it", async () => {
    const payload = JSON.stringify(next({}));
    const forged = enveloped({
      type: rootType,
      payload,
      signatures: [signatureOf(rootType, JSON.stringify(next({ version: 3 })), rootKey)],
    });
    expect(await codeOf(openNextRoot(first, forged, verifyByNode))).toBe("trust/bad-signature");
  });
});

test("a root's code is short, and another root's is another", () => {
  expect(rootCode(JSON.stringify(first))).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(rootCode(JSON.stringify(first))).not.toBe(rootCode(JSON.stringify(next({}))));
});

test("a root expires at the very moment it says", () => {
  expect(rootExpired(first, first.expiresAt - 1)).toBe(false);
  expect(rootExpired(first, first.expiresAt)).toBe(true);
});

test("keys are found by duty and counted by person", () => {
  const root = rootOf([rootKey, server, ha, hand("ha", ["approver"]), hand("phuc", ["approver"])]);
  expect(keysFor(root, "approver")).toHaveLength(3);
  expect(keysFor(root, "leader")).toEqual([]);
  expect(persons(keysFor(root, "approver"))).toBe(2);
});

test("a server key that ended counts for nothing, not even for before: its holder writes any date", () => {
  const next = hand("server-2", ["server"]);
  for (const until of [noon - day, noon, noon + 700 * day]) {
    const ended = { ...server, entry: { ...server.entry, until } };
    expect(serverKeys(rootOf([rootKey, ended, ha, next]))).toEqual([next.entry]);
  }
  expect(serverKeys(rootOf([rootKey, server, ha, next]))).toEqual([server.entry, next.entry]);
});

test("what was signed while its key counted and the root held, counts", () => {
  const root = rootOf([rootKey, server, ha]);
  expect(counting(root, [ha.entry], noon)).toEqual([ha.entry]);
  expect(counting(root, [ha.entry], noon - day - 1)).toEqual([]);
  expect(counting(root, [ha.entry], root.expiresAt)).toEqual([]);
  expect(counting(root, [ha.entry], root.expiresAt - 1)).toEqual([ha.entry]);
});
