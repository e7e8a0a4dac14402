import { html, type TemplateResult } from "lit";
import { TriangleAlert } from "lucide";
import { icon } from "./icon.ts";

/** Somebody else saved meanwhile: says so, and offers both ways on. Nothing typed is lost until one is chosen. */
export function conflictNote(
  words: {
    readonly conflictTitle: string;
    readonly conflictTeach: string;
    readonly takeTheirs: string;
    readonly keepMine: string;
  },
  takeTheirs: () => void,
  keepMine: () => void,
): TemplateResult {
  return html`<div class="note stale" role="alert">
    ${icon(TriangleAlert)}
    <div class="grow"><b>${words.conflictTitle}.</b> ${words.conflictTeach}</div>
    <button class="plain" @click=${takeTheirs}>${words.takeTheirs}</button>
    <button class="plain" @click=${keepMine}>${words.keepMine}</button>
  </div>`;
}
