import { html, nothing } from "lit";
import { icon } from "../icons.ts";

/** Says that what is shown may be old, when it may be. */
export function staleNote(text: string | undefined): unknown {
  return text === undefined ? nothing : html`<div class="stale">${icon("clock")}${text}</div>`;
}
