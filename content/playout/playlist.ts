import * as z from "zod/mini";
import { Id, publicText } from "../editorial/text.ts";

/** One message in a playlist. Without `seconds` the reading speed of the venue decides (`dwell.ts`). */
export const PlaylistItem = z.strictObject({
  message: Id,
  seconds: z.optional(z.int().check(z.minimum(3), z.maximum(600))),
});
export type PlaylistItem = z.infer<typeof PlaylistItem>;

/** Messages in order, with seconds. */
export const Playlist = z.strictObject({
  id: Id,
  name: publicText(80),
  items: z.array(PlaylistItem).check(z.maxLength(100)),
});
export type Playlist = z.infer<typeof Playlist>;
