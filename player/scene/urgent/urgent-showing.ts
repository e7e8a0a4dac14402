import type { MessageContent } from "../../../content/editorial/message.ts";
import { approvalCode } from "../../../content/editorial/revision.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { BtScene } from "../bt-scene.ts";
import type { ClockFace, Exercise, StageItem, Takeover, TickerItem } from "../stage-item.ts";

/** Everything that an urgent or exercise picture is drawn from. It stays what it was while it fades out. */
export type UrgentShowing = {
  readonly canvas: Canvas;
  readonly profile: "indoor" | "outdoor" | "night";
  readonly clock: ClockFace;
  readonly stale: string | undefined;
  readonly content: MessageContent;
  readonly takeover: Takeover | undefined;
  readonly exercise: Exercise | undefined;
  readonly ticker: TickerItem | undefined;
  /** `41-E9C2`: the order, then the first group of the revision's own code. */
  readonly code: string;
};

export function showingOf(scene: BtScene): UrgentShowing | undefined {
  const { canvas, clock, stale, stage, ticker, night } = scene;
  const item = canvas.shape === "crawler" ? ticker : (ordered(stage) ?? ordered(ticker));
  const shown = stage?.exercise ? stage : item;
  if (!shown) return undefined;
  const { takeover } = shown;
  return {
    canvas,
    profile: night ? "night" : canvas.shape === "billboard" ? "outdoor" : "indoor",
    clock,
    stale,
    content: shown.content,
    takeover,
    exercise: stage?.exercise,
    ticker,
    code: takeover ? orderCode(takeover.number, shown.digest) : "",
  };
}

function ordered<T extends StageItem | TickerItem>(item: T | undefined): T | undefined {
  return item?.takeover && item;
}

function orderCode(number: number, digest: string | undefined): string {
  return digest === undefined ? String(number) : `${number}-${approvalCode(digest).slice(0, 4)}`;
}
