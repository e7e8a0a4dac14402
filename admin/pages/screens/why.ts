import { html, nothing, type TemplateResult } from "lit";
import { Check, X } from "lucide";
import type { Condition, Explanation, ScreenMoment } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { conditionSentence, whyWords } from "../../strings/conditions.ts";

type Saying = { readonly today: string; readonly exact: (at: number) => string };

/** Why each thing that is on is on: the conditions that hold, as sentences. */
export function why(moment: ScreenMoment, saying: Saying): TemplateResult {
  const w = whyWords();
  const on = moment.explanations.filter(({ onAir }) => onAir);
  if (on.length === 0) {
    return html`<div class="stack tight"><b>${w.nothingOn}</b><span class="soft">${w.nothingOnTeach}</span></div>`;
  }
  return html`${on.map(
    (explanation) =>
      html`<div class="stack tight">
        <h3>
          ${w.why}
          ${on.length > 1 ? html`<span class="quiet">· ${explanation.lane === "stage" ? w.onStage : w.onTicker}</span>` : nothing}
        </h3>
        ${conditions(explanation.conditions, saying)}
      </div>`,
  )}`;
}

/** Why the others are not: what fails first, the rest after it. */
export function whyNot(moment: ScreenMoment, saying: Saying): TemplateResult {
  const w = whyWords();
  const others = moment.explanations.filter(({ onAir }) => !onAir);
  return html`<details class="why-not">
    <summary>${w.whyNot} <span class="quiet">${others.length}</span></summary>
    ${others.length === 0 ? html`<p class="quiet">${w.noneOther}</p>` : nothing}
    <ul>
      ${others.map((explanation) => html`<li>${other(explanation, saying)}</li>`)}
    </ul>
  </details>`;
}

function other({ message, campaign, inLoop, conditions: all }: Explanation, saying: Saying): TemplateResult {
  const w = whyWords();
  // In words, what fails first: whoever asks wants that, and the rest shows that nothing else is in the way.
  const failing = all.filter(({ holds }) => !holds);
  const shown = failing.length > 1 ? failing.filter(({ code }) => code !== "turn") : failing;
  const rest = all.filter((condition) => !shown.includes(condition) && condition.holds);
  return html`<div class="stack tight">
    <span
      ><b>${message.title}</b>
      <span class="small quiet"
        >${campaign ? `· ${campaign.name} ` : ""}· ${inLoop ? w.inLoop : w.notInLoop}</span
      ></span
    >
    ${conditions([...shown, ...rest], saying)}
  </div>`;
}

function conditions(all: readonly Condition[], { today, exact }: Saying): TemplateResult {
  const w = whyWords();
  return html`<ul class="conditions">
    ${all.map(
      (condition) =>
        html`<li class=${condition.holds ? "holds" : "fails"}>
          ${icon(condition.holds ? Check : X)}<span class="hidden-text">${condition.holds ? w.holds : w.fails}:</span>
          <span>${conditionSentence(condition, today, exact)}</span>
        </li>`,
    )}
  </ul>`;
}
