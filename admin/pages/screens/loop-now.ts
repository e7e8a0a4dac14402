import type { ScreenMoment } from "../../../content/wire/views.ts";

type LoopSpot = ScreenMoment["loop"][number];
export type NextSpot = LoopSpot & { readonly from: number };

/** The lane whose loop `moment.loop` is: the stage, or the ticker of a screen that has no stage on. */
export const leadOf = (moment: ScreenMoment): ScreenMoment["stage"] => moment.stage ?? moment.ticker;

/** What follows in the loop, with the instants at which each begins, until the loop has come round once. */
export function upNext(moment: ScreenMoment, most: number): readonly NextSpot[] {
  const lead = leadOf(moment);
  const { loop, position } = moment;
  if (!lead || position === undefined || loop.length === 0) return [];
  const next: NextSpot[] = [];
  let from = lead.until;
  for (let i = 1; i <= Math.min(most, loop.length); i++) {
    const spot = loop[(position + i) % loop.length];
    if (!spot) break;
    next.push({ ...spot, from });
    from += spot.ms;
  }
  return next;
}

/** How far the item on air has run, from 0 to 1. */
export function progressAt(moment: ScreenMoment, at: number): number {
  const lead = leadOf(moment);
  if (!lead || lead.until <= lead.from) return 0;
  return Math.max(0, Math.min(1, (at - lead.from) / (lead.until - lead.from)));
}
