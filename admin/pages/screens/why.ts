import { html, nothing, type TemplateResult } from "lit";
import { Check, X } from "lucide";
import type { Condition, Explanation, ScreenMoment } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { conditionLines, whyWords } from "../../strings/conditions.ts";

type Saying = { readonly today: string; readonly exact: (at: number) => string };

/** Why each thing that is on is on: the conditions that hold, as sentences. The running line of a board folds up. */
export function why(moment: ScreenMoment, saying: Saying): TemplateResult {
  const w = whyWords();
  const on = moment.explanations.filter(({ onAir }) => onAir);
  const [lead, ...others] = on.toSorted((a, b) => Number(b.lane === "stage") - Number(a.lane === "stage"));
  if (!lead) {
    return html`<div class="stack tight"><b>${w.nothingOn}</b><span class="soft">${w.nothingOnTeach}</span></div>`;
  }
  return html`<div class="stack tight">
      <h3>${w.why}</h3>
      ${lines(lead.conditions, saying)}
    </div>
    ${others.map(
      (explanation) =>
        html`<details class="more">
          <summary>${w.whyToo(explanation.message.title)}</summary>
          ${lines(explanation.conditions, saying)}
        </details>`,
    )}`;
}

/** Why the others are not on: what fails of each. What holds folds up, as nobody asks for it first. */
export function whyNot(moment: ScreenMoment, saying: Saying): TemplateResult {
  const w = whyWords();
  const others = moment.explanations
    .filter(({ onAir }) => !onAir)
    .toSorted((a, b) => Number(a.inLoop) - Number(b.inLoop));
  return html`<details class="why-not">
    <summary>${w.whyNot} <span class="quiet">${others.length}</span></summary>
    ${others.length === 0 ? html`<p class="quiet">${w.noneOther}</p>` : nothing}
    <ul>
      ${others.map((explanation) => html`<li>${other(explanation, saying)}</li>`)}
    </ul>
  </details>`;
}

function other({ message, campaign, inLoop, conditions }: Explanation, saying: Saying): TemplateResult {
  const w = whyWords();
  const failing = conditions.filter(({ holds }) => !holds);
  // Whatever keeps it out of the loop also keeps its turn from coming; said alone it is the reason.
  const reasons = failing.length > 1 ? failing.filter(({ code }) => code !== "turn") : failing;
  const holding = conditions.filter(({ holds }) => holds);
  return html`<div class="stack tight">
    <span
      ><b>${message.title}</b>
      <span class="small quiet"
        >${campaign ? `· ${campaign.name} ` : ""}· ${inLoop ? w.inLoop : w.notInLoop}</span
      ></span
    >
    ${lines(reasons, saying)}
    ${
      holding.length > 0
        ? html`<details class="more">
            <summary>${w.rest(holding.length)}</summary>
            ${lines(holding, saying)}
          </details>`
        : nothing
    }
  </div>`;
}

function lines(conditions: readonly Condition[], { today, exact }: Saying): TemplateResult {
  const w = whyWords();
  return html`<ul class="conditions">
    ${conditionLines(conditions, today, exact).map(
      ({ holds, sentence }) =>
        html`<li class=${holds ? "holds" : "fails"}>
          ${icon(holds ? Check : X)}<span class="hidden-text">${holds ? w.holds : w.fails}:</span>
          <span>${sentence}</span>
        </li>`,
    )}
  </ul>`;
}
