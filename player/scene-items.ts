import type { Revision } from "../content/editorial/revision.ts";
import type { Canvas } from "../content/network/canvas.ts";
import type { LaneAnswer } from "../content/playout/on-air.ts";
import { pickRendition } from "../content/playout/rendition.ts";
import type { StageItem, Takeover, TickerItem } from "./scene/stage-item.ts";

type Revisions = ReadonlyMap<string, Revision>;

/** The picture that a stage answer needs, by hash; `undefined` when it needs none. */
export function pictureOf(answer: LaneAnswer, revisions: Revisions, canvas: Canvas): string | undefined {
  if (answer.kind !== "spot" || answer.spot.form !== "banner") return undefined;
  const banner = revisions.get(answer.spot.message)?.content.forms.banner;
  return banner && pickRendition(banner, canvas)?.sha256;
}

/**
 * What the stage draws; `undefined` for the safe card: nothing is on, the revision lacks the form, or its picture is
 * not to be had (`pictureUrl` absent for a banner).
 */
export function stageItem(
  answer: LaneAnswer,
  revisions: Revisions,
  pictureUrl: string | undefined,
  takeover?: Takeover,
): StageItem | undefined {
  if (answer.kind !== "spot") return undefined;
  const { message, form } = answer.spot;
  const content = revisions.get(message)?.content;
  if (!content || form === "ticker" || !content.forms[form]) return undefined;
  if (form === "banner" && pictureUrl === undefined) return undefined;
  return {
    key: runKey(answer),
    content,
    digest: message,
    form,
    pictureUrl: form === "banner" ? pictureUrl : undefined,
    takeover,
  };
}

export function tickerItem(
  answer: LaneAnswer,
  revisions: Revisions,
  now: number,
  takeover?: Takeover,
): TickerItem | undefined {
  if (answer.kind !== "spot") return undefined;
  const content = revisions.get(answer.spot.message)?.content;
  if (!content?.forms.ticker) return undefined;
  const { from, until } = answer;
  return { key: runKey(answer), content, digest: answer.spot.message, from, until, elapsed: now - from, takeover };
}

/** Names one run of one spot. */
function runKey({ spot, from }: Extract<LaneAnswer, { kind: "spot" }>): string {
  return `${spot.message}:${spot.form}:${from}`;
}
