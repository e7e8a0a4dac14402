import { describe, expect, test } from "vitest";
import { approvalType } from "../../../content/trust/approval-statement.ts";
import { challengeFor, openEnvelope, openSigned, readPayload } from "../../../content/trust/envelope.ts";
import { checkVersion, Floors } from "../../../content/trust/floors.ts";
import { Heartbeat, heartbeatEveryMs, heartbeatLifeMs, heartbeatType } from "../../../content/trust/heartbeat.ts";
import { KeyEntry, PublicKey, Scheme } from "../../../content/trust/key.ts";
import {
  LogEntry,
  OrderScope,
  OrderStatement,
  orderType,
  RecallStatement,
} from "../../../content/trust/order-statement.ts";
import { Place } from "../../../content/trust/place.ts";
import { openNextRoot, readRoot, Root, rootLifeMs, rootType, followRoots } from "../../../content/trust/root.ts";
import { day, enveloped, hand, passkeySignature, rootOf, sealed, sealedRoot, verifyByNode } from "./signing.ts";

/**
 * What stands on screens and in safes for years: names and shapes that may never change meaning. A change here is a new
 * type, `…/2`, beside the old one.
 */
test("the signed types have their names for good", () => {
  expect([rootType, approvalType, orderType, heartbeatType]).toEqual([
    "bangtin/root/1",
    "bangtin/approval/1",
    "bangtin/order/1",
    "bangtin/heartbeat/1",
  ]);
});

test("a root lasts two years, a heartbeat a quarter of an hour and comes every minute", () => {
  expect([rootLifeMs / day, heartbeatLifeMs / 60_000, heartbeatEveryMs / 1000]).toEqual([730, 15, 60]);
});

test("the challenge of a passkey is the hash of type and payload", () => {
  // printf 'bangtin/approval/1\n{}' | sha256sum | xxd -r -p | base64url
  expect(challengeFor("bangtin/approval/1", "{}")).toBe("qGyW_9A04JlryjvzXDzG1SJYFaYyry3KhbnwpOISMmw");
});

const root1 = hand("root-1", ["root"]);
const server = hand("server", ["server"]);
const x = server.key.x;

describe("names are exactly as long as they should be, in their own letters", () => {
  const id = "0123456789abcdef";
  test.each([
    [id, true],
    [`${id}0`, false],
    [`0${id}`, false],
    [id.slice(1), false],
    [id.toUpperCase(), false],
    ["", false],
  ])("key %s: %s", (keyId, right) => {
    expect(PublicKey.safeParse({ ...server.key, keyId }).success).toBe(right);
    const what = { kind: "key", keyId, since: 0 };
    expect(RecallStatement.shape.what.safeParse(what).success).toBe(right);
  });

  test.each([
    [x, true],
    [`${x}A`, false],
    [`A${x}`, false],
    [x.slice(1), false],
    [`${x.slice(1)}+`, false],
  ])("coordinate %#", (coordinate, right) => {
    expect(PublicKey.safeParse({ ...server.key, x: coordinate }).success).toBe(right);
  });

  const nonce = "0123456789abcdef0123456789abcdef";
  test.each([
    [nonce, true],
    [`${nonce}0`, false],
    [`0${nonce}`, false],
    [nonce.slice(1), false],
    [nonce.toUpperCase(), false],
  ])("nonce and order %s: %s", (name, right) => {
    const beat = { at: 1, expiresAt: 2, root: 1, orders: 0, answer: { nonce: name, screen: "man" } };
    expect(Heartbeat.safeParse(beat).success).toBe(right);
    expect(RecallStatement.shape.what.safeParse({ kind: "takeover", order: name }).success).toBe(right);
  });
});

describe("a shape takes what it names and nothing else", () => {
  const place = { venue: "v", kind: "airport", areas: ["a"] };
  const scope = { kind: "places", areas: [], venues: ["v"] };
  const webauthn = { kind: "webauthn", rpId: "bangtin.example", origins: ["https://bangtin.example"] };
  const entry = { number: 1, envelope: "{}", revision: "{}" };
  const floors = { manifest: { keyId: "k", version: 9 }, orders: 41 };
  test.each([
    ["place", Place, place],
    ["scope", OrderScope, scope],
    ["everywhere", OrderScope, { kind: "everywhere" }],
    ["scheme", Scheme, webauthn],
    ["entry", LogEntry, entry],
    ["floors", Floors, floors],
    ["key", KeyEntry, server.entry],
    ["root", Root, rootOf([root1, server], { lone: { afterMs: 180_000 } })],
  ] as const)("%s", (_, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
    expect(schema.safeParse({ ...value, more: 1 }).success).toBe(false);
    expect(schema.safeParse({}).success).toBe(schema === Floors);
  });

  test("a leader waits three minutes at least and an hour at most", () => {
    const lone = (afterMs: number): boolean => Root.safeParse(rootOf([root1, server], { lone: { afterMs } })).success;
    expect([179_999, 180_000, 3_600_000, 3_600_001].map(lone)).toEqual([false, true, true, false]);
  });

  test("floors of another shape are no floors", () => {
    expect(Floors.safeParse({ manifest: { keyId: "k" } }).success).toBe(false);
    expect(Floors.safeParse({ manifest: { version: 9 } }).success).toBe(false);
    expect(Floors.safeParse({ orders: 1.5 }).success).toBe(false);
  });

  test("an order is one of two kinds", () => {
    expect(OrderStatement.safeParse({ kind: "show-this" }).success).toBe(false);
  });
});

describe("a refusal says what exactly, for whoever must mend it", () => {
  const said = async (work: () => unknown): Promise<string> => {
    try {
      await work();
    } catch (error) {
      return (error as Error).message;
    }
    return "no refusal";
  };
  const first = rootOf([root1, server]);
  test.each([
    ["trust/wrong-type: a", () => openSigned(sealed("a", "{}", server), "b", [server.entry], verifyByNode)],
    [
      "trust/malformed: not the one spelling",
      () => readPayload(Place, JSON.stringify({ areas: [], venue: "v", kind: "airport" })),
    ],
    ["trust/rollback: 8 < 9", () => checkVersion(8, 9)],
    ["trust/fast-forward: 9000000 > 9", () => checkVersion(9_000_000, 9)],
    ["trust/rollback: root 1 <= 1", () => openNextRoot(first, sealedRoot(first, root1), verifyByNode)],
    ["trust/root-gap: 1 → 7", () => openNextRoot(first, sealedRoot({ ...first, version: 7 }, root1), verifyByNode)],
    [
      "trust/too-long: 257 roots",
      () => followRoots({ root: first, payload: "" }, Array<string>(257).fill(""), verifyByNode),
    ],
    ["trust/duplicate-key: KEY", () => readRoot(JSON.stringify(rootOf([root1, server, server])))],
    ["trust/malformed: expires before it begins", () => readRoot(JSON.stringify({ ...first, expiresAt: 0 }))],
    [
      "trust/duplicate-key: 0000000000000000",
      () => readRoot(JSON.stringify({ ...first, keys: [{ ...root1.entry, keyId: "0".repeat(16) }, server.entry] })),
    ],
    [
      "trust/mixed-duties: KEY",
      () =>
        readRoot(JSON.stringify({ ...first, keys: [root1.entry, { ...server.entry, duties: ["server", "officer"] }] })),
    ],
  ])("%s", async (sentence, work) => {
    // Keys are new in every run; a test has the same name in each.
    expect(await said(work)).toBe(sentence.replace("KEY", server.key.keyId));
  });

  test("and keeps what it stumbled over", async () => {
    const stumble = async (work: () => unknown): Promise<unknown> => {
      try {
        return await work();
      } catch (error) {
        return (error as Error).cause;
      }
    };
    expect(await stumble(() => openSigned("{", "a", [], verifyByNode))).toBeInstanceOf(SyntaxError);
    expect(await stumble(() => readPayload(Place, "{"))).toBeInstanceOf(SyntaxError);
  });
});

test("a bare public key is no passkey: an assertion under it is refused", async () => {
  const text = enveloped({ type: "t", payload: "{}", signatures: [passkeySignature("t", "{}", server)] });
  await expect(openEnvelope(text, "t", [server.key], verifyByNode)).rejects.toThrow("trust/bad-signature");
});

test("authenticator data of 37 bytes is enough, of 36 is not", async () => {
  const holder = hand("ha", ["approver"], {
    scheme: { kind: "webauthn", rpId: "bangtin.example", origins: ["https://bangtin.example"] },
  });
  const good = passkeySignature("t", "{}", holder);
  expect(Buffer.from(good.webauthn?.authenticator ?? "", "base64url")).toHaveLength(37);
  const open = (text: string) => openSigned(text, "t", [holder.entry], verifyByNode);
  expect((await open(enveloped({ type: "t", payload: "{}", signatures: [good] }))).payload).toBe("{}");
  const short = passkeySignature("t", "{}", holder, { counter: 3 });
  expect(Buffer.from(short.webauthn?.authenticator ?? "", "base64url")).toHaveLength(36);
  await expect(open(enveloped({ type: "t", payload: "{}", signatures: [short] }))).rejects.toThrow(
    "trust/bad-signature",
  );
});
