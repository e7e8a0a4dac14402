import type { MessageContent } from "../../content/editorial/message.ts";

/**
 * An order that is in force, as far as a passer-by is told of it. Who sets it has verified the order and formatted
 * `until` in the venue's zone: `15:05` when it ends today, else `15:05, 08/02/2020`. While the stage has one (or, for a
 * takeover that has only a running line, the ticker), the scene shows nothing but the takeover: see urgent/overlay.ts.
 */
export type Takeover = { readonly number: number; readonly until: string };

/** Only the desk's preview ever sets it. `code` is the exercise's own (`DT-0003`); no order of that name exists. */
export type Exercise = { readonly code: string; readonly until: string; readonly scenario: string };

/** What the runtime hands to the stage: one run of a spot. */
export type StageItem = {
  /** Changes with every run of a spot. The same message twice in a row stays as it is, without a fade. */
  readonly key: string;
  readonly content: MessageContent;
  /** Names the revision; the approval code is read off it. */
  readonly digest: string;
  readonly form: "panel" | "banner";
  /** Object URL of the rendition that fits the canvas; a banner needs it. */
  readonly pictureUrl?: string | undefined;
  /** The item is on by this order. Any form and template will do: urgent/words.ts finds its words. */
  readonly takeover?: Takeover | undefined;
  /** Draws the exercise instead of the item, whatever else is set. On a crawler that is nothing at all. */
  readonly exercise?: Exercise | undefined;
};

/** One passage of a running line. Epoch milliseconds, half-open. */
export type TickerItem = {
  readonly key: string;
  readonly content: MessageContent;
  readonly from: number;
  readonly until: number;
  /** Milliseconds since `from` at the moment of handing over, so that a late joiner runs in phase. */
  readonly elapsed: number;
  /**
   * The line is on by this order. Then `from` and `until` may be the order's own: the line passes again and again in
   * between. On a board it counts when the stage has no takeover itself; the code is then read off `digest`.
   */
  readonly takeover?: Takeover | undefined;
  readonly digest?: string | undefined;
};

/** Local time of the venue, already worded: `14:05` and `Thứ Sáu, 07/02/2020`. */
export type ClockFace = { readonly time: string; readonly date: string };
