import * as z from "zod/mini";
import { MessageContent } from "../../content/editorial/message.ts";

/** What was typed and not yet taken by the server, per person and message, in this browser. */
export const LocalDraft = z.object({
  content: MessageContent,
  /** The version that it was written over; 0 for a message the server does not know yet. */
  version: z.int(),
  at: z.int(),
});
export type LocalDraft = z.infer<typeof LocalDraft>;

const keyOf = (person: string, message: string): string => `bangtin.draft.${person}.${message}`;

export function keepDraft(person: string, message: string, draft: LocalDraft): void {
  localStorage.setItem(keyOf(person, message), JSON.stringify(draft));
}

/** `undefined` when there is none, or when it was written by another version of the desk and cannot be read. */
export function keptDraft(person: string, message: string): LocalDraft | undefined {
  const stored = localStorage.getItem(keyOf(person, message));
  if (stored === null) return undefined;
  const parsed = LocalDraft.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : undefined;
}

export function forgetDraft(person: string, message: string): void {
  localStorage.removeItem(keyOf(person, message));
}
