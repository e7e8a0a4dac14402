import * as z from "zod/mini";
import { Panel } from "./panel.ts";
import { bilingual, CalendarDate, Id, longestText, publicText, Sha256 } from "./text.ts";

/** One re-encoded crop of a picture at the pixels of a canvas; its bytes are part of what is approved. */
export const Rendition = z.strictObject({
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  sha256: Sha256,
  bytes: z.int().check(z.positive()),
  type: z.literal("image/webp"),
});
export type Rendition = z.infer<typeof Rendition>;

export const Banner = z.strictObject({
  /** The accepted, re-encoded picture (design §5). Renditions are cut from it around `focal`. */
  picture: Sha256,
  /** Fractions of width and height, 0 to 1, of the point that every crop keeps. */
  focal: z.strictObject({
    x: z.number().check(z.minimum(0), z.maximum(1)),
    y: z.number().check(z.minimum(0), z.maximum(1)),
  }),
  alt: bilingual(longestText),
  renditions: z.array(Rendition).check(z.maxLength(24)),
});
export type Banner = z.infer<typeof Banner>;

export const Ticker = z.strictObject({ text: bilingual(longestText) });
export type Ticker = z.infer<typeof Ticker>;

/**
 * A warning that the author read and kept, "Giữ nguyên văn", with the reason the approver will see. It holds for these
 * very words: another slip of the same kind in the same place is another warning.
 */
export const KeptFinding = z.strictObject({
  code: z.string().check(z.maxLength(40)),
  where: z.string().check(z.maxLength(60)),
  /** The words that were kept; empty where the warning is about the whole text. */
  excerpt: publicText(200),
  reason: publicText(300),
});

/**
 * What a revision says, in all its forms. Fields may be empty while it is a draft; what may not be empty
 * when it is submitted is said by the check (`check.ts`), not by the schema.
 */
export const MessageContent = z.strictObject({
  /** The desk's own name for it; never shown to passers-by. */
  title: publicText(120),
  source: z.strictObject({ id: z.union([Id, z.literal("")]), name: publicText(80) }),
  /** The date printed in the source line. */
  sourceDate: z.union([CalendarDate, z.literal("")]),
  directive: z.optional(z.strictObject({ id: Id, number: publicText(60) })),
  /** Who speaks: full name for the top bar, short name for the running line's label. */
  agency: z.strictObject({ name: publicText(80), short: publicText(40) }),
  forms: z.strictObject({
    panel: z.optional(Panel),
    banner: z.optional(Banner),
    ticker: z.optional(Ticker),
  }),
  kept: z.array(KeptFinding).check(z.maxLength(40)),
});
export type MessageContent = z.infer<typeof MessageContent>;
export type KeptFinding = z.infer<typeof KeptFinding>;
export type FormName = keyof MessageContent["forms"];
