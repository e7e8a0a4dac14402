import { Temporal } from "temporal-polyfill";

/**
 * The only file that knows local time. Everything else in the house compares instants (epoch milliseconds).
 *
 * What a clock change does to an interval of local times:
 * a skipped time stands for the instant of the change, so an interval inside the gap is empty and plays nothing;
 * a repeated time opens an interval at its first passing and closes it at its last, so the interval stays whole
 * and nothing in it starts twice.
 */

/** Half-open, in epoch milliseconds. */
export type Interval = { readonly from: number; readonly until: number };

type Day = {
  readonly start: number;
  readonly weekday: number;
  readonly previous: string;
  readonly next: string;
  /** No clock change between this midnight and the next, so local times are plain arithmetic. */
  readonly even: boolean;
  readonly clocks: Map<string, { readonly first: number; readonly last: number }>;
};

/**
 * Days that were looked up, per zone. A memo of a pure function: 200 line-ups ask for the same 35 days several times
 * a second. Emptied when it has grown past what any horizon needs.
 */
const days = new Map<string, Map<string, Day>>();
const mostDays = 4000;

export function isTimeZone(zone: string): boolean {
  // Temporal also takes offsets such as `+07:00`; a venue wants a place, whose rules may change.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The date whose day, from its first midnight to the next date's, holds the instant. */
export function localDateAt(instant: number, zone: string): string {
  const date = zoned(instant, zone).toPlainDate().toString();
  // Where a clock once went back across midnight (St. John's until 2011) a date comes, goes and comes again.
  const next = addDays(date, 1);
  return startOfDay(next, zone) <= instant ? next : date;
}

/** `HH:mm` on the zone's clock. */
export function localTimeAt(instant: number, zone: string): string {
  return zoned(instant, zone).toPlainTime().toString({ smallestUnit: "minute", roundingMode: "trunc" });
}

/** First instant of a local date. A date that the zone skipped starts where the next one does. */
export function startOfDay(date: string, zone: string): number {
  return dayOf(date, zone).start;
}

export function addDays(date: string, n: number): string {
  return plainDate(date).add({ days: n }).toString();
}

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return plainDate(date).dayOfWeek;
}

/** The whole local date; empty where the zone skipped it. */
export function dayOn(date: string, zone: string): Interval {
  const day = dayOf(date, zone);
  return { from: day.start, until: dayOf(day.next, zone).start };
}

/**
 * The instants of `hours` that begin on `date`. `until` at or before `from` ends on the next date, equal times mean the
 * whole local day, `24:00` is the next midnight. `undefined` when nothing of it exists that day.
 */
export function hoursOn(
  date: string,
  zone: string,
  hours: { readonly from: string; readonly until: string },
): Interval | undefined {
  if (hours.from === hours.until) return some(dayOn(date, zone));
  const ends = hours.until < hours.from ? dayOf(date, zone).next : date;
  return some({ from: clockOn(date, zone, hours.from).first, until: clockOn(ends, zone, hours.until).last });
}

/**
 * All instants of a local date that a weekly pattern covers, in order and apart. An interval that crosses midnight
 * belongs to the weekday on which it begins; its second half is part of the next date.
 */
export function patternOn(
  date: string,
  zone: string,
  rules: readonly { readonly weekdays: readonly number[]; readonly from: string; readonly until: string }[],
): Interval[] {
  const day = dayOn(date, zone);
  const found: Interval[] = [];
  for (const begins of [dayOf(date, zone).previous, date]) {
    const weekday = dayOf(begins, zone).weekday;
    for (const rule of rules) {
      if (rule.weekdays.length > 0 && !rule.weekdays.includes(weekday)) continue;
      const interval = hoursOn(begins, zone, rule);
      if (!interval) continue;
      const from = Math.max(interval.from, day.from);
      const until = Math.min(interval.until, day.until);
      if (from < until) found.push({ from, until });
    }
  }
  return union(found);
}

/** In order, apart from each other, none empty. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: { from: number; until: number }[] = [];
  for (const { from, until } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else joined.push({ from, until });
  }
  return joined;
}

function some(interval: Interval): Interval | undefined {
  return interval.from < interval.until ? interval : undefined;
}

function clockOn(date: string, zone: string, clock: string): { readonly first: number; readonly last: number } {
  const day = dayOf(date, zone);
  const known = day.clocks.get(clock);
  if (known) return known;
  const found = resolve(date, zone, clock, day);
  day.clocks.set(clock, found);
  return found;
}

function resolve(date: string, zone: string, clock: string, day: Day): { first: number; last: number } {
  const both = (instant: number) => ({ first: instant, last: instant });
  if (clock === "00:00") return both(day.start);
  if (clock === "24:00") return both(dayOf(day.next, zone).start);
  if (day.even) return both(day.start + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000);
  const local = plainDate(date).toPlainDateTime(Temporal.PlainTime.from(clock));
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = local.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.toPlainDateTime().equals(local)) {
    return { first: earlier.epochMilliseconds, last: later.epochMilliseconds };
  }
  const change = earlier.getTimeZoneTransition("next");
  return both((change ?? later).epochMilliseconds);
}

function dayOf(date: string, zone: string): Day {
  let ofZone = days.get(zone);
  if (!ofZone) days.set(zone, (ofZone = new Map()));
  const known = ofZone.get(date);
  if (known) return known;
  if (ofZone.size >= mostDays) ofZone.clear();
  const plain = plainDate(date);
  const next = plain.add({ days: 1 });
  const start = plain.toZonedDateTime(zone);
  const change = start.getTimeZoneTransition("next");
  const day: Day = {
    start: start.epochMilliseconds,
    weekday: plain.dayOfWeek,
    previous: plain.subtract({ days: 1 }).toString(),
    next: next.toString(),
    even:
      start.toPlainDate().equals(plain) &&
      start.hour === 0 &&
      (!change || change.epochMilliseconds >= next.toZonedDateTime(zone).epochMilliseconds),
    clocks: new Map(),
  };
  ofZone.set(date, day);
  return day;
}

/** `2026-02-31` passes the schema of a date; it is taken as the last day of its month. */
function plainDate(date: string): Temporal.PlainDate {
  // The day after 9999-12-31, "for good" in many a form, has a sign and six digits.
  if (date.length > 10) return Temporal.PlainDate.from(date);
  return Temporal.PlainDate.from({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  });
}

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
