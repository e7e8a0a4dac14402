import type { Shape } from "../../content/network/canvas.ts";
import type { OnAirNotice } from "./on-air-notice.ts";
import type { Words } from "./strings.ts";

/** The last thing a screen said, and when it was heard (epoch milliseconds of this page). */
export type Heard = { readonly notice: OnAirNotice; readonly at: number };

/** From opening a player's page to its first word: a cold start with downloads. */
export const openingMs = 20_000;
/** A player repeats its word every half minute, or every minute in a tab that is not looked at. */
export const silenceMs = 100_000;

export type Caption =
  | { readonly tone: "on"; readonly label: string; readonly title: string }
  | { readonly tone: "quiet"; readonly label: string };

const hour = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });

function state(notice: OnAirNotice, words: Words): string {
  switch (notice.state) {
    case "downloading":
      return words.downloading;
    case "safe-card":
      return words.safeCard;
    default:
      return words.waiting;
  }
}

/**
 * What stands under a screen: what it says is on, or in words why nothing is known. A player's word holds while it goes
 * on speaking, and not beyond its page: `openedAt` is when the page in the frame was opened.
 */
export function captionOf(
  shape: Shape,
  heard: Heard | undefined,
  time: { readonly openedAt: number; readonly now: number },
  words: Words,
): Caption {
  if (!heard || heard.at < time.openedAt) {
    const opening = time.now - time.openedAt < openingMs;
    return { tone: "quiet", label: opening ? words.loading : words.silent(heard && hour.format(heard.at)) };
  }
  if (time.now - heard.at > silenceMs) return { tone: "quiet", label: words.silent(hour.format(heard.at)) };
  const { stage, ticker } = heard.notice;
  const lead = shape === "crawler" ? ticker : stage;
  if (lead) return { tone: "on", label: words.onAir, title: lead.title };
  if (shape === "board" && ticker) return { tone: "on", label: words.running, title: ticker.title };
  // A crawler has no safe card: with nothing to run it leaves the picture alone.
  if (shape === "crawler" && heard.notice.state === "safe-card") return { tone: "quiet", label: words.waiting };
  return { tone: "quiet", label: state(heard.notice, words) };
}
