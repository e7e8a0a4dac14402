// Over 300 lines: one story, from the first root to what screens are sent, told on the same few people and places.

import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sealRevision } from "../../content/editorial/revision.ts";
import { heartbeatLifeMs, openHeartbeat } from "../../content/trust/heartbeat.ts";
import { followRoots, openFirstRoot, readRoot, type TrustedRoot } from "../../content/trust/root.ts";
import type { MessageView } from "../../content/wire/views.ts";
import { verify } from "../../server/trust/sign.ts";
import { hand } from "../content/trust/signing.ts";
import { approvedText, assign } from "../support/assign.ts";
import {
  approvalBody,
  approve,
  everywhere,
  firstRoot,
  personKey,
  rootKey,
  sealed,
  sealedRoot,
  type Hand,
} from "../support/keys.ts";
import { readManifest } from "../support/read-manifest.ts";
import { refusal } from "../support/refusal.ts";
import { screenSocket } from "../support/screen-socket.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, preset, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const post = (envelope: string): Promise<string> => refusal(world.admin.call("addRoot", { body: { envelope } }));
const approving = (id: string, body: { digest: string; approval: string }): Promise<string> =>
  refusal(world.approver.call("approveMessage", { params: { id }, body }));
const waiting = (text: string): Promise<MessageView> => world.submitted(messageContent(text, text));

describe("a server without an approver's key cannot publish a message", () => {
  test("without a root nothing can be approved, and nothing is published", async () => {
    await world.end();
    world = await createWorld({ root: false });
    const view = await waiting("Rửa tay");
    expect(await approving(view.id, approvalBody(view, world.keys.approver, world.now))).toBe("trust/no-root");
    expect((await world.approver.call("trust")).root).toBeUndefined();
  });

  test("four eyes by SQL: an approval row inserted by hand is not published", async () => {
    const screen = await world.pair("airport");
    const view = await waiting("Chèn bằng tay");
    await assign(world, [view.id], ["airport"]);
    const { approval } = approvalBody(view, personKey({ id: "x", name: "X" }, ["approver"]), world.now);
    const hands = { author: "a", last_editor: "b", submitter: "c", approver: "x" };
    const forged = [null, approval, world.server.deps.signer.sign("bangtin/approval/1", "{}")];
    for (const envelope of forged) {
      const { db } = world.server.deps;
      const row = { message: view.id, digest: view.head.digest, ...hands, at: world.now, envelope };
      const { id } = await db.insertInto("approval").values(row).returning("id").executeTakeFirstOrThrow();
      await db.updateTable("message").set({ approval: id, status: "approved" }).where("id", "=", view.id).execute();
      await world.restart();
      const { payload, manifest } = await readManifest(screen.client);
      expect(manifest.messages).toEqual([]);
      expect(payload).not.toContain("Chèn bằng tay");
    }
    expect(world.log.join("\n")).toContain("they carry no signature");
    expect((await world.comms.call("message", { params: { id: view.id } })).approved).toMatchObject({
      void: "revoked",
    });
  });

  test("an approval signed for one message is not published for another", async () => {
    const screen = await world.pair("airport");
    const signed = await approvedText(world, "Đã ký");
    const view = await waiting("Chưa ký");
    await assign(world, [view.id], ["airport"]);
    const { db } = world.server.deps;
    const row = await db.selectFrom("approval").selectAll().where("message", "=", signed).executeTakeFirstOrThrow();
    const { id } = await db
      .insertInto("approval")
      .values({ ...row, id: row.id + 1, message: view.id, digest: view.head.digest })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db.updateTable("message").set({ approval: id, status: "approved" }).where("id", "=", view.id).execute();
    await world.restart();
    expect((await readManifest(screen.client)).manifest.messages).toEqual([]);
  });
});

describe("an approval", () => {
  test("travels to screens as it came from the approver's hand", async () => {
    const screen = await world.pair("airport");
    const view = await waiting("Rửa tay");
    const body = approvalBody(view, world.keys.approver, world.now);
    const approved = await world.approver.call("approveMessage", { params: { id: view.id }, body });
    expect(approved.approved?.scope).toEqual(everywhere(world.now));
    expect(approved.approved?.void).toBeUndefined();
    await assign(world, [view.id], ["airport"]);
    expect((await readManifest(screen.client)).manifest.messages.map(({ approvals }) => approvals)).toEqual([
      [body.approval],
    ]);
  });

  type Wrong = (view: MessageView) => { digest: string; approval: string };
  const by = (more: Parameters<typeof approvalBody>[3]): Wrong => {
    return (view) => approvalBody(view, world.keys.approver, world.now, more);
  };
  test.each<[string, string, Wrong]>([
    ["of other words", "trust/other-content", by({ texts: [{ where: "title", text: "Khác" }] })],
    ["of another revision", "trust/other-content", by({ revision: "0".repeat(64) })],
    ["with other hands", "trust/other-content", by({ hands: { author: "x", lastEditor: "x", submitter: "x" } })],
    ["in another's name", "trust/other-approver", by({ approver: { id: "x", name: "X" } })],
    ["of a quarter of an hour ago", "trust/other-time", (view) => by({ at: world.now - 15 * 60_000 })(view)],
    ["of a quarter of an hour to come", "trust/other-time", (view) => by({ at: world.now + 15 * 60_000 })(view)],
    [
      "whose time is over",
      "trust/other-time",
      (view) => by({ scope: { ...everywhere(world.now), until: world.now } })(view),
    ],
    [
      "by a key that the root does not list",
      "trust/unknown-key",
      (view) => approvalBody(view, personKey(world.keys.approver.entry.owner, ["approver"]), world.now),
    ],
    [
      "by an officer who may not approve",
      "trust/unknown-key",
      (view) => approvalBody(view, world.keys.admin, world.now),
    ],
    ["that is none", "trust/malformed", (view) => ({ digest: view.head.digest, approval: "{}" })],
  ])("%s is refused: %s", async (_, code, wrong) => {
    const view = await waiting("Rửa tay");
    expect(await approving(view.id, wrong(view))).toBe(code);
    expect((await world.comms.call("message", { params: { id: view.id } })).status).toBe("submitted");
  });

  test("for airports only is left out at cable television, and the desk says so", async () => {
    const airport = await world.pair("airport");
    const cable = await world.pair("cable");
    const scope = { ...everywhere(world.now), venueKinds: ["airport" as const] };
    const id = await world.approved(messageContent("Chỉ sân bay", "Chỉ sân bay"), { scope });
    const { campaign } = await assign(world, [id], ["airport", "cable"]);
    expect((await readManifest(airport.client)).tickers).toEqual(["Chỉ sân bay"]);
    expect((await readManifest(cable.client)).manifest.messages).toEqual([]);
    const view = (await world.comms.call("campaigns")).find((each) => each.id === campaign);
    expect(view?.reach.leftOut).toMatchObject([{ message: id, reason: "not-covered", screens: 1 }]);
    const moment = await world.comms.call("screenMoment", { params: { id: cable.id } });
    const covered = moment.explanations[0]?.conditions.find(({ code }) => code === "covered");
    expect(covered).toMatchObject({ holds: false, facts: { why: "trust/other-place" } });
  });

  test("up to routine runs in a routine campaign and not in a louder one", async () => {
    const screen = await world.pair("airport");
    const scope = { ...everywhere(world.now), level: "routine" as const };
    const quiet = await world.approved(messageContent("Thường"), { scope });
    const loud = await world.approved(messageContent("Ưu tiên"));
    await assign(world, [quiet, loud], ["airport"], { level: "priority" });
    expect((await readManifest(screen.client)).tickers).toEqual(["Ưu tiên"]);
    await assign(world, [quiet], ["airport"]);
    expect((await readManifest(screen.client)).tickers).toEqual(["Thường", "Ưu tiên"]);
  });

  test("for tomorrow is published today and barred until then, on the screen and at the desk", async () => {
    const screen = await world.pair("airport");
    const from = world.now + 3_600_000;
    const id = await world.approved(messageContent("Từ 10 giờ"), { scope: { ...everywhere(world.now), from } });
    await assign(world, [id], ["airport"]);
    expect((await readManifest(screen.client)).tickers).toEqual(["Từ 10 giờ"]);
    const at = async (when: number) =>
      world.comms.call("screenMoment", { params: { id: screen.id }, query: { at: String(when) } });
    const before = await at(from - 1);
    expect(before.ticker).toBeUndefined();
    expect(before.explanations[0]?.conditions).toContainEqual(
      expect.objectContaining({
        code: "covered",
        holds: false,
        facts: expect.objectContaining({ why: "trust/other-time" }),
      }),
    );
    expect((await at(from)).ticker?.title).toBe("Từ 10 giờ");
    expect((await world.comms.call("screen", { params: { id: screen.id } })).ticker).toBeUndefined();
    world.now = from;
    expect((await world.comms.call("screen", { params: { id: screen.id } })).ticker?.title).toBe("Từ 10 giờ");
  });
});

describe("the chain of roots", () => {
  test("begins once, with a root that lists this server's own key", async () => {
    await world.end();
    world = await createWorld({ root: false });
    const { signer } = world.server.deps;
    const own = rootKey();
    const right = firstRoot(own, signer.publicKey, [], world.now);
    expect(await post(sealedRoot(firstRoot(own, rootKey().key, [], world.now), own))).toBe("trust/unknown-key");
    expect(await post(sealedRoot({ ...right, version: 2 }, own))).toBe("trust/root-gap");
    expect(await post(sealedRoot(right, rootKey()))).toBe("trust/unknown-key");
    expect(await post(sealedRoot({ ...right, expiresAt: right.issuedAt + 1 }, own))).toBe("allowed");
    expect(await post(sealedRoot(right, own))).toBe("trust/rollback");
  });

  test("goes up by one, signed by the root key before and by the one after", async () => {
    const other = rootKey();
    const next = { ...world.root, version: 2 };
    expect(await post(sealedRoot({ ...next, version: 3 }, world.keys.root))).toBe("trust/root-gap");
    expect(await post(sealedRoot(world.root, world.keys.root))).toBe("trust/rollback");
    expect(await post(sealedRoot(next, other))).toBe("trust/unknown-key");
    expect(await post(world.server.deps.signer.sign("bangtin/root/1", JSON.stringify(next)))).toBe("trust/unknown-key");
    const replaced = { ...next, keys: [other.entry, ...next.keys.filter(({ duties }) => !duties.includes("root"))] };
    expect(await post(sealedRoot(replaced, world.keys.root))).toBe("trust/unknown-key");
    expect(await post(sealedRoot(replaced, world.keys.root, other))).toBe("allowed");
    const { roots } = await world.nobody.call("roots", { query: { after: "1" } });
    expect(roots).toEqual(
      [sealedRoot(replaced, world.keys.root, other)].map(() => expect.stringContaining(other.key.x)),
    );
    expect((await world.nobody.call("roots", { query: { after: "0" } })).roots).toHaveLength(2);
    expect((await world.nobody.call("roots", { query: { after: "2" } })).roots).toEqual([]);
  });

  test("is handed over whole, many small roots at once, and large ones in answers that a screen takes", async () => {
    const follow = async (): Promise<{ answers: number[]; sizes: number[] }> => {
      const [answers, sizes]: [number[], number[]] = [[], []];
      let trusted: TrustedRoot | undefined;
      for (;;) {
        const { roots } = await world.nobody.call("roots", { query: { after: String(trusted?.root.version ?? 0) } });
        if (roots.length === 0) break;
        answers.push(roots.length);
        sizes.push(Buffer.byteLength(JSON.stringify({ roots })));
        const [first = "", ...more] = roots;
        trusted = await (trusted
          ? followRoots(trusted, roots, verify)
          : followRoots(await openFirstRoot(first, verify), more, verify));
      }
      expect(trusted?.root.version).toBe(world.root.version);
      return { answers, sizes };
    };
    for (let n = 0; n < 70; n++) await world.nextRoot({});
    expect((await follow()).answers).toEqual([71]);
    const people = Array.from({ length: 390 }, (_, n) => hand(`p${n}`, ["approver"]).entry);
    for (let n = 0; n < 20; n++) await world.nextRoot({ keys: [...world.root.keys.slice(0, 4), ...people] });
    const { answers, sizes } = await follow();
    expect(answers.reduce((sum, each) => sum + each)).toBe(91);
    expect(answers.length).toBeGreaterThan(2);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(1_000_100);
  });

  test("cannot be changed in the database, nor a number left out", async () => {
    const { db } = world.server.deps;
    await expect(db.updateTable("root").set({ at: 1 }).execute()).rejects.toThrow("root is append-only");
    await expect(db.deleteFrom("root").execute()).rejects.toThrow("root is append-only");
    const row = { version: 5, envelope: "", payload: "", at: 1 };
    await expect(db.insertInto("root").values(row).execute()).rejects.toThrow("root goes up by one");
  });

  test("a new root stands in the record with whose keys came and went", async () => {
    await world.nextRoot({ keys: world.root.keys.filter(({ keyId }) => keyId !== world.keys.admin.key.keyId) });
    const [entry] = await world.admin.call("audit");
    expect(entry).toMatchObject({ action: "root.add", subject: "root:2" });
    expect(entry?.detail["removed"]).toEqual([`${world.keys.admin.key.keyId} Người admin`]);
  });
});

describe("a revoked key", () => {
  const ended = (until_: number) =>
    world.root.keys.map((key) => (key.keyId === world.keys.approver.key.keyId ? { ...key, until: until_ } : key));

  test("takes what it signed off every screen, and both pages say so: before it is signed, and after", async () => {
    const screen = await world.pair("airport");
    const second = await world.server.deps.auth.addUser({
      name: "Người duyệt hai",
      email: "hai@bangtin.test",
      password: "mat-khau-thu-nghiem",
      role: "approver",
    });
    const key = await world.enrol("hai@bangtin.test", ["approver"]);
    const stolen = await approvedText(world, "Bị trộm khóa");
    const kept = await waiting("Vẫn phát");
    const by = await world.signIn("hai@bangtin.test", "mat-khau-thu-nghiem");
    await approve(world, kept.id, { by, key });
    await assign(world, [stolen, kept.id], ["airport"]);
    expect((await readManifest(screen.client)).tickers).toEqual(["Bị trộm khóa", "Vẫn phát"]);

    const payload = JSON.stringify({ ...world.root, version: world.root.version + 1, keys: ended(0) });
    expect(await world.admin.call("checkRoot", { body: { payload } })).toEqual({
      messages: [{ id: stolen, title: "Bị trộm khóa", screens: 1 }],
      screens: 1,
    });
    expect((await readManifest(screen.client)).tickers).toHaveLength(2);

    await world.nextRoot({ keys: ended(0) });
    const { tickers, payload: published } = await readManifest(screen.client);
    expect(tickers).toEqual(["Vẫn phát"]);
    expect(published).not.toContain("Bị trộm khóa");
    expect(await world.comms.call("message", { params: { id: stolen } })).toMatchObject({
      status: "approved",
      approved: { void: "revoked" },
    });
    expect(second.id).toBe(key.entry.owner.id);
  });

  test("of a person who leaves keeps what it signed before, and signs nothing more", async () => {
    const screen = await world.pair("airport");
    const id = await approvedText(world, "Ký trước khi nghỉ");
    await assign(world, [id], ["airport"]);
    const view = await waiting("Ký sau khi nghỉ");
    await world.nextRoot({ keys: ended(world.now + 1) });
    world.now += 1000;
    expect((await readManifest(screen.client)).tickers).toEqual(["Ký trước khi nghỉ"]);
    expect(await approving(view.id, approvalBody(view, world.keys.approver, world.now))).toBe("trust/void-key");
  });
});

describe("a key that a person registers", () => {
  async function register(key: Hand, proofBy = key, tamper = ""): Promise<string> {
    const { challenge } = await world.approver.call("keyChallenge", { body: {} });
    const proof = sealed("bangtin/key/1", challenge + tamper, { ...proofBy, key: key.key });
    return refusal(world.approver.call("registerKey", { body: { key: key.key, scheme: { kind: "es256" }, proof } }));
  }

  test("waits until a root lists it, and an approver with it may then approve", async () => {
    const key = personKey(world.keys.approver.entry.owner, ["approver"]);
    expect(await register(key)).toBe("allowed");
    const { pending } = await world.admin.call("trust");
    expect(pending).toMatchObject([{ key: { keyId: key.key.keyId, owner: key.entry.owner }, role: "approver" }]);
    expect(await register(key)).toBe("key/already-known");
    await world.nextRoot({ keys: [...world.root.keys, key.entry] });
    expect((await world.admin.call("trust")).pending).toEqual([]);
    expect(await register(key)).toBe("key/already-known");
    expect((await approve(world, (await waiting("Khóa mới")).id, { key })).status).toBe("approved");
  });

  test("is refused without a proof by itself over this server's number of now, used once", async () => {
    const key = personKey(world.keys.approver.entry.owner, ["approver"]);
    expect(await register(key, rootKey())).toBe("trust/bad-signature");
    expect(await register(key, key, "x")).toBe("key/unknown-challenge");
    const { challenge } = await world.approver.call("keyChallenge", { body: {} });
    const body = { key: key.key, scheme: { kind: "es256" as const }, proof: sealed("bangtin/key/1", challenge, key) };
    expect(await refusal(world.admin.call("registerKey", { body }))).toBe("key/unknown-challenge");
    world.now += 6 * 60_000;
    expect(await refusal(world.approver.call("registerKey", { body }))).toBe("key/unknown-challenge");
    const unreal = { ...key.key, x: key.key.y };
    expect(await refusal(world.approver.call("registerKey", { body: { ...body, key: unreal } }))).toBe(
      "trust/malformed",
    );
    const scheme = { kind: "webauthn" as const, rpId: "evil.example", origins: [world.url] };
    expect(await refusal(world.approver.call("registerKey", { body: { ...body, scheme } }))).toBe("trust/malformed");
  });

  test("can be refused by an admin", async () => {
    const key = personKey(world.keys.approver.entry.owner, ["approver"]);
    await register(key);
    await world.admin.call("dropPendingKey", { params: { id: key.key.keyId } });
    expect((await world.admin.call("trust")).pending).toEqual([]);
    const again = world.admin.call("dropPendingKey", { params: { id: key.key.keyId } });
    expect(await refusal(again)).toBe("key/not-found");
  });
});

describe("a heartbeat", () => {
  test("answers one screen's own number with what it should play, and nobody else's", async () => {
    const screen = await world.pair("airport");
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
    const nonce = randomBytes(16).toString("hex");
    const answer = await screen.client.raw("GET", `/api/screen/heartbeat?nonce=${nonce}`);
    const envelope = await answer.text();
    const { manifest } = await readManifest(screen.client);
    const heartbeat = await openHeartbeat(envelope, world.root, verify, { nonce, screen: screen.id });
    expect(heartbeat).toMatchObject({
      at: world.now,
      expiresAt: world.now + heartbeatLifeMs,
      root: 1,
      orders: 0,
      answer: { manifest: { lineUp: manifest.lineUp, version: manifest.version } },
    });
    const other = openHeartbeat(envelope, world.root, verify, { nonce, screen: "another" });
    await expect(other).rejects.toMatchObject({ code: "trust/other-answer" });
  });

  test("reaches every screen when a root is new", async () => {
    const { token } = await world.pair("airport");
    const socket = await screenSocket(world.url, token);
    const heard: string[] = [];
    socket.socket.on("heartbeat", (envelope) => void heard.push(envelope));
    await socket.hello();
    await world.nextRoot({});
    const envelope = await until("a heartbeat", () => heard[0]);
    expect((await openHeartbeat(envelope, world.root, verify)).root).toBe(2);
    socket.close();
  });

  test("is not given while there is no root", async () => {
    await world.end();
    world = await createWorld({ root: false });
    const { client } = await world.pair("airport");
    const answer = await client.raw("GET", `/api/screen/heartbeat?nonce=${"0".repeat(32)}`);
    expect(answer.status).toBe(409);
  });
});

describe("the place of a screen", () => {
  test("is fixed when it is paired, with the root that it pins", async () => {
    const started = await world.nobody.call("startPairing", { body: { key: rootKey().key } });
    expect(readRoot((JSON.parse(started.root ?? "{}") as { payload: string }).payload)).toEqual(world.root);
    const { client } = await world.pair("airport");
    const state = await client.call("pairingState");
    expect(state).toMatchObject({ screen: { place: { venue: "airport", kind: "airport", areas: ["can-tho"] } } });
  });

  test("takes no key that is not a point, nor under another's name", async () => {
    const { key } = rootKey();
    for (const wrong of [
      { ...key, keyId: "0".repeat(16) },
      { ...key, y: key.x },
    ]) {
      expect(await refusal(world.nobody.call("startPairing", { body: { key: wrong } }))).toBe("request/malformed");
    }
  });

  test("has one shape of canvas: another size of it is an edit, another shape is another pairing", async () => {
    const { id } = await world.pair("airport");
    const edit = (canvas: string) =>
      refusal(
        world.admin.call("editScreen", {
          params: { id },
          body: { name: "Màn", venue: "airport", canvas: preset(canvas) },
        }),
      );
    expect(await edit("crawler-1080")).toBe("screen/other-shape");
    expect(await edit("board-portrait")).toBe("allowed");
  });

  test("is not changed by moving it to another kind of venue, nor by changing the venue under it", async () => {
    const screen = await world.pair("airport");
    const { canvas } = await world.admin.call("screen", { params: { id: screen.id } });
    const move = (venue: string) =>
      refusal(world.admin.call("editScreen", { params: { id: screen.id }, body: { name: "Màn", canvas, venue } }));
    expect(await move("cable")).toBe("screen/other-place");
    expect(await move("terminal")).toBe("allowed");
    const venue = (await world.admin.call("venues")).find(({ id }) => id === "terminal");
    if (!venue) throw new Error("no terminal");
    const { id, ...draft } = venue;
    const change = (body: typeof draft) => refusal(world.admin.call("editVenue", { params: { id }, body }));
    expect(await change({ ...draft, kind: "hospital" })).toBe("venue/has-screens");
    expect(await change({ ...draft, name: "Nhà ga quốc tế" })).toBe("allowed");
    await world.admin.call("removeScreen", { params: { id: screen.id } });
    expect(await change({ ...draft, kind: "hospital" })).toBe("allowed");
  });

  test("keeps screens of different kinds of venues in line-ups of their own", async () => {
    const [airport, cable] = [await world.pair("airport"), await world.pair("cable")];
    const manifests = [await readManifest(airport.client), await readManifest(cable.client)];
    expect(new Set(manifests.map(({ manifest }) => manifest.lineUp)).size).toBe(2);
  });
});

test("what was approved before there were signatures is shown nowhere, and the operator is told in one line", async () => {
  const screen = await world.pair("airport");
  const view = await waiting("Duyệt kiểu cũ");
  const { db } = world.server.deps;
  const { digest } = sealRevision(view.head.content);
  const hands = { author: view.author.id, last_editor: view.author.id, submitter: view.author.id };
  const approver = world.keys.approver.entry.owner.id;
  const row = { message: view.id, digest, approver, ...hands, at: world.now, envelope: null };
  const { id } = await db.insertInto("approval").values(row).returning("id").executeTakeFirstOrThrow();
  await db.updateTable("message").set({ approval: id, status: "approved" }).where("id", "=", view.id).execute();
  await assign(world, [view.id], ["airport"]);
  await world.restart();
  expect((await readManifest(screen.client)).manifest.messages).toEqual([]);
  expect(world.log.filter((line) => line.includes("1 approved message(s) are shown nowhere"))).toHaveLength(1);
  expect((await world.comms.call("message", { params: { id: view.id } })).approved?.void).toBe("unsigned");
});
