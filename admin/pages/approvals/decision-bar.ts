import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { Check, ShieldCheck, UserX } from "lucide";
import { ownHand } from "../../../content/editorial/approval.ts";
import { approvalCode } from "../../../content/editorial/revision.ts";
import type { CampaignView, MessageView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import type { MyKey } from "../../keys/my-key.ts";
import { approvalWords } from "../../strings/approvals.ts";
import { myKeyWords } from "../../strings/my-key.ts";
import { scopeSentence, type Scope } from "./approval-scope.ts";

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
  readonly previews: "loading" | "shown" | "refused" | "other-bytes";
  /** Whose signature it takes. */
  readonly myKey: MyKey;
  readonly scope: Scope;
  /** That carry this message. */
  readonly campaigns: readonly CampaignView[];
  readonly changeScope: () => void;
  readonly decide: (decision: Decision) => void;
};

/** The three decisions, the revision that they are about, and the key that approving it takes. */
export function decisionBar(message: MessageView, bar: DecisionBar): TemplateResult {
  const { busy, previews, myKey, decide } = bar;
  const w = approvalWords();
  const ready = previews === "shown" && myKey.hand !== undefined;
  return html`<div class="decision-bar">
    ${myKey.hand ? scopeSentence(bar.scope, bar.campaigns, bar.changeScope) : nothing} ${myKey.drawShort()}
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
    ${previewsSaid(previews)} ${revisionCode(approvalCode(message.head.digest), w.yourName)}
  </div>`;
}

function previewsSaid(previews: DecisionBar["previews"]): TemplateResult {
  const w = approvalWords();
  const said = {
    loading: w.previewsLoading,
    shown: "",
    refused: w.previewsRefused,
    "other-bytes": myKeyWords().otherBytes,
  }[previews];
  return html`<p
    id="approve-why"
    class="small ${previews === "loading" ? "quiet" : "err strong"}"
    role="status"
    ?hidden=${said === ""}
  >
    ${said}
  </p>`;
}

/** In place of the decisions: why this person has none. */
export function barredBar({ head }: MessageView, why: string): TemplateResult {
  const w = approvalWords();
  return html`<div class="decision-bar">
    <div class="barred">
      ${icon(UserX, "big")}
      <span><b>${w.ownItem}</b> <span class="soft">${why}</span></span>
    </div>
    ${revisionCode(approvalCode(head.digest), w.revision)}
  </div>`;
}

function revisionCode(code: string, said: string): TemplateResult {
  return html`<p class="revision-code">
    <span class="small quiet">${icon(ShieldCheck)} ${said}</span>
    <span class="mono code">${code}</span>
  </p>`;
}
