const weekdays: Readonly<Record<string, string>> = {
  Mon: "Thứ Hai",
  Tue: "Thứ Ba",
  Wed: "Thứ Tư",
  Thu: "Thứ Năm",
  Fri: "Thứ Sáu",
  Sat: "Thứ Bảy",
  Sun: "Chủ Nhật",
};

export type ClockFace = { readonly time: string; readonly date: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Weekdays are named here because panels ship engines with few locales.
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, made);
  return made;
}

/** "14:05" and "Thứ Sáu, 07/02/2020" in a venue's zone. @throws RangeError for a zone that this engine does not know. */
export function clockFace(now: number, timeZone: string): ClockFace {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(now)) parts[type] = value;
  const { weekday = "", day, month, year, hour, minute } = parts;
  return { time: `${hour}:${minute}`, date: `${weekdays[weekday]}, ${day}/${month}/${year}` };
}

/** The device's own zone, for what is shown before a manifest has named the venue's. */
export function ownZone(): string {
  return knownZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The zone itself if this engine knows it, else that of the first letters' venues. */
export function knownZone(timeZone: string): string {
  try {
    formatFor(timeZone);
    return timeZone;
  } catch (error) {
    if (error instanceof RangeError) return "Asia/Ho_Chi_Minh";
    throw error;
  }
}
