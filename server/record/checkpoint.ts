import { readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { Sha256 } from "../../content/editorial/text.ts";
import type { AuditHead } from "../../content/record/audit-chain.ts";
import { ConfigError } from "../config.ts";
import { auditHead, checkAgainst, recordAudit } from "../db/audit.ts";
import type { Db } from "../db/connect.ts";

/**
 * How long the record was at the last commit, in a file beside the database. A database whose log was truncated, or that
 * was put back from a copy, opens without a complaint and merely ends earlier (attacks.md §3.5); this file tells.
 */
export type Checkpoint = {
  /** Called after a commit; the file follows by itself. It never runs ahead of the database. */
  keep(head: AuditHead): void;
  /** Resolves when the file holds what was last kept. */
  settled(): Promise<void>;
};

const name = "record-checkpoint.json";
const Shape = z.strictObject({ size: z.int().check(z.nonnegative()), head: Sha256 });

/** What the folder's checkpoint says; `undefined` before there was one. @throws ConfigError when it cannot be read */
export function readCheckpoint(folder: string): AuditHead | undefined {
  const file = join(folder, name);
  try {
    return Shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new ConfigError(
      `${file} cannot be read, so it cannot be told whether the record is whole. Put it back from a copy, or remove it after \`npm run audit:verify\` found nothing.`,
      { cause },
    );
  }
}

/**
 * Refuses a database that lost entries of its record, unless `acceptLoss` names the very entry that was the last one:
 * then going on without is itself recorded.
 * @throws ConfigError with the one line an operator reads
 */
export async function holdAgainstCheckpoint(
  db: Db,
  folder: string,
  { acceptLoss, now }: { acceptLoss: number | undefined; now: number },
): Promise<void> {
  const before = readCheckpoint(folder);
  const fault = before && (await checkAgainst(db, before));
  if (!fault) return;
  const { size } = await auditHead(db);
  if (acceptLoss === before.size) {
    const detail = { lost: fault.seq, size, checkpoint: before.size, head: before.head };
    await recordAudit(db, { at: now, by: null, action: "record.loss-accepted", subject: "record", detail });
    return;
  }
  const what =
    fault.fault === "cut"
      ? `The database is shorter than it was: its record ends at entry ${size}, and ${before.size} were committed.`
      : `The database is another than it was: entry ${before.size} of its record is not the one that was committed.`;
  throw new ConfigError(
    `${what} Put the newest copy of the data folder back, or start once with ACCEPT_LOSS=${before.size} to go on without what is missing; that is recorded.`,
  );
}

/** Writes are coalesced: while one is on its way to the disk, only the newest of those that came meanwhile follows it. */
export function createCheckpoint(folder: string, log: (line: string) => void): Checkpoint {
  const file = join(folder, name);
  let next: AuditHead | undefined;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (next) {
      const head = next;
      next = undefined;
      try {
        const handle = await open(`${file}.new`, "w", 0o600);
        try {
          await handle.writeFile(JSON.stringify({ size: head.size, head: head.head }));
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(`${file}.new`, file);
      } catch (error) {
        // The change itself is committed. An older checkpoint is true as well, only weaker.
        log(`checkpoint: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    writing = undefined;
  }

  return {
    keep(head) {
      if (!next || head.size > next.size) next = head;
      writing ??= write();
    },
    async settled() {
      await writing;
    },
  };
}
