import type { PlaylistItem } from "../../../content/playout/playlist.ts";
import type { MessageView, PlaylistView } from "../../../content/wire/views.ts";
import { shownContent } from "./on-screens.ts";

/** An item with a key of its own, as the same message may stand in a playlist twice. */
export type Row = PlaylistItem & { readonly key: string };
export type PlaylistDraft = { readonly name: string; readonly items: readonly Row[] };

/** Bounds of an item's own seconds. */
export const shortest = 3;
export const longest = 600;

let keys = 0;
export function rowOf(item: PlaylistItem): Row {
  return { ...item, key: `k${keys++}` };
}

export function draftOf({ name, items }: Pick<PlaylistView, "name" | "items">): PlaylistDraft {
  return { name, items: items.map(rowOf) };
}

/** The playlist as it is sent, without the keys. */
export function bodyOf({ name, items }: PlaylistDraft): { name: string; items: PlaylistItem[] } {
  return { name, items: items.map(({ message, seconds }) => withSeconds({ message }, seconds)) };
}

/** What was typed as seconds, kept within bounds; `undefined` leaves it to the length of the text. */
export function secondsFrom(text: string): number | undefined {
  const given = text.trim() === "" ? undefined : Math.round(Number(text));
  return given === undefined || Number.isNaN(given) ? undefined : Math.max(shortest, Math.min(longest, given));
}

export function withSeconds<T extends PlaylistItem>(item: T, seconds: number | undefined): T {
  const { seconds: _before, ...rest } = item;
  return { ...rest, ...(seconds === undefined ? {} : { seconds }) } as T;
}

/** A row's title on the desk; a message that is gone shows its id. */
export function titleOf(row: Row, messages: ReadonlyMap<string, MessageView>): string {
  const message = messages.get(row.message);
  return message ? shownContent(message).title : row.message;
}
