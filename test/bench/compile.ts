/**
 * What one change costs beside compiling everything: 10,000 venues with a screen each, which share 200 line-ups, through
 * the server's own transaction (regroup, compile, sign, store, announce). A campaign of one province reaches 4 line-ups;
 * a national one reaches all 200, the worst that a change can do. `viaDesk` is the same change as the desk makes it, over
 * HTTP and with the reach that it is answered. The ratio is of CPU time, which a busy machine disturbs less.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sealRevision } from "../../content/editorial/revision.ts";
import { canvasPresets } from "../../content/network/canvas.ts";
import type { Venue } from "../../content/network/venue.ts";
import type { Campaign } from "../../content/playout/campaign.ts";
import { addDays, localDateAt } from "../../content/playout/wall-clock.ts";
import { starter } from "../../content/starter/starter.ts";
import { hashToken } from "../../server/auth/setup.ts";
import { approvalStatement } from "../../content/trust/approval-statement.ts";
import { change } from "../../server/change.ts";
import { readConfig } from "../../server/config.ts";
import { findCampaign, insertCampaign, insertPlaylist, updateCampaign } from "../../server/db/campaigns.ts";
import { saveInRegister } from "../../server/db/directory.ts";
import { insertRevision } from "../../server/db/messages.ts";
import { insertRoot } from "../../server/db/roots.ts";
import { insertScreen, newScreen } from "../../server/db/screens.ts";
import { startServer } from "../../server/start.ts";
import { option, report, round, spreadOf } from "./measure.ts";
import { everywhere, firstRoot, personKey, rootKey, sealedRoot, signedApproval } from "../support/keys.ts";

const provinces = 50;
const sites = [
  { canvas: "board-1080", kind: "airport", reading: "walk", openingHours: [] },
  { canvas: "billboard-1080", kind: "outdoor", reading: "traffic", openingHours: [] },
  { canvas: "crawler-1080", kind: "cable-tv", reading: "queue", openingHours: [] },
  {
    canvas: "board-portrait",
    kind: "post-office",
    reading: "queue",
    openingHours: [{ weekdays: [1, 2, 3, 4, 5, 6], from: "07:00", until: "19:00" }],
  },
] as const;
const venueCount = option("venues", 10_000);
const rounds = option("rounds", 5);
const zone = "Asia/Ho_Chi_Minh";
const password = "bench-password";

const folder = mkdtempSync(join(tmpdir(), "bangtin-compile-"));
const server = await startServer(readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder }));
const { deps, url } = server;
const today = localDateAt(deps.clock(), zone);

const venues = Array.from({ length: venueCount }, (_, i) => `venue-${i}`);
const inProvince = (province: number): string[] =>
  venues.filter((_, i) => Math.floor(i / sites.length) % provinces === province);

const campaign = (id: string, playlist: string, at: string[], rest: Partial<Campaign>): Campaign => ({
  id,
  name: id,
  playlist,
  venues: at,
  from: today,
  to: addDays(today, 29),
  hours: [],
  weekdays: [],
  level: "routine",
  frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
  status: "active",
  ...rest,
});

async function seed(): Promise<void> {
  await change(deps, null, async ({ db, now, touched }) => {
    for (const [i, id] of venues.entries()) {
      const site = sites[i % sites.length] ?? sites[0];
      const venue: Venue = {
        id,
        name: id,
        kind: site.kind,
        operator: "",
        area: "can-tho",
        address: "",
        timeZone: zone,
        openingHours: site.openingHours.map((hours) => ({ ...hours, weekdays: [...hours.weekdays] })),
        reading: site.reading,
      };
      await saveInRegister(db, "venue", venue);
      await insertScreen(
        db,
        newScreen({
          id: `screen-${i}`,
          name: id,
          venue: id,
          canvas: JSON.stringify(canvasPresets.find((canvas) => canvas.id === site.canvas)),
          token_hash: hashToken(id),
          paired_at: now,
          place: JSON.stringify({ venue: id, kind: site.kind, areas: ["can-tho"] }),
          public_key: null,
        }),
      );
    }
    const approver = personKey({ id: "b", name: "b" }, ["approver"]);
    const own = rootKey();
    const root = firstRoot(own, deps.signer.publicKey, [approver], now);
    await insertRoot(db, { version: 1, envelope: sealedRoot(root, own), payload: JSON.stringify(root), at: now });
    for (const { id, content } of starter.messages) {
      const revision = sealRevision(content);
      const hands = { author: "a", last_editor: "a", submitter: "a" };
      const envelope = signedApproval(
        approvalStatement(revision, {
          scope: everywhere(now),
          hands: { author: "a", lastEditor: "a", submitter: "a" },
          approver: approver.entry.owner,
          at: now,
        }),
        approver,
      );
      await insertRevision(db, revision, "a", now);
      const approval = await db
        .insertInto("approval")
        .values({ message: id, digest: revision.digest, approver: "b", ...hands, at: now, envelope })
        .returning("id")
        .executeTakeFirstOrThrow();
      await db
        .insertInto("message")
        .values({
          id,
          status: "approved",
          version: 1,
          head: revision.digest,
          approval: approval.id,
          ...hands,
          decision: null,
          created_at: now,
          updated_at: now,
        })
        .execute();
    }
    // Three for the stage and three for the running line, so that every line-up has something of every playlist.
    const [panels, tickers] = (["panel", "ticker"] as const).map((form) =>
      starter.messages.filter((message) => message.content.forms[form]).map((message) => message.id),
    );
    if (!panels || !tickers) throw new Error("the starter pack has both forms");
    for (let i = 0; i < 10; i++) {
      const items = [0, 1, 2].flatMap((k) =>
        [panels, tickers].map((ids) => ({ message: ids[(i * 3 + k) % ids.length] ?? "" })),
      );
      await insertPlaylist(db, { id: `playlist-${i}`, name: "", items }, now);
    }
    const twoOfSix = { kind: "continuous", share: { spots: 2, of: 6 } } as const;
    await insertCampaign(db, campaign("national-0", "playlist-0", venues, {}), now);
    await insertCampaign(
      db,
      campaign("national-1", "playlist-1", venues, { level: "priority", frequency: twoOfSix }),
      now,
    );
    await insertCampaign(
      db,
      campaign("national-2", "playlist-2", venues, { frequency: { kind: "per-day", times: 6 } }),
      now,
    );
    for (let p = 0; p < provinces; p++) {
      const at = inProvince(p);
      await insertCampaign(db, campaign(`province-${p}-0`, `playlist-${3 + (p % 7)}`, at, {}), now);
      const evenings = { hours: [{ from: "17:00", until: "21:00" }], weekdays: [1, 3, 5] };
      await insertCampaign(db, campaign(`province-${p}-1`, `playlist-${3 + ((p + 3) % 7)}`, at, evenings), now);
    }
    touched.everything = true;
  });
  await deps.auth.addUser({ name: "Bench", email: "bench@bangtin.demo", password, role: "comms" });
}

/** When the last change was announced and to how many line-ups. */
const told = { first: 0, last: 0, lineUps: 0 };
const push = { ...deps.push };
deps.push.announce = (announcements) => {
  told.first = performance.now();
  push.announce(announcements);
  told.last = performance.now();
  told.lineUps = announcements.length;
};

type Cost = { readonly cpuMs: number; readonly ms: number; readonly firstMs: number; readonly lastMs: number };

async function timed(lineUps: number, work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  if (told.lineUps !== lineUps) throw new Error(`${told.lineUps} line-ups were announced, not ${lineUps}`);
  return { cpuMs: (user + system) / 1000, ms, firstMs: told.first - began, lastMs: told.last - began };
}

/** As if nothing had been published yet: every line-up is compiled, signed and stored. */
async function full(): Promise<Cost> {
  await deps.db.updateTable("line_up").set({ fingerprint: "" }).execute();
  return timed(provinces * sites.length, () =>
    change(deps, null, async ({ touched }) => void (touched.everything = true)),
  );
}

/** Another hour, within all opening hours, at which a campaign ends its day: what every screen of it shows is different. */
function edited(before: Campaign): Campaign {
  const until = before.hours[0]?.until === "17:00" ? "18:00" : "17:00";
  return { ...before, hours: [{ from: "08:00", until }] };
}

async function one(id: string, lineUps: number): Promise<Cost> {
  return timed(lineUps, () =>
    change(deps, null, async ({ db, now, touched }) => {
      const before = await findCampaign(db, id);
      if (!before) throw new Error(`no campaign ${id}`);
      const after = edited(before.value);
      await updateCampaign(db, after, before.version, now);
      touched.campaigns.add(id);
      for (const venue of after.venues) touched.venues.add(venue);
    }),
  );
}

async function viaDesk(id: string, lineUps: number, cookie: string): Promise<Cost> {
  const before = await findCampaign(deps.db, id);
  if (!before) throw new Error(`no campaign ${id}`);
  const { id: _, status: __, ...draft } = edited(before.value);
  const body = JSON.stringify({ version: before.version, campaign: draft });
  return timed(lineUps, async () => {
    await send("PUT", `/api/campaigns/${id}`, body, cookie);
  });
}

/** A connection of its own: one that was kept may have been closed while this process compiled. */
async function send(method: string, path: string, body: string, cookie = ""): Promise<IncomingMessage> {
  const headers = { "content-type": "application/json", origin: url, cookie };
  const asking = request(url + path, { method, headers, agent: false });
  asking.end(body);
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${answer}`);
  return response;
}

async function signIn(): Promise<string> {
  const credentials = JSON.stringify({ email: "bench@bangtin.demo", password });
  const { headers } = await send("POST", "/api/auth/sign-in/email", credentials);
  return (headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
}

try {
  await seed();
  const cookie = await signIn();
  const all = provinces * sites.length;
  await full();
  await one("province-0-0", sites.length);
  await one("national-0", all);

  const costs = { full: [], province: [], national: [], deskProvince: [], deskNational: [] } as Record<string, Cost[]>;
  for (let i = 0; i < rounds; i++) {
    costs["full"]?.push(await full());
    costs["province"]?.push(await one(`province-${1 + i}-0`, sites.length));
    costs["national"]?.push(await one("national-0", all));
    costs["deskProvince"]?.push(await viaDesk(`province-${1 + i}-0`, sites.length, cookie));
    costs["deskNational"]?.push(await viaDesk("national-0", all, cookie));
  }
  const middle = (name: string, figure: keyof Cost): number =>
    round(spreadOf((costs[name] ?? []).map((cost) => cost[figure])).median);
  const ratios = (costs["province"] ?? []).map((cost, i) => cost.cpuMs / (costs["full"]?.[i]?.cpuMs ?? 0));
  const { median, quartiles } = spreadOf(ratios);
  report({
    bench: "compile",
    ratio: median,
    budget: 0.1,
    quartiles,
    venues: venueCount,
    lineUps: all,
    rounds,
    fullCpuMs: middle("full", "cpuMs"),
    fullMs: middle("full", "ms"),
    provinceLineUps: sites.length,
    provinceCpuMs: middle("province", "cpuMs"),
    provinceFirstMs: middle("province", "firstMs"),
    provinceLastMs: middle("province", "lastMs"),
    nationalLineUps: all,
    nationalCpuMs: middle("national", "cpuMs"),
    nationalFirstMs: middle("national", "firstMs"),
    nationalLastMs: middle("national", "lastMs"),
    viaDeskProvinceLastMs: middle("deskProvince", "lastMs"),
    viaDeskNationalLastMs: middle("deskNational", "lastMs"),
    firstBudgetMs: 1000,
    lastBudgetMs: 5000,
  });
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
