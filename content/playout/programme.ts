import * as z from "zod/mini";
import { Id, Sha256 } from "../editorial/text.ts";
import { Level } from "./campaign.ts";

/** Epoch milliseconds. Inside, time is always an instant; only the compiler knows local time. */
export const Instant = z.int().check(z.minimum(0), z.maximum(8.64e15));

/** One message in a loop: which revision, in which form, for how long, on whose account. */
export const Spot = z.strictObject({
  message: Sha256,
  form: z.enum(["panel", "banner", "ticker"]),
  /** Milliseconds; whole tenths of a second. Never zero. */
  ms: z.int().check(z.minimum(1000), z.maximum(3_600_000)),
  campaign: Id,
});
export type Spot = z.infer<typeof Spot>;

/**
 * A half-open interval in which one loop repeats. Its position at `now` is `(now − from + offset) mod loop length`,
 * so every screen of a line-up agrees without talking to the others. Without `loop` the slot shows the safe card.
 */
export const Slot = z.strictObject({
  from: Instant,
  until: Instant,
  loop: z.optional(z.string()),
  offset: z.optional(z.int().check(z.minimum(0))),
  /** The venue is closed; the safe card is expected and no alarm is due. */
  closed: z.optional(z.literal(true)),
});
export type Slot = z.infer<typeof Slot>;

export const laneNames = ["stage", "ticker"] as const;
export type LaneName = (typeof laneNames)[number];

/** What a line-up shall show over [from, until). Slots of a lane are sorted, touch, and cover the horizon exactly. */
export const Programme = z.strictObject({
  from: Instant,
  until: Instant,
  lanes: z.strictObject({ stage: z.array(Slot), ticker: z.array(Slot) }),
  loops: z.record(z.string(), z.array(Spot).check(z.minLength(1))),
  /** Until when each campaign may show at all; past the horizon only this counts. */
  campaigns: z.record(z.string(), z.strictObject({ name: z.string(), level: Level, until: Instant })),
});
export type Programme = z.infer<typeof Programme>;

/** Days that a programme reaches ahead; it is renewed every day (design §2). */
export const horizonDays = 35;
