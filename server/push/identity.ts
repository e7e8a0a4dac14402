import { Problem } from "../../content/wire/problem.ts";
import { change } from "../change.ts";
import { findScreen, updateScreen } from "../db/screens.ts";
import type { Deps } from "../deps.ts";

/** The record hears of one screen's wrong key at most this often, however often somebody tries. */
const wrongKeyEveryMs = 3_600_000;
const lastTold = new WeakMap<Deps, Map<string, number>>();

/** Somebody has the token of a screen and not its key: a copied token, or plays that another device signed. */
export async function wrongKey(deps: Deps, screen: string, where: "hello" | "plays"): Promise<void> {
  const told = lastTold.get(deps) ?? new Map<string, number>();
  lastTold.set(deps, told);
  const now = deps.clock();
  if (now - (told.get(screen) ?? -Infinity) < wrongKeyEveryMs) return;
  told.set(screen, now);
  await change(deps, null, async ({ audit, tell }) => {
    await audit("screen.wrong-key", `screen:${screen}`, { where });
    tell("screens", screen);
  });
}

/** When somebody without this screen's key last called himself by its name, since this process began. */
export function wrongKeyAt(deps: Deps, screen: string): number | undefined {
  return lastTold.get(deps)?.get(screen);
}

/** Two devices with one key: a profile was copied. Which is the true one cannot be told, so both are held. */
export async function quarantine(deps: Deps, screen: string, boots: readonly string[]): Promise<void> {
  await change(deps, null, async ({ db, now, audit, tell }) => {
    const row = await findScreen(db, screen);
    if (!row || row.quarantined_at !== null) return;
    await updateScreen(db, screen, { quarantined_at: now });
    await audit("screen.quarantine", `screen:${screen}`, { name: row.name, boots });
    tell("screens", screen);
  });
  deps.push.quarantine(screen);
}

/** Somebody looked after both devices. @throws Problem screen/not-found */
export async function release(deps: Deps, by: string, screen: string): Promise<void> {
  await change(deps, by, async ({ db, audit, tell }) => {
    const row = await findScreen(db, screen);
    if (!row) throw new Problem("screen/not-found");
    if (row.quarantined_at === null) return;
    await updateScreen(db, screen, { quarantined_at: null });
    await audit("screen.release", `screen:${screen}`, { name: row.name, since: row.quarantined_at });
    tell("screens", screen);
  });
  deps.push.release(screen);
}
