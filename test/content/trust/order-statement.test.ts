import { describe, expect, test } from "vitest";
import {
  longestTakeoverMs,
  openOrder,
  orderPayload,
  ordersAt,
  orderType,
  reaches,
  unrecalled,
  usualTakeoverMs,
  type OpenOrder,
  type OrderStatement,
  type RecallStatement,
  type TakeoverStatement,
} from "../../../content/trust/order-statement.ts";
import type { Place } from "../../../content/trust/place.ts";
import { revision, wordsOnly } from "./message.ts";
import { codeOf, hand, noon, rootOf, sealed, verifyByNode, type Hand } from "./signing.ts";

const rootKey = hand("root-1", ["root"]);
const server = hand("server", ["server"]);
const ha = hand("ha", ["approver", "officer"]);
const phuc = hand("phuc", ["officer"]);
const tuan = hand("tuan", ["leader"]);
const lan = hand("lan", ["approver"]);
const people = [rootKey, server, ha, phuc, tuan, lan];
const root = rootOf(people);
const withLone = rootOf(people, { lone: { afterMs: 180_000 } });

const takeover: TakeoverStatement = {
  kind: "takeover",
  id: "1".repeat(32),
  by: { id: "ha", name: "Phạm Thu Hà" },
  reason: "Cháy lớn, theo điện thoại của Sở",
  at: noon,
  revision: wordsOnly.digest,
  scope: { kind: "everywhere" },
  from: noon,
  until: noon + usualTakeoverMs,
};
const recall = (what: RecallStatement["what"], id = "2".repeat(32)): RecallStatement => ({
  kind: "recall",
  id,
  by: { id: "phuc", name: "Lê Văn Phúc" },
  reason: "Sai số điện thoại",
  at: noon + 1,
  what,
});
const entry = (statement: OrderStatement, ...by: Hand[]) => ({
  number: 41,
  envelope: sealed(orderType, orderPayload(statement), ...by),
  revision: wordsOnly.bytes,
});
const judge = (statement: OrderStatement, by: Hand[], under = root) =>
  codeOf(openOrder(entry(statement, ...by), under, verifyByNode));

describe("a takeover", () => {
  test("needs two officers, and comes with its words and its number", async () => {
    expect(await openOrder(entry(takeover, ha, phuc), root, verifyByNode)).toEqual({
      number: 41,
      statement: takeover,
      signers: [ha.entry, phuc.entry],
      revision: wordsOnly,
    });
  });

  test("by one officer is refused", async () => {
    expect(await judge(takeover, [ha])).toBe("trust/too-few-officers");
  });

  test("by one officer twice, or with two keys of one person, is refused", async () => {
    expect(await judge(takeover, [ha, ha])).toBe("trust/too-few-officers");
    const again = hand("ha", ["officer"]);
    expect(await judge(takeover, [ha, again], rootOf([...people, again]))).toBe("trust/too-few-officers");
  });

  test("by an officer and an approver, or a leader who is no officer, is refused", async () => {
    expect(await judge(takeover, [ha, lan])).toBe("trust/too-few-officers");
    expect(await judge(takeover, [ha, tuan])).toBe("trust/too-few-officers");
  });

  test("signed with the server's key or the root's is refused", async () => {
    expect(await judge(takeover, [server])).toBe("trust/unknown-key");
    expect(await judge(takeover, [rootKey])).toBe("trust/unknown-key");
  });

  test("by an officer whose key did not count any more is refused", async () => {
    const left = { ...phuc, entry: { ...phuc.entry, until: noon } };
    expect(await judge(takeover, [ha, phuc], rootOf([rootKey, server, ha, left]))).toBe("trust/too-few-officers");
  });

  test.each([
    [longestTakeoverMs, "no refusal"],
    [longestTakeoverMs + 1, "trust/order-too-long"],
    [1, "no refusal"],
    [0, "trust/order-too-long"],
    [-1, "trust/order-too-long"],
  ])("of %d ms: %s", async (length, code) => {
    expect(await judge({ ...takeover, until: takeover.from + length }, [ha, phuc])).toBe(code);
  });

  test("lasts an hour unless said otherwise, a day at most", () => {
    expect([usualTakeoverMs, longestTakeoverMs]).toEqual([3_600_000, 86_400_000]);
  });

  test("with other words than those signed is refused", async () => {
    const signed = entry(takeover, ha, phuc);
    expect(await codeOf(openOrder({ ...signed, revision: revision.bytes }, root, verifyByNode))).toBe(
      "trust/message-bytes",
    );
    const { revision: _, ...bare } = signed;
    expect(await codeOf(openOrder(bare, root, verifyByNode))).toBe("trust/message-bytes");
  });

  test("with a picture is refused: a screen would have to fetch it first", async () => {
    const pictured = { ...entry({ ...takeover, revision: revision.digest }, ha, phuc), revision: revision.bytes };
    expect(await codeOf(openOrder(pictured, root, verifyByNode))).toBe("trust/takeover-media");
  });

  test("is not an approval played again", async () => {
    const other = {
      ...entry(takeover, ha, phuc),
      envelope: sealed("bangtin/approval/1", orderPayload(takeover), ha, phuc),
    };
    expect(await codeOf(openOrder(other, root, verifyByNode))).toBe("trust/wrong-type");
  });

  test("that is refused says what exactly", async () => {
    const said = (given: TakeoverStatement) => openOrder(entry(given, ha, phuc), root, verifyByNode);
    await expect(said({ ...takeover, until: takeover.from })).rejects.toThrow("trust/order-too-long: 0");
    await expect(said({ ...takeover, revision: "0".repeat(64) })).rejects.toThrow(
      `trust/message-bytes: ${"0".repeat(64)}`,
    );
  });

  test("may be signed by someone who is approver and officer at once, and a root or server key never counts", async () => {
    const mixed = hand("may", ["root", "officer"]);
    expect(await judge(takeover, [mixed, phuc], rootOf([...people, mixed]))).toBe("no refusal");
  });

  test("too long is refused unread", async () => {
    expect(await codeOf(openOrder({ number: 1, envelope: "x".repeat(20_001) }, root, verifyByNode))).toBe(
      "trust/too-long",
    );
  });
});

describe("a duty leader alone", () => {
  const alone = (waited: number, by = "tuan"): TakeoverStatement => ({
    ...takeover,
    by: { id: by, name: by },
    alone: { askedAt: noon - waited, note: "Chủ tịch đồng ý qua điện thoại" },
  });

  test("may not take over: the policy is off by default", async () => {
    expect(await judge(alone(180_000), [tuan])).toBe("trust/too-few-officers");
  });

  test("may where the root says so, after waiting three minutes, not a moment before", async () => {
    expect(await judge(alone(180_000), [tuan], withLone)).toBe("no refusal");
    expect(await judge(alone(179_999), [tuan], withLone)).toBe("trust/too-few-officers");
  });

  test("counts also when somebody who cannot help signed too", async () => {
    expect(await judge(alone(180_000), [lan, tuan], withLone)).toBe("no refusal");
  });

  test("must say so in what they sign, in their own name, and be a leader", async () => {
    expect(await judge({ ...takeover, by: { id: "tuan", name: "" } }, [tuan], withLone)).toBe("trust/too-few-officers");
    expect(await judge(alone(180_000, "ha"), [tuan], withLone)).toBe("trust/too-few-officers");
    expect(await judge(alone(180_000, "ha"), [ha], withLone)).toBe("trust/too-few-officers");
  });
});

describe("a recall", () => {
  const what = { kind: "revision", revision: wordsOnly.digest } as const;

  test("needs one officer, or one approver", async () => {
    for (const one of [phuc, lan]) expect(await judge(recall(what), [one])).toBe("no refusal");
    expect((await openOrder(entry(recall(what), phuc), root, verifyByNode)).revision).toBeUndefined();
  });

  test("by a leader alone, or with a key that did not count, is refused", async () => {
    expect(await judge(recall(what), [tuan])).toBe("trust/too-few-officers");
    const left = { ...phuc, entry: { ...phuc.entry, until: noon + 1 } };
    expect(await judge(recall(what), [phuc], rootOf([rootKey, server, left]))).toBe("trust/too-few-officers");
  });

  test("keeps only those signers who may recall", async () => {
    expect((await openOrder(entry(recall(what), tuan, phuc), root, verifyByNode)).signers).toEqual([phuc.entry]);
  });
});

describe("what a screen makes of the log", () => {
  const place: Place = { venue: "cho-noi", kind: "airport", areas: ["phuong-1", "ninh-kieu", "can-tho"] };
  const opened = (statement: OrderStatement, number = 41, signers = [ha.entry, phuc.entry]): OpenOrder => ({
    number,
    statement,
    signers,
    revision: statement.kind === "takeover" ? wordsOnly : undefined,
  });
  const played = {
    kind: "takeover",
    message: wordsOnly.digest,
    from: takeover.from,
    until: takeover.until,
    number: 41,
    forms: ["panel", "ticker"],
  };

  test("a takeover everywhere is played here, with the forms it has", () => {
    expect(ordersAt(place, [opened(takeover)], root)).toEqual([played]);
    const silent = { ...wordsOnly, content: { ...wordsOnly.content, forms: { ticker: { text: { vi: "Cháy" } } } } };
    expect(ordersAt(place, [{ ...opened(takeover), revision: silent }], root)).toMatchObject([{ forms: ["ticker"] }]);
  });

  test.each([
    [{ areas: ["ninh-kieu"], venues: [] }, true],
    [{ areas: ["can-tho"], venues: [] }, true],
    [{ areas: ["cai-rang"], venues: [] }, false],
    [{ areas: [], venues: ["cho-noi"] }, true],
    [{ areas: ["cai-rang"], venues: ["san-bay"] }, false],
    [{ areas: [], venues: [] }, false],
  ])("a takeover of %o reaches a floating market in Ninh Kiều: %s", (places, here) => {
    const scope = { kind: "places" as const, ...places };
    expect(reaches(scope, place)).toBe(here);
    expect(ordersAt(place, [opened({ ...takeover, scope })], root)).toHaveLength(here ? 1 : 0);
  });

  test("one that was ended is gone, and no other with it", () => {
    const other = { ...takeover, id: "3".repeat(32) };
    const end = opened(recall({ kind: "takeover", order: takeover.id }), 43);
    expect(ordersAt(place, [opened(takeover), opened(other, 42), end], root)).toEqual([{ ...played, number: 42 }]);
  });

  test("a recall of a revision or of a key ends no takeover", () => {
    const others = [
      recall({ kind: "revision", revision: "f".repeat(64) }),
      recall({ kind: "key", keyId: "f".repeat(16), since: 0 }),
    ];
    const made = ordersAt(place, [opened(takeover), ...others.map((each) => opened(each))], root);
    expect(made).toContainEqual(played);
    const silent = { ...wordsOnly, content: { ...wordsOnly.content, forms: {} } };
    expect(ordersAt(place, [{ ...opened(takeover), revision: silent }], root)).toMatchObject([{ forms: [] }]);
  });

  test("a recall of a revision holds for it, wherever", () => {
    expect(ordersAt(place, [opened(recall({ kind: "revision", revision: "f".repeat(64) }))], root)).toEqual([
      { kind: "recall", message: "f".repeat(64) },
    ]);
  });

  test("recalling an officer's key ends the takeovers that need it, from the moment said", () => {
    const key = (since: number): OpenOrder => opened(recall({ kind: "key", keyId: phuc.key.keyId, since }), 42);
    expect(ordersAt(place, [opened(takeover), key(noon)], root)).toEqual([]);
    expect(ordersAt(place, [opened(takeover), key(noon + 1)], root)).toEqual([played]);
    expect(unrecalled([ha.entry, phuc.entry], [key(noon)], noon)).toEqual([ha.entry]);
    expect(unrecalled([ha.entry, phuc.entry], [opened(takeover)], noon)).toEqual([ha.entry, phuc.entry]);
  });
});
