import * as z from "zod/mini";
import type { Db } from "./connect.ts";
import { readSetting, removeSetting, writeSetting } from "./settings.ts";

/**
 * What screens have seen beyond this database: it was restored from an old copy. Numbers go on above it, because a
 * screen takes nothing that is lower than what it had.
 */
const Floors = z.strictObject({ manifest: z.int().check(z.nonnegative()), orders: z.int().check(z.nonnegative()) });
export type SeenFloors = z.infer<typeof Floors>;

export async function readFloors(db: Db): Promise<SeenFloors> {
  const body = await readSetting(db, "seen-floors");
  return body === undefined ? { manifest: 0, orders: 0 } : Floors.parse(JSON.parse(body));
}

export async function writeFloors(db: Db, floors: SeenFloors): Promise<void> {
  await writeSetting(db, "seen-floors", JSON.stringify(Floors.parse(floors)));
}

/** Which screen showed it, when and by what. There while nothing may be published. */
const RolledBack = z.strictObject({ at: z.int(), screen: z.string(), detail: z.string() });
export type RolledBack = z.infer<typeof RolledBack>;

export async function readRolledBack(db: Db): Promise<RolledBack | undefined> {
  const body = await readSetting(db, "rolled-back");
  return body === undefined ? undefined : RolledBack.parse(JSON.parse(body));
}

export async function writeRolledBack(db: Db, rolledBack: RolledBack): Promise<void> {
  await writeSetting(db, "rolled-back", JSON.stringify(rolledBack));
}

export async function endRolledBack(db: Db): Promise<void> {
  await removeSetting(db, "rolled-back");
}

/**
 * Ends of the record that screens remember and that were lost with the restore. Known, they are no new alarm; `size` is
 * how long the record was when somebody went on without them: what differs below it differs because of that restore.
 */
const Lost = z.strictObject({ size: z.int(), heads: z.array(z.string()).check(z.maxLength(2000)) });
export type Lost = z.infer<typeof Lost>;

export async function readLost(db: Db): Promise<Lost> {
  const body = await readSetting(db, "lost-record");
  return body === undefined ? { size: 0, heads: [] } : Lost.parse(JSON.parse(body));
}

export async function writeLost(db: Db, lost: Lost): Promise<void> {
  await writeSetting(db, "lost-record", JSON.stringify({ ...lost, heads: lost.heads.slice(-2000) }));
}
