import type { Hours, Venue } from "../../../content/network/venue.ts";

/** Opening hours as a form shows them: the spans of each ISO weekday, Monday first. A day without spans is closed. */
export type Week = readonly (readonly Hours[])[];

const days = [1, 2, 3, 4, 5, 6, 7] as const;

/** Rules to days. `undefined` when there are none: open around the clock. */
export function weekOf(rules: Venue["openingHours"]): Week | undefined {
  if (rules.length === 0) return undefined;
  return days.map((day) =>
    rules
      .filter(({ weekdays }) => weekdays.includes(day))
      .map(({ from, until }) => ({ from, until }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  );
}

/** Days to rules: days with the same span share one, so that no place needs more than a few. */
export function rulesOf(week: Week | undefined): Venue["openingHours"] {
  if (!week) return [];
  const rules = new Map<string, { weekdays: number[]; from: string; until: string }>();
  week.forEach((spans, i) => {
    for (const { from, until } of spans) {
      const key = `${from} ${until}`;
      const rule = rules.get(key) ?? { weekdays: [], from, until };
      if (!rule.weekdays.includes(i + 1)) rule.weekdays.push(i + 1);
      rules.set(key, rule);
    }
  });
  return [...rules.values()];
}

/** The same spans on every day after `day` (0 = Monday). */
export function copiedDown(week: Week, day: number): Week {
  const spans = week[day] ?? [];
  return week.map((own, i) => (i > day ? spans : own));
}

/** What a week starts with when somebody says "by hours". */
export const officeWeek: Week = days.map((day) => (day <= 5 ? [{ from: "07:00", until: "17:00" }] : []));
