import "@vaadin/integer-field";
import { html, nothing, type TemplateResult } from "lit";
import { TriangleAlert } from "lucide";
import { defaultShare, Level, type Frequency } from "../../../content/playout/campaign.ts";
import type { CampaignDraft } from "../../../content/wire/api.ts";
import { icon } from "../../elements/icon.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { levelWords } from "../../strings/network.ts";
import { withLevel } from "./draft.ts";

type Set = (change: Partial<CampaignDraft>) => void;

/** The level, and either a share of the loop or a number of times a day. */
export function howMuchFields(draft: CampaignDraft, set: Set): TemplateResult {
  const w = campaignWords();
  const { frequency } = draft;
  const card = (title: string, teach: string, start: Frequency): TemplateResult =>
    choice(frequency.kind === start.kind, title, teach, () => set({ frequency: start }));
  return html`<section class="panel stack" data-field="level" tabindex="-1">
    <h2>${w.howMuch}</h2>
    <div class="row">
      <span class="small strong soft" id="level-label">${w.levelLabel}</span>
      <div class="seg" role="radiogroup" aria-labelledby="level-label">
        ${Level.options.map(
          (level) =>
            html`<label
              ><input
                type="radio"
                name="level"
                .checked=${draft.level === level}
                @change=${() => set(withLevel(draft, level))}
              /><span>${levelWords()[level]}</span></label
            >`,
        )}
      </div>
    </div>
    ${
      draft.level === "urgent"
        ? html`<div class="note stale">${icon(TriangleAlert)}<span>${w.urgentTeach}</span></div>`
        : nothing
    }
    <div class="cards" role="radiogroup" aria-label=${w.howMuch}>
      ${card(w.continuous, w.continuousTeach, { kind: "continuous", share: defaultShare[draft.level] })}
      ${card(w.perDay, w.perDayTeach, { kind: "per-day", times: 4 })}
    </div>
    ${frequency.kind === "continuous" ? shareFields(frequency.share, set) : timesField(frequency.times, set)}
  </section>`;
}

function choice(on: boolean, title: string, teach: string, choose: () => void): TemplateResult {
  return html`<label class="card-choice">
    <input
      type="radio"
      name="frequency"
      .checked=${on}
      @change=${() => {
        if (!on) choose();
      }}
    />
    <span class="stack tight"><b>${title}</b><span class="small soft">${teach}</span></span>
  </label>`;
}

function shareFields(share: { readonly spots: number; readonly of: number }, set: Set): TemplateResult {
  const w = campaignWords();
  const put = (spots: number, of: number): void =>
    set({ frequency: { kind: "continuous", share: { spots: Math.min(spots, of), of } } });
  return html`<div class="share-row">
      ${count(w.spots, share.spots, 1, 60, (n) => put(n, Math.max(n, share.of)))}
      <span class="soft">${w.outOf}</span>
      ${count(w.share, share.of, 1, 60, (n) => put(share.spots, n))}
    </div>
    <p class="small soft">${w.shareTeach(share.spots, share.of)}</p>`;
}

function timesField(times: number, set: Set): TemplateResult {
  const w = campaignWords();
  return html`<div class="share-row">
    ${count(w.times, times, 1, 96, (n) => set({ frequency: { kind: "per-day", times: n } }))}
    <span class="soft">${w.timesADay(times)}</span>
  </div>`;
}

/** A whole number between bounds; anything else typed goes back to the last good one. */
function count(label: string, value: number, min: number, max: number, set: (n: number) => void): TemplateResult {
  return html`<vaadin-integer-field
    label=${label}
    step-buttons-visible
    .min=${min}
    .max=${max}
    .value=${String(value)}
    @change=${(event: Event) => {
      const field = event.currentTarget as HTMLElement & { value: string };
      const given = Math.round(Number(field.value));
      if (field.value !== "" && given >= min && given <= max) set(given);
      else field.value = String(value);
    }}
  ></vaadin-integer-field>`;
}
