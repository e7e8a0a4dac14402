import { html, type TemplateResult } from "lit";

/** A sentence of the dictionary with `|strong|` and `*strong in the tone of the page*` parts. */
export function rich(sentence: string): TemplateResult {
  const parts = sentence.split(/(\|[^|]*\||\*[^*]*\*)/u);
  return html`${parts.map((part) => {
    if (part.startsWith("|") && part.length > 1) return html`<b>${part.slice(1, -1)}</b>`;
    if (part.startsWith("*") && part.length > 1) return html`<b class="toned">${part.slice(1, -1)}</b>`;
    return part;
  })}`;
}
