import * as z from "zod/mini";
import { bilingual, longestText, publicText } from "./text.ts";

/** The pictograms that a panel may carry. Drawings are the player's; the names are part of the approved bytes. */
export const Sign = z.enum([
  "wash-hands",
  "mask",
  "crowd",
  "distance",
  "cough",
  "fever",
  "doctor",
  "call",
  "home",
  "app",
  "news",
  "parcel",
  "gloves",
  "sanitiser",
  "mail",
  "shield",
]);
export type Sign = z.infer<typeof Sign>;

/** Headlines are broken by hand, by sense: a line break in the text is a line break on the screen. */
const headline = bilingual(longestText);
const words = bilingual(longestText);
const line = publicText(longestText);

/** look/screens.md §2: one thought, one sign. `do` is a disc, `dont` a ring and slash. */
export const RulePanel = z.strictObject({
  template: z.literal("rule"),
  manner: z.enum(["do", "dont"]),
  tag: words,
  sign: Sign,
  headline,
  sub: z.optional(words),
  /** The wording for a billboard, where nine words is the most anyone reads. Without it the headline serves. */
  short: z.optional(z.strictObject({ headline: line, condition: z.optional(line) })),
});

const half = z.strictObject({ tag: words, headline: words, sign: Sign });

export const RulePairPanel = z.strictObject({ template: z.literal("rule-pair"), do: half, dont: half });

/** A figure without its hour is refused: `asOf` is part of the figure (look/screens.md §2). */
export const FigurePanel = z.strictObject({
  template: z.literal("figure"),
  label: words,
  number: line,
  asOf: line,
  rows: z.array(z.strictObject({ number: line, caption: words })).check(z.maxLength(2)),
});

export const HotlinePanel = z.strictObject({
  template: z.literal("hotline"),
  label: words,
  owner: line,
  number: line,
  badge: z.optional(words),
  second: z.optional(z.strictObject({ label: words, number: line })),
});

/** An official channel with its address. The QR carries `address` whole; the screen drops the scheme and the final slash. */
export const ChannelPanel = z.strictObject({
  template: z.literal("channel"),
  tag: words,
  name: words,
  address: line,
  owner: words,
});

export const NoticePanel = z.strictObject({
  template: z.literal("notice"),
  tag: words,
  headline,
  date: z.strictObject({ label: words, date: line }),
  items: z.array(z.strictObject({ text: words, sign: Sign })).check(z.maxLength(3)),
});

/** The truth comes first and larger; the claim is quoted small (look/screens.md §2). */
export const RebuttalPanel = z.strictObject({
  template: z.literal("rebuttal"),
  truth: words,
  action: words,
  claim: words,
});

/**
 * What a takeover says; the only red picture there is. The headline says what to do: the condition first, the verb second
 * (look/screens.md §2). Until when it holds and the number of its order are the takeover's, not the message's.
 */
export const UrgentPanel = z.strictObject({
  template: z.literal("urgent"),
  headline,
  action: z.optional(words),
  number: z.optional(z.strictObject({ number: line, label: z.optional(words) })),
  place: z.optional(words),
  /** The wording for billboards and LED boards, where the headline is too long. Without it the headline serves. */
  short: z.optional(z.strictObject({ headline: line })),
});

export const Panel = z.discriminatedUnion("template", [
  RulePanel,
  RulePairPanel,
  FigurePanel,
  HotlinePanel,
  ChannelPanel,
  NoticePanel,
  RebuttalPanel,
  UrgentPanel,
]);
export type Panel = z.infer<typeof Panel>;
export type PanelTemplate = Panel["template"];

export type SlotLimit = {
  /** Path of the slot inside the panel, e.g. `headline` or `do.headline`. */
  readonly slot: string;
  readonly lines: number;
  readonly charsPerLine: number;
};

/** Lines × characters per slot at the sizes of look/screens.md §2 (Vietnamese, board 1920×1080). */
export const panelLimits: Readonly<Record<PanelTemplate, readonly SlotLimit[]>> = {
  rule: [
    { slot: "tag", lines: 1, charsPerLine: 14 },
    { slot: "headline", lines: 3, charsPerLine: 15 },
    { slot: "sub", lines: 1, charsPerLine: 46 },
    { slot: "short.headline", lines: 2, charsPerLine: 10 },
    { slot: "short.condition", lines: 1, charsPerLine: 14 },
  ],
  "rule-pair": [
    { slot: "do.tag", lines: 1, charsPerLine: 10 },
    { slot: "do.headline", lines: 2, charsPerLine: 14 },
    { slot: "dont.tag", lines: 1, charsPerLine: 10 },
    { slot: "dont.headline", lines: 2, charsPerLine: 14 },
  ],
  figure: [
    { slot: "label", lines: 1, charsPerLine: 26 },
    { slot: "number", lines: 1, charsPerLine: 5 },
    { slot: "asOf", lines: 1, charsPerLine: 28 },
    { slot: "rows.number", lines: 1, charsPerLine: 4 },
    { slot: "rows.caption", lines: 2, charsPerLine: 14 },
  ],
  hotline: [
    { slot: "label", lines: 1, charsPerLine: 36 },
    { slot: "owner", lines: 1, charsPerLine: 30 },
    { slot: "number", lines: 1, charsPerLine: 12 },
    { slot: "badge", lines: 1, charsPerLine: 18 },
    { slot: "second.label", lines: 1, charsPerLine: 20 },
    { slot: "second.number", lines: 1, charsPerLine: 14 },
  ],
  channel: [
    { slot: "tag", lines: 1, charsPerLine: 20 },
    { slot: "name", lines: 2, charsPerLine: 18 },
    { slot: "address", lines: 2, charsPerLine: 30 },
    { slot: "owner", lines: 2, charsPerLine: 46 },
  ],
  notice: [
    { slot: "tag", lines: 1, charsPerLine: 24 },
    { slot: "headline", lines: 2, charsPerLine: 18 },
    { slot: "date.label", lines: 1, charsPerLine: 16 },
    { slot: "date.date", lines: 1, charsPerLine: 12 },
    { slot: "items.text", lines: 2, charsPerLine: 11 },
  ],
  rebuttal: [
    { slot: "truth", lines: 3, charsPerLine: 17 },
    { slot: "action", lines: 1, charsPerLine: 42 },
    { slot: "claim", lines: 5, charsPerLine: 20 },
  ],
  urgent: [
    { slot: "headline", lines: 2, charsPerLine: 24 },
    { slot: "action", lines: 1, charsPerLine: 50 },
    { slot: "number.number", lines: 1, charsPerLine: 12 },
    { slot: "number.label", lines: 1, charsPerLine: 14 },
    { slot: "place", lines: 1, charsPerLine: 36 },
    { slot: "short.headline", lines: 1, charsPerLine: 17 },
  ],
};
