import { sql, type Kysely } from "kysely";
import { areasAbove, Place } from "../../../content/trust/place.ts";

/** Roots, signed approvals and orders, and what a screen is by its own key. What was signed is append-only by trigger. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await fixPlaces(db);
}

const appendOnly = (table: string): string[] =>
  ["UPDATE", "DELETE"].map(
    (verb) =>
      `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  );

/** Numbers step by one: none is left out and none is used twice. */
const inOrder = (table: string, number: string): string =>
  `CREATE TRIGGER ${table}_in_order BEFORE INSERT ON ${table}
    WHEN NEW.${number} <> coalesce((SELECT max(${number}) FROM ${table}), 0) + 1
    BEGIN SELECT RAISE(ABORT, '${table} goes up by one'); END`;

/** A database that was restored from an old copy leaves out the numbers that screens have seen beyond it. */
const growing = (table: string, number: string): string =>
  `CREATE TRIGGER ${table}_grows BEFORE INSERT ON ${table}
    WHEN NEW.${number} <= coalesce((SELECT max(${number}) FROM ${table}), 0)
    BEGIN SELECT RAISE(ABORT, '${table} only grows'); END`;

const statements = [
  "CREATE TABLE root (version INTEGER PRIMARY KEY, envelope TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
  ...appendOnly("root"),
  inOrder("root", "version"),
  `CREATE TABLE pending_key (key_id TEXT PRIMARY KEY, owner TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,
  // The envelope from the approver's hand. What was approved before there were signatures has none, and is not published.
  "ALTER TABLE approval ADD COLUMN envelope TEXT",
  `CREATE TABLE order_log (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('takeover','recall')),
    envelope TEXT NOT NULL, revision TEXT, at INTEGER NOT NULL, until_at INTEGER) STRICT`,
  ...appendOnly("order_log"),
  growing("order_log", "number"),
  `CREATE TABLE takeover_proposal (id TEXT PRIMARY KEY, envelope TEXT NOT NULL, revision TEXT NOT NULL, proposer TEXT NOT NULL,
    at INTEGER NOT NULL) STRICT`,
  "ALTER TABLE screen ADD COLUMN place TEXT NOT NULL DEFAULT ''",
  "ALTER TABLE screen ADD COLUMN public_key TEXT",
  "ALTER TABLE screen ADD COLUMN shell TEXT",
  "ALTER TABLE screen ADD COLUMN proven INTEGER",
  "ALTER TABLE screen ADD COLUMN quarantined_at INTEGER",
  "ALTER TABLE screen ADD COLUMN echo TEXT",
  "ALTER TABLE pairing ADD COLUMN public_key TEXT",
];

/** A screen that was paired before places were fixed stands where its venue stands now. */
async function fixPlaces(db: Kysely<unknown>): Promise<void> {
  const areas = await sql<{ body: string }>`SELECT body FROM area`.execute(db);
  const tree = areas.rows.map(({ body }) => JSON.parse(body) as { id: string; parent?: string });
  const venues = await sql<{ id: string; body: string }>`SELECT id, body FROM venue
    WHERE id IN (SELECT venue FROM screen)`.execute(db);
  for (const { id, body } of venues.rows) {
    const { kind, area } = JSON.parse(body) as { kind: string; area: string };
    const place = JSON.stringify(Place.parse({ venue: id, kind, areas: areasAbove(area, tree) }));
    await sql`UPDATE screen SET place = ${place} WHERE venue = ${id}`.execute(db);
  }
}
