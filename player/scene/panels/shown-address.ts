import { html, nothing, type TemplateResult } from "lit";

/** Dropped on the screen, kept in the QR: the scheme and the final slash. */
export function shownAddress(address: string): string {
  return address.replace(/^[a-z]+:\/\//i, "").replace(/\/$/, "");
}

/** An address may break after a slash, a dot, a `?` or an `=`, and nowhere else unless it has no choice. */
export function breakable(address: string): TemplateResult[] {
  return address.split(/(?<=[/?=&.])/).map((part, i) => html`${i > 0 ? html`<wbr />` : nothing}${part}`);
}
