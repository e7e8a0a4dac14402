import type { MessageContent } from "../editorial/message.ts";
import type { Canvas, Shape } from "../network/canvas.ts";
import type { Venue } from "../network/venue.ts";
import { levelRank, type Campaign, type Level } from "./campaign.ts";
import { crawlMs, crawlText } from "./crawl.ts";
import { dwellMs } from "./dwell.ts";
import type { Playlist, PlaylistItem } from "./playlist.ts";
import type { LaneName, Spot } from "./programme.ts";
import { pickRendition } from "./rendition.ts";

/** Which lanes a shape has: a crawler only runs text, a billboard has no running text, a board has both (design §5). */
export const lanesOf: Readonly<Record<Shape, readonly LaneName[]>> = {
  board: ["stage", "ticker"],
  billboard: ["stage"],
  crawler: ["ticker"],
};

/** What its approvals allow at a kind of venue: `upTo` the loudest level, or `why` not at all. */
export type Cover = { readonly upTo?: Level; readonly why?: string };

/** Without `cover` there is nothing that its approvals forbid. */
export type Approved = { readonly digest: string; readonly content: MessageContent; readonly cover?: Cover };

/** Where something is to be played, as far as forms and seconds depend on it. */
export type Place = { readonly canvas: Canvas; readonly reading: Venue["reading"] };

export type LeftOutReason = "not-approved" | "no-form-for-shape" | "no-rendition" | "not-covered";

/** The form that a lane shows of a message: a billboard prefers the picture, a board the text. */
export function formFor(lane: LaneName, content: MessageContent, canvas: Canvas): Spot["form"] | undefined {
  const { panel, banner, ticker } = content.forms;
  if (lane === "ticker") return ticker && ticker.text.vi !== "" ? "ticker" : undefined;
  const picture = banner && pickRendition(banner, canvas) ? "banner" : undefined;
  const text = panel ? "panel" : undefined;
  return canvas.shape === "billboard" ? (picture ?? text) : (text ?? picture);
}

/** Whether the approvals of a message reach as far as this level. */
export function isCovered({ cover }: Pick<Approved, "cover">, level: Level): boolean {
  return !cover || (cover.upTo !== undefined && levelRank[cover.upTo] <= levelRank[level]);
}

/** Why no lane of the canvas can show a message at this level, or `undefined` when one can. */
export function leftOutReason(message: Approved | undefined, canvas: Canvas, level?: Level): LeftOutReason | undefined {
  if (!message) return "not-approved";
  if (level && !isCovered(message, level)) return "not-covered";
  const lanes = lanesOf[canvas.shape];
  if (lanes.some((lane) => formFor(lane, message.content, canvas))) return undefined;
  return lanes.includes("stage") && message.content.forms.banner ? "no-rendition" : "no-form-for-shape";
}

/** What a campaign plays on a lane, in the order of its playlist; what cannot be shown there is passed over. */
export function spotsOf(
  campaign: Campaign,
  playlist: Playlist | undefined,
  messages: ReadonlyMap<string, Approved>,
  lane: LaneName,
  place: Place,
): Spot[] {
  const spots: Spot[] = [];
  for (const item of playlist?.items ?? []) {
    const message = messages.get(item.message);
    const form = message && formFor(lane, message.content, place.canvas);
    if (!message || !form || !isCovered(message, campaign.level)) continue;
    spots.push({
      message: message.digest,
      form,
      ms: spotMs(item, message.content, form, place),
      campaign: campaign.id,
    });
  }
  return spots;
}

/** A playlist's seconds are for the stage. Running text takes the time that its run takes, never less and never more. */
function spotMs(item: PlaylistItem, content: MessageContent, form: Spot["form"], place: Place): number {
  if (form === "ticker") return content.forms.ticker ? crawlMs(crawlText(content.forms.ticker), place.canvas) : 0;
  if (item.seconds !== undefined) return item.seconds * 1000;
  return dwellMs(content, form, place.reading, place.canvas.shape);
}
