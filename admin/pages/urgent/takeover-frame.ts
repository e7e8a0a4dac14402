import { html, nothing, type TemplateResult } from "lit";
import { Check, GraduationCap, House, Siren, X } from "lucide";
import { icon } from "../../elements/icon.ts";
import { urgentWords } from "../../strings/urgent.ts";

export type FrameOf = {
  readonly drill: boolean;
  /** Beside the word: what kind of page this is, or which order. */
  readonly teach: string;
  readonly word?: string;
  /** The steps of writing, and which of them is open; none on the pages of an order. */
  readonly steps?: { readonly at: number; readonly go: (step: number) => void };
  /** The way out, on the right. */
  readonly leave: { readonly href: string; readonly word: string; readonly esc: boolean };
  readonly main: TemplateResult;
  readonly aside?: TemplateResult;
};

/** The full page of a takeover or an exercise: its own colour from edge to edge, and no navigation. */
export function takeoverFrame(frame: FrameOf): TemplateResult {
  const w = urgentWords();
  const { drill, steps, leave } = frame;
  return html`<div class="takeover ${drill ? "drill" : ""}">
    <header class="takeover-head">
      <h1 class="takeover-word">
        ${icon(drill ? GraduationCap : Siren, "big")} ${frame.word ?? (drill ? w.drill : w.urgent)}
      </h1>
      <p class="takeover-teach">${frame.teach}</p>
      ${steps ? stepList(steps.at, steps.go) : nothing}
      <a class="takeover-leave" href=${leave.href} aria-label=${leave.word}>
        ${icon(leave.esc ? X : House)} <span>${leave.word}</span>${leave.esc ? html` <kbd>Esc</kbd>` : nothing}
      </a>
    </header>
    <div class="takeover-body ${frame.aside ? "" : "whole"}">
      <div class="takeover-main">${frame.main}</div>
      ${frame.aside ? html`<aside class="takeover-side">${frame.aside}</aside>` : nothing}
    </div>
  </div>`;
}

function stepList(at: number, go: (step: number) => void): TemplateResult {
  const w = urgentWords();
  return html`<ol class="takeover-steps">
    ${[w.stepWords, w.stepPlace, w.stepReview, w.stepSecond].map((word, i) => {
      const inside = html`${i < at ? icon(Check) : html`<span class="step-number">${i + 1}</span>`}
        <span>${word}</span>`;
      return html`<li aria-current=${i === at ? "step" : nothing}>
        ${i < at ? html`<button @click=${() => go(i)}>${inside}</button>` : html`<span class="step">${inside}</span>`}
      </li>`;
    })}
  </ol>`;
}
