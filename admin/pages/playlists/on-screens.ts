import type { MessageContent } from "../../../content/editorial/message.ts";
import { canvasPresets, type Canvas, type Shape } from "../../../content/network/canvas.ts";
import { crawlMs, crawlText } from "../../../content/playout/crawl.ts";
import { dwellMs } from "../../../content/playout/dwell.ts";
import { leftOutReason } from "../../../content/playout/lane.ts";
import type { CampaignView, MessageView, ScreenView } from "../../../content/wire/views.ts";

/** Where a playlist is played: the venues of its campaigns that run or will run, and the screens that stand there. */
export type PlaylistReach = { readonly venues: number; readonly screens: readonly ScreenView[] };

/** `today` is a calendar date; campaigns that ended before it reach nothing any more. */
export function reachOf(
  playlist: string | undefined,
  campaigns: readonly CampaignView[],
  screens: readonly ScreenView[],
  today: string,
): PlaylistReach {
  const venues = new Set<string>();
  for (const campaign of campaigns) {
    if (campaign.playlist !== playlist || campaign.status !== "active" || campaign.to < today) continue;
    for (const venue of campaign.venues) venues.add(venue);
  }
  return { venues: venues.size, screens: screens.filter((screen) => venues.has(screen.venue.id)) };
}

/** What screens may show of a message now: the approved revision, while the desk may hold a newer one. */
export function shownContent(message: MessageView): MessageContent {
  return message.approved?.content ?? message.head.content;
}

/** The screens that have no form of this message to show, by shape. Empty when every one has. */
export function withoutForm(content: MessageContent, screens: readonly ScreenView[]): ReadonlyMap<Shape, number> {
  const counts = new Map<Shape, number>();
  for (const { canvas } of screens) {
    if (leftOutReason({ digest: "", content }, canvas)) counts.set(canvas.shape, (counts.get(canvas.shape) ?? 0) + 1);
  }
  return counts;
}

/** Milliseconds that an item takes: its own seconds, else what its text needs. A running line takes its run. */
export function itemMs(content: MessageContent, seconds: number | undefined, canvas: Canvas | undefined): number {
  const { panel, banner, ticker } = content.forms;
  if ((panel || banner) && canvas?.shape !== "crawler") {
    if (seconds !== undefined) return seconds * 1000;
    return dwellMs(content, panel ? "panel" : "banner", "queue", canvas?.shape ?? "board");
  }
  const line = canvas?.shape === "crawler" ? canvas : canvasPresets.find((preset) => preset.shape === "crawler");
  return ticker && line ? crawlMs(crawlText(ticker), line) : 0;
}

/** Whether an item's time is that of its run, which no number of seconds changes. */
export function isRun(content: MessageContent): boolean {
  return !content.forms.panel && !content.forms.banner;
}

/** Times are reckoned for the screens that the playlist reaches; where they differ, for none in particular. */
export function leadCanvas(screens: readonly ScreenView[]): Canvas | undefined {
  const [first] = screens;
  return first && screens.every(({ canvas }) => canvas.shape === first.canvas.shape) ? first.canvas : undefined;
}
