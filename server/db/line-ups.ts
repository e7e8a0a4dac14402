import type { Canvas } from "../../content/network/canvas.ts";
import type { Venue } from "../../content/network/venue.ts";
import type { Campaign } from "../../content/playout/campaign.ts";
import type { Db } from "./connect.ts";
import { inParts } from "./directory.ts";
import { readFloors } from "./floors.ts";
import type { LineUpRow } from "./tables.ts";

/** What the screens of a line-up share beside their campaigns. */
export type Site = {
  readonly canvas: Canvas;
  readonly kind: Venue["kind"];
  readonly timeZone: string;
  readonly openingHours: Venue["openingHours"];
  readonly reading: Venue["reading"];
};

export async function findLineUp(db: Db, id: string): Promise<LineUpRow | undefined> {
  return db.selectFrom("line_up").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function listLineUps(db: Db): Promise<LineUpRow[]> {
  return db.selectFrom("line_up").selectAll().execute();
}

/** Those that a screen belongs to. */
export async function lineUpsInUse(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("screen")
    .select("line_up")
    .distinct()
    .where("line_up", "is not", null)
    .orderBy("line_up")
    .execute();
  return rows.flatMap(({ line_up }) => line_up ?? []);
}

/** A new line-up with nothing published yet. */
export async function insertLineUp(
  db: Db,
  id: string,
  key: string,
  site: Site,
  campaigns: readonly string[],
): Promise<void> {
  await db
    .insertInto("line_up")
    .values({ id, key, site: JSON.stringify(site), fingerprint: "", version: 0, etag: "", compiled_at: 0 })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  if (campaigns.length > 0) {
    await db
      .insertInto("line_up_campaign")
      .values(campaigns.map((campaign) => ({ line_up: id, campaign })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function campaignsOfLineUp(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom("line_up_campaign")
    .select("campaign")
    .where("line_up", "=", id)
    .orderBy("campaign")
    .execute();
  return rows.map((row) => row.campaign);
}

export async function lineUpsOfCampaigns(db: Db, campaigns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const part of inParts(campaigns)) {
    const rows = await db
      .selectFrom("line_up_campaign")
      .select("line_up")
      .distinct()
      .where("campaign", "in", part)
      .execute();
    for (const row of rows) found.add(row.line_up);
  }
  return [...found];
}

export async function campaignsOfPlaylists(db: Db, playlists: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const part of inParts(playlists)) {
    const rows = await db.selectFrom("campaign").select("id").where("playlist", "in", part).execute();
    found.push(...rows.map((row) => row.id));
  }
  return found;
}

/** Campaigns per venue, sorted by id; a venue without any is absent. */
export async function campaignsAtVenues(
  db: Db,
  venues: readonly string[],
  status: "active" | "any" = "active",
): Promise<Map<string, string[]>> {
  const at = new Map<string, string[]>();
  for (const part of inParts(venues)) {
    let query = db
      .selectFrom("campaign_venue")
      .innerJoin("campaign", "campaign.id", "campaign_venue.campaign")
      .select(["campaign_venue.venue", "campaign_venue.campaign"])
      .where("campaign_venue.venue", "in", part)
      .orderBy("campaign_venue.campaign");
    if (status === "active") query = query.where("campaign.status", "=", "active");
    const rows = await query.execute();
    for (const row of rows) at.set(row.venue, [...(at.get(row.venue) ?? []), row.campaign]);
  }
  return at;
}

export async function campaignBodies(db: Db, ids: readonly string[]): Promise<Campaign[]> {
  const found: Campaign[] = [];
  for (const part of inParts(ids)) {
    const rows = await db.selectFrom("campaign").select("body").where("id", "in", part).execute();
    found.push(...rows.map((row) => JSON.parse(row.body) as Campaign));
  }
  return found;
}

/** Stores a signed manifest and answers nothing: its version was taken beforehand with `nextVersion`. */
export async function insertManifest(
  db: Db,
  row: { version: number; lineUp: string; etag: string; envelope: string; at: number },
): Promise<void> {
  await db
    .insertInto("manifest")
    .values({ version: row.version, line_up: row.lineUp, etag: row.etag, envelope: row.envelope, issued_at: row.at })
    .execute();
}

/** The highest version ever given out, or 0. */
export async function highestVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom("manifest")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** One more than any version that was given out or that a screen has seen; versions grow over the whole server. */
export async function nextVersion(db: Db): Promise<number> {
  return Math.max(await highestVersion(db), (await readFloors(db)).manifest) + 1;
}

/** What is published next is another version, even where it is the same. */
export async function republishAll(db: Db): Promise<void> {
  await db.updateTable("line_up").set({ fingerprint: "" }).execute();
}

export async function markPublished(
  db: Db,
  id: string,
  published: { fingerprint: string; version: number; etag: string; at: number },
): Promise<void> {
  await db
    .updateTable("line_up")
    .set({
      fingerprint: published.fingerprint,
      version: published.version,
      etag: published.etag,
      compiled_at: published.at,
    })
    .where("id", "=", id)
    .execute();
}

export async function manifestOf(
  db: Db,
  lineUp: string,
): Promise<{ version: number; etag: string; envelope: string } | undefined> {
  return db
    .selectFrom("manifest")
    .innerJoin("line_up", "line_up.version", "manifest.version")
    .select(["manifest.version", "manifest.etag", "manifest.envelope"])
    .where("line_up.id", "=", lineUp)
    .executeTakeFirst();
}

/** Keeps the newest few manifests of a line-up. */
export async function pruneManifests(db: Db, lineUp: string, keep: number): Promise<void> {
  const oldest = await db
    .selectFrom("manifest")
    .select("version")
    .where("line_up", "=", lineUp)
    .orderBy("version", "desc")
    .offset(keep)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    await db.deleteFrom("manifest").where("line_up", "=", lineUp).where("version", "<=", oldest.version).execute();
}

/** Line-ups that no screen belongs to any more, with their manifests but for the newest of all, which says the next version. */
export async function deleteEmptyLineUps(db: Db): Promise<void> {
  await db
    .deleteFrom("line_up")
    .where("id", "not in", (eb) =>
      eb
        .selectFrom("screen")
        .select("screen.line_up")
        .where("screen.line_up", "is not", null)
        .$castTo<{ line_up: string }>(),
    )
    .execute();
  await db
    .deleteFrom("manifest")
    .where("line_up", "not in", (eb) => eb.selectFrom("line_up").select("line_up.id"))
    .where("version", "<", (eb) => eb.selectFrom("manifest as all").select((e) => e.fn.max("all.version").as("newest")))
    .execute();
}
