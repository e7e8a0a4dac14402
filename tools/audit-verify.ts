import { existsSync } from "node:fs";
import { join } from "node:path";
import { type AuditFault, type AuditHead } from "../content/record/audit-chain.ts";
import { readCheckpoint } from "../server/record/checkpoint.ts";
import { ConfigError, readConfig } from "../server/config.ts";
import { checkAgainst, verifyAudit } from "../server/db/audit.ts";
import { readSqlite } from "../server/db/connect.ts";
import { fail } from "../server/process.ts";

/**
 * `npm run audit:verify [-- --checkpoint SIZE:HEAD]`: walks the record of DATA_DIR, beside a running server or without
 * one, and names the first bad entry. Held against the folder's own checkpoint and against the one given, e.g. as a
 * screen remembers it. Exit code 0 when whole, 1 when not, 2 when it could not be read.
 */
const words: Record<AuditFault["fault"], string> = {
  altered: "is not the entry that was written",
  missing: "is missing",
  cut: "is missing, and all after it",
  other: "or one before it was replaced",
};

function given(args: readonly string[]): AuditHead | undefined {
  if (args.length === 0) return undefined;
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(args[1] ?? "");
  if (args.length !== 2 || args[0] !== "--checkpoint" || !match?.[1] || !match[2])
    throw new ConfigError("The only argument is --checkpoint SIZE:HEAD, as a heartbeat says it.");
  return { size: Number(match[1]), head: match[2] };
}

try {
  const { dataFolder } = readConfig(process.env);
  const checkpoints = [given(process.argv.slice(2)), readCheckpoint(dataFolder)];
  const file = join(dataFolder, "bangtin.db");
  if (!existsSync(file))
    throw new ConfigError(`There is no database ${file}. Set DATA_DIR to the server's data folder.`);
  const db = readSqlite(file);
  let verdict: AuditHead | AuditFault = await verifyAudit(db);
  for (const checkpoint of checkpoints) {
    if (checkpoint && !("fault" in verdict)) verdict = (await checkAgainst(db, checkpoint)) ?? verdict;
  }
  await db.destroy();
  if ("fault" in verdict) {
    console.log(`The record is NOT whole: entry ${verdict.seq} ${words[verdict.fault]}.`);
    process.exitCode = 1;
  } else console.log(`The record is whole: ${verdict.size} entries, checkpoint ${verdict.size}:${verdict.head}`);
} catch (error) {
  fail(error);
  process.exitCode = 2;
}
