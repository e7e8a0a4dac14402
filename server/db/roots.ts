import { readRoot, type TrustedRoot } from "../../content/trust/root.ts";
import type { Db } from "./connect.ts";
import type { RootRow } from "./tables.ts";

/** Appends a version that was judged before. The table itself takes only the next number. */
export async function insertRoot(db: Db, row: RootRow): Promise<void> {
  await db.insertInto("root").values(row).execute();
}

export async function newestRoot(db: Db): Promise<RootRow | undefined> {
  return db.selectFrom("root").selectAll().orderBy("version", "desc").limit(1).executeTakeFirst();
}

/** The root in use. Its chain was verified when it was posted; screens walk it by themselves. */
export async function trustedRoot(db: Db): Promise<TrustedRoot | undefined> {
  const row = await newestRoot(db);
  return row && { root: readRoot(row.payload), payload: row.payload };
}

/** The envelopes of the versions above `version`, in order. */
export async function rootsAfter(db: Db, version: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("root")
    .select("envelope")
    .where("version", ">", version)
    .orderBy("version")
    .limit(limit)
    .execute();
  return rows.map((row) => row.envelope);
}
