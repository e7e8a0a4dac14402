import "@vaadin/combo-box";
import "@vaadin/text-field";
import { html, nothing, type TemplateResult } from "lit";
import { Plus, ShieldCheck } from "lucide";
import type { Directive } from "../../../content/editorial/directive.ts";
import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Source } from "../../../content/editorial/source.ts";
import { withDirective } from "../../editor/fresh.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { calendarDate } from "../../strings/format.ts";
import { datePickerI18n } from "../../strings/kit.ts";
import { messageWords } from "../../strings/messages.ts";
import type { ContentEdit } from "./content-edits.ts";

export type OriginFields = {
  readonly locked: boolean;
  readonly sources: readonly Source[];
  readonly directives: readonly Directive[];
  readonly edit: (change: ContentEdit) => void;
  /** Asks for one that is not in the register yet, and chooses it. */
  readonly addDirective: () => void;
  readonly addSource: () => void;
};

/** On whose word: the letter, the source and its date, and the agency that says it. The page brings the date picker. */
export function originFields(content: MessageContent, fields: OriginFields): TemplateResult {
  const w = messageWords();
  const { locked, edit } = fields;
  return html`<section class="origin" aria-label=${w.source}>
    ${directiveField(content, fields)} ${sourceField(content, fields)}
    <vaadin-date-picker
      auto-open-disabled
      label=${w.sourceDate}
      data-where="sourceDate"
      ?readonly=${locked}
      .i18n=${datePickerI18n()}
      .value=${content.sourceDate}
      @change=${(event: Event) => {
        const sourceDate = valueOf(event);
        edit((now) => ({ ...now, sourceDate }));
      }}
    ></vaadin-date-picker>
    <details class="origin-agency">
      <summary class="small">${w.agency}: <b>${content.agency.short || content.agency.name}</b></summary>
      <div class="fields">
        ${(["name", "short"] as const).map(
          (which) =>
            html`<vaadin-text-field
              label=${which === "name" ? w.agency : w.agencyShort}
              data-where="agency.${which}"
              maxlength=${which === "name" ? 80 : 40}
              ?readonly=${locked}
              .value=${content.agency[which]}
              @input=${(event: Event) => {
                const typed = valueOf(event);
                edit((now) => ({ ...now, agency: { ...now.agency, [which]: typed } }));
              }}
            ></vaadin-text-field>`,
        )}
      </div>
    </details>
  </section>`;
}

function directiveField(content: MessageContent, fields: OriginFields): TemplateResult {
  const w = messageWords();
  const { locked, sources, directives, edit } = fields;
  return html`<div class="with-add origin-directive">
    <vaadin-combo-box
      label=${w.directive}
      placeholder=${w.directiveHint}
      data-where="directive.number"
      clear-button-visible
      ?readonly=${locked}
      .items=${directives.map((d) => ({ value: d.id, label: directiveLabel(d) }))}
      .value=${content.directive?.id ?? ""}
      @change=${(event: Event) => {
        const chosen = directives.find(({ id }) => id === valueOf(event));
        edit((now) => withDirective(now, chosen, sources));
      }}
    ></vaadin-combo-box>
    ${locked ? nothing : addButton(w.addDirective, fields.addDirective)}
  </div>`;
}

function sourceField(content: MessageContent, fields: OriginFields): TemplateResult {
  const w = messageWords();
  const { locked, sources, edit } = fields;
  return html`<div class="with-add">
    <vaadin-combo-box
      label=${w.source}
      placeholder=${w.sourceHint}
      data-where="source"
      ?readonly=${locked}
      .items=${sources.map((s) => ({ value: s.id, label: s.name }))}
      .value=${content.source.id}
      @change=${(event: Event) => {
        const chosen = sources.find(({ id }) => id === valueOf(event));
        const source = chosen ? { id: chosen.id, name: chosen.name } : { id: "", name: "" };
        edit((now) => ({ ...now, source }));
      }}
    >
      ${content.source.id ? html`<span slot="prefix" class="ok">${icon(ShieldCheck)}</span>` : nothing}
    </vaadin-combo-box>
    ${locked ? nothing : addButton(w.addSource, fields.addSource)}
  </div>`;
}

function addButton(label: string, add: () => void): TemplateResult {
  return html`<button class="square" aria-label=${label} title=${label} @click=${add}>${icon(Plus)}</button>`;
}

function directiveLabel(directive: Directive): string {
  return [directive.number, calendarDate(directive.date), directive.abstract].filter(Boolean).join(" · ");
}
