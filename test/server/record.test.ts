import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditHash, type AuditRow } from "../../content/record/audit-chain.ts";
import { auditHashAt, auditHead, verifyAudit } from "../../server/db/audit.ts";
import { until } from "../support/until.ts";
import { approvedText } from "../support/assign.ts";
import { createWorld, type World } from "../support/world.ts";

const tool = fileURLToPath(new URL("../../tools/audit-verify.ts", import.meta.url));

let world: World;
beforeEach(async () => {
  world = await createWorld();
  for (const text of ["Rửa tay", "Đeo khẩu trang", "Giữ khoảng cách"]) await approvedText(world, text);
});
afterEach(() => world.end());

const file = (): string => join(world.folder, "bangtin.db");
const checkpointFile = (): string => join(world.folder, "record-checkpoint.json");

/** Somebody who owns the database: the triggers are dropped, then `sql` is done. */
function tamper(...sql: string[]): void {
  const database = new DatabaseSync(file());
  for (const name of ["audit_no_update", "audit_no_delete", "audit_in_order"]) database.exec(`DROP TRIGGER ${name}`);
  for (const statement of sql) database.exec(statement);
  database.close();
}

/** `npm run audit:verify` with the server's own environment. */
function verify(...args: string[]): Promise<{ code: number; line: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: world.folder };
    execFile(process.execPath, [tool, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, line: `${stdout}${stderr}`.trim() });
    });
  });
}

describe("the record", () => {
  test("is a chain from its first entry, written with each change, and ends where its head says", async () => {
    const { db } = world.server.deps;
    const rows = await db.selectFrom("audit").selectAll().orderBy("seq").execute();
    expect(rows.length).toBeGreaterThanOrEqual(9);
    rows.forEach((row, n) => {
      expect(row).toMatchObject({
        seq: n + 1,
        prev: rows[n - 1]?.hash ?? "0".repeat(64),
        hash: auditHash(row.prev, row),
      });
    });
    expect(await auditHead(db)).toEqual({ size: rows.length, head: rows.at(-1)?.hash });
    expect(await auditHashAt(db, 4)).toBe(rows[3]?.hash);
    expect(await auditHashAt(db, 1000)).toBeUndefined();
    expect(await verifyAudit(db)).toEqual(await auditHead(db));
  });

  test("of changes that come all at once is one chain, none lost", async () => {
    const before = (await auditHead(world.server.deps.db)).size;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => world.comms.call("addPlaylist", { body: { name: `P${n}`, items: [] } })),
    );
    const after = await verifyAudit(world.server.deps.db);
    expect(after).toMatchObject({ size: before + 20 });
  });

  test("takes no entry that does not follow its last, by whatever way it is inserted", async () => {
    const { db } = world.server.deps;
    const { size, head } = await auditHead(db);
    const entry = { at: 1, who: null, action: "x", subject: "x", detail: "{}", hash: "a".repeat(64) };
    for (const [seq, prev] of [
      [size + 2, head],
      [size + 1, "b".repeat(64)],
      [size, head],
    ] as const)
      await expect(
        db
          .insertInto("audit")
          .values({ ...entry, seq, prev })
          .execute(),
      ).rejects.toThrow();
    await expect(
      db
        .replaceInto("audit")
        .values({ ...entry, seq: size, prev: head })
        .execute(),
    ).rejects.toThrow();
    expect(await auditHead(db)).toEqual({ size, head });
  });
});

describe("npm run audit:verify", () => {
  test("says in one line that the record is whole, beside a running server and without one", async () => {
    const { size, head } = await auditHead(world.server.deps.db);
    const whole = { code: 0, line: `The record is whole: ${size} entries, checkpoint ${size}:${head}` };
    expect(await verify()).toEqual(whole);
    expect(await verify("--checkpoint", `${size}:${head}`)).toEqual(whole);
    await world.server.stop();
    expect(await verify()).toEqual(whole);
  });

  test("names an entry that was altered", async () => {
    tamper('UPDATE audit SET detail = \'{"reason":"khác"}\' WHERE seq = 5');
    expect(await verify()).toEqual({
      code: 1,
      line: "The record is NOT whole: entry 5 is not the entry that was written.",
    });
  });

  test("names an entry that was altered and hashed anew", async () => {
    const row = (await world.server.deps.db.selectFrom("audit").selectAll().where("seq", "=", 5).execute())[0];
    if (!row) throw new Error("no entry 5");
    const other: AuditRow = { ...row, who: "ai-do" };
    tamper(`UPDATE audit SET who = 'ai-do', hash = '${auditHash(row.prev, other)}' WHERE seq = 5`);
    expect(await verify()).toMatchObject({ code: 1, line: expect.stringContaining("entry 5 is not the entry") });
  });

  test("names an entry that was removed", async () => {
    tamper("DELETE FROM audit WHERE seq = 3");
    expect(await verify()).toEqual({ code: 1, line: "The record is NOT whole: entry 3 is missing." });
  });

  test("names the first of two entries that changed places", async () => {
    tamper(
      "UPDATE audit SET seq = -1 WHERE seq = 2",
      "UPDATE audit SET seq = 2 WHERE seq = 6",
      "UPDATE audit SET seq = 6 WHERE seq = -1",
    );
    expect(await verify()).toMatchObject({ code: 1, line: expect.stringContaining("entry 2 is not the entry") });
  });

  test("names the first entry of a tail that was cut, by a screen's checkpoint or by the folder's own", async () => {
    const { size, head } = await auditHead(world.server.deps.db);
    await until("the folder's checkpoint", async () => (await readFile(checkpointFile(), "utf8")).includes(head));
    tamper(`DELETE FROM audit WHERE seq > ${size - 4}`);
    const cut = { code: 1, line: `The record is NOT whole: entry ${size - 3} is missing, and all after it.` };
    expect(await verify()).toEqual(cut);
    await writeFile(checkpointFile(), JSON.stringify({ size: 0, head: "0".repeat(64) }));
    expect(await verify()).toMatchObject({ code: 0 });
    expect(await verify("--checkpoint", `${size}:${head}`)).toEqual(cut);
  });

  test("answers 2 where there is nothing to read, or what it was given makes no sense", async () => {
    expect(await verify("--checkpoint", "5")).toMatchObject({ code: 2, line: expect.stringContaining("SIZE:HEAD") });
    await world.server.stop();
    await writeFile(checkpointFile(), "");
    expect(await verify()).toMatchObject({
      code: 2,
      line: expect.stringContaining("record-checkpoint.json cannot be read"),
    });
  });
});
