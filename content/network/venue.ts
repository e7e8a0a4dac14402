import * as z from "zod/mini";
import { ClockTime, Id, publicText } from "../editorial/text.ts";

export const VenueKind = z.enum([
  "airport",
  "outdoor",
  "rooftop",
  "supermarket",
  "post-office",
  "telecom-shop",
  "cable-tv",
  "office",
  "hospital",
]);
export type VenueKind = z.infer<typeof VenueKind>;

/** ISO weekdays, 1 = Monday … 7 = Sunday. */
export const Weekdays = z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7));

/** An interval on the venue's own clock. `until` at or before `from` crosses midnight; equal means the whole day. */
export const Hours = z.strictObject({ from: ClockTime, until: ClockTime });
export type Hours = z.infer<typeof Hours>;

export const OpeningHours = z
  .array(z.strictObject({ weekdays: Weekdays, from: ClockTime, until: ClockTime }))
  .check(z.maxLength(14));

/** A place. Its zone turns local times into instants, once, in the compiler. */
export const Venue = z.strictObject({
  id: Id,
  name: publicText(80),
  kind: VenueKind,
  operator: publicText(80),
  area: Id,
  address: publicText(160),
  /** IANA zone name, e.g. `Asia/Ho_Chi_Minh`. */
  timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
  /** Empty means open around the clock. */
  openingHours: OpeningHours,
  /** How people meet the screen; decides the seconds a text needs (legibility.md §3.2). */
  reading: z.enum(["queue", "walk", "traffic"]),
});
export type Venue = z.infer<typeof Venue>;
