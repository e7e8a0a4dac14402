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

/** Few enough rows at once that a chain of large roots does not stand in the memory whole. */
const rowsAtOnce = 16;

/**
 * The envelopes of the versions above `version`, in order: as many as fit into `bytes` as they are sent, at most `most`,
 * and at least one where there is one. Who is further behind asks again.
 */
export async function rootsAfter(db: Db, version: number, most: number, bytes: number): Promise<string[]> {
  const found: string[] = [];
  let left = bytes;
  while (found.length < most) {
    const rows = await db
      .selectFrom("root")
      .select("envelope")
      .where("version", ">", version + found.length)
      .orderBy("version")
      .limit(Math.min(rowsAtOnce, most - found.length))
      .execute();
    if (rows.length === 0) return found;
    for (const { envelope } of rows) {
      left -= Buffer.byteLength(JSON.stringify(envelope)) + 1;
      if (left < 0 && found.length > 0) return found;
      found.push(envelope);
    }
  }
  return found;
}
