import { html, nothing, type TemplateResult } from "lit";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide";
import type { PlaylistView, Reach } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { campaignWords, leftOutWords } from "../../strings/campaigns.ts";
import { date, number, time } from "../../strings/format.ts";
import { nothingOnAir } from "./draft.ts";

type Playing = Pick<PlaylistView, "items"> | undefined;

/**
 * What a campaign would reach and what it would leave out, in words, before it is saved. Times are those of `zone`;
 * `needs` says what is wanting while nothing can be reckoned.
 */
export function reachPanel(
  reach: Reach | undefined,
  playlist: Playing,
  how: {
    readonly reckoning: boolean;
    readonly trouble: string | undefined;
    readonly zone: string | undefined;
    readonly needs: string;
  },
): TemplateResult {
  const w = campaignWords();
  const moment = (at: number): string => `${time(at, how.zone)} ${date(at, how.zone)}`;
  return html`<section class="panel stack reach-panel ${how.reckoning ? "waiting" : ""}" aria-live="polite">
    <div class="panel-head">
      <h2>${w.reach}</h2>
      ${how.reckoning ? html`<span class="small quiet">${w.reckoning}</span>` : nothing}
    </div>
    ${how.trouble ? html`<div class="note err">${icon(CircleAlert)}<span>${how.trouble}</span></div>` : nothing}
    ${!reach && !how.trouble && !how.reckoning ? html`<p class="quiet">${how.needs}</p>` : nothing}
    ${
      reach
        ? html` ${screensWanting(reach)}
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
          ${leftOut(reach, playlist)}`
        : nothing
    }
  </section>`;
}

/** Every screen stands at one venue, so with fewer screens than venues some venues have none. */
function screensWanting({ venues, screens }: Reach): TemplateResult | typeof nothing {
  const w = campaignWords();
  if (screens === 0) return html`<p class="small stale">${w.noScreens}</p>`;
  if (screens >= venues) return nothing;
  const without = screens === 1 ? w.venuesWithout(venues - 1) : w.venuesWithoutAtLeast(venues - screens);
  return html`<p class="small stale">${without}</p>`;
}

function leftOut(reach: Reach, playlist: Playing): TemplateResult | typeof nothing {
  const w = campaignWords();
  const why = nothingOnAir(reach, playlist);
  if (why === "empty-playlist") return html`<p class="small stale">${icon(TriangleAlert)} ${w.playlistEmpty}</p>`;
  if (why === "no-screen") return nothing;
  if (reach.leftOut.length === 0) {
    return html`<p class="small"><span class="ok">${icon(CircleCheck)}</span> ${w.nothingLeftOut}</p>`;
  }
  return html`<div>
    <h3 class="stale">${icon(TriangleAlert)} ${why ? w.allLeftOut : w.leftOut}</h3>
    <ul class="left-out small">
      ${reach.leftOut.map(
        ({ title, screens, canvas, reason }) =>
          html`<li><b>${w.leftOutLine(title, screens, canvas)}</b>: ${leftOutWords()[reason]}</li>`,
      )}
    </ul>
  </div>`;
}

/** The two numbers under the sentence, and how many items would be passed over somewhere. */
export function reachCounts(
  reach: Reach | undefined,
  playlist: Playing,
  how: { readonly reckoning: boolean; readonly needs: string },
): TemplateResult {
  const w = campaignWords();
  const why = reach && nothingOnAir(reach, playlist);
  const leftOut = new Set(reach?.leftOut.map(({ message }) => message)).size;
  const unit = (text: string): string => text.replace(/^\S+ /, "");
  return html`<div class="counts" role="status">
    ${
      reach
        ? html`<span><b class="number">${number(reach.screens)}</b> ${unit(w.screens(reach.screens))}</span>
            <span><b class="number">${number(reach.venues)}</b> ${unit(w.venues(reach.venues))}</span>
            ${
              why === "all-left-out" || leftOut > 0
                ? html`<span class="stale strong"
                    >${icon(TriangleAlert)} ${why === "all-left-out" ? w.allLeftOut : w.itemsLeftOut(leftOut)}</span
                  >`
                : nothing
            }`
        : html`<span class="quiet">${how.reckoning ? w.reckoning : how.needs}</span>`
    }
  </div>`;
}
