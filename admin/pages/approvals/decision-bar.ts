import "@vaadin/button";
import { html, type TemplateResult } from "lit";
import { Check, ShieldCheck, UserX } from "lucide";
import { ownHand } from "../../../content/editorial/approval.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { approvalWords } from "../../strings/approvals.ts";

export type Decision = "approve" | "return" | "reject";

/** Why this person had a hand in the message and may not decide about it, or `undefined` when they had none. */
export function ownHandSaid(message: MessageView, person: string): string | undefined {
  const w = approvalWords();
  const { author, lastEditor, submitter } = message;
  const hand = ownHand({ author: author.id, lastEditor: lastEditor.id, submitter: submitter?.id ?? "" }, person);
  return hand && { author: w.ownAuthor, lastEditor: w.ownLastEditor, submitter: w.ownSubmitter }[hand];
}

export type DecisionBar = {
  readonly busy: boolean;
  /** Whether the player has drawn every form of this revision, still does, or cannot. */
  readonly previews: "loading" | "shown" | "refused";
  readonly decide: (decision: Decision) => void;
};

/** The three decisions and the revision that they are about. */
export function decisionBar({ head }: MessageView, { busy, previews, decide }: DecisionBar): TemplateResult {
  const w = approvalWords();
  const ready = previews === "shown";
  const refused = previews === "refused";
  return html`<div class="decision-bar">
    <div class="decision-buttons">
      <vaadin-button
        theme="primary big"
        class="approve"
        ?disabled=${!ready || busy}
        aria-describedby="approve-why"
        @click=${() => decide("approve")}
      >
        ${icon(Check)} ${w.approve} <kbd>D</kbd>
      </vaadin-button>
      <vaadin-button theme="big" ?disabled=${busy} @click=${() => decide("return")}>
        ${w.return} <kbd>T</kbd>
      </vaadin-button>
      <vaadin-button theme="big danger" ?disabled=${busy} @click=${() => decide("reject")}>
        ${w.reject} <kbd>R</kbd>
      </vaadin-button>
    </div>
    <p id="approve-why" class="small ${refused ? "err" : "quiet"}" role="status" ?hidden=${ready}>
      ${refused ? w.previewsRefused : w.previewsLoading}
    </p>
    ${revisionCode(head.code, w.yourName)}
  </div>`;
}

/** In place of the decisions: why this person has none. */
export function barredBar({ head }: MessageView, why: string): TemplateResult {
  const w = approvalWords();
  return html`<div class="decision-bar">
    <div class="barred">
      ${icon(UserX, "big")}
      <span><b>${w.ownItem}</b> <span class="soft">${why}</span></span>
    </div>
    ${revisionCode(head.code, w.revision)}
  </div>`;
}

function revisionCode(code: string, said: string): TemplateResult {
  return html`<p class="revision-code">
    <span class="small quiet">${icon(ShieldCheck)} ${said}</span>
    <span class="mono code">${code}</span>
  </p>`;
}
