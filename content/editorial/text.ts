import * as z from "zod/mini";

/**
 * A piece of public text, normalised to NFC on entry and otherwise kept byte for byte
 * (design §5: the check warns, it never rewrites). `max` counts UTF-16 units after normalising.
 */
export function publicText(max: number) {
  return z.string().check(z.normalize("NFC"), z.maxLength(max));
}

/**
 * No text is cut while somebody writes it: the schema takes more than any slot can show, and the check blocks what is
 * too long to be drawn (`slot-fit.ts`).
 */
export const longestText = 5000;

/** Text per language. Vietnamese leads; an absent translation is absent, never an empty string shown. */
export function bilingual(max: number) {
  return z.strictObject({ vi: publicText(max), en: z.optional(publicText(max)) });
}

export type Bilingual = { readonly vi: string; readonly en?: string | undefined };

/** A calendar date in a venue's own calendar, `yyyy-MM-dd`. Not an instant. */
export const CalendarDate = z.string().check(
  z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  z.refine((date) => Number(date.slice(8)) <= daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))),
);

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A time of day on a venue's own clock, `HH:mm`; `24:00` only closes an interval. */
export const ClockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));

export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const Id = z.string().check(z.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i));
