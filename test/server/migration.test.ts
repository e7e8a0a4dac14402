import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyAudit } from "../../server/db/audit.ts";
import { connectSqlite } from "../../server/db/connect.ts";
import * as first from "../../server/db/migrations/0001-first.ts";
import { freePort, startChild } from "../support/child-server.ts";
import { until } from "../support/until.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const entries = 60_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-old-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A data folder as release 0.1.0 left it, with a long record. */
async function oldDatabase(): Promise<string> {
  const file = join(folder, "bangtin.db");
  const db = connectSqlite(file);
  const provider = { getMigrations: async () => ({ "0001-first": first }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  await db.destroy();
  if (error) throw error;
  const database = new DatabaseSync(file);
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${entries})
    INSERT INTO audit (at, who, action, subject, detail)
    SELECT i, 'ha', 'message.edit', 'message:' || i, '{"digest":"' || hex(randomblob(100)) || '"}' FROM n`);
  database.close();
  return file;
}

test("a migration of a big old database that is killed half-way leaves the old one, and the next start completes it", async () => {
  const file = await oldDatabase();
  const size = async (): Promise<number> => (await stat(`${file}-wal`).catch(() => undefined))?.size ?? 0;
  for (const megabytes of [1, 8, 16]) {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env["PATH"] ?? "", HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder },
      stdio: "ignore",
    });
    // What a long transaction cannot hold in memory goes to the log before it is committed.
    await until(`${megabytes} MB of a migration under way`, async () => (await size()) > megabytes * 1_000_000, 30_000);
    child.kill("SIGKILL");
    await once(child, "exit");
    const left = new DatabaseSync(file);
    expect(left.prepare("SELECT count(*) AS n FROM pragma_table_info('audit') WHERE name = 'hash'").get()).toEqual({
      n: 0,
    });
    expect(left.prepare("SELECT count(*) AS n FROM audit").get()).toEqual({ n: entries });
    expect(left.prepare("SELECT name FROM kysely_migration").all()).toEqual([{ name: "0001-first" }]);
    left.close();
  }
  const server = await startChild({ port: await freePort(), dataFolder: folder });
  expect(await server.stop()).toBe(0);
  const db = connectSqlite(file);
  const head = await verifyAudit(db);
  expect(head).toMatchObject({ size: entries, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await expect(db.updateTable("audit").set({ at: 1 }).where("seq", "=", 1).execute()).rejects.toThrow("append-only");
  await expect(db.deleteFrom("audit").execute()).rejects.toThrow("append-only");
  await db.destroy();
});
