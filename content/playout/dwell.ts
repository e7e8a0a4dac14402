import type { Bilingual } from "../editorial/text.ts";
import type { MessageContent } from "../editorial/message.ts";
import type { Panel } from "../editorial/panel.ts";
import type { Shape } from "../network/canvas.ts";
import type { Venue } from "../network/venue.ts";
import { charsOf } from "./chars.ts";

/** Characters per second and the shortest and longest dwell in seconds (legibility.md §3.2, look/screens.md §5). */
export const readingSpeed: Readonly<
  Record<Venue["reading"], { readonly charsPerSecond: number; readonly min: number; readonly max: number }>
> = {
  queue: { charsPerSecond: 12, min: 6, max: 20 },
  walk: { charsPerSecond: 9, min: 6, max: 20 },
  traffic: { charsPerSecond: 6, min: 8, max: 20 },
};

/** A code to scan or a number to write down needs a hand as well as an eye (legibility.md §3.7, QR). */
export const leastSecondsToNote = 12;
export const bannerSeconds = 10;

/** How long a stage form stays when its playlist does not say: milliseconds, whole tenths of a second. */
export function dwellMs(
  content: MessageContent,
  form: "panel" | "banner",
  reading: Venue["reading"],
  shape: Shape = "board",
): number {
  const { panel } = content.forms;
  if (form === "banner" || !panel) return bannerSeconds * 1000;
  const { charsPerSecond, min, max } = readingSpeed[reading];
  const noted = panel.template === "channel" || panel.template === "hotline" || panel.template === "urgent";
  const note = noted ? leastSecondsToNote : 0;
  const seconds = Math.min(max, Math.max(min, note, 2 + panelChars(panel, shape) / charsPerSecond));
  return Math.ceil(seconds * 10) * 100;
}

/** Characters to read on a panel, in the longer of its languages: nobody reads both. */
export function panelChars(panel: Panel, shape: Shape): number {
  const words = panelWords(panel, shape);
  const count = (language: "vi" | "en") => {
    let sum = 0;
    for (const word of words) if (word) sum += charsOf(typeof word === "string" ? word : (word[language] ?? ""));
    return sum;
  };
  return Math.max(count("vi"), count("en"));
}

function panelWords(panel: Panel, shape: Shape): readonly (Bilingual | string | undefined)[] {
  switch (panel.template) {
    case "rule":
      return shape === "billboard" && panel.short
        ? [panel.short.headline, panel.short.condition]
        : [panel.tag, panel.headline, panel.sub];
    case "rule-pair":
      return [panel.do.tag, panel.do.headline, panel.dont.tag, panel.dont.headline];
    case "figure":
      return [panel.label, panel.number, panel.asOf, ...panel.rows.flatMap((row) => [row.number, row.caption])];
    case "hotline":
      return [panel.label, panel.owner, panel.number, panel.badge, panel.second?.label, panel.second?.number];
    case "channel":
      return [panel.tag, panel.name, panel.address, panel.owner];
    case "notice":
      return [panel.tag, panel.headline, panel.date.label, panel.date.date, ...panel.items.map((item) => item.text)];
    case "rebuttal":
      return [panel.truth, panel.action, panel.claim];
    case "urgent":
      break;
  }
  const { number, short } = panel;
  return shape === "billboard" && short
    ? [short.headline, number?.number]
    : [panel.headline, panel.action, number?.number, number?.label, panel.place];
}
