import { chosenAfterRemoval, move, putBack, without } from "./order.ts";
import type { Row } from "./row.ts";

/** The rows of a playlist and the place of the one that is chosen. */
export type Arrangement = { readonly items: readonly Row[]; readonly chosen: number };

/** A row that was taken out, and until when, in epoch milliseconds, it may come back. */
export type Removed = { readonly row: Row; readonly at: number; readonly until: number };

const undoMs = 10_000;

/** The row at `from` stands at `to` and is chosen; `undefined` when that moves nothing. */
export function moved(items: readonly Row[], from: number, to: number): Arrangement | undefined {
  const next = move(items, from, to);
  return next === items ? undefined : { items: next, chosen: within(to, next.length) };
}

export function removed(items: readonly Row[], at: number, now: number): (Arrangement & Removed) | undefined {
  const row = items[at];
  if (!row) return undefined;
  return { items: without(items, at), chosen: chosenAfterRemoval(at, items.length), row, at, until: now + undoMs };
}

/** The row is back in its place; `undefined` when it is too late, or it stands there already. */
export function restored(items: readonly Row[], { row, at, until }: Removed, now: number): Arrangement | undefined {
  if (now > until || items.includes(row)) return undefined;
  const next = putBack(items, at, row);
  return { items: next, chosen: Math.min(at, next.length - 1) };
}

/** `place` or the nearest one that a list of this length has. */
export function within(place: number, length: number): number {
  return Math.max(0, Math.min(length - 1, place));
}
