import * as z from "zod/mini";
import { MessageContent } from "../content/editorial/message.ts";
import { Canvas } from "../content/network/canvas.ts";
import { crawlMs, crawlText } from "../content/playout/crawl.ts";
import { SafeCard } from "../content/trust/manifest.ts";
import { clockFace, ownZone } from "./local-clock.ts";
import type { Showing } from "./playout.ts";

/** What a desk's page posts into the frame of a preview. */
export const PreviewMessage = z.object({
  type: z.literal("bangtin:preview"),
  canvas: Canvas,
  stage: z.optional(z.object({ content: MessageContent, form: z.enum(["panel", "banner"]), digest: z.string() })),
  ticker: z.optional(z.object({ content: MessageContent, digest: z.string() })),
  safeCard: z.optional(SafeCard),
  /** Where the banner's picture is: this origin, or a blob of the page that asks. */
  media: z.optional(z.string()),
});
export type PreviewMessage = z.infer<typeof PreviewMessage>;

/** What to draw for it. `run` tells one passage of the running line from the next. */
export function previewShowing(message: PreviewMessage, now: number, timeZone: string, run: number): Showing {
  const { canvas, stage, ticker, safeCard } = message;
  const media = message.media;
  const drawable = stage?.content.forms[stage.form] && (stage.form === "panel" || media !== undefined);
  const line = ticker?.content.forms.ticker;
  return {
    canvas,
    safeCard: safeCard ?? { agency: "", label: "", number: "" },
    stage:
      stage && drawable
        ? { ...stage, key: `${stage.digest}:${stage.form}`, pictureUrl: stage.form === "banner" ? media : undefined }
        : undefined,
    ticker:
      ticker && line
        ? {
            key: `${ticker.digest}:${run}`,
            content: ticker.content,
            from: now,
            until: now + crawlMs(crawlText(line), canvas),
            elapsed: 0,
          }
        : undefined,
    tickerDigest: ticker?.digest,
    clock: clockFace(now, timeZone),
    stale: undefined,
    lastContact: undefined,
  };
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
  const timeZone = ownZone();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let run = 0;
  const draw = (message: PreviewMessage): void => {
    clearTimeout(timer);
    const now = Date.now();
    const showing = previewShowing(message, now, timeZone, run++);
    show(showing);
    if (showing.ticker) timer = setTimeout(() => draw(message), showing.ticker.until - now);
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
