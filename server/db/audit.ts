import {
  againstCheckpoint,
  type AuditFault,
  type AuditHead,
  chain,
  emptyAudit,
  follow,
} from "../../content/record/audit-chain.ts";
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

/** Writes one line of the record, in the same transaction as the change it records; answers where the record then ends. */
export async function recordAudit(db: Db, { by, detail, ...entry }: Entry): Promise<AuditHead> {
  const row = chain(await auditHead(db), { ...entry, who: by, detail: JSON.stringify(detail) });
  await db.insertInto("audit").values(row).execute();
  return { size: row.seq, head: row.hash };
}

/** How long the record is and the hash of its last entry: what a heartbeat says and screens remember. */
export async function auditHead(db: Db): Promise<AuditHead> {
  const last = await db.selectFrom("audit").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  return last ? { size: last.seq, head: last.hash } : emptyAudit;
}

/** The hash of one entry, to hold a checkpoint against that a screen remembers. */
export async function auditHashAt(db: Db, seq: number): Promise<string | undefined> {
  return (await db.selectFrom("audit").select("hash").where("seq", "=", seq).executeTakeFirst())?.hash;
}

const batch = 1000;

/** Walks the whole record; answers where it ends, or its first bad entry. */
export async function verifyAudit(db: Db, checkpoint?: AuditHead): Promise<AuditHead | AuditFault> {
  let head: AuditHead = emptyAudit;
  for (;;) {
    const rows = await db
      .selectFrom("audit")
      .selectAll()
      .where("seq", ">", head.size)
      .orderBy("seq")
      .limit(batch)
      .execute();
    for (const row of rows) {
      const next = follow(head, row);
      if ("fault" in next) return next;
      head = next;
    }
    if (rows.length < batch) break;
  }
  return (checkpoint && (await checkAgainst(db, checkpoint))) ?? head;
}

/** What a checkpoint shows to be wrong, without walking the whole record. */
export async function checkAgainst(db: Db, checkpoint: AuditHead): Promise<AuditFault | undefined> {
  return againstCheckpoint(checkpoint, await auditHead(db), await auditHashAt(db, checkpoint.size));
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
