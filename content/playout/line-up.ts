import { digestOf } from "../editorial/revision.ts";
import type { Canvas } from "../network/canvas.ts";
import type { Venue } from "../network/venue.ts";

/**
 * All that decides what a screen plays. Screens with the same key share one line-up: one compile, one signature and one
 * broadcast serve them all. The same text whatever the order of campaigns, opening hours or weekdays.
 */
export function lineUpKey(screen: {
  readonly canvas: Canvas;
  readonly venue: Pick<Venue, "kind" | "timeZone" | "openingHours" | "reading">;
  /** Ids of the campaigns that name the venue. */
  readonly campaigns: Iterable<string>;
}): string {
  const { canvas, venue } = screen;
  const { position, band, charsPerSecond } = canvas.crawl;
  const opening = venue.openingHours.map((o) =>
    JSON.stringify([o.from, o.until, [...new Set(o.weekdays)].sort((a, b) => a - b)]),
  );
  return JSON.stringify([
    [canvas.id, canvas.name, canvas.shape, canvas.width, canvas.height, canvas.fps, canvas.safe],
    [position, band, charsPerSecond],
    // Approvals are for kinds of venues: what may be shown at one is not what may be shown at another.
    [venue.kind, venue.timeZone, venue.reading],
    [...new Set(opening)].sort(),
    [...new Set(screen.campaigns)].sort(),
  ]);
}

/** The name of a line-up: stable while its key is. */
export function lineUpId(key: string): string {
  return digestOf(key).slice(0, 16);
}
