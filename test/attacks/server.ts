/** Long because it is a list: each attempt brings its own server down. */

import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, readdir, stat, truncate, writeFile, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Migrator } from "kysely/migration";
import * as fc from "fast-check";
import { verifyAudit } from "../../server/db/audit.ts";
import { connectSqlite } from "../../server/db/connect.ts";
import * as first from "../../server/db/migrations/0001-first.ts";
import { approvedText } from "../support/assign.ts";
import { freePort, startChild } from "../support/child-server.ts";
import { childWorld } from "../support/child-world.ts";
import { until, within } from "../support/until.ts";
import { messageContent } from "../support/world.ts";
import { long, quick, seen, waits, type Case } from "./case.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const main = join(root, "server/main.ts");

/** Runs the server until it gives up by itself; answers its exit code and the lines that it printed. */
async function givesUp(folder: string, env: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"] ?? "", HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let lines = "";
  child.stderr.on("data", (part: Buffer) => void (lines += part.toString()));
  try {
    await within("the server to give up", once(child, "close"), 20_000);
  } finally {
    child.kill("SIGKILL");
  }
  return `exit ${child.exitCode}: ${lines.trim()}`;
}

/** What `npm run audit:verify` says of a folder. */
function verifyRecord(folder: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: folder };
    execFile(process.execPath, [join(root, "tools/audit-verify.ts")], { env }, (_, stdout, stderr) => {
      resolve(`${stdout}${stderr}`.trim());
    });
  });
}

/** Works on until the connection breaks. */
async function untilGone(step: () => Promise<void>): Promise<void> {
  try {
    for (;;) await step();
  } catch (error) {
    // Undici's word for a connection that broke or was refused.
    if (!(error instanceof TypeError)) throw error;
  }
}

async function killedAgainAndAgain(
  folder: string,
  rounds: number,
  end: (undo: () => Promise<void>) => void,
): Promise<string> {
  const child = await childWorld(folder);
  end(() => child.server.kill());
  const { id } = await child.comms.call("addPlaylist", { body: { name: "0", items: [] } });
  let [acknowledged, tried, added, addedTried] = [1, 1, 0, 0];
  for (let round = 1; round <= rounds; round++) {
    let answers = 0;
    let killed: Promise<void> | undefined;
    const answered = (): void => {
      if (++answers >= 2 + ((round * 7) % 23)) killed ??= child.server.kill();
    };
    const edit = untilGone(async () => {
      tried = acknowledged + 1;
      const playlist = { name: String(tried), items: [] };
      await child.comms.call("editPlaylist", { params: { id }, body: { version: acknowledged, playlist } });
      acknowledged = tried;
      answered();
    });
    const add = untilGone(async () => {
      addedTried++;
      await child.comms
        .call("addMessage", { body: { content: messageContent(`Bản ${addedTried}`) } })
        .catch((error: unknown) => {
          // The pack's sources are not in this register; what matters is that the refusal is an answer.
          if (error instanceof TypeError) throw error;
          addedTried--;
        });
      if (addedTried > added) added = addedTried;
      answered();
    });
    await Promise.all([edit, add]);
    await killed;
    const database = new DatabaseSync(join(folder, "bangtin.db"));
    const { integrity_check: whole } = database.prepare("PRAGMA integrity_check").get() ?? {};
    const row = database.prepare("SELECT version, body FROM playlist WHERE id = ?").get(id) ?? {};
    const messages = Number(database.prepare("SELECT count(*) AS n FROM message").get()?.["n"]);
    const recorded = Number(
      database.prepare("SELECT count(*) AS n FROM audit WHERE action = 'playlist.edit'").get()?.["n"],
    );
    database.close();
    const version = Number(row["version"]);
    seen(whole === "ok", `round ${round}: integrity ${String(whole)}`);
    seen(version === acknowledged || version === tried, `round ${round}: ${version}, acknowledged ${acknowledged}`);
    seen(
      messages >= added - 0 && messages <= addedTried,
      `round ${round}: ${messages} messages, ${added} acknowledged`,
    );
    seen(recorded === version - 1, `round ${round}: ${recorded} entries of the record for ${version - 1} edits`);
    [acknowledged, tried, added, addedTried] = [version, version, messages, messages];
    await child.restart();
  }
  const record = await verifyRecord(folder);
  seen(record.startsWith("The record is whole"), record);
  return `${rounds} kills in mid-commit, ${acknowledged} versions and ${added} messages acknowledged: 0 lost, integrity ok, record whole`;
}

export const serverCases: readonly Case[] = [
  quick(81, "killed five times while commits are under way", async (ground) =>
    killedAgainAndAgain(await ground.folder(), 5, (undo) => ground.after(undo)),
  ),

  waits(81, "killed forty times while commits are under way", async (ground) =>
    killedAgainAndAgain(await ground.folder(), 40, (undo) => ground.after(undo)),
  ),

  long(82, "the disk is full", async (ground) => {
    const folder = join(await ground.folder(), "small");
    await mkdir(folder);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]);
    ground.after(() => void execFileSync("umount", ["-l", folder]));
    const child = await childWorld(folder);
    ground.after(() => child.server.kill());
    const list = await child.comms.call("addPlaylist", { body: { name: "Trước", items: [] } });
    // All that is left of the disk is taken, to the last byte.
    const filler = join(folder, "filler");
    await writeFile(filler, Buffer.alloc(9_000_000)).catch(() => undefined);
    const statuses = new Map<number, number>();
    for (let n = 0; n < 40; n++) {
      const items = [] as const;
      const body = JSON.stringify({ name: `${n}${"x".repeat(60)}`, items });
      const { status } = await child.comms.raw("POST", "/api/playlists", {
        body,
        headers: { "content-type": "application/json" },
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    const answers = [...statuses].map(([status, n]) => `${n} × ${status}`).join(", ");
    const read = await child.comms.raw("GET", "/api/playlists");
    seen(read.status === 200, `a read is answered ${read.status}; writes ${answers}`);
    seen(
      (statuses.get(503) ?? 0) > 0 && [...statuses.keys()].every((status) => status === 503 || status === 200),
      `writes: ${answers}`,
    );
    await rm(filler);
    const again = await child.comms.raw("POST", "/api/playlists", {
      body: JSON.stringify({ name: "Sau", items: [] }),
      headers: { "content-type": "application/json" },
    });
    seen(again.status === 200, `with room again a write is answered ${again.status}`);
    const names = (await child.comms.call("playlists")).map(({ name }) => name);
    seen(names.includes(list.name) && names.includes("Sau"), "a playlist is missing");
    const count = statuses.get(200) ?? 0;
    seen(names.length === 2 + count, `${names.length} playlists, ${count} acknowledged meanwhile`);
    return `writes ${answers}, reads 200; with room again 200; nothing half-written`;
  }),

  quick(83, "the log of the database is truncated while it is down", async (ground) => {
    const world = await ground.world();
    await approvedText(world, "Trước");
    const { checkpoint } = world.server.deps;
    const file = join(world.folder, "bangtin.db");
    // As a power cut leaves it: nothing was moved from the log into the database since the copy.
    await checkpoint.settled();
    const kept = join(await ground.folder(), "kept");
    await cp(world.folder, kept, { recursive: true });
    for (const text of ["Một", "Hai"]) await approvedText(world, text);
    await checkpoint.settled();
    await cp(join(world.folder, "record-checkpoint.json"), join(kept, "record-checkpoint.json"));
    await truncate(join(kept, "bangtin.db-wal"), Math.floor((await stat(`${file}-wal`)).size / 3)).catch(
      () => undefined,
    );
    for (const name of ["lock.db", "lock.db-journal", "bangtin.db-shm"]) await rm(join(kept, name), { force: true });
    const integrity = new DatabaseSync(join(kept, "bangtin.db"));
    const { integrity_check: whole } = integrity.prepare("PRAGMA integrity_check").get() ?? {};
    integrity.close();
    const said = await givesUp(kept);
    seen(said.startsWith("exit 1") && /record ends at entry \d+, and \d+ were committed/.test(said), said);
    return `SQLite calls it ${String(whole)}; the server: ${said}`;
  }),

  long(84, "a migration of a long record is killed at three places", async (ground) => {
    const folder = await ground.folder();
    const file = join(folder, "bangtin.db");
    const old = connectSqlite(file);
    const provider = { getMigrations: async () => ({ "0001-first": first }) };
    const { error } = await new Migrator({ db: old, provider }).migrateToLatest();
    if (error) throw error;
    await old.destroy();
    const rows = 60_000;
    const filling = new DatabaseSync(file);
    filling.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      INSERT INTO audit (at, who, action, subject, detail)
      SELECT i, 'ha', 'message.edit', 'message:' || i, '{"digest":"' || hex(randomblob(100)) || '"}' FROM n`);
    filling.close();
    const size = async (): Promise<number> => (await stat(`${file}-wal`).catch(() => undefined))?.size ?? 0;
    for (const megabytes of [1, 8, 16]) {
      const child = spawn(process.execPath, [main], {
        env: { PATH: process.env["PATH"] ?? "", HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder },
        stdio: "ignore",
      });
      await until(`${megabytes} MB of a migration`, async () => (await size()) > megabytes * 1_000_000, 30_000);
      child.kill("SIGKILL");
      await once(child, "exit");
      const left = new DatabaseSync(file);
      const done = left.prepare("SELECT name FROM kysely_migration").all();
      const { n } = left.prepare("SELECT count(*) AS n FROM audit").get() ?? {};
      left.close();
      seen(
        done.length === 1 && n === rows,
        `after a kill at ${megabytes} MB: ${done.length} migrations, ${String(n)} entries`,
      );
    }
    const server = await startChild({ port: await freePort(), dataFolder: folder });
    const code = await server.stop();
    const db = connectSqlite(file);
    const verdict = await verifyAudit(db);
    await db.destroy();
    seen(
      code === 0 && "size" in verdict && verdict.size >= rows,
      `the last start: ${code}, ${JSON.stringify(verdict)}`,
    );
    return `killed at 1, 8 and 16 MB: each time the old database, whole; the next start completed it, ${rows} entries chained`;
  }),

  quick(86, "a second server on the same folder", async (ground) => {
    const folder = await ground.folder();
    const server = await startChild({ port: await freePort(), dataFolder: folder });
    ground.after(() => server.kill());
    const said = await givesUp(folder);
    seen(said.startsWith("exit 1") && said.includes("Another server is running"), said);
    const { status } = await fetch(`${server.url}/ready`);
    seen(status === 200, `the first is answered ${status}`);
    return `${said.replace(folder, "…")} The first goes on.`;
  }),

  quick(88, "proofs of play doubled, shuffled and cut in other pieces", async (ground) => {
    const world = await ground.world();
    const { id, client } = await world.pair("airport");
    const expected = new Set<number>();
    const play = (seq: number) => ({
      seq,
      message: "ab".repeat(32),
      campaign: "dot",
      lane: "stage" as const,
      from: 1_583_892_000_000 + seq * 6000,
      until: 1_583_892_006_000 + seq * 6000,
      whole: true,
      version: 1,
    });
    let deliveries = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(80), { minLength: 1, maxLength: 30 }), async (seqs) => {
        await client.call("addPlays", { body: { boot: "00000000000000aa", plays: seqs.map(play) } });
        for (const seq of seqs) expected.add(seq);
        deliveries += seqs.length;
      }),
      { numRuns: 60 },
    );
    const file = new DatabaseSync(join(world.folder, "bangtin.db"), { readOnly: true });
    const stored = file
      .prepare("SELECT seq FROM play WHERE screen = ?")
      .all(id)
      .map((row) => Number(row["seq"]));
    file.close();
    seen(stored.length === new Set(stored).size, "a play is counted twice");
    seen(
      stored.length === expected.size && stored.every((seq) => expected.has(seq)),
      `${stored.length} stored, ${expected.size} happened`,
    );
    return `${deliveries} deliveries of ${expected.size} plays: ${stored.length} stored, none twice, none lost`;
  }),

  quick(89, "what the lock file lets in, and a package whose bytes were exchanged", async (ground) => {
    type Locked = { resolved?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean };
    const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, Locked>;
    };
    const packages = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.startsWith("node_modules/") && !link,
    );
    // Without an address npm takes the registry that is configured: the hash decides, wherever the bytes come from.
    const elsewhere = (from: string | undefined): boolean =>
      from !== undefined && !from.startsWith("https://registry.npmjs.org/");
    const loose = packages.filter(
      ([, { resolved, integrity }]) => elsewhere(resolved) || !integrity?.startsWith("sha512-"),
    );
    seen(loose.length === 0, `${loose.length} not pinned, e.g. ${loose[0]?.[0]}`);
    // The same lock with one hash changed, for a package without dependencies: npm must not install it.
    const folder = await ground.folder();
    const name = "node_modules/uqr";
    const one = lock.packages[name];
    seen(one?.integrity !== undefined, "the sample package is not in the lock");
    const forged = { ...one, integrity: `sha512-${Buffer.alloc(64, 1).toString("base64")}` };
    const project = { name: "x", version: "1.0.0", dependencies: { uqr: (one as { version?: string }).version ?? "" } };
    await writeFile(join(folder, "package.json"), JSON.stringify(project));
    const attacked = { ...project, lockfileVersion: 3, requires: true, packages: { "": project, [name]: forged } };
    await writeFile(join(folder, "package-lock.json"), JSON.stringify(attacked));
    const said = await new Promise<string>((resolve) => {
      execFile("npm", ["ci", "--ignore-scripts", "--no-audit"], { cwd: folder }, (error, stdout, stderr) => {
        resolve(
          error
            ? `${String(error.code)} ${/EINTEGRITY|ENOTCACHED|ECONN\w+|EAI_AGAIN/.exec(stderr)?.[0] ?? stderr.slice(0, 200)}`
            : stdout,
        );
      });
    });
    seen(said.includes("EINTEGRITY"), `npm ci said: ${said}`);
    const installed = (await readdir(folder)).includes("node_modules");
    seen(!installed, "something was installed");
    const scripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.slice(13));
    return `${packages.length} packages, each from the registry with a sha512; exchanged bytes: EINTEGRITY, nothing installed; install scripts, which are not run: ${scripts.join(", ") || "none"}`;
  }),
];
