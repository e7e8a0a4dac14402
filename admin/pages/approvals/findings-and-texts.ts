import { html, nothing, type TemplateResult } from "lit";
import { check } from "../../../content/editorial/check.ts";
import { textsOf } from "../../../content/editorial/message-text.ts";
import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Source } from "../../../content/editorial/source.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import { statusMarks } from "../../elements/bt-status.ts";
import { icon } from "../../elements/icon.ts";
import { pathTo } from "../../router.ts";
import { serverNow } from "../../session.ts";
import { approvalWords } from "../../strings/approvals.ts";
import { findingWords } from "../../strings/findings.ts";
import { when } from "../../strings/format.ts";
import { slotName } from "../../strings/slots.ts";

/** What the check found and what the author said to it. */
export function findingList(content: MessageContent, sources: readonly Source[]): TemplateResult | typeof nothing {
  const w = approvalWords();
  const findings = check(content, { sources }).filter(({ level }) => level !== "hint");
  if (findings.length === 0) return nothing;
  return html`<ul class="stack tight">
    ${findings.map((found) => {
      const { tone, icon: node } = statusMarks[found.level];
      return html`<li class="kept-finding">
        <span .style=${`color:var(--${tone})`}>${icon(node, "big")}</span>
        <span
          ><b>${findingWords()[found.code](found.facts)}.</b>
          <span>${found.kept ? w.kept(found.reason ?? "") : w.notKept}</span>
          <span class="quiet">${slotName(found.where)}</span></span
        >
      </li>`;
    })}
  </ul>`;
}

/** Every text in full, for whoever reads rather than looks. */
export function allTexts(content: MessageContent): TemplateResult {
  return html`<details>
    <summary class="small strong">${approvalWords().texts}</summary>
    <dl class="all-texts">
      ${textsOf(content).map(
        ({ where, text, language }) =>
          html`<dt class="small quiet">${slotName(where)}</dt>
            <dd lang=${language}>${text}</dd>`,
      )}
    </dl>
  </details>`;
}

/** Whose hands it went through, and the way to the editor. */
export function writtenBy(message: MessageView): TemplateResult {
  const w = approvalWords();
  return html`<p class="small quiet">
    ${w.written(
      message.author.name,
      message.lastEditor.name,
      message.submitter?.name ?? message.author.name,
      when(message.updatedAt, serverNow()),
    )}.
    <a href=${pathTo("messages", message.id)}>${w.openEditor}</a>
  </p>`;
}
