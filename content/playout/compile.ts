import type { Canvas } from "../network/canvas.ts";
import type { Venue } from "../network/venue.ts";
import { levelRank, type Campaign } from "./campaign.ts";
import { planDay, type Loop, type Piece, type Schedule } from "./day-plan.ts";
import { lanesOf, leftOutReason, spotsOf, type Approved, type LeftOutReason } from "./lane.ts";
import type { Playlist } from "./playlist.ts";
import { horizonDays, type LaneName, type Programme, type Slot } from "./programme.ts";
import { addDays, localDateAt, startOfDay } from "./wall-clock.ts";

export type CompileInput = {
  readonly canvas: Canvas;
  readonly timeZone: string;
  readonly openingHours: Venue["openingHours"];
  readonly reading: Venue["reading"];
  /** Campaigns that name this line-up's venues; stopped ones are ignored. */
  readonly campaigns: readonly Campaign[];
  readonly playlists: ReadonlyMap<string, Playlist>;
  /** Approved messages only, by message id, with what their approvals allow at this kind of venue. */
  readonly messages: ReadonlyMap<string, Approved>;
};

/** A message of a campaign that has not ended, which no lane of the canvas can show. */
export type LeftOutItem = { readonly campaign: string; readonly message: string; readonly reason: LeftOutReason };

/**
 * What a line-up shall show from the local midnight at or before `now`, `horizonDays` far. The same bytes all day long
 * and whatever the order of what comes in.
 */
export function compile(
  input: CompileInput,
  now: number,
): { readonly programme: Programme; readonly leftOut: readonly LeftOutItem[] } {
  const today = localDateAt(now, input.timeZone);
  const dates = Array.from({ length: horizonDays }, (_, n) => addDays(today, n));
  const loops = new Map<string, Loop>();
  const showing = new Map<string, Campaign>();
  const lanes: Record<LaneName, Slot[]> = { stage: [], ticker: [] };
  for (const lane of lanesOf[input.canvas.shape]) {
    const schedule = scheduleOf(input, lane);
    for (const date of dates) {
      for (const piece of planDay(schedule, date)) {
        lanes[lane].push(slotOf(piece));
        if (piece.loop) loops.set(piece.loop.id, piece.loop);
        for (const campaign of piece.campaigns) showing.set(campaign.id, campaign);
      }
    }
  }
  return {
    programme: {
      from: startOfDay(today, input.timeZone),
      until: startOfDay(addDays(today, horizonDays), input.timeZone),
      lanes,
      loops: Object.fromEntries(sorted(loops).map(([id, loop]) => [id, [...loop.spots]])),
      campaigns: Object.fromEntries(
        sorted(showing).map(([id, { name, level, to }]) => [
          id,
          { name, level, until: startOfDay(addDays(to, 1), input.timeZone) },
        ]),
      ),
    },
    leftOut: leftOut(input, today),
  };
}

/** What can play on one lane of the line-up, ready to be planned day by day. */
export function scheduleOf(input: CompileInput, lane: LaneName): Schedule {
  const entries = input.campaigns
    .filter((campaign) => campaign.status === "active")
    .map((campaign) => ({
      campaign,
      spots: spotsOf(campaign, input.playlists.get(campaign.playlist), input.messages, lane, input),
    }))
    .filter((entry) => entry.spots.length > 0)
    .sort(({ campaign: a }, { campaign: b }) => levelRank[a.level] - levelRank[b.level] || (a.id < b.id ? -1 : 1));
  return { timeZone: input.timeZone, openingHours: input.openingHours, entries, loops: new Map(), names: new Map() };
}

function slotOf(piece: Piece): Slot {
  return {
    from: piece.from,
    until: piece.until,
    ...(piece.loop && { loop: piece.loop.id }),
    ...(piece.offset > 0 && { offset: piece.offset }),
    ...(piece.closed && { closed: true as const }),
  };
}

function leftOut(input: CompileInput, today: string): LeftOutItem[] {
  const found = new Map<string, LeftOutItem>();
  for (const campaign of input.campaigns) {
    if (campaign.status !== "active" || campaign.to < today) continue;
    for (const { message } of input.playlists.get(campaign.playlist)?.items ?? []) {
      const reason = leftOutReason(input.messages.get(message), input.canvas, campaign.level);
      if (reason) found.set(`${campaign.id} ${message}`, { campaign: campaign.id, message, reason });
    }
  }
  return sorted(found).map(([, item]) => item);
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
