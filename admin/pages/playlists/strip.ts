import type { Canvas } from "../../../content/network/canvas.ts";
import type { PlaylistItem } from "../../../content/playout/playlist.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import type { LoopItem } from "../../elements/bt-loop-strip.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { itemMs, shownContent } from "./on-screens.ts";

/** One pass of a playlist for the loop strip. What screens skip is marked, and counts for nothing in the total. */
export function stripItems(
  items: readonly (PlaylistItem & { readonly key?: string })[],
  messages: ReadonlyMap<string, MessageView>,
  canvas?: Canvas,
): LoopItem[] {
  const w = playlistWords();
  return items.map((item, i) => {
    const key = item.key ?? String(i);
    const message = messages.get(item.message);
    if (!message) return { key, title: item.message, ms: 6000, message: item.message, skipped: w.gone };
    const content = shownContent(message);
    return {
      key,
      title: content.title,
      ms: itemMs(content, item.seconds, canvas),
      message: message.id,
      ...(message.approved ? {} : { skipped: w.skipped }),
    };
  });
}
