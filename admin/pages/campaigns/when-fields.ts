import "@vaadin/button";
import "@vaadin/date-picker";
import "@vaadin/time-picker";
import { html, nothing, type TemplateResult } from "lit";
import { Plus, X } from "lucide";
import type { Hours } from "../../../content/network/venue.ts";
import type { CampaignDraft } from "../../../content/wire/api.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { datePickerI18n } from "../../strings/kit.ts";
import { weekdayLong, weekdayShort } from "../../strings/network.ts";
import { lastDaySentence } from "./dates.ts";
import { hoursEnd, withWeekday } from "./draft.ts";

type Set = (change: Partial<CampaignDraft>) => void;
const mostHours = 12;

/** The window, both days included; the hours and the weekdays in it. */
export function whenFields(draft: CampaignDraft, tried: boolean, set: Set): TemplateResult {
  const w = campaignWords();
  return html`<section class="panel stack">
    <h2>${w.when}</h2>
    ${dates(draft, tried, set)}
    <fieldset class="bare">
      <legend>${w.hours}</legend>
      ${draft.hours.map((hours, i) => hoursRow(draft, hours, i, set))}
      <div class="row">
        <vaadin-button
          ?disabled=${draft.hours.length >= mostHours}
          @click=${() => set({ hours: [...draft.hours, { from: "06:00", until: "22:00" }] })}
          >${icon(Plus)} ${w.addHours}</vaadin-button
        >
        ${draft.hours.length === 0 ? html`<span class="small quiet">${w.hoursTeach}</span>` : nothing}
      </div>
    </fieldset>
    ${weekdays(draft, set)}
  </section>`;
}

function dates(draft: CampaignDraft, tried: boolean, set: Set): TemplateResult {
  const w = campaignWords();
  const reversed = draft.from !== "" && draft.to !== "" && draft.to < draft.from;
  return html`<div class="date-row">
    <vaadin-date-picker
      auto-open-disabled
      data-field="from"
      label=${w.from}
      .i18n=${datePickerI18n()}
      .value=${draft.from}
      .invalid=${tried && draft.from === ""}
      @change=${(event: Event) => set({ from: valueOf(event) })}
    ></vaadin-date-picker>
    <vaadin-date-picker
      auto-open-disabled
      data-field="to"
      label=${w.to}
      .i18n=${datePickerI18n()}
      .value=${draft.to}
      .initialPosition=${draft.from}
      .invalid=${reversed || (tried && draft.to === "")}
      @change=${(event: Event) => set({ to: valueOf(event) })}
    ></vaadin-date-picker>
    <span class="note-line small ${reversed ? "err" : "soft"}" role="status"
      >${lastDaySentence(draft.from, draft.to) || (tried ? w.datesNeeded : "")}</span
    >
  </div>`;
}

function hoursRow(draft: CampaignDraft, hours: Hours, at: number, set: Set): TemplateResult {
  const w = campaignWords();
  const put = (change: Partial<Hours>): void => set({ hours: draft.hours.with(at, { ...hours, ...change }) });
  const end = hoursEnd(hours);
  const said = end === "whole-day" ? w.wholeDay : end === "next-day" ? w.overMidnight(hours.until) : "";
  return html`<div class="hours-row">
    ${clockField(w.fromHour, hours.from, (from) => put({ from }))}
    ${clockField(w.untilHour, hours.until, (until) => put({ until }))}
    <span class="note-line small soft">${said}</span>
    <button
      class="square"
      aria-label=${w.removeHours(`${hours.from}–${hours.until}`)}
      @click=${() => set({ hours: draft.hours.toSpliced(at, 1) })}
    >
      ${icon(X)}
    </button>
  </div>`;
}

/** A time of day; one that is emptied goes back to the last good one. */
function clockField(label: string, value: string, change: (clock: string) => void): TemplateResult {
  // The kit's picker knows no 24:00; as an end, midnight is written 00:00 and means the same.
  const shown = value === "24:00" ? "00:00" : value;
  return html`<vaadin-time-picker
    label=${label}
    step="900"
    .value=${shown}
    @change=${(event: Event) => {
      const clock = valueOf(event);
      if (clock) change(clock);
      else (event.currentTarget as HTMLElement & { value: string }).value = shown;
    }}
  ></vaadin-time-picker>`;
}

function weekdays(draft: CampaignDraft, set: Set): TemplateResult {
  const w = campaignWords();
  return html`<fieldset class="bare">
    <legend>${w.weekdays}</legend>
    <div class="row">
      <div class="day-choice">
        ${[1, 2, 3, 4, 5, 6, 7].map(
          (day) =>
            html`<label title=${weekdayLong(day)}>
              <input
                type="checkbox"
                aria-label=${weekdayLong(day)}
                .checked=${draft.weekdays.includes(day)}
                @change=${(event: Event) => {
                  const on = (event.currentTarget as HTMLInputElement).checked;
                  set({ weekdays: withWeekday(draft.weekdays, day, on) });
                }}
              /><span aria-hidden="true">${weekdayShort(day)}</span>
            </label>`,
        )}
      </div>
      ${draft.weekdays.length === 0 ? html`<span class="small quiet">${w.weekdaysTeach}</span>` : nothing}
    </div>
  </fieldset>`;
}
