import { longestText } from "../../content/editorial/text.ts";
import "@vaadin/select";
import "@vaadin/text-area";
import "@vaadin/text-field";
import { html, nothing, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { messageWords } from "../strings/messages.ts";
import { valueOf } from "../elements/value-of.ts";
import type { Fit } from "./panel-slots.ts";

export type SlotField = {
  /** Path in the whole message: go-to finds the field by it. */
  readonly where: string;
  readonly label: string;
  readonly value: string;
  readonly lines?: boolean;
  readonly lang?: "vi" | "en";
  readonly hint?: string;
  readonly disabled: boolean;
  readonly fit?: Fit | undefined;
  readonly change: (value: string) => void;
};

/** One text of a form: label, field, live counter. The counter turns stale-coloured at the limit. */
export function slotField(field: SlotField): TemplateResult {
  const shared = {
    input: (event: Event) => field.change(valueOf(event)),
    placeholder: field.hint ?? "",
  };
  const control = field.lines
    ? html`<vaadin-text-area
        data-where=${field.where}
        accessible-name=${field.label}
        lang=${ifDefined(field.lang)}
        maxlength=${longestText}
        placeholder=${shared.placeholder}
        ?readonly=${field.disabled}
        .value=${field.value}
        @input=${shared.input}
      ></vaadin-text-area>`
    : html`<vaadin-text-field
        data-where=${field.where}
        accessible-name=${field.label}
        lang=${ifDefined(field.lang)}
        maxlength=${longestText}
        placeholder=${shared.placeholder}
        ?readonly=${field.disabled}
        .value=${field.value}
        @input=${shared.input}
      ></vaadin-text-field>`;
  return html`<div class="slot-row ${field.lang === "en" ? "slot-en" : ""}">
    <span class="slot-label" aria-hidden="true">${field.label}</span>
    ${control} ${counter(field.fit)}
  </div>`;
}

function counter(fit: Fit | undefined): TemplateResult {
  const w = messageWords();
  return html`<span class="slot-count micro ${fit?.full ? "stale strong" : "quiet"}">
    ${
      fit
        ? html`<span>${w.charsOf(fit.chars, fit.mostChars)}</span> ${
              fit.mostLines > 1 && fit.lines > 1 ? html`<span>${w.linesOf(fit.lines, fit.mostLines)}</span>` : nothing
            }`
        : nothing
    }
  </span>`;
}

/** The counter of a running line: characters, and seconds for one lap on cable television. */
export function crawlCounter(chars: number, seconds: number, long: boolean): TemplateResult {
  const w = messageWords();
  return html`<span class="slot-count micro quiet">
    <span>${w.chars(chars)}</span> <span class=${long ? "stale strong" : ""}>${w.perLap(seconds)}</span>
  </span>`;
}
