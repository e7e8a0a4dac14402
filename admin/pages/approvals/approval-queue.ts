import { html, nothing, type TemplateResult } from "lit";
import { Check, TriangleAlert } from "lucide";
import { check } from "../../../content/editorial/check.ts";
import type { Source } from "../../../content/editorial/source.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { messageThumb } from "../../elements/message-thumb.ts";
import { approvalWords } from "../../strings/approvals.ts";

/** What waits, whoever has waited longest first. */
export function queueOf(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.filter(({ status }) => status === "submitted").sort((a, b) => a.updatedAt - b.updatedAt);
}

/** When the last decision of all was made. */
export function lastDecisionOf(messages: readonly MessageView[]): number | undefined {
  return messages.reduce<number | undefined>(
    (last, { decision }) => (decision && decision.at > (last ?? 0) ? decision.at : last),
    undefined,
  );
}

/** The list beside the decision: who asks, whether it is new, and whether the check warns. */
export function approvalQueue(
  queue: readonly MessageView[],
  chosen: string | undefined,
  sources: readonly Source[],
  choose: (id: string) => void,
): TemplateResult {
  const w = approvalWords();
  return html`<nav class="queue" aria-label=${w.queue}>
    ${queue.map((message) => {
      const { content } = message.head;
      const warnings = check(content, { sources }).filter(({ level }) => level === "warn").length;
      return html`<button
        class="queue-item"
        aria-current=${message.id === chosen ? "true" : nothing}
        @click=${() => choose(message.id)}
      >
        ${messageThumb(message.id, content)}
        <span class="stack tight">
          <b>${content.title}</b>
          <span class="small quiet">${message.submitter?.name ?? message.author.name}</span>
          <span class="row tight">
            <span class="chip accent">${message.approved ? w.isChanged : w.isNew}</span>
            ${
              warnings > 0
                ? html`<span class="chip stale">${icon(TriangleAlert)} ${w.warnings(warnings)}</span>`
                : html`<span class="chip ok">${icon(Check)} ${w.noWarnings}</span>`
            }
          </span>
        </span>
      </button>`;
    })}
  </nav>`;
}
