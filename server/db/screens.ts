import type { Db } from "./connect.ts";
import { inParts } from "./directory.ts";
import type { ScreenRow } from "./tables.ts";

/** All screens by name. */
export async function listScreens(db: Db): Promise<ScreenRow[]> {
  return db.selectFrom("screen").selectAll().orderBy("name").orderBy("id").execute();
}

export async function findScreen(db: Db, id: string): Promise<ScreenRow | undefined> {
  return db.selectFrom("screen").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function screenByTokenHash(db: Db, tokenHash: string): Promise<ScreenRow | undefined> {
  return db.selectFrom("screen").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst();
}

export async function screensAtVenues(db: Db, venues: readonly string[]): Promise<ScreenRow[]> {
  const rows: ScreenRow[] = [];
  for (const part of inParts(venues))
    rows.push(...(await db.selectFrom("screen").selectAll().where("venue", "in", part).execute()));
  return rows;
}

/** Where every screen stands, and nothing else: asked before each takeover. */
export async function placesOfScreens(db: Db): Promise<Pick<ScreenRow, "id" | "venue" | "place" | "quarantined_at">[]> {
  return db.selectFrom("screen").select(["id", "venue", "place", "quarantined_at"]).execute();
}

type Paired = Pick<ScreenRow, "id" | "name" | "venue" | "canvas" | "token_hash" | "paired_at" | "place" | "public_key">;

/** A screen that nobody has heard of yet. */
export function newScreen(paired: Paired): ScreenRow {
  return {
    ...paired,
    line_up: null,
    last_seen_at: null,
    report: null,
    clock_skew: null,
    shell: null,
    proven: null,
    quarantined_at: null,
    echo: null,
  };
}

export async function insertScreen(db: Db, row: ScreenRow): Promise<void> {
  await db.insertInto("screen").values(row).execute();
}

export async function updateScreen(db: Db, id: string, changes: Partial<ScreenRow>): Promise<void> {
  await db.updateTable("screen").set(changes).where("id", "=", id).execute();
}

export async function deleteScreen(db: Db, id: string): Promise<void> {
  await db.deleteFrom("screen").where("id", "=", id).execute();
}
