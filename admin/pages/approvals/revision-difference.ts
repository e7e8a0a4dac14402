import { html, nothing, type TemplateResult } from "lit";
import { charsOf } from "../../../content/playout/chars.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import { diffMessages, type FieldDiff } from "../../diff.ts";
import { approvalWords } from "../../strings/approvals.ts";
import { slotName } from "../../strings/slots.ts";

/** Unchanged text longer than this is folded at its end. */
const foldAfter = 60;

/** What changed since the revision that is approved; a long unchanged end stays folded until it is asked for. */
export function revisionDifference(
  message: MessageView,
  unfolded: boolean,
  unfold: () => void,
): TemplateResult | typeof nothing {
  const w = approvalWords();
  const before = message.approved?.content;
  if (!message.approved || !before) return nothing;
  const fields = diffMessages(before, message.head.content);
  return html`<div class="difference">
    <h2>${w.differs} <span class="mono quiet">${message.approved.code}</span></h2>
    ${
      fields.length === 0
        ? html`<p class="quiet">${w.same}</p>`
        : fields.map((field) => fieldDifference(field, unfolded, unfold))
    }
  </div>`;
}

function fieldDifference({ where, parts }: FieldDiff, unfolded: boolean, unfold: () => void): TemplateResult {
  const w = approvalWords();
  const last = parts.at(-1);
  const folded = last?.kind === "same" && last.text.length > foldAfter && !unfolded;
  const whole = parts.filter(({ kind }) => kind !== "removed").reduce((n, { text }) => n + charsOf(text), 0);
  const shown = parts.map(({ kind, text }, i) => {
    const visible = kind === "same" ? text : text.replaceAll("\n", "↵\n");
    if (kind === "added") return html`<ins><span class="hidden-text">${w.added} </span>${visible}</ins>`;
    if (kind === "removed") return html`<del><span class="hidden-text">${w.removed} </span>${visible}</del>`;
    return folded && i === parts.length - 1 ? `${text.slice(0, foldAfter)}… ` : text;
  });
  return html`<p class="diff">
    <b class="quiet">${slotName(where)}:</b>
    <span class="diff-text">${shown}</span>
    ${folded ? html`<button class="plain" @click=${unfold}>${w.readAll(whole)}</button>` : nothing}
  </p>`;
}
