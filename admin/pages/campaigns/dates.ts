import { campaignWords } from "../../strings/campaigns.ts";
import { language } from "../../strings/language.ts";

/** Calendar dates `yyyy-MM-dd` compare as text. */

/** Today by this device's calendar, at an instant in epoch milliseconds. */
export function localToday(now: number): string {
  const date = new Date(now);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Days from `from` to `to`, both counted; 0 when `to` is before `from`. */
export function dayCount(from: string, to: string): number {
  const days = Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000) + 1;
  return Math.max(0, days);
}

/** The next calendar date. Plain arithmetic: `wall-clock.ts` would bring 19 KB of Temporal into two pages for this. */
function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

const dayAndMonth = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}`;

/** Says what an inclusive last day means: "4 ngày: hết 23:59 15/03, gỡ lúc 00:00 16/03." Empty while a date is missing. */
export function lastDaySentence(from: string, to: string): string {
  if (!from || !to) return "";
  const days = dayCount(from, to);
  const next = dayAndMonth(dayAfter(to));
  if (days === 0) return campaignWords().datesReversed;
  if (language() === "vi") {
    return `${days} ngày: hết 23:59 ${dayAndMonth(to)}, gỡ lúc 00:00 ${next}.`;
  }
  return `${days} ${days === 1 ? "day" : "days"}: on until 23:59 on ${dayAndMonth(to)}, off at 00:00 on ${next}.`;
}
