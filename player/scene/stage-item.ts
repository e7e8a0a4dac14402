import type { MessageContent } from "../../content/editorial/message.ts";

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
};

/** One passage of a running line. Epoch milliseconds, half-open. */
export type TickerItem = {
  readonly key: string;
  readonly content: MessageContent;
  readonly from: number;
  readonly until: number;
  /** Milliseconds since `from` at the moment of handing over, so that a late joiner runs in phase. */
  readonly elapsed: number;
};

/** Local time of the venue, already worded: `14:05` and `Thứ Sáu, 07/02/2020`. */
export type ClockFace = { readonly time: string; readonly date: string };
