import "@vaadin/button";
import { html, type TemplateResult } from "lit";
import { screenWords } from "../../strings/screens.ts";
import { readCode } from "./pairing-code.ts";

/** Six cells over one field: it can be typed, pasted and read by a screen reader as the one thing it is. */
export function codeField(value: string, set: (code: string) => void, how: { invalid: boolean }): TemplateResult {
  const w = screenWords();
  const cells = Array.from({ length: 6 }, (_, i) => value[i] ?? "");
  return html`<label class="code-field ${how.invalid ? "invalid" : ""}">
    <span class="hidden-text">${w.code}</span>
    <input
      type="text"
      name="code"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      maxlength="8"
      aria-invalid=${how.invalid ? "true" : "false"}
      .value=${value}
      @input=${(event: Event) => {
        const field = event.currentTarget as HTMLInputElement;
        const { code } = readCode(field.value);
        field.value = code;
        set(code);
      }}
    />
    <span class="code-cells" aria-hidden="true"
      >${cells.map((cell, i) => html`<span class=${i === value.length ? "at" : ""}>${cell}</span>`)}</span
    >
  </label>`;
}

/** The code field of the empty page: it leads to the pairing form once the code is whole. */
export function codeForm(value: string, set: (code: string) => void, go: (code: string) => void): TemplateResult {
  const send = (): void => {
    if (readCode(value).complete) go(value);
  };
  return html`<form
    class="code-form"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      send();
    }}
  >
    ${codeField(value, set, { invalid: readCode(value).odd !== undefined })}
    <vaadin-button theme="primary" ?disabled=${!readCode(value).complete} @click=${send}
      >${screenWords().pairShort}</vaadin-button
    >
  </form>`;
}
