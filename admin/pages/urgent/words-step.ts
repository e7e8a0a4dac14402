import "@vaadin/text-area";
import { html, nothing, type TemplateResult } from "lit";
import { Check, FileText, PencilLine } from "lucide";
import type { Finding } from "../../../content/editorial/check.ts";
import type { Source } from "../../../content/editorial/source.ts";
import { charsOf } from "../../../content/playout/chars.ts";
import { urgentTemplates } from "../../../content/starter/urgent-templates.ts";
import type { MessageView, Settings } from "../../../content/wire/views.ts";
import { statusMarks } from "../../elements/bt-status.ts";
import { formField } from "../../elements/form-field.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { findingWords } from "../../strings/findings.ts";
import { language } from "../../strings/language.ts";
import { slotName } from "../../strings/slots.ts";
import { statusWords } from "../../strings/status.ts";
import { urgentWords } from "../../strings/urgent.ts";
import {
  lacking,
  longestHeadline,
  needsBlank,
  templateOf,
  wordsOf,
  wordsOnly,
  type UrgentDraft,
  type UrgentField,
} from "./urgent-draft.ts";

export type WordsStep = {
  readonly draft: UrgentDraft;
  readonly drill: boolean;
  readonly settings: Settings;
  readonly sources: readonly Source[];
  readonly messages: readonly MessageView[];
  /** Something was chosen, so that its fields stand open. */
  readonly begun: boolean;
  readonly findings: readonly Finding[];
  readonly edit: (draft: UrgentDraft) => void;
};

/** Choosing prepared words, or an approved message, or writing; and what the check says of them. */
export function wordsStep(step: WordsStep): TemplateResult {
  const w = urgentWords();
  const { draft, drill, begun } = step;
  return html`<h2 class="takeover-title">${drill ? w.wordsTitleDrill : w.wordsTitle}</h2>
    ${choices(step)} ${begun ? (draft.message ? html`<p class="soft">${w.asApproved}</p>` : fields(step)) : nothing}
    ${begun ? findingsList(step) : nothing}`;
}

function choices({ draft, begun, messages, edit }: WordsStep): TemplateResult {
  const w = urgentWords();
  const approved = messages.flatMap((message) => {
    const content = message.approved && wordsOnly(message.approved.content ?? message.head.content);
    return content ? [{ id: message.id, content }] : [];
  });
  const own = begun && !draft.template && !draft.message;
  return html`<div class="template-choices" role="group" aria-label=${w.templates}>
      ${urgentTemplates.map(
        (template) =>
          html`<button
            class="template-choice"
            aria-pressed=${draft.template === template.id ? "true" : "false"}
            @click=${() => edit({ ...draft, template: template.id, message: undefined, typed: {} })}
          >
            ${draft.template === template.id ? icon(Check) : icon(FileText)} ${template.name[language()]}
          </button>`,
      )}
      <button
        class="template-choice"
        aria-pressed=${own ? "true" : "false"}
        @click=${() => edit({ ...draft, template: undefined, message: undefined, typed: {} })}
      >
        ${icon(PencilLine)} ${w.own}
      </button>
    </div>
    <label class="template-message">
      <span class="small soft">${w.fromMessage}</span>
      <select
        aria-label=${w.fromMessage}
        class="choice"
        ?disabled=${approved.length === 0}
        @change=${(event: Event) => {
          const chosen = approved.find(({ id }) => id === valueOf(event));
          edit({ ...draft, template: undefined, message: chosen?.content, typed: {} });
        }}
      >
        <option value="" ?selected=${!draft.message}>${approved.length === 0 ? w.noMessages : w.chooseMessage}</option>
        ${approved.map(
          ({ id, content }) =>
            html`<option value=${id} ?selected=${draft.message === content}>${content.title}</option>`,
        )}
      </select>
    </label>`;
}

function fields({ draft, settings, sources, edit }: WordsStep): TemplateResult {
  const w = urgentWords();
  const words = wordsOf(draft, settings.hotline);
  const put = (field: UrgentField, value: string): void =>
    edit({ ...draft, typed: { ...draft.typed, [field]: value } });
  const line = (field: UrgentField, label: string, max: number, help = ""): TemplateResult =>
    html`<div data-field=${field}>
      ${formField({ label, value: words[field], max, help, change: (value) => put(field, value) })}
    </div>`;
  const area = (field: UrgentField, label: string, help: string, wrong: boolean): TemplateResult =>
    html`<div data-field=${field}>
      <vaadin-text-area
        label=${label}
        .helperText=${help}
        .value=${words[field]}
        .invalid=${wrong}
        @input=${(event: Event) => put(field, valueOf(event))}
      ></vaadin-text-area>
    </div>`;
  const used = charsOf(words.headline.replaceAll("\n", " ").trim());
  const blank = needsBlank(draft) || (draft.blank !== "" && templateOf(draft) !== undefined);
  return html`<div class="urgent-fields">
    ${
      blank
        ? html`<div data-field="blank">
            ${formField({
              label: w.where,
              value: draft.blank,
              max: 40,
              help: w.whereHelp,
              change: (value) => edit({ ...draft, blank: value }),
            })}
          </div>`
        : nothing
    }
    ${area("headline", w.headline, w.headlineHelp(used, longestHeadline), used > longestHeadline)}
    ${line("action", w.action, 120)}
    <div class="fields">${line("number", w.callNumber, 20)} ${line("label", w.callLabel, 30)}</div>
    <div class="fields">${line("place", w.place, 80)} ${line("short", w.short, 40, w.shortHelp)}</div>
    <label class="stack tight" data-field="source">
      <span class="small soft strong">${w.source}</span>
      <select
        aria-label=${w.source}
        class="choice"
        @change=${(event: Event) => {
          const chosen = sources.find(({ id }) => id === valueOf(event));
          edit({ ...draft, source: { id: chosen?.id ?? "", name: chosen?.name ?? "" } });
        }}
      >
        <option value="" ?selected=${draft.source.id === ""}>${w.chooseSource}</option>
        ${sources.map(({ id, name }) => html`<option value=${id} ?selected=${draft.source.id === id}>${name}</option>`)}
      </select>
    </label>
    ${area("ticker", w.ticker, w.tickerTeach, false)}
    ${
      draft.typed.ticker === undefined
        ? nothing
        : html`<button
            class="plain"
            @click=${() => {
              const { ticker: _typed, ...typed } = draft.typed;
              edit({ ...draft, typed });
            }}
          >
            ${w.tickerAgain}
          </button>`
    }
    <details class="english">
      <summary>${w.english}</summary>
      <p class="small soft">${w.englishTeach}</p>
      ${area("headlineEn", w.englishHeadline, "", false)} ${line("actionEn", w.englishAction, 120)}
    </details>
  </div>`;
}

/** What keeps it from going on, then what the careful colleague says. */
function findingsList({ draft, settings, findings }: WordsStep): TemplateResult | typeof nothing {
  const missing = lacking(draft, settings);
  const order = ["block", "warn", "hint"] as const;
  const rows = order.flatMap((level) => findings.filter((found) => found.level === level));
  if (missing.length + rows.length === 0) return nothing;
  const mark = (level: (typeof order)[number]): TemplateResult => {
    const { tone, icon: node } = statusMarks[level];
    return html`<span .style=${`color:var(--${tone})`}>${icon(node)}</span
      ><span class="hidden-text">${statusWords()[level]}:</span>`;
  };
  return html`<ul class="urgent-findings" role="status">
    ${missing.map((said) => html`<li>${mark("block")} <span>${said}</span></li>`)}
    ${rows.map(
      (found) =>
        html`<li>
          ${mark(found.level)}
          <span
            >${findingWords()[found.code](found.facts)} <span class="small quiet">${slotName(found.where)}</span></span
          >
        </li>`,
    )}
  </ul>`;
}
