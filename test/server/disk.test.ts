import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { screenPaths } from "../../content/wire/screen-api.ts";
import { verifyAudit } from "../../server/db/audit.ts";
import { readConfig } from "../../server/config.ts";
import { startServer } from "../../server/start.ts";
import { refusal } from "../support/refusal.ts";
import { screenSocket } from "../support/screen-socket.ts";
import { createWorld, messageContent, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const write = (text: string) => refusal(world.comms.call("addMessage", { body: { content: messageContent(text) } }));

/** Writing is refused for now; reading, media and sockets go on; afterwards it is as if nothing had been. */
async function livesThrough(trouble: () => Promise<void>, mend: () => Promise<void>): Promise<void> {
  const screen = await world.pair("airport");
  const socket = await screenSocket(world.url, screen.token);
  await socket.hello();
  await trouble();
  const before = await world.comms.call("messages");
  const response = await world.comms.raw("POST", "/api/messages", {
    body: JSON.stringify({ content: messageContent("Không ghi được") }),
    headers: { "content-type": "application/json" },
  });
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, "server/unavailable"]);
  const plays = [
    { seq: 1, message: "ab".repeat(32), campaign: "c", lane: "stage", from: 1, until: 2, whole: true, version: 1 },
  ];
  const proofs = await screen.client.raw("POST", screenPaths.plays, {
    body: JSON.stringify({ boot: "0123456789abcdef", plays }),
    headers: { "content-type": "application/json" },
  });
  // A proof may still find room in a page that is there.
  expect([200, 503]).toContain(proofs.status);
  expect(await world.comms.call("messages")).toEqual(before);
  expect((await world.nobody.raw("GET", "/ready")).status).toBe(200);
  expect(socket.socket.connected).toBe(true);
  world.now += 1000;
  await socket.hello();
  await mend();
  expect(await write("Lại ghi được")).toBe("allowed");
  expect((await world.comms.call("messages")).length).toBe(before.length + 1);
  expect(await verifyAudit(world.server.deps.db)).toHaveProperty("head");
  socket.close();
}

test("a full disk refuses what is written with 503 and nothing of it stays; reading and sockets go on", async () => {
  const { db } = world.server.deps;
  // SQLite's own word for a disk without room, at the page where it stands now.
  await livesThrough(
    async () => {
      const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db);
      await sql.raw(`PRAGMA max_page_count = ${rows[0]?.page_count ?? 0}`).execute(db);
      for (let n = 0; n < 200 && (await write(`Đầy dần ${n} ${"x".repeat(1000)}`)) === "allowed"; n++);
      // Then the room that is left in single pages.
      for (let n = 0; n < 200 && (await write(`Không ghi được ${n}`)) === "allowed"; n++);
    },
    async () => {
      await sql.raw(`PRAGMA max_page_count = 1073741823`).execute(db);
    },
  );
});

test("a database that may only be read refuses what is written with 503", async () => {
  const { db } = world.server.deps;
  await livesThrough(
    async () => void (await sql`PRAGMA query_only = ON`.execute(db)),
    async () => void (await sql`PRAGMA query_only = OFF`.execute(db)),
  );
});

test("a database that another program holds refuses what is written with 503, and soon", async () => {
  const other = new DatabaseSync(join(world.folder, "bangtin.db"));
  await livesThrough(
    async () => other.exec("BEGIN IMMEDIATE"),
    async () => other.exec("ROLLBACK"),
  );
  other.close();
});

const mountable = (() => {
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return process.getuid?.() === 0 && existsSync("/proc/self/mounts");
  } catch {
    return false;
  }
})();

test.skipIf(!mountable)(
  "a disk of 8 MB that fills up for real: 503, and room again heals it (needs root, to mount one)",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "bangtin-disk-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]);
    try {
      const server = await startServer(readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder }), {
        log: () => undefined,
      });
      try {
        const ask = () =>
          fetch(`${server.url}/api/pairing`, {
            method: "POST",
            body: "{}",
            headers: { "content-type": "application/json" },
          });
        expect((await ask()).status).toBe(200);
        expect(() => writeFileSync(join(folder, "ballast"), Buffer.alloc(16_000_000))).toThrow("ENOSPC");
        const refused = await ask();
        expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
          503,
          "server/unavailable",
        ]);
        expect((await fetch(`${server.url}/api/session`)).status).toBe(200);
        await rm(join(folder, "ballast"));
        expect((await ask()).status).toBe(200);
      } finally {
        await server.stop();
      }
    } finally {
      execFileSync("umount", [folder]);
      await rm(folder, { recursive: true, force: true });
    }
  },
);
