import { html, type TemplateResult } from "lit";
import type { Settings } from "../../content/wire/views.ts";
import { peopleWords } from "../strings/people.ts";
import { formField } from "./form-field.ts";

/** Agency and hotline, on the settings page and at set-up. `tried` marks what is missing. */
export function settingsFields(settings: Settings, tried: boolean, change: (next: Settings) => void): TemplateResult {
  const w = peopleWords();
  const { agency, hotline } = settings;
  const error = (text: string): string | undefined => (tried && !text.trim() ? w.fillIn : undefined);
  return html`
    <div>
      <h2>${w.agency}</h2>
      <p class="small quiet">${w.agencyTeach}</p>
    </div>
    ${formField({
      label: w.agencyName,
      value: agency.name,
      max: 80,
      error: error(agency.name),
      change: (name) => change({ ...settings, agency: { ...agency, name } }),
    })}
    ${formField({
      label: w.agencyShort,
      value: agency.short,
      max: 40,
      error: error(agency.short),
      change: (short) => change({ ...settings, agency: { ...agency, short } }),
    })}
    <div>
      <h2>${w.hotline}</h2>
      <p class="small quiet">${w.hotlineTeach}</p>
    </div>
    ${formField({
      label: w.hotlineLabel,
      value: hotline.label,
      max: 80,
      error: error(hotline.label),
      change: (label) => change({ ...settings, hotline: { ...hotline, label } }),
    })}
    ${formField({
      label: w.hotlineNumber,
      value: hotline.number,
      max: 20,
      error: error(hotline.number),
      change: (number) => change({ ...settings, hotline: { ...hotline, number } }),
    })}
  `;
}
