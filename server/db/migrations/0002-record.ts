import { sql, type Kysely } from "kysely";
import { auditHash, emptyAudit } from "../../../content/record/audit-chain.ts";

type Old = { seq: number; at: number; who: string | null; action: string; subject: string; detail: string };

const batch = 1000;

/**
 * The record becomes a chain. Its table is made anew, because a column that every row must have cannot be added, and the
 * entries that were written before get their hashes; the table itself then refuses an entry that does not follow the last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE chained (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT, action TEXT NOT NULL,
        subject TEXT NOT NULL, detail TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT`,
    )
    .execute(db);
  let prev = emptyAudit.head;
  // Every entry keeps its number: a gap that somebody left before there was a chain stays one, and is found.
  for (let last = 0; ;) {
    const { rows } = await sql<Old>`SELECT seq, at, who, action, subject, detail FROM audit WHERE seq > ${last}
      ORDER BY seq LIMIT ${batch}`.execute(db);
    if (rows.length === 0) break;
    for (const row of rows) {
      const hash = auditHash(prev, row);
      await sql`INSERT INTO chained (seq, at, who, action, subject, detail, prev, hash)
        VALUES (${row.seq}, ${row.at}, ${row.who}, ${row.action}, ${row.subject}, ${row.detail}, ${prev}, ${hash})`.execute(
        db,
      );
      prev = hash;
      last = row.seq;
    }
  }
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  "DROP TABLE audit",
  "ALTER TABLE chained RENAME TO audit",
  "CREATE INDEX audit_by_subject ON audit (subject, seq)",
  ...["UPDATE", "DELETE"].map(
    (verb) =>
      `CREATE TRIGGER audit_no_${verb.toLowerCase()} BEFORE ${verb} ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END`,
  ),
  `CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
    WHEN NEW.seq <> coalesce((SELECT max(seq) FROM audit), 0) + 1
      OR NEW.prev <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '${emptyAudit.head}')
    BEGIN SELECT RAISE(ABORT, 'audit is a chain'); END`,
];
