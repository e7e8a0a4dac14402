import { html, nothing, type TemplateResult } from "lit";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide";
import type { Reach } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { campaignWords, leftOutWords } from "../../strings/campaigns.ts";
import { date, number, time } from "../../strings/format.ts";

/** What a campaign would reach and what it would leave out, in words, before it is saved. Times are those of `zone`. */
export function reachPanel(
  reach: Reach | undefined,
  how: { readonly reckoning: boolean; readonly trouble: string | undefined; readonly zone: string | undefined },
): TemplateResult {
  const w = campaignWords();
  const moment = (at: number): string => `${time(at, how.zone)} ${date(at, how.zone)}`;
  return html`<section class="panel stack reach-panel ${how.reckoning ? "waiting" : ""}" aria-live="polite">
    <div class="panel-head">
      <h2>${w.reach}</h2>
      ${how.reckoning ? html`<span class="small quiet">${w.reckoning}</span>` : nothing}
    </div>
    ${how.trouble ? html`<div class="note err">${icon(CircleAlert)}<span>${how.trouble}</span></div>` : nothing}
    ${!reach && !how.trouble && !how.reckoning ? html`<p class="quiet">${w.reachNeeds}</p>` : nothing}
    ${
      reach
        ? html` ${reach.screens === 0 ? html`<p class="small stale">${w.noScreens}</p>` : nothing}
          ${
            reach.from !== undefined && reach.until !== undefined
              ? html`<dl class="facts">
                  <dt>${w.starts}</dt>
                  <dd>${moment(reach.from)}</dd>
                  <dt>${w.ends}</dt>
                  <dd>${moment(reach.until)}</dd>
                </dl>`
              : nothing
          }
          ${reach.screens > 0 ? leftOut(reach) : nothing}`
        : nothing
    }
  </section>`;
}

function leftOut(reach: Reach): TemplateResult {
  const w = campaignWords();
  if (reach.leftOut.length === 0) {
    return html`<p class="small"><span class="ok">${icon(CircleCheck)}</span> ${w.nothingLeftOut}</p>`;
  }
  return html`<div>
    <h3 class="stale">${icon(TriangleAlert)} ${w.leftOut}</h3>
    <ul class="left-out small">
      ${reach.leftOut.map(
        ({ title, screens, canvas, reason }) =>
          html`<li><b>${w.leftOutLine(title, screens, canvas)}</b>: ${leftOutWords()[reason]}</li>`,
      )}
    </ul>
  </div>`;
}

/** The two numbers under the sentence, and how many items would be passed over somewhere. */
export function reachCounts(reach: Reach | undefined, reckoning: boolean): TemplateResult {
  const w = campaignWords();
  const leftOut = new Set(reach?.leftOut.map(({ message }) => message)).size;
  const unit = (text: string): string => text.replace(/^\S+ /, "");
  return html`<div class="counts" role="status">
    ${
      reach
        ? html`<span><b class="number">${number(reach.screens)}</b> ${unit(w.screens(reach.screens))}</span>
            <span><b class="number">${number(reach.venues)}</b> ${unit(w.venues(reach.venues))}</span>
            ${
              leftOut > 0
                ? html`<span class="stale strong">${icon(TriangleAlert)} ${w.itemsLeftOut(leftOut)}</span>`
                : nothing
            }`
        : html`<span class="quiet">${reckoning ? w.reckoning : w.reachNeeds}</span>`
    }
  </div>`;
}
