import type { PlayBatch } from "../../content/record/proof.ts";
import type { Db } from "./connect.ts";
import type { PlayRow } from "./tables.ts";

/** Stores a batch once: the key (screen, boot, seq) makes a repeated delivery count nothing twice (attacks.md §4.2). */
export async function insertPlays(db: Db, screen: string, batch: PlayBatch, receivedAt: number): Promise<void> {
  await db
    .insertInto("play")
    .values(
      batch.plays.map((play) => ({
        screen,
        boot: batch.boot,
        seq: play.seq,
        message: play.message,
        campaign: play.campaign,
        lane: play.lane,
        from_at: play.from,
        until_at: play.until,
        whole: play.whole ? 1 : 0,
        version: play.version,
        received_at: receivedAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(["screen", "boot", "seq"]).doNothing())
    .execute();
}

/** Newest first. */
export async function listPlays(db: Db, screen: string, limit: number): Promise<PlayRow[]> {
  return db
    .selectFrom("play")
    .selectAll()
    .where("screen", "=", screen)
    .orderBy("from_at", "desc")
    .limit(limit)
    .execute();
}
