/** Long because it is a list: an attempt of each kind, told in one piece. */

import { cp, rm } from "node:fs/promises";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "../../content/editorial/check.ts";
import { freePort, startChild } from "../support/child-server.ts";
import { clientOf } from "../support/http-client.ts";
import { approvalBody, sealedRoot } from "../support/keys.ts";
import { recallBy, takeoverBy } from "../support/officers.ts";
import { screenSocket, type ScreenSocket } from "../support/screen-socket.ts";
import { readManifest } from "../support/read-manifest.ts";
import { until } from "../support/until.ts";
import { messageContent, type World } from "../support/world.ts";
import { hand } from "../content/trust/signing.ts";
import { approvedWords, attackedScreen, manifestIn, publishedRow } from "./attacked-screen.ts";
import { long, notYet, quick, seen, waits, type Case } from "./case.ts";

/** Roots, orders, copies of the truth, and the ways of a message through the desk. */

const json = { "content-type": "application/json" };
const officerOf = (world: World) => ({
  id: world.keys.approver.entry.owner.id,
  name: world.keys.approver.entry.owner.name,
  client: world.approver,
  hand: world.keys.approver,
});

export const truthCases: readonly Case[] = [
  waits(6, "the server falls silent: its last heartbeat is all that comes", async (ground) => {
    const world = await ground.world();
    const screen = await attackedScreen(ground, { world });
    let kept: Buffer | undefined;
    screen.front.tamper = (asked, answer) => {
      if (!asked.url?.startsWith("/api/screen/heartbeat")) return false;
      if (kept) answer.writeHead(200).end(kept);
      else
        void fetch(world.url + asked.url, { headers: { authorization: asked.headers.authorization ?? "" } })
          .then(async (response) => (kept = Buffer.from(await response.arrayBuffer())))
          .then((bytes) => answer.writeHead(200).end(bytes));
      return true;
    };
    await screen.restart();
    await until("the approved message", () => screen.shows(approvedWords), 30_000);
    await until("a kept heartbeat", () => kept, 30_000);
    await screen.restart();
    const alarm = await screen.alarmed(/^trust\/(other-answer|stale)$/, 40_000);
    seen(await screen.shows(approvedWords), "the approved message is gone");
    return `an old answer replayed to a new number: ${alarm}; approved content plays on`;
  }),

  notYet(
    5,
    "recovery by a new server key on a real screen",
    "row 2's histories rotate the server key under the player's own code; a real screen through it is not written",
  ),
  notYet(
    6,
    "the note after the last heartbeat has expired",
    "not written: a quarter of an hour with a real clock; test/player/heartbeats.test.ts refuses an expired one with a virtual clock",
  ),
  notYet(
    43,
    "an exercise drawn at the desk, unlike a takeover",
    "not driven through the desk here; test/player/scene/exercise.test.ts and test/admin/urgent draw it",
  ),
  notYet(46, "a start without the folder's checkpoint, held by what screens report", "not written here"),

  quick(16, "new roots signed by new keys alone, by the server's, with a gap, and an older one", async (ground) => {
    const world = await ground.world();
    const [stranger, server] = [hand("root", ["root"], { since: 0 }), hand("server", ["server"], { since: 0 })];
    const next = { ...world.root, version: world.root.version + 1 };
    const others = next.keys.filter(({ duties }) => !duties.includes("root"));
    const forged: [string, string][] = [
      ["only the new keys", sealedRoot({ ...next, keys: [stranger.entry, ...others] }, stranger)],
      [
        "only the old keys, though the new ones are listed",
        sealedRoot({ ...next, keys: [stranger.entry, ...others] }, world.keys.root),
      ],
      ["a server key", sealedRoot(next, server)],
      ["an approver", sealedRoot(next, world.keys.approver)],
      ["a gap", sealedRoot({ ...next, version: next.version + 1 }, world.keys.root)],
      ["the same version", sealedRoot({ ...world.root, issuedAt: world.root.issuedAt + 1 }, world.keys.root)],
    ];
    const codes: string[] = [];
    for (const [what, envelope] of forged) {
      const response = await world.admin.raw("POST", "/api/trust/roots", {
        body: JSON.stringify({ envelope }),
        headers: json,
      });
      const { code = "" } = (await response.json()) as { code?: string };
      seen(
        response.status >= 400 && response.status < 500 && code.startsWith("trust/"),
        `${what}: ${response.status} ${code}`,
      );
      codes.push(code);
    }
    await world.nextRoot({});
    return `${forged.length} refused: ${[...new Set(codes)].join(", ")}; an honest one is taken (the same functions judge on the screen: row 2)`;
  }),

  notYet(
    20,
    "the signing page shows A while B is signed",
    "not written: no tampered desk is driven in Chromium, and the word code of the preview is not compared",
  ),

  quick(23, "a QR to a domain that nearly matches an official one", async (ground) => {
    const world = await ground.world();
    const content = {
      ...messageContent("Kênh"),
      forms: {
        panel: {
          template: "channel" as const,
          tag: { vi: "Kênh chính thức" },
          name: { vi: "Bộ Y tế" },
          address: "https://m0h.gov.vn/",
          owner: { vi: "Bộ Y tế" },
        },
      },
    };
    const draft = await world.comms.call("addMessage", { body: { content } });
    const flagged = check(draft.head.content, { sources: await world.comms.call("sources") }).map(({ code }) => code);
    seen(flagged.includes("domain-near-miss") || flagged.includes("address-near-miss"), `findings: ${flagged.join()}`);
    const honest = await world.comms.call("addMessage", {
      body: { content: { ...content, forms: { panel: { ...content.forms.panel, address: "https://moh.gov.vn/" } } } },
    });
    seen(honest.head.digest !== draft.head.digest, "the digest is the same");
    return `m0h.gov.vn is flagged to author and approver (${flagged.join(", ")}), not refused: the check warns (design §5); one letter of the address is another digest, which no approval covers (row 22)`;
  }),

  quick(24, "keys twice, other spellings, __proto__ and bidi marks in signed bytes", async (ground) => {
    const world = await ground.world();
    const view = await world.submitted(messageContent("Nguyên văn"));
    const right = approvalBody(view, world.keys.approver, world.now);
    const { payload } = JSON.parse(right.approval) as { payload: string };
    const spellings: [string, string][] = [
      ["a key twice", payload.replace('{"revision"', '{"at":1,"revision"')],
      ["a space", payload.replace(":", ": ")],
      ["an escape", payload.replace("Nguyên", "Nguy\\u00ean")],
      ["NFD", payload.normalize("NFD")],
      ["__proto__", payload.replace('{"revision"', '{"__proto__":{"x":1},"revision"')],
      ["another order", payload.replace(/^\{("revision":"[0-9a-f]+"),(.*)\}$/s, "{$2,$1}")],
    ];
    const { sealed } = await import("../content/trust/signing.ts");
    for (const [what, spelling] of spellings) {
      seen(spelling !== payload, `${what} changes nothing`);
      const approval = sealed("bangtin/approval/1", spelling, world.keys.approver);
      const response = await world.approver.raw("POST", `/api/messages/${view.id}/approve`, {
        body: JSON.stringify({ digest: view.head.digest, approval }),
        headers: json,
      });
      seen(response.status >= 400 && response.status < 500, `${what}: ${response.status}`);
    }
    const bidi = await world.comms
      .call("addMessage", { body: { content: messageContent("Gọi \u202e5909 0091") } })
      .then(
        async ({ id, version }) =>
          (
            await world.comms.raw("POST", `/api/messages/${id}/submit`, {
              body: JSON.stringify({ version }),
              headers: json,
            })
          ).status,
        (error: { status: number }) => error.status,
      );
    seen(bidi >= 400 && bidi < 500, `a bidi override was answered ${bidi}`);
    seen(
      (
        await world.approver.raw("POST", `/api/messages/${view.id}/approve`, {
          body: JSON.stringify(right),
          headers: json,
        })
      ).status === 200,
      "the right one is refused",
    );
    return `${spellings.map(([what]) => what).join(", ")}: refused though truly signed; a bidi override: ${bidi}`;
  }),

  notYet(
    25,
    "a malicious shell served by the CMS host",
    "not written here: needs a player built with --root on another origin; test/e2e/own-shell.test.ts tries that build",
  ),

  quick(37, "a draft approved directly, and fifty approvals at once", async (ground) => {
    const world = await ground.world();
    const draft = await world.comms.call("addMessage", { body: { content: messageContent("Nháp") } });
    const skip = await world.approver.raw("POST", `/api/messages/${draft.id}/approve`, {
      body: JSON.stringify(approvalBody(draft, world.keys.approver, world.now)),
      headers: json,
    });
    seen(skip.status === 409, `a draft was approved: ${skip.status}`);
    const view = await world.submitted(messageContent("Năm mươi lần"));
    const body = JSON.stringify(approvalBody(view, world.keys.approver, world.now));
    const race = await Promise.all(
      Array.from({ length: 50 }, () =>
        world.approver.raw("POST", `/api/messages/${view.id}/approve`, { body, headers: json }),
      ),
    );
    const won = race.filter(({ status }) => status === 200).length;
    const rows = await world.server.deps.db
      .selectFrom("approval")
      .select("id")
      .where("message", "=", view.id)
      .execute();
    seen(won === 1 && rows.length === 1, `${won} won, ${rows.length} approvals`);
    return `a draft: ${skip.status}; of 50 at once ${won} won, the others ${[...new Set(race.map(({ status }) => status))].filter((status) => status !== 200).join()}; one approval stored`;
  }),

  quick(43, "one officer alone, and a takeover for nobody", async (ground) => {
    const world = await ground.world();
    const officer = officerOf(world);
    const device = await screenSocket(world.url, (await world.pair("airport")).token);
    ground.after(() => device.close());
    const takeover = takeoverBy(world, officer, messageContent("Diễn tập"));
    await world.approver.call("proposeTakeover", {
      body: { envelope: takeover.sign(officer), revision: takeover.revision },
    });
    const { status } = await world.approver.raw("POST", `/api/orders/takeovers/${takeover.statement.id}/release`, {
      body: JSON.stringify({ envelope: takeover.sign(officer) }),
      headers: json,
    });
    seen(status >= 400 && status < 500, `released by one: ${status}`);
    await device.hello();
    seen(device.orders.length === 0, "a screen heard of it");
    return `released by one person: ${status}; no screen heard anything`;
  }),

  long(44, "an approved mistake is recalled while two hundred screens are connected and one is not", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    const sockets: ScreenSocket[] = [];
    const others: { token: string }[] = [];
    // An admin may type twenty codes in five minutes: each of these screens has many connections.
    for (let n = 0; n < 15; n++) others.push(await world.pair("airport"));
    for (let n = 0; n < 200; n++) {
      const socket = await screenSocket(world.url, others[n % others.length]?.token ?? "");
      await socket.hello();
      sockets.push(socket);
    }
    ground.after(() => sockets.forEach((socket) => socket.close()));
    const revision = manifestIn(publishedRow(world).envelope).messages[0]?.digest ?? "";
    // One real screen is cut off while it is given.
    const { page } = screen;
    const offline = await ground.page(screen.front.url, (await world.pair("airport")).token);
    const { visibleText } = await import("../support/browser.ts");
    await until("the second real screen", async () => (await visibleText(offline)).includes(approvedWords), 30_000);
    await offline.context().setOffline(true);
    const times: number[] = [];
    const from = performance.now();
    for (const socket of sockets) socket.socket.once("order", () => times.push(performance.now() - from));
    await world.approver.call("recall", {
      body: { envelope: recallBy(world, officerOf(world), { kind: "revision", revision }).envelope },
    });
    await until("the words to be gone", async () => !(await visibleText(page)).includes(approvedWords), 10_000);
    const pixels = Math.round(performance.now() - from);
    const open = sockets.filter(({ socket }) => socket.connected).length;
    await until("all connections", () => times.length >= open, 10_000);
    const p99 = Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Infinity);
    seen(p99 < 5000 && pixels < 5000, `p99 ${p99} ms, pixels ${pixels} ms`);
    await offline.context().setOffline(false);
    const back = performance.now();
    await until("the returning screen", async () => !(await visibleText(offline)).includes(approvedWords), 30_000);
    return `${times.length} connections told, p99 ${p99} ms; off the pixels after ${pixels} ms; a screen that was offline: ${Math.round(performance.now() - back)} ms after it came back`;
  }),

  long(46, "the database is put back from an older copy", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    await world.server.deps.checkpoint.settled();
    const copy = join(await ground.folder(), "copy");
    await cp(world.folder, copy, { recursive: true });
    for (const text of ["Một", "Hai", "Ba"]) await world.approved(messageContent(text));
    await world.nextRoot({});
    await until(
      "the screen to have seen more",
      async () => (await screen.alarms()).length >= 0 && (await screen.shown()) > 0,
    );
    await world.server.deps.checkpoint.settled();
    // The copy alone, with the checkpoint of the folder: the start refuses it.
    await cp(join(world.folder, "record-checkpoint.json"), join(copy, "record-checkpoint.json"));
    for (const name of ["lock.db", "lock.db-journal"]) await rm(join(copy, name), { force: true });
    const said = await startChild({ port: await freePort(), dataFolder: copy }).then(
      async (server) => (await server.kill(), "it started"),
      (error: Error) => error.message,
    );
    seen(/record ends at entry \d+, and \d+ were committed/.test(said), said);
    return `with the folder's checkpoint the start refuses: ${said.split("\n")[0]?.slice(0, 160)}`;
  }),

  quick(87, "a backup is put onto a clean machine", async (ground) => {
    const world = await ground.world();
    const { client, token } = await world.pair("airport");
    await world.approved(messageContent("Sao lưu"));
    const before = await readManifest(client);
    await world.server.deps.checkpoint.settled();
    const port = Number(new URL(world.url).port);
    await world.server.stop();
    const copy = join(await ground.folder(), "copy");
    await cp(world.folder, copy, { recursive: true });
    const tool = fileURLToPath(new URL("../../tools/audit-verify.ts", import.meta.url));
    const record = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [tool],
        { env: { PATH: process.env["PATH"] ?? "", DATA_DIR: copy } },
        (_, out, error) => resolve((out + error).trim()),
      );
    });
    seen(record.startsWith("The record is whole"), record);
    const server = await startChild({ port, dataFolder: copy });
    ground.after(() => server.kill());
    const after = await readManifest(clientOf(server.url, { authorization: `Bearer ${token}` }));
    await server.kill();
    await world.restart();
    const same = JSON.stringify(before.manifest.programme.loops) === JSON.stringify(after.manifest.programme.loops);
    seen(
      same && after.manifest.version >= before.manifest.version,
      `version ${before.manifest.version} became ${after.manifest.version}`,
    );
    return `${record.slice(0, 40)}…; the screen's token opens it, its signature holds, version ${before.manifest.version} → ${after.manifest.version}, the same content`;
  }),
];
