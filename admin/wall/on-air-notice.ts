import * as z from "zod/mini";

const Item = z.object({ title: z.string(), digest: z.string() });

/** What a player in a frame of the same origin says about itself: at every change, and every half minute. */
export const OnAirNotice = z.object({
  type: z.literal("bangtin:on-air"),
  state: z.string(),
  stage: z.optional(Item),
  ticker: z.optional(Item),
});
export type OnAirNotice = z.infer<typeof OnAirNotice>;

/**
 * Reads a message event as a notice of the player in `frame`. Anything from another origin, another window or of
 * another form is not for us and gives `undefined`.
 */
export function noticeFrom(event: MessageEvent, frame: Window | null, origin: string): OnAirNotice | undefined {
  if (event.origin !== origin || frame === null || event.source !== frame) return undefined;
  const parsed = OnAirNotice.safeParse(event.data);
  return parsed.success ? parsed.data : undefined;
}
