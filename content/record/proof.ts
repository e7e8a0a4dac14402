import * as z from "zod/mini";
import { Id, Sha256 } from "../editorial/text.ts";
import { Instant, laneNames } from "../playout/programme.ts";

/**
 * One spot that ran. (screen, boot, seq) names it for ever, so that a play reported twice is counted once.
 * A log counts plays; it never says impressions (design §1).
 */
export const Play = z.strictObject({
  seq: z.int().check(z.nonnegative()),
  message: Sha256,
  campaign: Id,
  lane: z.enum(laneNames),
  /** Trusted time, half-open. */
  from: Instant,
  until: Instant,
  /** Ran for all the milliseconds that the programme gave it. */
  whole: z.boolean(),
  /** The version of the manifest that was playing. */
  version: z.int().check(z.positive()),
});
export type Play = z.infer<typeof Play>;

/** All plays of one boot, oldest first. `boot` is random per start of the player. */
export const PlayBatch = z.strictObject({
  boot: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  plays: z.array(Play).check(z.minLength(1), z.maxLength(200)),
});
export type PlayBatch = z.infer<typeof PlayBatch>;

/** The envelope in which a screen that has a key signs its batches. */
export const playsType = "bangtin/plays/1";

/** A play is whole when it lasted its time within this tolerance (mission.md §2.3, Broadsign). */
export const wholeToleranceMs = 500;
