import { farthestJump } from "../../content/trust/floors.ts";
import type { Echo } from "../../content/wire/protocol.ts";
import { change } from "../change.ts";
import { auditHashAt, auditHead } from "../db/audit.ts";
import type { Db } from "../db/connect.ts";
import {
  endRolledBack,
  readFloors,
  readLost,
  readRolledBack,
  writeFloors,
  writeLost,
  writeRolledBack,
} from "../db/floors.ts";
import { highestVersion, republishAll } from "../db/line-ups.ts";
import { highestOrder } from "../db/orders.ts";
import { newestRoot } from "../db/roots.ts";
import type { Deps } from "../deps.ts";

type Seen = Echo & { readonly version: number };

/**
 * A database that was put back from an old copy says nothing of what it lost; the screens remember (attacks.md §3.5).
 * Holds what one of them has seen against what is here. Numbers go on above it at once, so that a recall is heard; until
 * somebody at the desk goes on, nothing else is published.
 */
export async function heardEcho(deps: Deps, screen: string, version: number, echo: Echo): Promise<void> {
  const { db } = deps;
  const seen: Seen = { ...echo, version };
  const beyond = await beyondUs(db, seen);
  if (beyond.length === 0) return;
  await change(deps, null, async ({ db: within, now, audit, tell }) => {
    // Asked again inside: two screens may say so at once.
    const still = await beyondUs(within, seen);
    if (still.length === 0) return;
    const floors = await readFloors(within);
    await writeFloors(within, {
      manifest: Math.max(floors.manifest, believable(version, await highestVersion(within))),
      orders: Math.max(floors.orders, believable(seen.orders, await highestOrder(within))),
    });
    if (seen.audit && still.some(({ what }) => what === "record")) {
      const lost = await readLost(within);
      await writeLost(within, { ...lost, heads: [...new Set([...lost.heads, seen.audit.head])] });
    }
    if (await readRolledBack(within)) return;
    const detail = still.map(({ what, here, there }) => `${what} ${there} > ${here}`).join("; ");
    await writeRolledBack(within, { at: now, screen, detail });
    await audit("record.rolled-back", "record", { screen, detail });
    tell("trust");
  });
}

/** Goes on with what is here: everything is published anew, above what any screen has seen so far. */
export async function resume(deps: Deps, by: string): Promise<void> {
  await change(deps, by, async ({ db, audit, tell, touched }) => {
    const rolledBack = await readRolledBack(db);
    if (!rolledBack) return;
    const { size } = await auditHead(db);
    await writeLost(db, { size, heads: (await readLost(db)).heads });
    await endRolledBack(db);
    await republishAll(db);
    touched.everything = true;
    await audit("record.resume", "record", { ...rolledBack, floors: await readFloors(db) });
    tell("trust");
    tell("screens");
  });
}

type Beyond = {
  readonly what: "manifest" | "orders" | "root" | "record";
  readonly here: number;
  readonly there: number;
};

/** What a screen has seen and this database does not have. */
async function beyondUs(db: Db, seen: Seen): Promise<Beyond[]> {
  const floors = await readFloors(db);
  const manifest = Math.max(await highestVersion(db), floors.manifest);
  const orders = Math.max(await highestOrder(db), floors.orders);
  const root = (await newestRoot(db))?.version ?? 0;
  const beyond: Beyond[] = [
    { what: "manifest", here: manifest, there: seen.version },
    { what: "orders", here: orders, there: seen.orders },
    { what: "root", here: root, there: seen.root },
  ];
  const found = beyond.filter(({ here, there }) => there > here && there <= here + farthestJump);
  if (seen.audit && (await isLost(db, seen.audit))) {
    found.push({ what: "record", here: (await auditHead(db)).size, there: seen.audit.size });
  }
  return found;
}

/** Whether this end of the record is not ours, and nobody at the desk has gone on without it yet. */
async function isLost(db: Db, { size, head }: NonNullable<Echo["audit"]>): Promise<boolean> {
  if (size === 0 || (await auditHashAt(db, size)) === head) return false;
  const lost = await readLost(db);
  return size > lost.size && !lost.heads.includes(head);
}

/** A screen takes no jump that is farther; one that says so is lying or broken, and lifts nothing. */
function believable(there: number, here: number): number {
  return there <= here + farthestJump ? there : 0;
}
