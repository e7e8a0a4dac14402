import { html, type TemplateResult } from "lit";
import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import { formFor } from "../../../content/playout/lane.ts";
import type { SafeCard } from "../../../content/trust/manifest.ts";
import type { MessageView, ScreenView, Settings } from "../../../content/wire/views.ts";
import type { PreviewOrder } from "../../elements/bt-preview.ts";
import "../../elements/bt-preview.ts";

/** What the desk knows of revisions, by digest: heads, and approved ones that a newer head hides. */
export function contentsByDigest(messages: readonly MessageView[]): ReadonlyMap<string, MessageContent> {
  const found = new Map<string, MessageContent>();
  for (const { head, approved } of messages) {
    found.set(head.digest, head.content);
    if (approved?.content) found.set(approved.digest, approved.content);
  }
  return found;
}

export const safeCardOf = (settings: Settings): SafeCard => ({
  agency: settings.agency.name,
  label: settings.hotline.label,
  number: settings.hotline.number,
});

/** What the screen's own clock reads: a screen that is not heard stands at its last word. */
export type ScreenTime = { readonly timeZone: string; readonly at?: number | undefined };

export const timeOn = ({ venue, online, lastSeenAt }: ScreenView): ScreenTime => ({
  timeZone: venue.timeZone,
  at: online ? undefined : lastSeenAt,
});

type OnAir = { readonly stage?: string | undefined; readonly ticker?: string | undefined };

/**
 * A screen rebuilt by the real player from the digests that are on it. `undefined` when a revision on it is one that
 * the desk no longer holds, so that nothing wrong is drawn.
 */
export function shownScreen(
  canvas: Canvas,
  onAir: OnAir,
  contents: ReadonlyMap<string, MessageContent>,
  how: {
    readonly label: string;
    readonly time: ScreenTime;
    readonly safeCard?: SafeCard | undefined;
    readonly crop?: number;
  },
): TemplateResult | undefined {
  const stage = onAir.stage === undefined ? undefined : contents.get(onAir.stage);
  const ticker = onAir.ticker === undefined ? undefined : contents.get(onAir.ticker);
  if ((onAir.stage !== undefined && !stage) || (onAir.ticker !== undefined && !ticker)) return undefined;
  const form = stage && formFor("stage", stage, canvas);
  const onStage: PreviewOrder["stage"] =
    stage && onAir.stage !== undefined && (form === "panel" || form === "banner")
      ? { content: stage, form, digest: onAir.stage }
      : undefined;
  const onTicker: PreviewOrder["ticker"] =
    ticker && onAir.ticker !== undefined ? { content: ticker, digest: onAir.ticker } : undefined;
  return html`<bt-preview
    .style=${`width:${widthIn(canvas)}`}
    .canvas=${canvas}
    .stage=${onStage}
    .ticker=${onTicker}
    .safeCard=${how.safeCard}
    .at=${how.time.at}
    .timeZone=${how.time.timeZone}
    .crop=${how.crop ?? 1}
    label=${how.label}
  ></bt-preview>`;
}

/** The width that lets a canvas fit a frame of 16 to 9. */
function widthIn({ width, height }: Canvas): string {
  return `${Math.min(100, (width / height / (16 / 9)) * 100).toFixed(2)}%`;
}
