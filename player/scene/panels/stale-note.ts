import { html, nothing } from "lit";
import { clockPath, lineIcon } from "../line-icon.ts";

/** Says that what is shown may be old, when it may be. */
export function staleNote(text: string | undefined): unknown {
  return text === undefined ? nothing : html`<div class="stale">${lineIcon("clock", clockPath)}${text}</div>`;
}
