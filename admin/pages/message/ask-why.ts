import type { Directive } from "../../../content/editorial/directive.ts";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { askReason } from "../../elements/ask.ts";
import { calendarDate } from "../../strings/format.ts";
import { messageWords } from "../../strings/messages.ts";

/** Why a warning is kept; the letter that the message follows is offered as the reason. */
export function askWhyKept(
  { directive }: MessageContent,
  directives: readonly Directive[],
): Promise<string | undefined> {
  const w = messageWords();
  const date = directives.find(({ id }) => id === directive?.id)?.date ?? "";
  return askReason({
    title: w.keepTitle,
    teach: w.keepTeach,
    confirm: w.keep,
    prefill: directive ? w.byDirective(directive.number || calendarDate(date)) : "",
  });
}

export function askWhyWithdrawn(): Promise<string | undefined> {
  const w = messageWords();
  return askReason({ title: w.withdrawTitle, teach: w.withdrawTeach, confirm: w.withdraw, danger: true });
}
