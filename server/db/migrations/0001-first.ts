import { sql, type Kysely } from "kysely";

/** SQLite's form of the first schema: STRICT tables, append-only record and approvals by trigger. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const appendOnly = (table: string): string[] =>
  ["UPDATE", "DELETE"].map(
    (verb) =>
      `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  );

const statements = [
  "CREATE TABLE setting (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
  ...["source", "directive", "contact", "area", "venue"].map(
    (table) => `CREATE TABLE ${table} (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT`,
  ),
  `CREATE TABLE picture (digest TEXT PRIMARY KEY, width INTEGER NOT NULL, height INTEGER NOT NULL, bytes INTEGER NOT NULL,
    made_by TEXT NOT NULL, at INTEGER NOT NULL) STRICT`,
  "CREATE TABLE rendition (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
  "CREATE TABLE revision (digest TEXT PRIMARY KEY, bytes TEXT NOT NULL, made_by TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
  ...appendOnly("revision"),
  `CREATE TABLE approval (id INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES revision, approver TEXT NOT NULL, author TEXT NOT NULL, last_editor TEXT NOT NULL,
    submitter TEXT NOT NULL, at INTEGER NOT NULL,
    CONSTRAINT four_eyes CHECK (approver <> author AND approver <> last_editor AND approver <> submitter)) STRICT`,
  ...appendOnly("approval"),
  `CREATE TABLE message (id TEXT PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('draft','submitted','returned','rejected','approved','withdrawn')),
    version INTEGER NOT NULL, head TEXT NOT NULL REFERENCES revision, approval INTEGER REFERENCES approval,
    author TEXT NOT NULL, last_editor TEXT NOT NULL, submitter TEXT, decision TEXT,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT`,
  "CREATE TABLE playlist (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT",
  `CREATE TABLE campaign (id TEXT PRIMARY KEY, version INTEGER NOT NULL, status TEXT NOT NULL, playlist TEXT NOT NULL REFERENCES playlist,
    body TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT`,
  "CREATE INDEX campaign_by_playlist ON campaign (playlist)",
  `CREATE TABLE campaign_venue (campaign TEXT NOT NULL REFERENCES campaign ON DELETE CASCADE, venue TEXT NOT NULL REFERENCES venue,
    PRIMARY KEY (campaign, venue)) STRICT, WITHOUT ROWID`,
  "CREATE INDEX campaign_venue_by_venue ON campaign_venue (venue)",
  `CREATE TABLE line_up (id TEXT PRIMARY KEY, key TEXT NOT NULL, site TEXT NOT NULL, fingerprint TEXT NOT NULL,
    version INTEGER NOT NULL, etag TEXT NOT NULL, compiled_at INTEGER NOT NULL) STRICT`,
  `CREATE TABLE line_up_campaign (line_up TEXT NOT NULL REFERENCES line_up ON DELETE CASCADE, campaign TEXT NOT NULL,
    PRIMARY KEY (line_up, campaign)) STRICT, WITHOUT ROWID`,
  "CREATE INDEX line_up_by_campaign ON line_up_campaign (campaign)",
  `CREATE TABLE screen (id TEXT PRIMARY KEY, name TEXT NOT NULL, venue TEXT NOT NULL REFERENCES venue, canvas TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE, line_up TEXT REFERENCES line_up, paired_at INTEGER NOT NULL, last_seen_at INTEGER, report TEXT,
    clock_skew INTEGER) STRICT`,
  "CREATE INDEX screen_by_venue ON screen (venue)",
  "CREATE INDEX screen_by_line_up ON screen (line_up)",
  `CREATE TABLE pairing (token_hash TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, expires_at INTEGER NOT NULL, screen TEXT) STRICT`,
  // AUTOINCREMENT: a version is never used twice, even when the newest manifest is pruned.
  `CREATE TABLE manifest (version INTEGER PRIMARY KEY AUTOINCREMENT, line_up TEXT NOT NULL, etag TEXT NOT NULL,
    envelope TEXT NOT NULL, issued_at INTEGER NOT NULL) STRICT`,
  "CREATE INDEX manifest_by_line_up ON manifest (line_up, version)",
  `CREATE TABLE play (screen TEXT NOT NULL, boot TEXT NOT NULL, seq INTEGER NOT NULL, message TEXT NOT NULL, campaign TEXT NOT NULL,
    lane TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, whole INTEGER NOT NULL, version INTEGER NOT NULL,
    received_at INTEGER NOT NULL, PRIMARY KEY (screen, boot, seq)) STRICT, WITHOUT ROWID`,
  "CREATE INDEX play_by_time ON play (screen, from_at)",
  `CREATE TABLE audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, who TEXT, action TEXT NOT NULL,
    subject TEXT NOT NULL, detail TEXT NOT NULL) STRICT`,
  "CREATE INDEX audit_by_subject ON audit (subject, seq)",
  ...appendOnly("audit"),
];
