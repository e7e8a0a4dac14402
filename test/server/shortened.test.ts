import { copyFile, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditHead } from "../../server/db/audit.ts";
import { connectSqlite } from "../../server/db/connect.ts";
import { freePort, startChild } from "../support/child-server.ts";
import { approvedText } from "../support/assign.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld({ now: Date.now() });
  await approvedText(world, "Rửa tay");
});
afterEach(() => world.end());

const inFolder = (name: string): string => join(world.folder, name);

async function ends(): Promise<number> {
  const db = connectSqlite(inFolder("bangtin.db"));
  const { size } = await auditHead(db);
  await db.destroy();
  return size;
}

/** The database as it was before the last changes, with its log cut; the folder's checkpoint knows of them. */
async function shortened(): Promise<{ size: number; before: number }> {
  const { db } = world.server.deps;
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
  const before = (await auditHead(db)).size;
  await approvedText(world, "Đeo khẩu trang");
  const { size } = await auditHead(db);
  await world.server.deps.checkpoint.settled();
  for (const name of ["bangtin.db", "bangtin.db-wal", "record-checkpoint.json"])
    await copyFile(inFolder(name), inFolder(`${name}.kept`));
  await world.server.stop();
  for (const name of ["bangtin.db", "bangtin.db-wal", "record-checkpoint.json"])
    await copyFile(inFolder(`${name}.kept`), inFolder(name));
  await rm(inFolder("bangtin.db-shm"), { force: true });
  await truncate(inFolder("bangtin.db-wal"), 0);
  return { size, before };
}

const start = async (env: Record<string, string> = {}) =>
  startChild({ port: await freePort(), dataFolder: world.folder, env });

test("a server whose log was truncated refuses to start as if nothing were missing", async () => {
  const { size, before } = await shortened();
  expect(size).toBeGreaterThan(before);
  const line = `its record ends at entry ${before}, and ${size} were committed`;
  await expect(start()).rejects.toThrow(line);
  await expect(start()).rejects.toThrow(`ACCEPT_LOSS=${size}`);
  await expect(start({ ACCEPT_LOSS: String(size - 1) })).rejects.toThrow(line);
  expect(await ends()).toBe(before);
});

test("the loss can be accepted once, by its number, and that is in the record for good", async () => {
  const { size, before } = await shortened();
  const server = await start({ ACCEPT_LOSS: String(size) });
  expect(await server.stop()).toBe(0);
  const db = connectSqlite(inFolder("bangtin.db"));
  const entry = await db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", "record.loss-accepted")
    .executeTakeFirst();
  await db.destroy();
  expect(entry).toMatchObject({ seq: before + 1, who: null, subject: "record" });
  expect(JSON.parse(entry?.detail ?? "")).toMatchObject({ lost: before + 1, size: before, checkpoint: size });
  const again = await start();
  expect(await again.stop()).toBe(0);
});

test("a database that was exchanged for another of the same length is noticed", async () => {
  const { checkpoint, db } = world.server.deps;
  await checkpoint.settled();
  const { size } = await auditHead(db);
  await world.server.stop();
  await writeFile(inFolder("record-checkpoint.json"), JSON.stringify({ size, head: "a".repeat(64) }));
  await expect(start()).rejects.toThrow(`entry ${size} of its record is not the one that was committed`);
});

test("the checkpoint follows every change, and a restart as well as a kill find it in order", async () => {
  await world.restart();
  await approvedText(world, "Sau khi khởi động lại");
  const { checkpoint, db } = world.server.deps;
  await checkpoint.settled();
  expect(JSON.parse(await readFile(inFolder("record-checkpoint.json"), "utf8"))).toEqual(await auditHead(db));
  await world.server.stop();
  const server = await start();
  await server.kill();
  const again = await start();
  expect(await again.stop()).toBe(0);
});
