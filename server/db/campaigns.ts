import type { Campaign } from "../../content/playout/campaign.ts";
import type { Playlist } from "../../content/playout/playlist.ts";
import type { Db } from "./connect.ts";
import { inParts } from "./directory.ts";

export type Versioned<T> = { readonly value: T; readonly version: number; readonly updatedAt: number };

type Row = { id: string; version: number; body: string; updated_at: number };

function read<T>(row: Row): Versioned<T> {
  return { value: JSON.parse(row.body) as T, version: row.version, updatedAt: row.updated_at };
}

export async function listPlaylists(db: Db): Promise<Versioned<Playlist>[]> {
  const rows = await db.selectFrom("playlist").selectAll().orderBy("updated_at", "desc").orderBy("id").execute();
  return rows.map((row) => read<Playlist>(row));
}

export async function findPlaylist(db: Db, id: string): Promise<Versioned<Playlist> | undefined> {
  const row = await db.selectFrom("playlist").selectAll().where("id", "=", id).executeTakeFirst();
  return row && read<Playlist>(row);
}

export async function insertPlaylist(db: Db, playlist: Playlist, at: number): Promise<void> {
  await db
    .insertInto("playlist")
    .values({ id: playlist.id, version: 1, body: JSON.stringify(playlist), updated_at: at })
    .execute();
}

/** Compare and set on the version; answers whether it was still `seen`. */
export async function updatePlaylist(db: Db, playlist: Playlist, seen: number, at: number): Promise<boolean> {
  const result = await db
    .updateTable("playlist")
    .set({ version: seen + 1, body: JSON.stringify(playlist), updated_at: at })
    .where("id", "=", playlist.id)
    .where("version", "=", seen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deletePlaylist(db: Db, id: string): Promise<void> {
  await db.deleteFrom("playlist").where("id", "=", id).execute();
}

export async function listCampaigns(db: Db): Promise<Versioned<Campaign>[]> {
  const rows = await db.selectFrom("campaign").selectAll().orderBy("updated_at", "desc").orderBy("id").execute();
  return rows.map((row) => read<Campaign>(row));
}

export async function findCampaign(db: Db, id: string): Promise<Versioned<Campaign> | undefined> {
  const row = await db.selectFrom("campaign").selectAll().where("id", "=", id).executeTakeFirst();
  return row && read<Campaign>(row);
}

export async function insertCampaign(db: Db, campaign: Campaign, at: number): Promise<void> {
  await db
    .insertInto("campaign")
    .values({ ...columns(campaign), version: 1, updated_at: at })
    .execute();
  await linkVenues(db, campaign);
}

/** Compare and set on the version; answers whether it was still `seen`. */
export async function updateCampaign(db: Db, campaign: Campaign, seen: number, at: number): Promise<boolean> {
  const result = await db
    .updateTable("campaign")
    .set({ ...columns(campaign), version: seen + 1, updated_at: at })
    .where("id", "=", campaign.id)
    .where("version", "=", seen)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await db.deleteFrom("campaign_venue").where("campaign", "=", campaign.id).execute();
  await linkVenues(db, campaign);
  return true;
}

function columns(campaign: Campaign): { id: string; status: string; playlist: string; body: string } {
  return { id: campaign.id, status: campaign.status, playlist: campaign.playlist, body: JSON.stringify(campaign) };
}

async function linkVenues(db: Db, campaign: Campaign): Promise<void> {
  for (const part of inParts([...new Set(campaign.venues)])) {
    await db
      .insertInto("campaign_venue")
      .values(part.map((venue) => ({ campaign: campaign.id, venue })))
      .execute();
  }
}
