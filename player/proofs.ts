import type { LaneAnswer } from "../content/playout/on-air.ts";
import type { LaneName } from "../content/playout/programme.ts";
import { wholeToleranceMs, type Play } from "../content/record/proof.ts";

/** A spot that is on a lane now. */
export type Running = {
  /** When the programme says that it began; with the message it names the run. */
  readonly run: number;
  readonly message: string;
  readonly campaign: string;
  readonly ms: number;
  /** When it was in fact on the screen. */
  readonly since: number;
  readonly version: number;
};

/** A spot that was on for less, and not whole either, was not seen by anyone. */
const leastMs = 1000;

export type Step = { readonly running: Running | undefined; readonly play: Omit<Play, "seq"> | undefined };

/**
 * What a lane's change means for its proofs: the run that ends becomes a play, the one that begins is noted. A switch of
 * manifests that leaves the same run on the screen does not cut it. `shown` is what is on the screen, which is not the
 * spot when its picture cannot be drawn.
 */
export function advance(
  lane: LaneName,
  running: Running | undefined,
  shown: LaneAnswer | undefined,
  version: number,
  now: number,
): Step {
  const next = shown?.kind === "spot" ? shown : undefined;
  if (running && next && sameRun(running, next)) return { running, play: undefined };
  return {
    running: next && {
      run: next.from,
      message: next.spot.message,
      campaign: next.spot.campaign,
      ms: next.spot.ms,
      since: now,
      version,
    },
    play: running && playOf(lane, running, now),
  };
}

function sameRun(running: Running, { spot, from }: Extract<LaneAnswer, { kind: "spot" }>): boolean {
  return (
    running.run === from &&
    running.message === spot.message &&
    running.campaign === spot.campaign &&
    running.ms === spot.ms
  );
}

/** The run as a play, or `undefined` when it was too short to have been seen or the clock was set back under it. */
export function playOf(lane: LaneName, running: Running, now: number): Omit<Play, "seq"> | undefined {
  const ran = now - running.since;
  const whole = ran >= running.ms - wholeToleranceMs;
  if (ran < leastMs && !(whole && ran > 0)) return undefined;
  const { message, campaign, since, version } = running;
  return { message, campaign, lane, from: since, until: now, whole, version };
}
