// Over 300 lines: takeover, recall and what a returning screen hears share their officers, screens and words.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOrder } from "../../content/trust/order-statement.ts";
import { change } from "../../server/change.ts";
import { release as seconded } from "../../server/orders/takeover.ts";
import { trustedRoot } from "../../server/db/roots.ts";
import { verify } from "../../server/trust/sign.ts";
import { approvedText, assign } from "../support/assign.ts";
import { approve } from "../support/keys.ts";
import { readManifest } from "../support/read-manifest.ts";
import { letGo, listOfficers, recallBy, takeoverBy, type Officer } from "../support/officers.ts";
import { refusal } from "../support/refusal.ts";
import { screenSocket } from "../support/screen-socket.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, password, type World } from "../support/world.ts";

let world: World;
let ha: Officer;
let phuc: Officer;
let leader: Officer;
beforeAll(async () => {
  world = await createWorld();
  ({ ha, phuc, leader } = await listOfficers(world, { lone: { afterMs: 180_000 } }));
});
afterAll(() => world.end());

const words = messageContent("Sơ tán khỏi nhà ga ngay", "Sơ tán ngay");
const hour = 3_600_000;

const propose = (takeover: ReturnType<typeof takeoverBy>, by: Officer) =>
  by.client.call("proposeTakeover", { body: { envelope: takeover.sign(by), revision: takeover.revision } });
const release = (id: string, by: Officer, envelope: string) =>
  by.client.call("releaseTakeover", { params: { id }, body: { envelope } });
const view = async (id: string) => (await world.comms.call("orders")).find((order) => order.id === id);
const logOf = async (after = 0) =>
  (await (await screen()).client.call("orderLog", { query: { after: String(after) } })).entries;

let paired: Awaited<ReturnType<World["pair"]>> | undefined;
async function screen(): Promise<Awaited<ReturnType<World["pair"]>>> {
  return (paired ??= await world.pair("airport"));
}
const endAll = async (): Promise<void> => {
  for (const order of await world.comms.call("orders")) {
    if (order.status === "waiting") await ha.client.call("dropTakeover", { params: { id: order.id } });
    if (order.status === "running")
      await ha.client.call("recall", {
        body: { envelope: recallBy(world, ha, { kind: "takeover", order: order.id }).envelope },
      });
  }
};

describe("a takeover", () => {
  test("of one officer waits, and no screen hears of it", async () => {
    const { token } = await screen();
    const socket = await screenSocket(world.url, token);
    await socket.hello();
    const takeover = takeoverBy(world, ha, words);
    const before = (await logOf()).length;
    const waiting = await propose(takeover, ha);
    expect(waiting).toMatchObject({
      status: "waiting",
      payload: takeover.payload,
      signers: [{ id: ha.id }],
      title: words.title,
      reach: { screens: 1, online: 1, offline: 0, venues: 1, toCall: [] },
    });
    expect(waiting.number).toBeUndefined();
    expect(await logOf()).toHaveLength(before);
    expect(socket.orders).toEqual([]);
    socket.close();
    await endAll();
  });

  test("one officer cannot take over screens, and the same person cannot sign twice", async () => {
    await screen();
    const takeover = takeoverBy(world, ha, words);
    const { id } = await propose(takeover, ha);
    expect(await refusal(release(id, ha, takeover.sign(ha)))).toBe("order/same-person");
    expect(await refusal(release(id, ha, takeover.sign(ha, ha)))).toBe("order/same-person");
    expect(await refusal(release(id, phuc, takeover.sign(ha)))).toBe("order/no-key");
    expect(await refusal(release(id, phuc, takeover.sign(phuc)))).toBe("trust/too-few-officers");
    expect((await view(id))?.status).toBe("waiting");
    await endAll();
  });

  test("is on every screen in one broadcast once a second officer has signed the same bytes", async () => {
    const { token } = await screen();
    const cable = await world.pair("cable");
    const sockets = [await screenSocket(world.url, token), await screenSocket(world.url, cable.token)];
    const takeover = takeoverBy(world, ha, words);
    const { id } = await propose(takeover, ha);
    const letGone = await release(id, phuc, takeover.sign(ha, phuc));
    expect(letGone).toMatchObject({ status: "running", signers: [{ id: ha.id }, { id: phuc.id }], alone: false });
    for (const socket of sockets) await until("the order", () => socket.orders.length === 1);
    const [heard] = sockets[0]?.orders ?? [];
    expect(heard).toMatchObject({ number: letGone.number, revision: takeover.revision });
    const root = (await trustedRoot(world.server.deps.db))?.root;
    if (!heard || !root) throw new Error("no order");
    const opened = await openOrder(heard, root, verify);
    expect(opened.statement).toEqual(takeover.statement);
    expect(sockets[1]?.orders).toEqual(sockets[0]?.orders);
    const audit = await world.admin.call("audit");
    expect(audit.find((entry) => entry.action === "order.takeover")).toMatchObject({
      by: { id: phuc.id },
      subject: `order:${id}`,
      detail: { number: letGone.number, signers: [ha.name, phuc.name] },
    });
    for (const socket of sockets) socket.close();
    await world.admin.call("removeScreen", { params: { id: cable.id } });
    await endAll();
  });

  test("cannot be released with other bytes than the first officer signed", async () => {
    const takeover = takeoverBy(world, ha, words);
    const { id } = await propose(takeover, ha);
    const longer = takeoverBy(world, ha, words, { ...takeover.statement, until: takeover.statement.until + 1 });
    expect(await refusal(release(id, phuc, longer.sign(ha, phuc)))).toBe("trust/other-content");
    const broken = takeover.sign(ha, phuc).replace(/"signature":"./, '"signature":"_');
    expect(await refusal(release(id, phuc, broken))).toMatch(/^trust\/bad-signature|^trust\/malformed/);
    await endAll();
  });

  test("is let go once: a second release and a second proposal of it are refused", async () => {
    const takeover = takeoverBy(world, ha, words);
    const id = await letGo(takeover, ha, phuc);
    expect(await refusal(release(id, phuc, takeover.sign(ha, phuc)))).toBe("order/over");
    expect(await refusal(propose(takeover, ha))).toBe("order/over");
    await endAll();
  });

  test.each<[string, Partial<ReturnType<typeof takeoverBy>["statement"]>, string]>([
    ["longer than 24 hours", { until: Date.parse("2020-03-12T09:00:00+07:00") + 1 }, "trust/order-too-long"],
    ["that ends before it begins", { until: Date.parse("2020-03-11T08:00:00+07:00") }, "trust/order-too-long"],
    ["that is over", { from: 0, until: hour }, "order/over"],
    ["signed an hour ago", { at: Date.parse("2020-03-11T08:00:00+07:00") }, "trust/stale"],
    [
      "for a place without screens",
      { scope: { kind: "places", areas: [], venues: ["cable"] } },
      "order/reaches-nobody",
    ],
    ["of other words than it names", { revision: "ab".repeat(32) }, "trust/message-bytes"],
    ["in another's name", { by: { id: "khac", name: "Người khác" } }, "order/no-key"],
    ["alone, without anybody being waited for", { alone: { askedAt: 0, note: "vội" } }, "trust/too-few-officers"],
  ])("%s is refused", async (_, more, code) => {
    await screen();
    expect(await refusal(propose(takeoverBy(world, ha, words, more), ha))).toBe(code);
  });

  test("without words that can be shown, or with words that the check blocks, is refused", async () => {
    const nothing = { ...words, forms: {} };
    expect(await refusal(propose(takeoverBy(world, ha, nothing), ha))).toBe("message/blocked-by-check");
    const tooLong = messageContent("Sơ tán", "Rất dài ".repeat(40));
    expect(await refusal(propose(takeoverBy(world, ha, tooLong), ha))).toBe("message/blocked-by-check");
  });

  test("by somebody whom the root does not list is refused", async () => {
    const stranger = { ...phuc, hand: leader.hand };
    expect(await refusal(propose(takeoverBy(world, ha, words), { ...ha, client: world.comms }))).toBe(
      "auth/not-allowed",
    );
    expect(await refusal(propose(takeoverBy(world, stranger, words), stranger))).toBe("order/no-key");
  });

  test("may be seconded as long as it waits, however long ago its first officer signed", async () => {
    const takeover = takeoverBy(world, ha, words, { until: world.now + 5 * hour });
    const { id } = await propose(takeover, ha);
    world.now += hour - 1;
    expect(await release(id, phuc, takeover.sign(ha, phuc))).toMatchObject({ status: "running" });
    await endAll();
  });

  test("that nobody seconds within the hour cannot be released any more", async () => {
    const takeover = takeoverBy(world, ha, words, { until: world.now + 5 * hour });
    const { id } = await propose(takeover, ha);
    world.now += hour;
    expect(await view(id)).toBeUndefined();
    expect(await refusal(release(id, phuc, takeover.sign(ha, phuc)))).toBe("order/over");
    expect(await refusal(ha.client.call("dropTakeover", { params: { id } }))).toBe("allowed");
  });

  test("that waits can be dropped", async () => {
    const { id } = await propose(takeoverBy(world, ha, words), ha);
    await phuc.client.call("dropTakeover", { params: { id } });
    expect(await view(id)).toBeUndefined();
    expect(await refusal(phuc.client.call("dropTakeover", { params: { id } }))).toBe("order/not-found");
  });

  test("says which places must be telephoned because no screen of theirs is connected", async () => {
    const reach = await ha.client.call("checkTakeover", {
      body: { scope: { kind: "places", areas: ["can-tho"], venues: [] } },
    });
    expect(reach).toEqual({
      screens: 1,
      online: 0,
      offline: 1,
      venues: 1,
      toCall: [{ id: "airport", name: "Sân bay Cần Thơ", screens: 1 }],
    });
  });

  test("counts the screens that say that it is on, and is over when its time is up", async () => {
    const socket = await screenSocket(world.url, (await screen()).token);
    await socket.hello();
    const id = await letGo(takeoverBy(world, ha, words), ha, phuc);
    expect(await view(id)).toMatchObject({ status: "running", shown: { on: 0, of: 1 } });
    const { number = 0 } = (await view(id)) ?? {};
    socket.socket.emit("report", {
      version: 0,
      state: "playing",
      onAir: {},
      clock: world.now,
      outbox: 0,
      persisted: true,
      takeover: number,
    });
    await until("the count", async () => (await view(id))?.shown?.on === 1);
    world.now += hour;
    expect((await view(id))?.status).toBe("over");
    socket.close();
  });
});

describe("what is on that board, and why", () => {
  test("says the takeover, while it runs and where it reaches", async () => {
    const here = await screen();
    const there = await world.pair("cable");
    await assign(world, [await approvedText(world, "Rửa tay thường xuyên")], ["airport", "cable"]);
    const begun = world.now;
    const takeover = takeoverBy(world, ha, words, {
      scope: { kind: "places", areas: [], venues: ["airport"] },
    });
    await letGo(takeover, ha, phuc);
    const moment = (id: string, at = world.now) =>
      world.comms.call("screenMoment", { params: { id }, query: { at: String(at) } });
    expect((await moment(here.id)).stage).toMatchObject({
      digest: takeover.statement.revision,
      title: words.title,
      campaign: "takeover",
      until: takeover.statement.until,
    });
    const why = (await moment(here.id)).explanations.find(({ message }) => message.title.startsWith("Rửa tay"));
    expect(why?.conditions).toContainEqual(expect.objectContaining({ code: "takeover", holds: false }));
    expect((await moment(there.id)).stage?.digest).not.toBe(takeover.statement.revision);
    expect((await moment(here.id, begun + hour)).stage?.digest).not.toBe(takeover.statement.revision);
    expect((await world.comms.call("screen", { params: { id: here.id } })).stage?.title).toBe(words.title);
    await world.admin.call("removeScreen", { params: { id: there.id } });
    await endAll();
  });
});

describe("a duty leader alone", () => {
  const note = "Không liên lạc được người thứ hai";

  test("may let it go after the wait that the root asks for, and the record says so", async () => {
    const takeover = takeoverBy(world, leader, words, { until: world.now + 2 * hour });
    const { id, at } = await propose(takeover, leader);
    const alone = () =>
      takeoverBy(world, leader, words, { ...takeover.statement, at: world.now, alone: { askedAt: at, note } });
    world.now += 179_000;
    expect(await refusal(release(id, leader, alone().sign(leader)))).toBe("trust/too-few-officers");
    const before = { ...takeover.statement, at: world.now, alone: { askedAt: at - 10_000, note } };
    expect(await refusal(release(id, leader, takeoverBy(world, leader, words, before).sign(leader)))).toBe(
      "trust/too-few-officers",
    );
    world.now += 1000;
    expect(await release(id, leader, alone().sign(leader))).toMatchObject({ status: "running", alone: true });
    const [entry] = await world.admin.call("audit");
    expect(entry).toMatchObject({ action: "order.takeover", detail: { alone: { askedAt: at, note } } });
    await endAll();
  });

  test("is not an officer who is alone, nor another takeover than the one that waited", async () => {
    const takeover = takeoverBy(world, ha, words, { until: world.now + 2 * hour });
    const { id, at } = await propose(takeover, ha);
    world.now += 180_000;
    const alone = { ...takeover.statement, at: world.now, alone: { askedAt: at, note } };
    expect(await refusal(release(id, ha, takeoverBy(world, ha, words, alone).sign(ha)))).toBe("trust/too-few-officers");
    const other = messageContent("Chữ khác", "Chữ khác");
    const by = { id: leader.id, name: leader.name };
    const changed = takeoverBy(world, leader, other, {
      ...alone,
      by,
      revision: takeoverBy(world, leader, other).statement.revision,
    });
    expect(await refusal(release(id, leader, changed.sign(leader)))).toBe("trust/other-content");
    await endAll();
  });
});

describe("a recall", () => {
  test("needs one officer, and ends a takeover before its time", async () => {
    const socket = await screenSocket(world.url, (await screen()).token);
    await socket.hello();
    const id = await letGo(takeoverBy(world, ha, words), ha, phuc);
    const recall = recallBy(world, phuc, { kind: "takeover", order: id });
    expect(await phuc.client.call("checkRecall", { body: { what: { kind: "takeover", order: id } } })).toEqual({
      messages: [],
      screens: 1,
    });
    expect(await phuc.client.call("recall", { body: { envelope: recall.envelope } })).toMatchObject({
      status: "done",
      title: words.title,
      signers: [{ id: phuc.id }],
    });
    expect((await view(id))?.status).toBe("ended");
    await until("both orders", () => socket.orders.length === 2);
    const [first = 0, second = 0] = socket.orders.map(({ number }) => number);
    expect(second).toBe(first + 1);
    socket.close();
  });

  test("of words takes a takeover with them off too", async () => {
    const takeover = takeoverBy(world, ha, words);
    const id = await letGo(takeover, ha, phuc);
    const what = { kind: "revision", revision: takeover.statement.revision } as const;
    await ha.client.call("recall", { body: { envelope: recallBy(world, ha, what).envelope } });
    expect((await view(id))?.status).toBe("ended");
  });

  test("of an approved message takes it out of every manifest for good, and says beforehand from how many screens", async () => {
    const here = await screen();
    const id = await world.approved(messageContent("Số điện thoại sai 1900 0000", "Gọi số này"));
    await assign(world, [id], ["airport"]);
    const onAir = async () => (await readManifest(here.client)).manifest.messages.map(({ digest }) => digest);
    const { digest } = (await world.comms.call("message", { params: { id } })).head;
    expect(await onAir()).toContain(digest);
    const what = { kind: "revision", revision: digest } as const;
    expect(await ha.client.call("checkRecall", { body: { what } })).toMatchObject({
      messages: [{ id, screens: 1 }],
      screens: 1,
    });
    const { envelope } = recallBy(world, phuc, what);
    expect(await phuc.client.call("recall", { body: { envelope } })).toMatchObject({ status: "done" });
    expect(await onAir()).not.toContain(digest);
    const message = await world.comms.call("message", { params: { id } });
    expect(message).toMatchObject({ status: "withdrawn", decision: { move: "withdraw", by: { id: phuc.id } } });
    // The same bytes cannot come back under anybody's hand.
    const again = await world.submitted(message.head.content);
    expect(again.head.digest).toBe(digest);
    expect(await refusal(approve(world, again.id))).toBe("trust/recalled");
  });

  test("of a key takes off all that it approved since then", async () => {
    const here = await screen();
    await world.server.deps.auth.addUser({ name: "Lan", email: "lan@bangtin.test", password, role: "approver" });
    const key = await world.enrol("lan@bangtin.test", ["approver"]);
    const by = await world.signIn("lan@bangtin.test", password);
    const { id } = await world.submitted(messageContent("Do khóa mất duyệt", "Do khóa mất duyệt"));
    const approver = key.entry.owner;
    const { head } = await approve(world, id, { by, key, approver });
    await assign(world, [id], ["airport"]);
    const onAir = async () => (await readManifest(here.client)).manifest.messages.map(({ digest }) => digest);
    expect(await onAir()).toContain(head.digest);
    const what = { kind: "key", keyId: key.key.keyId, since: world.now } as const;
    expect(await ha.client.call("checkRecall", { body: { what: { ...what, since: world.now + 1 } } })).toEqual({
      messages: [],
      screens: 0,
    });
    expect(await ha.client.call("checkRecall", { body: { what } })).toMatchObject({ messages: [{ id }], screens: 1 });
    await ha.client.call("recall", { body: { envelope: recallBy(world, ha, what).envelope } });
    expect(await onAir()).not.toContain(head.digest);
  });

  test("in another's name, by a leader alone, of nothing known or sent again is refused", async () => {
    const nothing = { kind: "takeover", order: "0".repeat(32) } as const;
    const send = (by: Officer, envelope: string) => by.client.call("recall", { body: { envelope } });
    expect(await refusal(send(ha, recallBy(world, ha, nothing).envelope))).toBe("order/not-found");
    expect(await refusal(send(ha, recallBy(world, ha, { kind: "revision", revision: "cd".repeat(32) }).envelope))).toBe(
      "message/not-found",
    );
    const id = await letGo(takeoverBy(world, ha, messageContent("Khác", "Khác")), ha, phuc);
    const what = { kind: "takeover", order: id } as const;
    expect(await refusal(send(ha, recallBy(world, phuc, what).envelope))).toBe("order/no-key");
    expect(await refusal(send(leader, recallBy(world, leader, what).envelope))).toBe("trust/too-few-officers");
    const { envelope } = recallBy(world, ha, what);
    expect(await refusal(send(ha, envelope))).toBe("allowed");
    expect(await refusal(send(ha, envelope))).toBe("order/over");
  });
});

describe("when the key of whoever recalled is ended as stolen", () => {
  let other: World;
  beforeAll(async () => {
    other = await createWorld();
  });
  afterAll(() => other.end());

  test("what was recalled is not published again, and the desk hears which takeovers screens would show again", async () => {
    const { ha: first, phuc: second } = await listOfficers(other);
    await other.server.deps.auth.addUser({ name: "Lan", email: "lan@bangtin.test", password, role: "approver" });
    const hand = await other.enrol("lan@bangtin.test", ["approver", "officer"]);
    const lan: Officer = { ...hand.entry.owner, client: await other.signIn("lan@bangtin.test", password), hand };
    const here = await other.pair("airport");
    const kept = await other.approved(messageContent("Vẫn phát", "Vẫn phát"));
    const recalled = await other.submitted(messageContent("Gọi 1900 0000", "Gọi 1900 0000"));
    const { approver: key } = other.keys;
    await approve(other, recalled.id, { by: other.approver, key, approver: key.entry.owner });
    await assign(other, [kept, recalled.id], ["airport"]);
    const tickers = async () => (await readManifest(here.client)).tickers;
    expect(await tickers()).toHaveLength(2);

    const takeover = await letGo(takeoverBy(other, first, words), first, second);
    const over = await letGo(takeoverBy(other, first, words, { until: other.now + 1000 }), first, second);
    const recall = (what: Parameters<typeof recallBy>[2]) =>
      lan.client.call("recall", { body: { envelope: recallBy(other, lan, what).envelope } });
    await recall({ kind: "takeover", order: takeover });
    await recall({ kind: "takeover", order: over });
    await recall({ kind: "revision", revision: recalled.head.digest });
    await recall({ kind: "key", keyId: key.key.keyId, since: other.now });
    expect(await tickers()).toEqual([]);
    other.now += 2000;

    const status = async (id: string) => (await first.client.call("orders")).find((order) => order.id === id)?.status;
    expect(await status(takeover)).toBe("ended");
    const keys = other.root.keys.map((each) => (each.keyId === hand.key.keyId ? { ...each, until: each.since } : each));
    const payload = JSON.stringify({ ...other.root, version: other.root.version + 1, keys });
    expect(await other.admin.call("checkRoot", { body: { payload } })).toEqual({
      messages: [],
      screens: 0,
      back: { messages: [{ id: takeover, title: words.title, screens: 1 }], screens: 1 },
    });
    await other.nextRoot({ keys });
    expect(await tickers()).toEqual([]);
    expect(await other.comms.call("message", { params: { id: kept } })).toMatchObject({
      approved: { void: "recalled" },
    });
    const again = await other.submitted(recalled.head.content);
    expect(await refusal(approve(other, again.id))).toBe("trust/recalled");
    // Screens have the takeover and judge its end themselves; the desk says what they show.
    expect(await status(takeover)).toBe("running");
    expect(await other.admin.call("checkRoot", { body: { payload: JSON.stringify(other.root) } })).not.toHaveProperty(
      "back",
    );
  });
});

describe("a screen that was away", () => {
  test("gets what it missed, in order, with the words of takeovers", async () => {
    const { client, token } = await screen();
    const from = (await logOf()).at(-1)?.number ?? 0;
    const takeover = takeoverBy(world, ha, messageContent("Đang vắng", "Đang vắng"));
    const id = await letGo(takeover, ha, phuc);
    await phuc.client.call("recall", {
      body: { envelope: recallBy(world, phuc, { kind: "takeover", order: id }).envelope },
    });
    const socket = await screenSocket(world.url, token);
    const welcome = await socket.hello();
    expect(welcome).toMatchObject({ orders: from + 2, root: world.root.version });
    const { entries } = await client.call("orderLog", { query: { after: String(from) } });
    expect(entries.map(({ number }) => number)).toEqual([from + 1, from + 2]);
    expect(entries[0]?.revision).toBe(takeover.revision);
    socket.close();
  });

  test("hears of an order that was committed and never broadcast, because the server ended in between", async () => {
    const { token } = await screen();
    const takeover = takeoverBy(world, ha, messageContent("Mất điện", "Mất điện"));
    const { id } = await propose(takeover, ha);
    // What a process did that was killed after the commit: the order is in the log, and no screen was told.
    await change(world.server.deps, phuc.id, async (step) => seconded(step, phuc, id, takeover.sign(ha, phuc)));
    const { number = 0 } = (await view(id)) ?? {};
    await world.restart();
    const socket = await screenSocket(world.url, token);
    expect((await socket.hello()).orders).toBe(number);
    expect((await logOf(number - 1)).map((entry) => entry.number)).toEqual([number]);
    socket.close();
    await endAll();
  });
});
