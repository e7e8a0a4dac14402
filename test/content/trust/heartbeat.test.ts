import { describe, expect, test } from "vitest";
import { heartbeatType, openHeartbeat, type Heartbeat } from "../../../content/trust/heartbeat.ts";
import { codeOf, day, hand, noon, rootOf, sealed, verifyByNode, type Hand } from "./signing.ts";

const rootKey = hand("root-1", ["root"]);
const server = hand("server", ["server"]);
const other = hand("server-2", ["server"]);
const ha = hand("ha", ["approver"]);
const root = rootOf([rootKey, server, ha]);
const nonce = "0".repeat(32);
const beat: Heartbeat = {
  at: noon,
  expiresAt: noon + 900_000,
  root: 3,
  orders: 41,
  audit: { size: 12, head: "a".repeat(64) },
  answer: { nonce, screen: "man-1", manifest: { lineUp: "l", version: 9 } },
};
const open = (given: Heartbeat, by: Hand = server, asked?: { nonce: string; screen: string }) =>
  openHeartbeat(sealed(heartbeatType, JSON.stringify(given), by), root, verifyByNode, asked);

describe("a heartbeat", () => {
  test("is the server's word, short-lived", async () => {
    expect(await open(beat)).toEqual({ ...beat, keyId: server.key.keyId });
    const { answer: _, audit: __, ...forAll } = beat;
    expect(await open(forAll)).toEqual({ ...forAll, keyId: server.key.keyId });
  });

  test("is nobody else's", async () => {
    expect(await codeOf(open(beat, ha))).toBe("trust/unknown-key");
    expect(await codeOf(open(beat, rootKey))).toBe("trust/unknown-key");
  });

  test("of a key that was given up is worth nothing, whatever time stands in it", async () => {
    const given = { ...server, entry: { ...server.entry, until: noon + day } };
    const text = sealed(heartbeatType, JSON.stringify(beat), server);
    expect(await codeOf(openHeartbeat(text, rootOf([rootKey, given, other]), verifyByNode))).toBe("trust/unknown-key");
  });

  test("of a key that does not count yet, or under a root that ran out, is worth nothing", async () => {
    const late = { ...server, entry: { ...server.entry, since: noon + 1 } };
    const text = sealed(heartbeatType, JSON.stringify(beat), server);
    expect(await codeOf(openHeartbeat(text, rootOf([rootKey, late]), verifyByNode))).toBe("trust/void-key");
    expect(await codeOf(openHeartbeat(text, rootOf([rootKey, server], { expiresAt: noon }), verifyByNode))).toBe(
      "trust/void-key",
    );
  });

  test("that is over before it begins is refused", async () => {
    expect(await codeOf(open({ ...beat, expiresAt: noon }))).toBe("trust/stale");
    expect(await codeOf(open({ ...beat, expiresAt: noon + 1 }))).toBe("no refusal");
  });

  test("answers the very question, and the very screen, that asked", async () => {
    expect(await codeOf(open(beat, server, { nonce, screen: "man-1" }))).toBe("no refusal");
    expect(await codeOf(open(beat, server, { nonce: "1".repeat(32), screen: "man-1" }))).toBe("trust/other-answer");
    expect(await codeOf(open(beat, server, { nonce, screen: "man-2" }))).toBe("trust/other-answer");
    const { answer: _, ...forAll } = beat;
    expect(await codeOf(open(forAll, server, { nonce, screen: "man-1" }))).toBe("trust/other-answer");
  });

  test("too long is refused unread, malformed after its signature", async () => {
    expect(await codeOf(openHeartbeat("x".repeat(4001), root, verifyByNode))).toBe("trust/too-long");
    expect(await codeOf(openHeartbeat(sealed(heartbeatType, "{}", server), root, verifyByNode))).toBe(
      "trust/malformed",
    );
    expect(
      await codeOf(openHeartbeat(sealed("bangtin/manifest/1", JSON.stringify(beat), server), root, verifyByNode)),
    ).toBe("trust/wrong-type");
  });
});
