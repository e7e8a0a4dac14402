import * as z from "zod/mini";
import { CalendarDate, Id, publicText } from "../editorial/text.ts";
import { Hours } from "../network/venue.ts";

/** Circular 39/2020: only urgent pre-empts; priority comes first in the loop. */
export const Level = z.enum(["routine", "priority", "urgent"]);
export type Level = z.infer<typeof Level>;
/** The loudest first. */
export const levelRank: Readonly<Record<Level, number>> = { urgent: 0, priority: 1, routine: 2 };

/**
 * Both models of the letters (design §5): letter D's crawl runs *continuously inside its window*, its SMS goes out
 * *N times per day*. A campaign has one of them.
 */
export const Frequency = z.discriminatedUnion("kind", [
  /** A share of the loop: `spots` of every `of`. Venues with less content give more than was asked, never less. */
  z.strictObject({
    kind: z.literal("continuous"),
    share: z.strictObject({
      spots: z.int().check(z.minimum(1), z.maximum(60)),
      of: z.int().check(z.minimum(1), z.maximum(60)),
    }),
  }),
  /** The playlist runs through once, `times` a day, spread evenly over the hours. */
  z.strictObject({ kind: z.literal("per-day"), times: z.int().check(z.minimum(1), z.maximum(96)) }),
]);
export type Frequency = z.infer<typeof Frequency>;

/** Routine 1 of 6, priority 2 of 6, urgent the whole loop (design §5, Campaigns). */
export const defaultShare: Readonly<Record<Level, { spots: number; of: number }>> = {
  routine: { spots: 1, of: 6 },
  priority: { spots: 2, of: 6 },
  urgent: { spots: 1, of: 1 },
};

/** A playlist assigned to venues. `from` and `to` are dates in each venue's own calendar, both inclusive. */
export const Campaign = z.strictObject({
  id: Id,
  name: publicText(80),
  playlist: Id,
  venues: z.array(Id).check(z.maxLength(20_000)),
  from: CalendarDate,
  to: CalendarDate,
  /** Hours of the day; empty means all day. */
  hours: z.array(Hours).check(z.maxLength(12)),
  /** Empty means every day. */
  weekdays: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)),
  level: Level,
  frequency: Frequency,
  status: z.enum(["active", "stopped"]),
});
export type Campaign = z.infer<typeof Campaign>;
