import type { MessageContent } from "./message.ts";

/** One piece of text that somebody will read, with its path in the message. Always NFC. */
export type TextPiece = { readonly where: string; readonly text: string; readonly language: "vi" | "en" };

/** Names and addresses of things, not words for readers. */
const silent = new Set(["template", "manner", "sign", "picture", "renditions", "focal"]);

function collect(value: unknown, where: string, language: "vi" | "en", into: TextPiece[]): void {
  if (typeof value === "string") {
    into.push({ where, text: value.normalize("NFC"), language });
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, i) => {
      collect(item, `${where}.${i}`, language, into);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!silent.has(key)) collect(item, `${where}.${key}`, key === "en" ? "en" : language, into);
    }
  }
}

/** Every text of a message, the desk's own title included. */
export function textsOf(content: MessageContent): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  collect(content.title, "title", "vi", pieces);
  collect(content.source.name, "source.name", "vi", pieces);
  collect(content.agency, "agency", "vi", pieces);
  collect(content.forms, "forms", "vi", pieces);
  return pieces;
}

/** The text at `path` inside `value` where there is one: `slot("rows.caption")` answers one piece per row. */
export function slotTexts(value: unknown, path: readonly string[], where: string): readonly TextPiece[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => slotTexts(item, path, `${where}.${i}`));
  const [step, ...rest] = path;
  if (step === undefined) {
    const pieces: TextPiece[] = [];
    collect(value, where, "vi", pieces);
    return pieces;
  }
  if (typeof value !== "object" || value === null) return [];
  return slotTexts((value as Record<string, unknown>)[step], rest, `${where}.${step}`);
}

/** Words as a reader counts them: Vietnamese syllables, numbers and dates. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}.,/:-]*/gu)?.length ?? 0;
}
