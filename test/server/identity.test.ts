import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { playsType, type PlayBatch } from "../../content/record/proof.ts";
import { checkVersion, farthestJump } from "../../content/trust/floors.ts";
import type { Echo, Hello, Report } from "../../content/wire/protocol.ts";
import { auditHead } from "../../server/db/audit.ts";
import { highestVersion } from "../../server/db/line-ups.ts";
import { updateScreen } from "../../server/db/screens.ts";
import { farthestClaim } from "../../server/record/restored.ts";
import { codeOf, hand, sealed } from "../content/trust/signing.ts";
import { letGo, listOfficers, pairDevice, proofOf, recallBy, takeoverBy, type Device } from "../support/officers.ts";
import { refusal } from "../support/refusal.ts";
import { screenSocket, type ScreenSocket } from "../support/screen-socket.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const bootA = "aaaaaaaaaaaaaaaa";
const bootB = "bbbbbbbbbbbbbbbb";
const view = (id: string) => world.comms.call("screen", { params: { id } });
const record = async (action: string, id: string) =>
  (await world.admin.call("audit")).filter((entry) => entry.action === action && entry.subject === `screen:${id}`);

/** Connects and says hello with a proof, as the device does that holds the key. */
async function connect(device: Device, boot = bootA, more: Partial<Hello> = {}): Promise<ScreenSocket> {
  const socket = await screenSocket(world.url, device.token);
  await socket.hello({ boot, proof: proofOf(device, await socket.nonce(), boot), ...more });
  return socket;
}

describe("a device", () => {
  test("proves the key that it was paired with, and the desk sees that and where its player comes from", async () => {
    const device = await pairDevice(world, "airport");
    expect((await view(device.id)).proven).toBeUndefined();
    const socket = await connect(device, bootA, { shell: "installed" });
    expect(await view(device.id)).toMatchObject({ proven: true, shell: "installed", online: true });
    socket.close();
    await until("offline", async () => !(await view(device.id)).online);
    await world.restart();
    expect(await view(device.id)).toMatchObject({ proven: true, shell: "installed" });
  });

  test("that was paired without a key is served, and the desk sees that it proves nothing", async () => {
    const screen = await world.pair("airport");
    const socket = await screenSocket(world.url, screen.token);
    await socket.hello({ shell: "same-host" });
    expect(await view(screen.id)).toMatchObject({ proven: false, shell: "same-host" });
    socket.close();
  });

  test.each<[string, (device: Device, nonce: string) => Partial<Hello>]>([
    ["no proof", () => ({})],
    ["a proof by another key", (_, nonce) => ({ proof: proofOf({ hand: hand("x", ["server"]) }, nonce, bootA) })],
    ["a proof over another connection's number", (device) => ({ proof: proofOf(device, "0".repeat(32), bootA) })],
    ["a proof for another boot", (device, nonce) => ({ proof: proofOf(device, nonce, bootB) })],
  ])("that comes with its token and %s is turned away, and the desk is told", async (_, hello) => {
    const device = await pairDevice(world, "airport");
    const socket = await screenSocket(world.url, device.token);
    const nonce = await socket.nonce();
    void socket.hello({ boot: bootA, ...hello(device, nonce) }).catch(() => undefined);
    await until("the end of the connection", () => !socket.socket.connected);
    expect(socket.refused).toEqual(["screen/wrong-key"]);
    expect(await record("screen.wrong-key", device.id)).toHaveLength(1);
    expect((await view(device.id)).wrongKeyAt).toBe(world.now);
    // However often it tries, the record hears of it once.
    const again = await screenSocket(world.url, device.token);
    void again.hello({ boot: bootA }).catch(() => undefined);
    await until("the end of the second", () => !again.socket.connected);
    expect(await record("screen.wrong-key", device.id)).toHaveLength(1);
  });
});

describe("a connection", () => {
  const report: Report = {
    version: 7,
    state: "playing",
    onAir: {},
    clock: 0,
    outbox: 0,
    persisted: true,
    takeover: 3,
  };

  test("that has the token and not the key makes no screen present, and reports nothing in its name", async () => {
    const device = await pairDevice(world, "airport");
    const thief = await screenSocket(world.url, device.token);
    thief.socket.emit("report", report);
    // Answered after the report was read: one connection is read in order.
    void thief.hello({ boot: bootA }).catch(() => undefined);
    await until("the end of the connection", () => !thief.socket.connected);
    const seen = await view(device.id);
    expect(seen.online).toBe(false);
    expect(seen.report).toBeUndefined();
    expect(seen.lastSeenAt).toBeUndefined();

    const socket = await connect(device);
    socket.socket.emit("report", report);
    await until("its own report", async () => (await view(device.id)).report?.takeover === 3);
    socket.close();
  });

  test("that does not say who it is is hung up on in time, and one that did is left alone", async () => {
    const short = await createWorld({ helloWithinMs: 300 });
    try {
      const screen = await short.pair("airport");
      const open = await screenSocket(short.url, screen.token);
      await open.hello();
      const silent = await screenSocket(short.url, screen.token);
      await until("the end of the silent one", () => !silent.socket.connected);
      expect(open.socket.connected).toBe(true);
      expect((await short.comms.call("screen", { params: { id: screen.id } })).online).toBe(true);
      open.close();
    } finally {
      await short.end();
    }
  });
});

describe("two devices with the key of one screen", () => {
  const answers = (socket: ScreenSocket): void => void socket.socket.on("still", (answer) => answer());

  test("that both answer are both held, and given nothing until an admin has looked after them", async () => {
    const device = await pairDevice(world, "airport");
    const one = await connect(device, bootA);
    answers(one);
    const other = await screenSocket(world.url, device.token);
    answers(other);
    await other.hello({ boot: bootB, proof: proofOf(device, await other.nonce(), bootB) });
    for (const socket of [one, other]) await until("quarantine", () => socket.events.includes("quarantined"));
    expect(await view(device.id)).toMatchObject({ quarantinedAt: world.now, status: "error" });
    const [entry] = await record("screen.quarantine", device.id);
    expect(entry?.detail["boots"]).toEqual([bootA, bootB]);
    const query = { nonce: "0".repeat(32) };
    for (const asked of [
      () => device.client.call("orderLog", { query: { after: "0" } }),
      () => device.client.call("heartbeat", { query }),
      () => device.client.call("manifest"),
      () => device.client.call("addPlays", { body: batch(1) }),
    ])
      expect(await refusal(asked())).toBe("screen/quarantined");
    // Held across a new connection too, and out of every room.
    one.close();
    other.close();
    const again = await connect(device, bootA);
    await until("quarantine again", () => again.events.includes("quarantined"));
    const welcome = await again.hello({ boot: bootA, proof: proofOf(device, await again.nonce(), bootA) });
    expect(welcome.current).toBeUndefined();
    expect(await refusal(world.approver.call("releaseScreen", { params: { id: device.id }, body: {} }))).toBe(
      "auth/not-allowed",
    );
    await world.admin.call("releaseScreen", { params: { id: device.id }, body: {} });
    await until("a new start", () => !again.socket.connected);
    const free = await connect(device, bootA);
    expect((await view(device.id)).quarantinedAt).toBeUndefined();
    expect(await refusal(device.client.call("orderLog", { query: { after: "0" } }))).toBe("allowed");
    free.close();
  });

  test("of which one is silent are one device that was restarted: the old connection is replaced", async () => {
    const device = await pairDevice(world, "airport");
    // It never answers, as a machine does whose cable was pulled.
    const gone = await connect(device, bootA);
    const back = await screenSocket(world.url, device.token);
    answers(back);
    await back.hello({ boot: bootB, proof: proofOf(device, await back.nonce(), bootB) });
    await until("the end of the old one", () => !gone.socket.connected);
    expect(back.socket.connected).toBe(true);
    expect((await view(device.id)).quarantinedAt).toBeUndefined();
    back.close();
  });
});

const message = "ab".repeat(32);
const batch = (...seqs: number[]): PlayBatch => ({
  boot: bootA,
  plays: seqs.map((seq) => ({
    seq,
    message,
    campaign: "dot-1",
    lane: "stage",
    from: 1_583_892_000_000 + seq,
    until: 1_583_892_006_000 + seq,
    whole: true,
    version: 1,
  })),
});

describe("plays", () => {
  test("of a device with a key count only under its own signature", async () => {
    const [device, thief] = [await pairDevice(world, "airport"), await pairDevice(world, "airport")];
    const body = (by: Device, type = playsType) => ({ envelope: sealed(type, JSON.stringify(batch(1, 2)), by.hand) });
    expect(await refusal(device.client.call("addPlays", { body: batch(1) }))).toBe("screen/wrong-key");
    expect(await refusal(device.client.call("addPlays", { body: body(thief) }))).toBe("screen/wrong-key");
    const forged = { envelope: body(device).envelope.replace("dot-1", "dot-2") };
    expect(await refusal(device.client.call("addPlays", { body: forged }))).toBe("screen/wrong-key");
    expect(await refusal(device.client.call("addPlays", { body: body(device, "bangtin/hello/1") }))).toBe(
      "trust/wrong-type",
    );
    const nonsense = { envelope: sealed(playsType, JSON.stringify({ boot: bootA, plays: [] }), device.hand) };
    expect(await refusal(device.client.call("addPlays", { body: nonsense }))).toBe("request/malformed");
    expect(await world.comms.call("screenPlays", { params: { id: device.id } })).toEqual([]);
    expect(await record("screen.wrong-key", device.id)).toHaveLength(1);
    expect(await device.client.call("addPlays", { body: body(device) })).toEqual({ stored: [1, 2] });
    expect(await world.comms.call("screenPlays", { params: { id: device.id } })).toHaveLength(2);
  });

  test("signed by a device that registered no key are refused", async () => {
    const screen = await world.pair("airport");
    const envelope = sealed(playsType, JSON.stringify(batch(1)), hand("x", ["server"]));
    expect(await refusal(screen.client.call("addPlays", { body: { envelope } }))).toBe("screen/wrong-key");
  });
});

describe("a database that was restored from an old copy", () => {
  let old: World;
  let officers: Awaited<ReturnType<typeof listOfficers>>;
  let device: Device;
  let screenId: string;
  beforeAll(async () => {
    old = await createWorld();
    officers = await listOfficers(old);
    device = await pairDevice(old, "airport");
    screenId = device.id;
  });
  afterAll(() => old.end());

  const echo = async (more: Partial<Echo> = {}): Promise<Echo> => {
    const { size, head } = await auditHead(old.server.deps.db);
    return { root: 1, orders: 0, audit: { size, head }, ...more };
  };
  const say = async (version: number, what: Echo, by = device): Promise<void> => {
    const socket = await screenSocket(old.url, by.token);
    await socket.hello({ version, echo: what, boot: bootA, proof: proofOf(by, await socket.nonce(), bootA) });
    socket.close();
  };
  const oddClaims = async (id: string) =>
    (await old.admin.call("audit")).filter(
      ({ action, subject }) => action === "screen.odd-claim" && subject === `screen:${id}`,
    );
  const rolledBack = async () => (await old.admin.call("trust")).rolledBack;
  const rename = () =>
    old.admin.call("editScreen", {
      params: { id: screenId },
      body: { name: "Tên mới", venue: "airport", canvas: canvas() },
    });
  let canvasNow: unknown;
  const canvas = () => canvasNow as never;

  test("is not suspected while screens say what it holds", async () => {
    canvasNow = (await old.comms.call("screen", { params: { id: screenId } })).canvas;
    await say(0, await echo());
    expect(await rolledBack()).toBeUndefined();
  });

  test("is noticed by what a screen has seen, and publishes nothing until an admin goes on; recalls still work", async () => {
    const { ha, phuc } = officers;
    const before = await auditHead(old.server.deps.db);
    await say(40, await echo({ orders: 7, audit: { size: before.size + 50, head: "cd".repeat(32) } }));
    expect(await rolledBack()).toMatchObject({ at: old.now, screen: screenId });
    expect(await refusal(rename())).toBe("record/rolled-back");
    const id = await letGo(takeoverBy(old, ha, messageContent("Sơ tán", "Sơ tán")), ha, phuc);
    const { envelope } = recallBy(old, phuc, { kind: "takeover", order: id });
    // Above what screens have seen: a lower number would not be heard.
    expect(await phuc.client.call("recall", { body: { envelope } })).toMatchObject({ number: 9 });
    await old.restart();
    expect(await refusal(rename())).toBe("record/rolled-back");

    expect(await refusal(old.approver.call("resumeAfterRestore", { body: {} }))).toBe("auth/not-allowed");
    expect((await old.admin.call("resumeAfterRestore", { body: {} })).rolledBack).toBeUndefined();
    expect((await old.comms.call("screen", { params: { id: screenId } })).wanted).toBeGreaterThan(40);
    expect(await refusal(rename())).toBe("allowed");
    expect((await old.admin.call("audit")).map((entry) => entry.action)).toEqual(
      expect.arrayContaining(["record.rolled-back", "record.resume"]),
    );
  });

  test("is not suspected again by what was known to be lost, and is by what is lost anew", async () => {
    await say(40, await echo({ orders: 7, audit: { size: 99, head: "cd".repeat(32) } }));
    await say(40, await echo({ audit: { size: 3, head: "ef".repeat(32) } }));
    expect(await rolledBack()).toBeUndefined();
    await say(40, await echo({ audit: { size: 98, head: "ef".repeat(32) } }));
    expect(await rolledBack()).toBeDefined();
    await old.admin.call("resumeAfterRestore", { body: {} });
  });

  test("is not made of the word of a screen that has no key, or that is held because two devices have it", async () => {
    const bare = await old.pair("airport");
    const socket = await screenSocket(old.url, bare.token);
    await socket.hello({ version: (await highestVersion(old.server.deps.db)) + 5, echo: await echo({ orders: 99 }) });
    socket.close();
    const held = await pairDevice(old, "airport");
    await updateScreen(old.server.deps.db, held.id, { quarantined_at: old.now });
    await say((await highestVersion(old.server.deps.db)) + 5, await echo({ orders: 99 }), held);
    expect(await rolledBack()).toBeUndefined();
  });

  test("is not made of a screen's claim from far ahead, which is written down once", async () => {
    const { db } = old.server.deps;
    const far = (await highestVersion(db)) + farthestClaim + 1;
    await say(far, await echo({ orders: 9_000_000 }));
    await say(far + 1, await echo({ orders: 9_000_000 }));
    expect(await rolledBack()).toBeUndefined();
    const [entry, ...more] = await oddClaims(screenId);
    expect(more).toEqual([]);
    expect(entry?.detail["claims"]).toMatchObject([
      { what: "manifest", there: far },
      { what: "orders", there: 9_000_000 },
    ]);
  });

  test("goes on within reach of every other screen, however much one with a key claims", async () => {
    const { db } = old.server.deps;
    const before = await highestVersion(db);
    const rogue = await pairDevice(old, "airport");
    // As a step further each time while nothing was published in between.
    for (const step of [farthestClaim, farthestClaim * 2, farthestJump]) await say(before + step, await echo(), rogue);
    expect(await rolledBack()).toBeDefined();
    await old.admin.call("resumeAfterRestore", { body: {} });
    const now = await highestVersion(db);
    expect(now).toBeGreaterThan(before + farthestClaim);
    expect(now).toBeLessThan(before + farthestClaim + 10);
    expect(await codeOf(() => checkVersion(now, before))).toBe("no refusal");
  });
});
