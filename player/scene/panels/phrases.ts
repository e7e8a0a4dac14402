import { html, type TemplateResult } from "lit";

/** Phrases joined by a middle dot break after the dot first. */
export function phrases(text: string): TemplateResult[] {
  return text.split(/(?<=·) /).map((phrase) => html`<span class="phrase">${phrase}</span> `);
}
