import "@vaadin/date-picker";
import "@vaadin/time-picker";
import { html, type TemplateResult } from "lit";
import { datePickerI18n } from "../../strings/kit.ts";
import { calendarDate, shortDate } from "../../strings/format.ts";
import { screenWords } from "../../strings/screens.ts";
import {
  atSteps,
  daySteps,
  instantOf,
  localDateAt,
  localTimeAt,
  midnights,
  onDay,
  reachSteps,
  stepsTo,
} from "./moment-time.ts";

type Choice = { readonly now: number; readonly at: number | undefined; readonly zone: string };
type Field = HTMLElement & { value: string };

/** "Look at": seven days back and ahead, by slider, by date and time, or by two buttons. `undefined` is now. */
export function momentSlider({ now, at, zone }: Choice, set: (at: number | undefined) => void): TemplateResult {
  const w = screenWords();
  const shown = at ?? now;
  const date = localDateAt(shown, zone);
  const time = localTimeAt(shown, zone);
  const steps = at === undefined ? 0 : stepsTo(now, at);
  const to = (next: number): void => {
    const kept = Math.max(-reachSteps, Math.min(reachSteps, next));
    set(kept === 0 ? undefined : atSteps(now, kept));
  };
  const keys: Readonly<Record<string, () => void>> = {
    PageUp: () => to(steps + daySteps),
    PageDown: () => to(steps - daySteps),
    Home: () => set(undefined),
    End: () => to(reachSteps),
  };
  return html`<section class="panel moment">
    <div class="row">
      <h2>${w.lookAt}</h2>
      <b class="moment-shown" role="status"
        >${at === undefined ? `${w.lookNow}, ${time}` : `${time} ${calendarDate(date)}`}</b
      >
      <span class="grow"></span>
      <div class="row tight">
        <button class="filter" @click=${() => set(onDay(now, -1, "17:00", zone))}>${w.yesterday}</button>
        <button class="filter" aria-pressed=${at === undefined ? "true" : "false"} @click=${() => set(undefined)}>
          ${w.nowButton}
        </button>
        <button class="filter" @click=${() => set(onDay(now, 1, "14:00", zone))}>${w.tomorrow}</button>
      </div>
    </div>
    <div class="moment-track">
      <div class="moment-days" aria-hidden="true">
        ${midnights(now, zone).map(
          (midnight) =>
            html`<span
              class=${midnight.date === localDateAt(now, zone) ? "today" : ""}
              .style=${`left:${(midnight.place * 100).toFixed(3)}%`}
              >${shortDate(midnight.date)}</span
            >`,
        )}
      </div>
      <input
        type="range"
        min=${-reachSteps}
        max=${reachSteps}
        step="1"
        aria-label=${w.slider}
        aria-valuetext=${at === undefined ? w.lookNow : `${time} ${calendarDate(date)}`}
        .value=${String(steps)}
        @input=${(event: Event) => to(Number((event.currentTarget as HTMLInputElement).value))}
        @keydown=${(event: KeyboardEvent) => {
          const key = keys[event.key];
          if (!key) return;
          event.preventDefault();
          key();
        }}
      />
    </div>
    <div class="row moment-under">
      <span class="micro quiet grow"
        >${at !== undefined && at < now ? w.pastSide : at === undefined ? w.sliderKeys : w.futureSide}</span
      >
      <vaadin-date-picker
        auto-open-disabled
        class="moment-date"
        accessible-name=${w.date}
        .i18n=${datePickerI18n()}
        .value=${date}
        @change=${(event: Event) => {
          const { value } = event.currentTarget as Field;
          if (value) set(instantOf(value, time, zone));
        }}
      ></vaadin-date-picker>
      <vaadin-time-picker
        class="moment-time"
        accessible-name=${w.time}
        step="900"
        .value=${time}
        @change=${(event: Event) => {
          const { value } = event.currentTarget as Field;
          if (value) set(instantOf(date, value, zone));
        }}
      ></vaadin-time-picker>
    </div>
  </section>`;
}
