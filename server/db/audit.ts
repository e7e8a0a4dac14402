import type { AuditEntry, Person } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "./connect.ts";

type Entry = {
  readonly at: number;
  readonly by: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: Record<string, unknown>;
};

/** Writes one line of the record, in the same transaction as the change it records. */
export async function recordAudit(db: Db, entry: Entry): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      at: entry.at,
      who: entry.by,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}

/** Newest first. */
export async function listAudit(
  db: Db,
  people: ReadonlyMap<string, Person>,
  where: { subject?: string; limit: number },
): Promise<z.infer<typeof AuditEntry>[]> {
  let query = db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(where.limit);
  if (where.subject !== undefined) query = query.where("subject", "=", where.subject);
  const rows = await query.execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    ...(row.who === null ? {} : { by: people.get(row.who) ?? { id: row.who, name: row.who } }),
    action: row.action,
    subject: row.subject,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }));
}
