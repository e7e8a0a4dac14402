import type { MessageContent } from "../editorial/message.ts";
import type { Canvas, Shape } from "../network/canvas.ts";
import type { Venue } from "../network/venue.ts";
import type { Campaign } from "./campaign.ts";
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

export type Approved = { readonly digest: string; readonly content: MessageContent };

/** Where something is to be played, as far as forms and seconds depend on it. */
export type Place = { readonly canvas: Canvas; readonly reading: Venue["reading"] };

export type LeftOutReason = "not-approved" | "no-form-for-shape" | "no-rendition";

/** The form that a lane shows of a message: a billboard prefers the picture, a board the text. */
export function formFor(lane: LaneName, content: MessageContent, canvas: Canvas): Spot["form"] | undefined {
  const { panel, banner, ticker } = content.forms;
  if (lane === "ticker") return ticker && ticker.text.vi !== "" ? "ticker" : undefined;
  const picture = banner && pickRendition(banner, canvas) ? "banner" : undefined;
  const text = panel ? "panel" : undefined;
  return canvas.shape === "billboard" ? (picture ?? text) : (text ?? picture);
}

/** Why no lane of the canvas can show a message, or `undefined` when one can. */
export function leftOutReason(message: Approved | undefined, canvas: Canvas): LeftOutReason | undefined {
  if (!message) return "not-approved";
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
    if (!message || !form) continue;
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
