import type { DatePickerI18n } from "@vaadin/date-picker";
import { language } from "./language.ts";

/** Vietnamese and English strings of the kit's components; bind as `.i18n=${datePickerI18n()}`. */

const pad = (n: number): string => String(n).padStart(2, "0");

/** Reads `15/3/2020`, `15/3`, `15-03-20` or `15`; `undefined` when it is no date. `today` fills what is absent. */
export function parseDate(text: string, today: Date): { day: number; month: number; year: number } | undefined {
  const parts = text
    .trim()
    .split(/[/.\-\s]+/)
    .map(Number);
  if (parts.length === 0 || parts.length > 3 || parts.some((n) => !Number.isInteger(n))) return undefined;
  const day = parts[0] ?? 0;
  const month = (parts[1] ?? today.getMonth() + 1) - 1;
  const given = parts[2] ?? today.getFullYear();
  const year = given < 100 ? 2000 + given : given;
  const made = new Date(Date.UTC(year, month, day));
  const real = made.getUTCDate() === day && made.getUTCMonth() === month && day > 0;
  return real ? { day, month, year } : undefined;
}

export function datePickerI18n(): DatePickerI18n {
  const shared: DatePickerI18n = {
    firstDayOfWeek: 1,
    formatDate: ({ day, month, year }) => `${pad(day)}/${pad(month + 1)}/${year}`,
    parseDate: (text) => parseDate(text, new Date()),
  };
  if (language() === "en") {
    return {
      ...shared,
      monthNames: Array.from({ length: 12 }, (_, i) =>
        new Intl.DateTimeFormat("en", { month: "long" }).format(new Date(2020, i, 1)),
      ),
      weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
      weekdaysShort: ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"],
      today: "Today",
      cancel: "Cancel",
    };
  }
  return {
    ...shared,
    monthNames: Array.from({ length: 12 }, (_, i) => `Tháng ${i + 1}`),
    weekdays: ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"],
    weekdaysShort: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
    today: "Hôm nay",
    cancel: "Thôi",
    formatTitle: (monthName, fullYear) => `${monthName}, ${fullYear}`,
  };
}

export function multiSelectI18n(): Record<string, string> {
  return language() === "vi"
    ? {
        cleared: "Đã bỏ chọn hết",
        focused: "đang chọn. Nhấn Backspace để bỏ",
        selected: "đã thêm vào lựa chọn",
        deselected: "đã bỏ khỏi lựa chọn",
        total: "đang chọn {count} mục",
      }
    : {
        cleared: "Selection cleared",
        focused: "focused. Press Backspace to remove",
        selected: "added to selection",
        deselected: "removed from selection",
        total: "{count} items selected",
      };
}
