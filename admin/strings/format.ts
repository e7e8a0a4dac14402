import { language } from "./language.ts";

/** Numbers, dates and durations as a Vietnamese office writes them: 1.000, 12/03/2020, 13:16, 62 %. */

const locale = (): string => (language() === "vi" ? "vi-VN" : "en-GB");

export const number = (n: number): string => new Intl.NumberFormat(locale()).format(n);
export const percent = (fraction: number): string => `${number(Math.round(fraction * 100))} %`;

const zoned = (timeZone: string | undefined): { timeZone?: string } => (timeZone ? { timeZone } : {});

/** `12/03/2020`, of an instant in epoch milliseconds, in the reader's zone unless one is named. */
export function date(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    ...zoned(timeZone),
  }).format(at);
}

/** `13:16`, 24 hours. */
export function time(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zoned(timeZone),
  }).format(at);
}

/** `13:16:02` */
export function timeWithSeconds(at: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

/** `13:16` for today, `12/03/2020 13:16` for other days. */
export function when(at: number, now: number): string {
  return date(at) === date(now) ? time(at) : `${date(at)} ${time(at)}`;
}

/** A calendar date `yyyy-MM-dd` as `12/03/2020`; empty stays empty. */
export function calendarDate(day: string): string {
  const [y, m, d] = day.split("-");
  return y && m && d ? `${d}/${m}/${y}` : "";
}

/** A calendar date as it stands in a sentence: `12/3`. */
export function shortDate(day: string): string {
  const [, m, d] = day.split("-");
  return m && d ? `${Number(d)}/${Number(m)}` : "";
}

/** `24 s`, `1 phút 05 giây`, of milliseconds. */
export function duration(ms: number): string {
  const total = Math.round(ms / 1000);
  if (total < 60) return `${total} s`;
  const minutes = Math.floor(total / 60);
  const seconds = String(total % 60).padStart(2, "0");
  return language() === "vi" ? `${number(minutes)} phút ${seconds} giây` : `${number(minutes)} min ${seconds} s`;
}

/** `12 phút trước` */
export function ago(at: number, now: number): string {
  const minutes = Math.round((at - now) / 60_000);
  const format = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 48 ? format.format(hours, "hour") : format.format(Math.round(hours / 24), "day");
}

export function bytes(n: number): string {
  return n < 1_000_000
    ? `${number(Math.max(1, Math.round(n / 1000)))} KB`
    : `${number(Math.round(n / 100_000) / 10)} MB`;
}
