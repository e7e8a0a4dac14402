import { html, nothing, type TemplateResult } from "lit";
import type { Bilingual } from "../../../content/editorial/text.ts";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { approvalCode } from "../../../content/editorial/revision.ts";
import type { Frame } from "../frame.ts";
import { staleNote } from "./stale-note.ts";

/** What a template is given besides its own slots. */
export type View = {
  readonly frame: Frame;
  readonly content: MessageContent;
  readonly digest: string;
  /** A billboard has no bar: the foot carries the agency, and the stale note when there is one. */
  readonly bare: boolean;
  readonly stale: string | undefined;
  /** Where the picture of a banner is. */
  readonly pictureUrl: string | undefined;
};

/** `2020-02-07` as people here write it: `07/02/2020`. */
export function localDate(date: string): string {
  return date.split("-").reverse().join("/");
}

export function sourceLine(content: MessageContent): string {
  const date = content.sourceDate === "" ? "" : ` · ${localDate(content.sourceDate)}`;
  return `Nguồn: ${content.source.name}${date}`;
}

export function sourceRow({ content, bare, stale }: View): TemplateResult {
  return html`${bare ? staleNote(stale) : nothing}
    <div class="row">
      ${bare ? html`<span class="spine"></span>` : nothing}
      <span class="source">${bare ? `${content.agency.short} · ` : ""}${sourceLine(content)}</span>
    </div>`;
}

export function codeMark(view: View): TemplateResult {
  return html`<span class="code">Duyệt ${approvalCode(view.digest)}</span>`;
}

/** Source and approval code: on every panel, the smallest text there is, and never smaller. */
export function foot(view: View): TemplateResult {
  return html`<div class="foot">
    <div class="origin">${sourceRow(view)}</div>
    ${codeMark(view)}
  </div>`;
}

/** The English of a slot, where it was written. */
export function english(text: Bilingual | undefined): unknown {
  return text?.en ? html`<div class="en">${text.en}</div>` : nothing;
}

/** Lines that were broken by hand, by sense, stay so while a smaller token allows it. */
export function held(text: string): string {
  return text.includes("\n") ? "head hold" : "head";
}

/** A headline that steps down through its tokens when it does not fit (fit.ts), with its English below. */
export function headline(text: Bilingual): TemplateResult {
  return html`<div class=${held(text.vi)}>${text.vi}</div>
    ${english(text)}`;
}

/** Short text with its English behind it on the same line, quiet. */
export function inline(text: Bilingual): unknown {
  return html`<span>${text.vi}${text.en ? html` <span class="en">${text.en}</span>` : nothing}</span>`;
}
