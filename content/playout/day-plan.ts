import { digestOf } from "../editorial/revision.ts";
import type { Venue } from "../network/venue.ts";
import { levelRank, type Campaign } from "./campaign.ts";
import { interleave } from "./loop.ts";
import type { Spot } from "./programme.ts";
import { dayOn, patternOn, union, type Interval } from "./wall-clock.ts";

/**
 * What one lane shows on one local date. Days are planned one by one and from nothing but what is scheduled, so a
 * recompile later that day, or for a later horizon, finds the same slots with the same phase.
 */

export type Loop = { readonly id: string; readonly spots: readonly Spot[]; readonly ms: number };

/** A campaign with what it plays on the lane. */
export type Entry = { readonly campaign: Campaign; readonly spots: readonly Spot[] };

export type Piece = Interval & {
  readonly closed: boolean;
  readonly loop: Loop | undefined;
  /** Position in the loop at `from`. */
  readonly offset: number;
  /** The campaigns in the loop. */
  readonly campaigns: readonly Campaign[];
  /** A pass of a per-day campaign: its playlist, once. */
  readonly pass: boolean;
};

export type Schedule = {
  readonly timeZone: string;
  readonly openingHours: Venue["openingHours"];
  /** Sorted by level, then id; each with at least one spot. */
  readonly entries: readonly Entry[];
  /** Loops by the campaigns in them; many days share one. */
  readonly loops: Map<string, Loop>;
  /** Spots that were hashed for the names of loops. */
  readonly names: Map<Spot, string>;
};

/** When the venue is open on a date. No opening hours: around the clock. */
export function openOn(date: string, schedule: Pick<Schedule, "timeZone" | "openingHours">): Interval[] {
  if (schedule.openingHours.length === 0) return nonEmpty(dayOn(date, schedule.timeZone));
  return patternOn(date, schedule.timeZone, schedule.openingHours);
}

/**
 * When a campaign may show on a date: in its window, on its weekdays, within its hours. Hours that cross midnight belong
 * to the weekday on which they begin, and the window cuts them: the last date ends at midnight.
 */
export function activeOn(campaign: Campaign, date: string, timeZone: string): Interval[] {
  if (date < campaign.from || date > campaign.to) return [];
  return hoursOfDay(campaign, date, timeZone, campaign.weekdays);
}

export function hoursOfDay(
  campaign: Pick<Campaign, "hours">,
  date: string,
  timeZone: string,
  weekdays: readonly number[],
): Interval[] {
  const hours = campaign.hours.length === 0 ? [wholeDay] : campaign.hours;
  return patternOn(
    date,
    timeZone,
    hours.map((h) => ({ weekdays, from: h.from, until: h.until })),
  );
}

const wholeDay = { from: "00:00", until: "24:00" };

export function planDay(schedule: Schedule, date: string): Piece[] {
  const day = dayOn(date, schedule.timeZone);
  if (day.from >= day.until) return [];
  const open = openOn(date, schedule);
  const active = schedule.entries.map((entry) => activeOn(entry.campaign, date, schedule.timeZone));
  const base = basePieces(schedule, day, open, active);
  const urgent = base.filter((piece) => piece.campaigns[0]?.level === "urgent");
  const perDay: Passes[] = [];
  schedule.entries.forEach((entry, i) => {
    if (entry.campaign.frequency.kind !== "per-day") return;
    const hours = intersect(active[i] ?? [], open);
    if (hours.length === 0) return;
    const free = entry.campaign.level === "urgent" ? hours : subtract(hours, urgent);
    perDay.push({
      campaign: entry.campaign,
      loop: loopOf(schedule, [entry]),
      free,
      wanted: parts(hours, entry.campaign.frequency.times),
    });
  });
  return perDay.length === 0 ? base : withPasses(base, perDay);
}

/** The continuous campaigns: a piece for each stretch with the same loop, touching, from midnight to midnight. */
function basePieces(
  schedule: Schedule,
  day: Interval,
  open: readonly Interval[],
  active: readonly (readonly Interval[])[],
): Piece[] {
  const continuous = schedule.entries
    .map((entry, i) => ({ entry, active: active[i] ?? [] }))
    .filter(({ entry }) => entry.campaign.frequency.kind === "continuous");
  const cuts = new Set([day.from, day.until]);
  for (const intervals of [open, ...continuous.map((c) => c.active)]) {
    for (const { from, until } of intervals) cuts.add(from).add(until);
  }
  const instants = [...cuts].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 1; i < instants.length; i++) {
    const [from, until] = [instants[i - 1] ?? day.from, instants[i] ?? day.until];
    const closed = !covers(open, from);
    const present = closed ? [] : continuous.filter((c) => covers(c.active, from)).map((c) => c.entry);
    const pressing = present.filter((entry) => entry.campaign.level === "urgent");
    const playing = pressing.length > 0 ? pressing : present;
    const loop = playing.length > 0 ? loopOf(schedule, playing) : undefined;
    const last = pieces.at(-1);
    if (last && last.loop?.id === loop?.id && last.closed === closed) pieces[pieces.length - 1] = { ...last, until };
    else {
      const campaigns = playing.map((entry) => entry.campaign);
      pieces.push({ from, until, closed, loop, offset: 0, campaigns, pass: false });
    }
  }
  return pieces;
}

type Passes = {
  readonly campaign: Campaign;
  readonly loop: Loop;
  /** Where a pass may be: within its hours, while the venue is open and nothing urgent is on. */
  readonly free: readonly Interval[];
  /** The start of each of the equal parts of its hours, soonest first. */
  readonly wanted: number[];
};

/**
 * Puts the passes in. A pass begins at the first spot boundary in or after its part where it fits whole, so nothing is
 * cut, not even itself; one that finds no such place before the day's hours end is left out. Passes queue: the one that
 * can begin first goes first, then the higher level. The loop underneath stands still and goes on where it stopped.
 */
function withPasses(base: readonly Piece[], perDay: readonly Passes[]): Piece[] {
  const done: Piece[] = [];
  let rest = [...base];
  for (;;) {
    let start = Number.POSITIVE_INFINITY;
    let chosen: Passes | undefined;
    for (const passes of perDay) {
      const begin = beginning(rest, passes);
      if (begin === undefined) continue;
      if (begin < start || (begin === start && chosen && before(passes, chosen))) [start, chosen] = [begin, passes];
    }
    if (!chosen) return [...done, ...rest];
    chosen.wanted.shift();
    const until = start + chosen.loop.ms;
    done.push(...rest.flatMap((piece) => clip(piece, piece.from, Math.min(piece.until, start))), {
      from: start,
      until,
      closed: false,
      loop: chosen.loop,
      offset: 0,
      campaigns: [chosen.campaign],
      pass: true,
    });
    rest = rest.flatMap((piece) => resume(piece, start, until));
  }
}

/** The first instant at which the next pass can begin; wishes that cannot be met any more that day are dropped. */
function beginning(rest: readonly Piece[], passes: Passes): number | undefined {
  const cursor = rest[0]?.from;
  const wanted = passes.wanted[0];
  if (cursor === undefined || wanted === undefined) return undefined;
  for (const free of passes.free) {
    if (free.until <= Math.max(cursor, wanted)) continue;
    const begin = boundaryAfter(rest, Math.max(cursor, wanted, free.from));
    if (begin !== undefined && begin + passes.loop.ms <= free.until) return begin;
  }
  // Later wishes of the same campaign are no easier to meet.
  passes.wanted.length = 0;
  return undefined;
}

function before(a: Passes, b: Passes): boolean {
  const rank = levelRank[a.campaign.level] - levelRank[b.campaign.level];
  return (rank || (a.campaign.id < b.campaign.id ? -1 : 1)) < 0;
}

/** The first instant at or after `at` at which no spot is running. */
function boundaryAfter(pieces: readonly Piece[], at: number): number | undefined {
  const piece = pieces.find((p) => at < p.until);
  if (!piece?.loop) return piece && at;
  let position = (at - piece.from + piece.offset) % piece.loop.ms;
  let boundary = 0;
  for (const spot of piece.loop.spots) {
    if (boundary >= position) break;
    boundary += spot.ms;
  }
  return Math.min(piece.until, at + boundary - position);
}

/** What is left of a piece after a pass in [start, until): its loop goes on where it stood when the pass began. */
function resume(piece: Piece, start: number, until: number): Piece[] {
  if (piece.until <= until) return [];
  if (piece.from >= until) return [piece];
  const played = Math.max(0, start - piece.from);
  const offset = piece.loop ? (piece.offset + played) % piece.loop.ms : 0;
  return [{ ...piece, from: until, offset }];
}

function clip(piece: Piece, from: number, until: number): Piece[] {
  return from < until ? [{ ...piece, from, until }] : [];
}

/** The starts of `times` equal parts of the time that the intervals hold together. */
function parts(intervals: readonly Interval[], times: number): number[] {
  const total = intervals.reduce((sum, { from, until }) => sum + until - from, 0);
  const starts: number[] = [];
  let passed = 0;
  for (const { from, until } of intervals) {
    while (starts.length < times) {
      const start = from + Math.floor((starts.length * total) / times) - passed;
      if (start >= until) break;
      starts.push(start);
    }
    passed += until - from;
  }
  return starts;
}

function loopOf(schedule: Schedule, entries: readonly Entry[]): Loop {
  const key = entries.map((entry) => entry.campaign.id).join(" ");
  const known = schedule.loops.get(key);
  if (known) return known;
  const spots = interleave(
    entries.map(({ campaign, spots }) => ({
      campaign: campaign.id,
      level: campaign.level,
      share: campaign.frequency.kind === "continuous" ? campaign.frequency.share : { spots: 1, of: 1 },
      spots,
    })),
  );
  const loop = { id: loopId(spots, schedule.names), spots, ms: spots.reduce((sum, spot) => sum + spot.ms, 0) };
  schedule.loops.set(key, loop);
  return loop;
}

/** Named by its content, so equal loops are one. Each different spot is hashed once: loops are long and repeat few. */
function loopId(spots: readonly Spot[], names: Map<Spot, string>): string {
  const different: string[] = [];
  const known = new Map<Spot, number>();
  let order = "";
  for (const spot of spots) {
    let index = known.get(spot);
    if (index === undefined) {
      let name = names.get(spot);
      if (name === undefined) names.set(spot, (name = digestOf(JSON.stringify(spot)).slice(0, 16)));
      index = different.indexOf(name);
      if (index < 0) index = different.push(name) - 1;
      known.set(spot, index);
    }
    order += `,${index}`;
  }
  return digestOf(different.join("") + order).slice(0, 12);
}

export function covers(intervals: readonly Interval[], instant: number): boolean {
  return intervals.some(({ from, until }) => from <= instant && instant < until);
}

function nonEmpty(interval: Interval): Interval[] {
  return interval.from < interval.until ? [interval] : [];
}

function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both = a.flatMap((x) =>
    b.flatMap((y) => nonEmpty({ from: Math.max(x.from, y.from), until: Math.min(x.until, y.until) })),
  );
  return union(both);
}

/** What of `a` is outside all of `b`. */
function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return b.reduce<Interval[]>(
    (left, hole) =>
      left.flatMap(({ from, until }) => [
        ...nonEmpty({ from, until: Math.min(until, hole.from) }),
        ...nonEmpty({ from: Math.max(from, hole.until), until }),
      ]),
    [...a],
  );
}
