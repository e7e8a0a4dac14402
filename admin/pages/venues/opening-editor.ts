import "@vaadin/time-picker";
import { html, nothing, type TemplateResult } from "lit";
import { CopyCheck, Plus, X } from "lucide";
import type { Hours } from "../../../content/network/venue.ts";
import { icon } from "../../elements/icon.ts";
import { weekdayLong } from "../../strings/network.ts";
import { venueWords } from "../../strings/venues.ts";
import { hoursEnd } from "../campaigns/draft.ts";
import { copiedDown, officeWeek, type Week } from "./opening-week.ts";

const mostSpans = 2;

/** Opening hours, day by day; `undefined` is around the clock. Every change gives a whole new week. */
export function openingEditor(week: Week | undefined, set: (week: Week | undefined) => void): TemplateResult {
  const w = venueWords();
  return html`<fieldset class="bare">
    <legend>${w.opening}</legend>
    <div class="seg" role="radiogroup" aria-label=${w.opening}>
      <label
        ><input type="radio" name="opening" .checked=${week === undefined} @change=${() => set(undefined)} /><span
          >${w.always}</span
        ></label
      >
      <label
        ><input type="radio" name="opening" .checked=${week !== undefined} @change=${() => set(officeWeek)} /><span
          >${w.byHours}</span
        ></label
      >
    </div>
    <p class="small quiet">${w.openingTeach}</p>
    ${
      week
        ? html`<div class="week">${week.map((spans, day) => dayRow(week, spans, day, set))}</div>
            ${week.every((spans) => spans.length === 0) ? html`<p class="small stale">${w.allClosed}</p>` : nothing}`
        : nothing
    }
  </fieldset>`;
}

function dayRow(week: Week, spans: readonly Hours[], day: number, set: (week: Week) => void): TemplateResult {
  const w = venueWords();
  const name = weekdayLong(day + 1);
  const put = (next: readonly Hours[]): void => set(week.with(day, next));
  return html`<div class="week-day">
    <label class="row tight">
      <input
        type="checkbox"
        .checked=${spans.length > 0}
        @change=${(event: Event) =>
          put((event.currentTarget as HTMLInputElement).checked ? [{ from: "07:00", until: "17:00" }] : [])}
      />
      <span class="strong">${name}</span>
    </label>
    <div class="spans">
      ${spans.length === 0 ? html`<span class="quiet">${w.closed}</span>` : nothing}
      ${spans.map((span, i) => spanFields(name, span, spans.length, (next) => put(next ? spans.with(i, next) : spans.toSpliced(i, 1))))}
      ${
        spans.length > 0 && spans.length < mostSpans
          ? html`<button
              class="square bare"
              aria-label=${w.addSpan(name)}
              title=${w.addSpan(name)}
              @click=${() => put([...spans, { from: "13:30", until: "17:00" }])}
            >
              ${icon(Plus)}
            </button>`
          : nothing
      }
    </div>
    ${
      day < 6
        ? html`<button
            class="square bare"
            aria-label=${w.copyDownFrom(name)}
            title=${w.copyDown}
            @click=${() => set(copiedDown(week, day))}
          >
            ${icon(CopyCheck)}
          </button>`
        : html`<span></span>`
    }
  </div>`;
}

function spanFields(day: string, span: Hours, of: number, set: (next: Hours | undefined) => void): TemplateResult {
  const w = venueWords();
  const end = hoursEnd(span);
  // The kit's picker knows no 24:00; as an end, midnight is written 00:00 and means the same.
  const shown = (clock: string): string => (clock === "24:00" ? "00:00" : clock);
  const field = (label: string, value: string, change: (clock: string) => void): TemplateResult =>
    html`<vaadin-time-picker
      accessible-name=${label}
      step="900"
      .value=${shown(value)}
      @change=${(event: Event) => {
        const picker = event.currentTarget as HTMLElement & { value: string };
        if (picker.value) change(picker.value);
        else picker.value = shown(value);
      }}
    ></vaadin-time-picker>`;
  return html`<span class="span">
    ${field(w.dayFrom(day), span.from, (from) => set({ ...span, from }))}–${field(
      w.dayUntil(day),
      span.until,
      (until) => set({ ...span, until }),
    )}
    ${
      end === "same-day"
        ? nothing
        : html`<span class="small soft">${end === "next-day" ? w.overMidnight : w.wholeDay}</span>`
    }
    ${
      of > 1
        ? html`<button
            class="square bare"
            aria-label=${w.dropSpan(day, `${span.from}–${span.until}`)}
            @click=${() => set(undefined)}
          >
            ${icon(X)}
          </button>`
        : nothing
    }
  </span>`;
}
