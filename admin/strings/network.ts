import type { Shape } from "../../content/network/canvas.ts";
import type { VenueKind } from "../../content/network/venue.ts";
import type { Level } from "../../content/playout/campaign.ts";
import { inBoth, language } from "./language.ts";

/** Words for places and screens that several pages share. */

export const kindWords = inBoth(
  {
    airport: "Sân bay",
    outdoor: "Ngoài trời",
    rooftop: "Nóc nhà",
    supermarket: "Siêu thị",
    "post-office": "Bưu điện",
    "telecom-shop": "Điểm giao dịch viễn thông",
    "cable-tv": "Truyền hình cáp",
    office: "Cơ quan",
    hospital: "Bệnh viện",
  } satisfies Record<VenueKind, string>,
  {
    airport: "Airport",
    outdoor: "Outdoor",
    rooftop: "Rooftop",
    supermarket: "Supermarket",
    "post-office": "Post office",
    "telecom-shop": "Telecom shop",
    "cable-tv": "Cable television",
    office: "Office",
    hospital: "Hospital",
  },
);

export const shapeWords = inBoth(
  { board: "bảng điện tử", billboard: "ngoài trời", crawler: "chạy chữ" } satisfies Record<Shape, string>,
  { board: "board", billboard: "billboard", crawler: "running text" },
);

export const levelWords = inBoth(
  { routine: "Thường", priority: "Ưu tiên", urgent: "Khẩn cấp" } satisfies Record<Level, string>,
  { routine: "Routine", priority: "Priority", urgent: "Urgent" },
);

/** ISO weekdays, 1 = Monday … 7 = Sunday. */
export function weekdayShort(day: number): string {
  const vi = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
  const en = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
  return (language() === "vi" ? vi : en)[day - 1] ?? "";
}

export function weekdayLong(day: number): string {
  const vi = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"];
  const en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  return (language() === "vi" ? vi : en)[day - 1] ?? "";
}

/** `T2–T6`, `T2, T4, CN`; empty when it is every day. */
export function weekdaysText(days: readonly number[]): string {
  const set = [...new Set(days)].sort((a, b) => a - b);
  if (set.length === 0 || set.length === 7) return "";
  const first = set[0] ?? 0;
  const last = set.at(-1) ?? 0;
  if (set.length > 2 && last - first === set.length - 1) return `${weekdayShort(first)}–${weekdayShort(last)}`;
  return set.map(weekdayShort).join(", ");
}

/** The name of a canvas preset; one that an administrator named keeps its name. */
export function canvasName(canvas: { readonly id: string; readonly name: string }): string {
  const en: Readonly<Record<string, string>> = {
    "board-1080": "Landscape board 1920×1080",
    "board-portrait": "Portrait board 1080×1920",
    "billboard-1080": "Outdoor 1920×1080",
    "crawler-1080": "Running text HD 1920×1080",
    "crawler-576": "Running text SD 720×576",
  };
  return language() === "en" ? (en[canvas.id] ?? canvas.name) : canvas.name;
}

/** Lower case without marks, so that "can tho" finds "Cần Thơ". */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** For sorting names as people count: number 2 before number 10. */
export const byName = (a: string, b: string): number => a.localeCompare(b, "vi", { numeric: true });
