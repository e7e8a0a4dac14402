import { html, nothing, type TemplateResult } from "lit";
import { Check } from "lucide";
import { formField } from "../../elements/form-field.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { time } from "../../strings/format.ts";
import { urgentWords } from "../../strings/urgent.ts";
import { rich } from "./rich.ts";

/** What the asker has to do before an order may leave: on whose word, that it is understood, and where it goes. */
export type Confirmation = {
  readonly ticked: boolean;
  readonly name: string;
  readonly by: "phone" | "letter";
  readonly who: string;
  /** A telephone number, or a letter's number and date. */
  readonly reference: string;
};

export const unconfirmed: Confirmation = { ticked: false, name: "", by: "phone", who: "", reference: "" };

/** The source of the order as one sentence of the statement; empty until somebody is named. */
export function basisOf({ by, who, reference }: Confirmation, now: number): string {
  const w = urgentWords();
  if (who.trim() === "" || (by === "letter" && reference.trim() === "")) return "";
  return by === "phone"
    ? w.basisPhone(time(now), who.trim(), reference.trim())
    : w.basisLetter(reference.trim(), who.trim());
}

export function basisFields(confirmation: Confirmation, edit: (next: Confirmation) => void): TemplateResult {
  const w = urgentWords();
  const { by, who, reference } = confirmation;
  const kind = (value: Confirmation["by"], word: string): TemplateResult =>
    html`<label>
      <input
        type="radio"
        name="basis"
        .checked=${by === value}
        @change=${() => edit({ ...confirmation, by: value, reference: "" })}
      />
      <span>${word}</span>
    </label>`;
  return html`<fieldset class="basis">
    <legend>${w.basis}</legend>
    <div class="seg" role="radiogroup" aria-label=${w.basis}>
      ${kind("phone", w.byPhone)} ${kind("letter", w.byLetter)}
    </div>
    <div data-field="who">
      ${formField({
        label: w.whoOrdered,
        value: who,
        max: 120,
        help: w.whoOrderedHelp,
        change: (value) => edit({ ...confirmation, who: value }),
      })}
    </div>
    <div data-field="reference">
      ${formField({
        label: by === "phone" ? w.phoneOf : w.letterNumber,
        value: reference,
        max: 60,
        change: (value) => edit({ ...confirmation, reference: value }),
      })}
    </div>
  </fieldset>`;
}

/** The tick, big enough for a thumb. */
export function tick(sentence: string, ticked: boolean, change: (ticked: boolean) => void): TemplateResult {
  return html`<label class="understood">
    <input
      type="checkbox"
      .checked=${ticked}
      @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)}
    />
    <span>${rich(sentence)}</span>
  </label>`;
}

/** The field for the area's name; a mark says that it is right. */
export function nameField(
  label: string,
  typed: string,
  right: boolean,
  change: (typed: string) => void,
): TemplateResult {
  return html`<label class="name-field">
    <span class="small soft strong">${label}</span>
    <span class="name-box">
      <input
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${typed}
        @input=${(event: Event) => change(valueOf(event))}
      />
      ${right ? html`<span class="ok">${icon(Check)}</span>` : nothing}
    </span>
  </label>`;
}
