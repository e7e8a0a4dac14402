/** Long because it is a list: each forgery is told whole, from the hand that signs to the pixels. */

import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { MessageContent } from "../../content/editorial/message.ts";
import { sealRevision } from "../../content/editorial/revision.ts";
import { approvalType } from "../../content/trust/approval-statement.ts";
import type { Envelope } from "../../content/trust/envelope.ts";
import { manifestType } from "../../content/trust/manifest.ts";
import { orderType } from "../../content/trust/order-statement.ts";
import { approve, everywhere, signedApproval, statementAbout } from "../support/keys.ts";
import { recallBy, takeoverBy } from "../support/officers.ts";
import { until } from "../support/until.ts";
import { messageContent } from "../support/world.ts";
import { hand, passkeySignature, sealed, signatureOf } from "../content/trust/signing.ts";
import {
  announce,
  approvedWords,
  attackedScreen,
  forgedWords,
  instead,
  manifestIn,
  publishBehind,
  publishedRow,
} from "./attacked-screen.ts";
import { long, seen, type Case } from "./case.ts";
import { approvalOf, forgedContent, refused, smuggle, watched } from "./smuggling.ts";

/** Approvals that are not enough, not for here, not for now, or nobody's, on real screens. */

export const forgedApprovalCases: readonly Case[] = [
  long(12, "an approval for cable television, at an airport", async (ground) =>
    refused(ground, /^trust\/other-place$/, ({ world }) => ({
      content: messageContent("Chỉ ở truyền hình cáp", "Chỉ ở cáp"),
      approvals: [
        approvalOf(world, messageContent("Chỉ ở truyền hình cáp", "Chỉ ở cáp"), world.keys.approver, {
          scope: { ...everywhere(world.now), venueKinds: ["cable-tv"] },
        }),
      ],
    })),
  ),

  long(13, "an approval before its time and after it, to the second", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    const early = messageContent("Chưa đến giờ", "Chưa đến giờ");
    const late = messageContent("Đã quá giờ", "Đã quá giờ");
    const opens = world.now + 12_000;
    const scope = everywhere(world.now);
    const [one, two] = [
      approvalOf(world, early, world.keys.approver, { scope: { ...scope, from: opens } }),
      approvalOf(world, late, world.keys.approver, { scope: { ...scope, until: world.now - 1000 } }),
    ];
    publishBehind(world, (manifest) => smuggle(smuggle(manifest, late, [two]), early, [one]));
    await screen.alarmed(/^trust\/other-time$/);
    while (world.now < opens - 1000) {
      const text = await screen.text();
      seen(!text.includes("Chưa đến giờ"), `shown ${opens - world.now} ms before its time`);
      seen(!text.includes("Đã quá giờ"), "shown after its time");
    }
    await until("the message once its time has come", () => screen.shows("Chưa đến giờ"), 20_000);
    const after = world.now - opens;
    await watched(screen, ["Đã quá giờ"], 4000);
    return `not until a second before its time, shown ${after} ms after it began; what was over is never seen; alarm trust/other-time`;
  }),

  long(
    14,
    "one officer's signature twice, and under another officer's key, for a takeover that needs two",
    async (ground) => {
      const screen = await attackedScreen(ground);
      const { world } = screen;
      const { approver, admin } = world.keys;
      const officer = {
        id: approver.entry.owner.id,
        name: approver.entry.owner.name,
        client: world.approver,
        hand: approver,
      };
      const takeover = takeoverBy(world, officer, forgedContent);
      // At the desk: the same person proposes and releases.
      await world.approver.call("proposeTakeover", {
        body: { envelope: takeover.sign(officer), revision: takeover.revision },
      });
      const { status } = await world.approver.raw("POST", `/api/orders/takeovers/${takeover.statement.id}/release`, {
        body: JSON.stringify({ envelope: takeover.sign(officer, officer) }),
        headers: { "content-type": "application/json" },
      });
      seen(status === 403 || status === 422, `the desk answered ${status}`);
      // At the screen: the server puts it into its log all the same.
      const [once] = (JSON.parse(takeover.sign(officer)) as Envelope).signatures;
      seen(once !== undefined, "nothing was signed");
      const twins = [
        [once, once],
        [once, { ...once, keyId: admin.key.keyId }],
        [once, signatureOf(orderType, takeover.payload, hand(approver.entry.owner.id, ["officer"]))],
      ];
      const entries = twins.map((signatures, n) => ({
        number: n + 1,
        envelope: JSON.stringify({ type: orderType, payload: takeover.payload, signatures }),
        revision: takeover.revision,
      }));
      screen.front.tamper = instead(/^\/api\/screen\/orders/, (asked, answer) => {
        const after = Number(new URL(asked.url ?? "", world.url).searchParams.get("after"));
        const body = { entries: entries.filter(({ number }) => number > after) };
        answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
      await screen.restart();
      const alarm = await screen.alarmed(/^trust\/too-few-officers$/);
      const looks = await watched(screen, [forgedWords], 5000);
      return `desk ${status}; screen, by ${twins.length} forged pairs: ${alarm}, ${looks} looks, never seen`;
    },
  ),

  long(15, "a stolen approver's key, revoked by a new root while the screen plays what it signed", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    await world.admin.call("addUser", {
      body: { name: "Người hai", email: "hai@bangtin.test", password: "mat-khau-dai-lam", role: "approver" },
    });
    const stolen = await world.enrol("hai@bangtin.test", ["approver"]);
    const content = messageContent("Do chìa khoá bị trộm ký", "Do chìa khoá bị trộm");
    const view = await world.submitted(content);
    const client = await world.signIn("hai@bangtin.test", "mat-khau-dai-lam");
    await approve({ ...world, now: world.now }, view.id, { by: client, key: stolen });
    const list = (await world.comms.call("playlists")).find(({ id }) => id === screen.playlist);
    await world.comms.call("editPlaylist", {
      params: { id: screen.playlist },
      body: {
        version: list?.version ?? 0,
        playlist: { name: "P", items: [...(list?.items ?? []), { message: view.id, seconds: 5 }] },
      },
    });
    await until(
      "what the stolen key signed, before anyone knows",
      () => screen.shows("Do chìa khoá bị trộm ký"),
      40_000,
    );
    const from = performance.now();
    await world.nextRoot({
      keys: world.root.keys.map((key) => (key.keyId === stolen.key.keyId ? { ...key, until: key.since + 1 } : key)),
    });
    await until("it to vanish", async () => !(await screen.shows("Do chìa khoá bị trộm ký")), 30_000);
    const ms = Math.round(performance.now() - from);
    await watched(screen, ["Do chìa khoá bị trộm ký"], 8000);
    seen(await screen.shows(approvedWords), "what others signed is gone too");
    return `gone ${ms} ms after the new root was signed, and stays away; what others signed plays on`;
  }),

  long(17, "other algorithms and encodings in the place of the signature", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    const right = JSON.parse(approvalOf(world, forgedContent, world.keys.approver)) as Envelope;
    const raw = Buffer.from(right.signatures[0]?.signature ?? "", "base64url");
    const integer = (bytes: Buffer): Buffer => {
      const trimmed = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
      const body = (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
      return Buffer.concat([Buffer.of(2, body.length), body]);
    };
    const parts = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
    const der = Buffer.concat([Buffer.of(0x30, parts.length), parts]);
    const hmac = createHash("sha256").update(world.keys.approver.key.x).update(right.payload).digest();
    const forgeries: [string, string][] = [
      ["DER", der.toString("base64url")],
      ["HS256 with the public key", hmac.toString("base64url")],
      ["none", ""],
      ["P-384 length", Buffer.alloc(96, 1).toString("base64url")],
      ["Ed25519 of zeros", Buffer.alloc(64).toString("base64url")],
      [
        "r = s = n",
        Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551".repeat(2), "hex").toString(
          "base64url",
        ),
      ],
      ["a byte too many", Buffer.concat([raw, Buffer.of(0)]).toString("base64url")],
    ];
    for (const [name, signature] of forgeries) {
      const forged = JSON.stringify({ ...right, signatures: right.signatures.map((each) => ({ ...each, signature })) });
      const version = publishBehind(world, (manifest) => smuggle(manifest, forgedContent, [forged])).version;
      await until(`${name} to be judged`, async () => (await screen.shown()) === version, 30_000);
      seen(!(await screen.shows(forgedWords)), `${name} was believed`);
    }
    const alarm = await screen.alarmed(/^trust\/(bad-signature|malformed)$/);
    const looks = await watched(screen, [forgedWords], 5000);
    return `${forgeries.map(([name]) => name).join(", ")}: each refused (${alarm}), ${looks} looks, never seen`;
  }),

  long(18, "an order, a programme and a heartbeat in the place of an approval", async (ground) =>
    refused(ground, /^trust\/(wrong-type|malformed|bad-signature|unknown-key)$/, ({ world }) => {
      const officer = {
        id: world.keys.approver.entry.owner.id,
        name: "Người approver",
        client: world.approver,
        hand: world.keys.approver,
      };
      const recall = recallBy(world, officer, {
        kind: "revision",
        revision: sealRevision(forgedContent).digest,
      }).envelope;
      const right = JSON.parse(approvalOf(world, forgedContent, world.keys.approver)) as Envelope;
      // Signed by the approver's own hand, as another kind of thing.
      const asOrder = sealed(orderType, right.payload, world.keys.approver);
      return {
        approvals: [recall, recall.replace(orderType, approvalType), asOrder.replace(orderType, approvalType), asOrder],
      };
    }),
  ),

  long(
    19,
    "a passkey's answer to another page, another domain, another question, or without recognising anyone",
    async (ground) => {
      const world = await ground.world();
      const { origin, hostname } = new URL(world.url);
      const passkey = hand(world.keys.approver.entry.owner.id, ["approver"], {
        since: 0,
        owner: world.keys.approver.entry.owner,
      });
      const scheme = { kind: "webauthn" as const, rpId: hostname, origins: [origin] };
      await world.nextRoot({ keys: [...world.root.keys, { ...passkey.entry, scheme }] });
      const screen = await attackedScreen(ground, { world });
      const unsigned = JSON.parse(approvalOf(world, forgedContent, passkey)) as Envelope;
      const answer = (wrong: Parameters<typeof passkeySignature>[3]): string =>
        JSON.stringify({
          ...unsigned,
          signatures: [passkeySignature(approvalType, unsigned.payload, passkey, { origin, rpId: hostname, ...wrong })],
        });
      const wrongs = [
        { origin: "https://evil.example" },
        { rpId: "evil.example" },
        { flags: 0x01 },
        { flags: 0x04 },
        { challenge: "AAAA" },
        { kind: "webauthn.create" },
        { client: "{" },
      ];
      for (const wrong of [...wrongs.map(answer), JSON.stringify(unsigned)]) {
        const { version } = publishBehind(world, (manifest) => smuggle(manifest, forgedContent, [wrong]));
        await until("it to be judged", async () => (await screen.shown()) === version, 30_000);
        seen(!(await screen.shows(forgedWords)), `believed: ${wrong.slice(0, 200)}`);
      }
      const alarm = await screen.alarmed(/^trust\/bad-signature$/);
      const looks = await watched(screen, [forgedWords], 5000);
      const words = "Đúng là khoá này ký";
      const honest = messageContent(words, words);
      const statement = JSON.parse(approvalOf(world, honest, passkey)) as Envelope;
      const right = JSON.stringify({
        ...statement,
        signatures: [passkeySignature(approvalType, statement.payload, passkey, { origin, rpId: hostname })],
      });
      publishBehind(world, (manifest) => smuggle(manifest, honest, [right]));
      await until("the message that this passkey truly approved", () => screen.shows(words), 30_000);
      return `${wrongs.length + 1} wrong answers refused (${alarm}), ${looks} looks, never seen; the right answer is believed`;
    },
  ),

  long(
    21,
    "an approval by the message's own author: at the desk, in the database and on the screen",
    async (ground) => {
      const screen = await attackedScreen(ground);
      const { world } = screen;
      const author = world.keys.approver.entry.owner.id;
      // Her own words, approved by her own hand, at the desk's door.
      const draft = await world.approver.call("addMessage", { body: { content: forgedContent } });
      const submitted = await world.approver.call("submitMessage", {
        params: { id: draft.id },
        body: { version: draft.version },
      });
      const statement = signedApproval(statementAbout(submitted, world.keys.approver, world.now), world.keys.approver);
      const { status } = await world.approver.raw("POST", `/api/messages/${draft.id}/approve`, {
        body: JSON.stringify({ digest: submitted.head.digest, approval: statement }),
        headers: { "content-type": "application/json" },
      });
      seen(status === 403, `the desk answered ${status}`);
      const database = new DatabaseSync(join(world.folder, "bangtin.db"), { timeout: 5000 });
      const columns = (
        database.prepare("SELECT name FROM pragma_table_info('approval')").all() as { name: string }[]
      ).map(({ name }) => name);
      const row: Record<string, string | number> = {
        message: draft.id,
        digest: submitted.head.digest,
        approver: author,
        author,
        last_editor: author,
        submitter: author,
        at: 1,
        envelope: statement,
        signed: statement,
      };
      const used = columns.filter((name) => name in row);
      let constraint = "accepted";
      try {
        database
          .prepare(`INSERT INTO approval (${used.join()}) VALUES (${used.map(() => "?").join()})`)
          .run(...used.map((name) => row[name] ?? ""));
      } catch (error) {
        constraint = error instanceof Error ? error.message : String(error);
      }
      database.close();
      seen(/four_eyes|CHECK/.test(constraint), `the database: ${constraint}`);
      const own = approvalOf(world, forgedContent, world.keys.approver, {
        hands: { author, lastEditor: author, submitter: author },
      });
      publishBehind(world, (manifest) => smuggle(manifest, forgedContent, [own]));
      const alarm = await screen.alarmed(/^trust\/own-message$/);
      const looks = await watched(screen, [forgedWords], 5000);
      return `desk 403; database: ${constraint}; screen: ${alarm}, ${looks} looks, never seen`;
    },
  ),

  long(22, "one letter, digit, address or alternative text changed after the approval", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    const row = manifestIn(publishedRow(world).envelope);
    const approved = row.messages[0];
    const content = JSON.parse(approved?.bytes ?? "{}") as MessageContent;
    const { panel } = content.forms;
    seen(panel !== undefined && approved !== undefined, "the approved message has no panel");
    const edits: [string, MessageContent][] = [
      ["title", { ...content, title: `${content.title}.` }],
      [
        "ticker",
        {
          ...content,
          forms: { ...content.forms, ticker: { text: { vi: `${content.forms.ticker?.text.vi ?? ""}1` } } },
        },
      ],
      [
        "panel",
        {
          ...content,
          forms: { ...content.forms, panel: { ...panel, headline: { vi: "Rửa tay bằng xà phòng!" } } as never },
        },
      ],
      ["source", { ...content, source: { ...content.source, name: "Bộ Y tế khác" } }],
      ["agency", { ...content, agency: { ...content.agency, short: "Sở khác" } }],
      ["date", { ...content, sourceDate: "2020-03-12" }],
    ];
    for (const [what, edited] of edits) {
      const { version } = publishBehind(world, (manifest) => ({
        ...smuggle(manifest, edited, approved?.approvals ?? []),
      }));
      await until(`${what} to be judged`, async () => (await screen.shown()) === version, 30_000);
      seen(
        (await screen.alarms()).includes("trust/other-content"),
        `${what}: alarms ${(await screen.alarms()).join()}`,
      );
    }
    // The same digest over other bytes; by the way, since the desk itself would stumble over such a row.
    const last = publishedRow(world);
    const manifest = manifestIn(last.envelope);
    const messages = manifest.messages.map((message) => ({
      ...message,
      bytes: message.bytes.replace("xà phòng", "nước lã"),
    }));
    const forged = JSON.stringify({ ...manifest, version: last.version + 1, messages });
    const envelope = world.server.deps.signer.sign(manifestType, forged);
    screen.front.tamper = instead(/^\/api\/screen\/manifest/, (_, answer) =>
      answer.writeHead(200, { etag: '"x"' }).end(envelope),
    );
    announce(world);
    const alarm = await screen.alarmed(/^trust\/message-bytes$/);
    await watched(screen, ["nước lã", "phòng!", "Sở khác"], 5000);
    return `${edits.map(([what]) => what).join(", ")}: each trust/other-content; the same digest over other bytes: ${alarm}; never seen`;
  }),
];
