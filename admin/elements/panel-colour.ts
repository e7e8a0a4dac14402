import type { MessageContent } from "../../content/editorial/message.ts";

/** The six starter colours of look/desk.md §3, with the ink that is read on them. */
const colours = [
  { ground: "#0b5966", ink: "#ffffff" },
  { ground: "#f0b41e", ink: "#2b1d00" },
  { ground: "#223f78", ink: "#ffffff" },
  { ground: "#6d2a5c", ink: "#ffffff" },
  { ground: "#0d6a48", ink: "#ffffff" },
  { ground: "#8a3d12", ink: "#ffffff" },
] as const;

/** A lasting colour for one message in strips and lists, so that it is found again by eye. */
export function colourOf(id: string): { readonly ground: string; readonly ink: string } {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return colours[sum % colours.length] ?? colours[0];
}

/** The words that name a message fastest: its headline, else its own name. */
export function shortText(content: MessageContent): string {
  const { panel } = content.forms;
  if (panel && "headline" in panel) return panel.headline.vi || content.title;
  return content.title;
}
