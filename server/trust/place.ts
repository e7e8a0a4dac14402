import { areasAbove, Place } from "../../content/trust/place.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { Db } from "../db/connect.ts";
import { findInRegister, listRegister } from "../db/directory.ts";
import type { ScreenRow } from "../db/tables.ts";

/** Where a screen that is paired at this venue now stands. @throws Problem venue/not-found */
export async function placeAt(db: Db, id: string): Promise<Place> {
  const venue = await findInRegister(db, "venue", id);
  if (!venue) throw new Problem("venue/not-found");
  return { venue: venue.id, kind: venue.kind, areas: areasAbove(venue.area, await listRegister(db, "area")) };
}

/** Where a screen stands for good: it pinned this when it was paired, and so goes by nothing newer. */
export function placeOf(screen: Pick<ScreenRow, "place">): Place {
  return Place.parse(JSON.parse(screen.place));
}

/** Whether the same approvals and the same orders for areas count at both. */
export function sameGround(a: Pick<Place, "kind" | "areas">, b: Pick<Place, "kind" | "areas">): boolean {
  return a.kind === b.kind && a.areas.join() === b.areas.join();
}
