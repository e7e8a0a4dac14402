import * as z from "zod/mini";
import { MessageContent } from "../content/editorial/message.ts";
import { Canvas } from "../content/network/canvas.ts";
import { crawlMs, crawlText } from "../content/playout/crawl.ts";
import { SafeCard } from "../content/trust/manifest.ts";
import { clockFace, knownZone, ownZone } from "./local-clock.ts";
import type { Showing } from "./playout.ts";
import type { ClockFace } from "./scene/stage-item.ts";

/** The last instant that a calendar knows. */
const latest = 8_640_000_000_000_000;
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

const shortWords = z.string().check(z.maxLength(80));

/** What a desk's page posts into the frame of a preview. */
export const PreviewMessage = z.object({
  type: z.literal("bangtin:preview"),
  canvas: Canvas,
  stage: z.optional(z.object({ content: MessageContent, form: z.enum(["panel", "banner"]), digest: z.string() })),
  ticker: z.optional(z.object({ content: MessageContent, digest: z.string() })),
  /** As an order would show `stage` and `ticker`. `until` is worded: `15:05`, or `15:05, 08/02/2020`. */
  takeover: z.optional(z.object({ number: z.int().check(z.gte(0)), until: shortWords })),
  /** As an exercise: nothing of it is the takeover's picture, and on a crawler there is none at all. Wins over `takeover`. */
  exercise: z.optional(z.object({ code: shortWords, until: shortWords, scenario: shortWords })),
  safeCard: z.optional(SafeCard),
  /** Where the banner's picture is: this origin, or a blob of the page that asks. */
  media: z.optional(z.string()),
  /** Epoch milliseconds at which the clock stands; without it the clock is the device's and goes on. */
  at: z.optional(z.int().check(z.gte(0), z.lte(latest))),
  /** The venue's zone; without it the device's. */
  timeZone: z.optional(z.string()),
});
export type PreviewMessage = z.infer<typeof PreviewMessage>;

/** What to draw for it. `run` tells one passage of the running line from the next. */
export function previewShowing(message: PreviewMessage, now: number, run: number): Showing {
  const { canvas, stage, safeCard, media, exercise } = message;
  const takeover = exercise ? undefined : message.takeover;
  const ticker = exercise ? undefined : message.ticker;
  // An exercise is drawn from the words of whatever form there is.
  const tried = exercise && (stage ?? (message.ticker && { ...message.ticker, form: "panel" as const }));
  const drawable = stage?.content.forms[stage.form] && (stage.form === "panel" || media !== undefined);
  const line = ticker?.content.forms.ticker;
  return {
    canvas,
    safeCard: safeCard ?? { agency: "", label: "", number: "" },
    stage: tried
      ? { ...tried, key: `${tried.digest}:exercise`, exercise }
      : stage && drawable
        ? {
            ...stage,
            key: `${stage.digest}:${stage.form}`,
            pictureUrl: stage.form === "banner" ? media : undefined,
            takeover,
          }
        : undefined,
    ticker:
      ticker && line
        ? {
            key: `${ticker.digest}:${run}`,
            content: ticker.content,
            digest: ticker.digest,
            from: now,
            // A takeover's line repeats by itself.
            until: now + (takeover ? dayMs : crawlMs(crawlText(line), canvas)),
            elapsed: 0,
            takeover,
          }
        : undefined,
    tickerDigest: ticker?.digest,
    clock: previewClock(message, now),
    stale: undefined,
    lastContact: undefined,
  };
}

function previewClock({ at, timeZone }: PreviewMessage, now: number): ClockFace {
  return clockFace(at ?? now, timeZone === undefined ? ownZone() : knownZone(timeZone));
}

/** Only pictures of this origin or of a page of it. */
export function allowedMedia(media: string | undefined, base: string): boolean {
  if (media === undefined) return true;
  const url = new URL(media, base);
  return url.origin === new URL(base).origin;
}

/**
 * Draws what the parent page posts. No network, no storage. Answers `bangtin:preview-ready` once it listens, and
 * `bangtin:preview-refused` with the reason for what it cannot draw.
 */
export function startPreview(show: (showing: Showing) => void): void {
  const parent = window.parent;
  const origin = location.origin;
  let line: ReturnType<typeof setTimeout> | undefined;
  let minute: ReturnType<typeof setTimeout> | undefined;
  let run = 0;
  const draw = (message: PreviewMessage): void => {
    clearTimeout(line);
    clearTimeout(minute);
    const now = Date.now();
    const showing = previewShowing(message, now, run++);
    show(showing);
    if (showing.ticker) line = setTimeout(() => draw(message), showing.ticker.until - now);
    if (message.at === undefined) keepTime(message, showing);
  };
  const keepTime = (message: PreviewMessage, showing: Showing): void => {
    minute = setTimeout(
      () => {
        show({ ...showing, clock: previewClock(message, Date.now()) });
        keepTime(message, showing);
      },
      minuteMs - (Date.now() % minuteMs),
    );
  };
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== parent) return;
    if ((event.data as { type?: unknown } | null)?.type !== "bangtin:preview") return;
    const message = PreviewMessage.safeParse(event.data);
    const refusal = message.success
      ? allowedMedia(message.data.media, location.href)
        ? undefined
        : "media"
      : message.error.issues.map((issue) => issue.path.join(".")).join(", ");
    if (message.success && refusal === undefined) draw(message.data);
    else parent.postMessage({ type: "bangtin:preview-refused", detail: refusal }, origin);
  });
  parent.postMessage({ type: "bangtin:preview-ready" }, origin);
}
