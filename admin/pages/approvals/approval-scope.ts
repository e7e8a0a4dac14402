import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { TriangleAlert } from "lucide";
import { VenueKind } from "../../../content/network/venue.ts";
import { Level } from "../../../content/playout/campaign.ts";
import type { ApprovalScope } from "../../../content/trust/approval-statement.ts";
import type { CampaignView } from "../../../content/wire/views.ts";
import { openDialog } from "../../elements/ask.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { calendarDate } from "../../strings/format.ts";
import { datePickerI18n } from "../../strings/kit.ts";
import { kindWords, levelWords } from "../../strings/network.ts";
import { myKeyWords } from "../../strings/my-key.ts";
import { shellWords } from "../../strings/shell.ts";
import { localToday } from "../campaigns/dates.ts";

/** Where, until when and how loudly an approval lets a message be shown, in an approver's terms. */
export type Scope = { readonly kinds: readonly VenueKind[]; readonly lastDay: string; readonly level: Level };

const mostYears = 5;

/** The same day `years` from now, by this device's calendar. */
function yearsOn(now: number, years: number): string {
  const then = new Date(now);
  then.setFullYear(then.getFullYear() + years);
  return localToday(then.getTime());
}

/** As wide as an ordinary message needs: everywhere, a year, whatever is not urgent. */
export function usualScope(now: number): Scope {
  return { kinds: VenueKind.options, lastDay: yearsOn(now, 1), level: "priority" };
}

/** As it is signed: from the very instant, to the midnight after the last day. */
export function scopeSigned({ kinds, lastDay, level }: Scope, at: number): ApprovalScope {
  const midnight = new Date(`${lastDay}T00:00`);
  midnight.setDate(midnight.getDate() + 1);
  const venueKinds = VenueKind.options.filter((kind) => kinds.includes(kind));
  return { venueKinds, from: at, until: midnight.getTime(), level };
}

const loudness = (level: Level): number => Level.options.indexOf(level);

/** One sentence, with the way to narrow it, and what would not be shown under it. */
export function scopeSentence(scope: Scope, campaigns: readonly CampaignView[], change: () => void): TemplateResult {
  const w = myKeyWords();
  const all = scope.kinds.length === VenueKind.options.length;
  const kinds = all ? w.allKinds : scope.kinds.map((kind) => kindWords()[kind].toLowerCase()).join(", ");
  const louder = campaigns.find(({ level }) => loudness(level) > loudness(scope.level));
  return html`<p class="small approval-scope">
    ${w.scopeStart} <b>${kinds}</b>, ${w.scopeUntil} <b>${calendarDate(scope.lastDay)}</b>, ${w.scopeLevel}
    <b>${levelWords()[scope.level].toLowerCase()}</b>.
    <button class="plain" @click=${change}>${w.change}</button>
    ${louder ? html`<span class="stale">${icon(TriangleAlert)} ${w.tooLoud(louder.name)}</span>` : nothing}
  </p>`;
}

/** Asks for another scope; `undefined` when it stays as it was. */
export async function askScope(before: Scope, now: number): Promise<Scope | undefined> {
  const w = myKeyWords();
  // Only who narrows a scope needs the calendar.
  await import("@vaadin/date-picker");
  const [today, last] = [localToday(now), yearsOn(now, mostYears)];
  let scope = before;
  let tried = false;
  const answer = await openDialog(w.scopeTitle, ({ draw, close }) => {
    const set = (change: Partial<Scope>): void => {
      scope = { ...scope, ...change };
      draw();
    };
    const badDay = scope.lastDay < today || scope.lastDay > last;
    const use = (): void => {
      tried = true;
      if (scope.kinds.length > 0 && !badDay) close("use");
      else draw();
    };
    return html`<div class="stack">
        <p class="soft">${w.scopeTeach}</p>
        <fieldset class="scope-kinds">
          <legend class="small strong soft">${w.kinds}</legend>
          ${VenueKind.options.map(
            (kind) =>
              html`<label class="row tight"
                ><input
                  type="checkbox"
                  .checked=${scope.kinds.includes(kind)}
                  @change=${(event: Event) => {
                    const on = (event.currentTarget as HTMLInputElement).checked;
                    set({ kinds: on ? [...scope.kinds, kind] : scope.kinds.filter((other) => other !== kind) });
                  }}
                />
                ${kindWords()[kind]}</label
              >`,
          )}
        </fieldset>
        <div role="alert">
          ${tried && scope.kinds.length === 0 ? html`<p class="err">${w.kindsNeeded}</p>` : nothing}
        </div>
        <vaadin-date-picker
          auto-open-disabled
          label=${w.until}
          .i18n=${datePickerI18n()}
          .value=${scope.lastDay}
          .min=${today}
          .max=${last}
          .invalid=${badDay}
          .errorMessage=${w.untilNeeded}
          @change=${(event: Event) => set({ lastDay: valueOf(event) })}
        ></vaadin-date-picker>
        <div class="stack tight">
          <span class="small strong soft">${w.highest}</span>
          <div class="seg" role="radiogroup" aria-label=${w.highest}>
            ${Level.options.map(
              (level) =>
                html`<label
                  ><input
                    type="radio"
                    name="approval-level"
                    .checked=${scope.level === level}
                    @change=${() => set({ level })}
                  /><span>${levelWords()[level]}</span></label
                >`,
            )}
          </div>
        </div>
      </div>
      <div class="dialog-actions">
        <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
        <vaadin-button theme="primary" @click=${use}>${w.narrow}</vaadin-button>
      </div>`;
  });
  return answer === "use" ? scope : undefined;
}
