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
 * A claim that is farther above this database is not believed. A screen takes no jump above `farthestJump`, and one that
 * lies must not lift the numbers out of the others' reach: it takes twenty such claims, each gone on from by an
 * administrator, until a screen that was away during all of them is lost.
 */
export const farthestClaim = farthestJump / 20;

/** Who claimed too much since this process began: the record hears of each once, however often it says so. */
const odd = new WeakMap<Deps, Set<string>>();

/**
 * A database that was put back from an old copy says nothing of what it lost; the screens remember (attacks.md §3.5).
 * Holds what one of them, whose key was proven, has seen against what is here. Numbers go on above it at once, so that a
 * recall is heard; until somebody at the desk goes on, nothing else is published.
 */
export async function heardEcho(deps: Deps, screen: string, version: number, echo: Echo): Promise<void> {
  const { db } = deps;
  const seen: Seen = { ...echo, version };
  await tellOdd(deps, screen, seen);
  const beyond = await beyondUs(db, seen);
  if (beyond.length === 0) return;
  await change(deps, null, async ({ db: within, now, audit, tell }) => {
    // Asked again inside: two screens may say so at once.
    const still = await beyondUs(within, seen);
    if (still.length === 0) return;
    const floors = await readFloors(within);
    const claimed = (what: Beyond["what"]): number => still.find((each) => each.what === what)?.there ?? 0;
    await writeFloors(within, {
      manifest: Math.max(floors.manifest, claimed("manifest")),
      orders: Math.max(floors.orders, claimed("orders")),
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

/** What a screen has seen and this database does not have, as far as it is believed. */
async function beyondUs(db: Db, seen: Seen): Promise<Beyond[]> {
  const floors = await readFloors(db);
  const known = { manifest: floors.manifest, orders: floors.orders, root: 0 };
  const found: Beyond[] = (await claims(db, seen)).filter(
    ({ what, here, there }) => there > Math.max(here, known[what]) && there <= here + farthestClaim,
  );
  if (seen.audit && (await isLost(db, seen.audit))) {
    found.push({ what: "record", here: (await auditHead(db)).size, there: seen.audit.size });
  }
  return found;
}

type Claim = Beyond & { readonly what: "manifest" | "orders" | "root" };

/** What a screen says that it has seen, beside what this database itself holds. */
async function claims(db: Db, seen: Seen): Promise<Claim[]> {
  return [
    { what: "manifest", here: await highestVersion(db), there: seen.version },
    { what: "orders", here: await highestOrder(db), there: seen.orders },
    { what: "root", here: (await newestRoot(db))?.version ?? 0, there: seen.root },
  ];
}

/** Somebody should look at a screen that has seen what there cannot have been; what it says of it changes nothing. */
async function tellOdd(deps: Deps, screen: string, seen: Seen): Promise<void> {
  const told = odd.get(deps) ?? new Set<string>();
  odd.set(deps, told);
  if (told.has(screen)) return;
  const far = (await claims(deps.db, seen)).filter(({ here, there }) => there > here + farthestClaim);
  if (far.length === 0) return;
  told.add(screen);
  await change(deps, null, async ({ audit, tell }) => {
    await audit("screen.odd-claim", `screen:${screen}`, { claims: far });
    tell("screens", screen);
  });
}

/** Whether this end of the record is not ours, and nobody at the desk has gone on without it yet. */
async function isLost(db: Db, { size, head }: NonNullable<Echo["audit"]>): Promise<boolean> {
  if (size === 0 || (await auditHashAt(db, size)) === head) return false;
  const lost = await readLost(db);
  return size > lost.size && !lost.heads.includes(head);
}
