import "@vaadin/email-field";
import "@vaadin/password-field";
import "@vaadin/text-field";
import { html, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { valueOf } from "./value-of.ts";

export type FormField = {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly change: (value: string) => void;
  /** Shown, and the field marked, when present. */
  readonly error?: string | undefined;
  readonly help?: string;
  readonly kind?: "text" | "email" | "password";
  readonly autocomplete?: string;
};

/** A labelled field of a plain form: people, settings, set-up. */
export function formField(field: FormField): TemplateResult {
  const change = (event: Event): void => field.change(valueOf(event));
  const invalid = field.error !== undefined;
  if (field.kind === "password") {
    return html`<vaadin-password-field
      label=${field.label}
      maxlength=${field.max}
      autocomplete=${ifDefined(field.autocomplete)}
      .helperText=${field.help ?? ""}
      .invalid=${invalid}
      .errorMessage=${field.error ?? ""}
      .value=${field.value}
      @input=${change}
    ></vaadin-password-field>`;
  }
  if (field.kind === "email") {
    return html`<vaadin-email-field
      label=${field.label}
      maxlength=${field.max}
      autocomplete=${ifDefined(field.autocomplete)}
      .invalid=${invalid}
      .errorMessage=${field.error ?? ""}
      .value=${field.value}
      @input=${change}
    ></vaadin-email-field>`;
  }
  return html`<vaadin-text-field
    label=${field.label}
    maxlength=${field.max}
    autocomplete=${ifDefined(field.autocomplete)}
    .helperText=${field.help ?? ""}
    .invalid=${invalid}
    .errorMessage=${field.error ?? ""}
    .value=${field.value}
    @input=${change}
  ></vaadin-text-field>`;
}
