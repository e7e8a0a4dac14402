import { html, nothing, type TemplateResult } from "lit";
import type { TakeoverReach } from "../../../content/wire/views.ts";
import { number } from "../../strings/format.ts";
import { byName } from "../../strings/network.ts";
import { urgentWords } from "../../strings/urgent.ts";
import type { VenueCount } from "./scope.ts";

/** Rows of each column; the rest is a number. */
const rowsShown = 3;

type Row = { readonly name: string; readonly said: string };

/** Whom it reaches: the bar, the three numbers, and the places behind each. */
export function reachPanel(reach: TakeoverReach, venues: readonly VenueCount[], drill: boolean): TemplateResult {
  const w = urgentWords();
  const counts = (online: boolean): readonly Row[] =>
    venues
      .map(({ venue, screens }) => ({ name: venue.name, count: screens.filter((s) => s.online === online).length }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || byName(a.name, b.name))
      .map(({ name, count }) => ({ name, said: number(count) }));
  const operators = new Map(venues.map(({ venue }) => [venue.id, venue.operator]));
  const toCall = reach.toCall.map(({ id, name }) => ({ name, said: drill ? w.noCall : (operators.get(id) ?? "") }));
  return html`<section class="reach" aria-label=${w.reachLine(reach.online, reach.offline, reach.venues)}>
    ${reachBar([
      { count: reach.online, tone: "on" },
      { count: reach.offline, tone: "off" },
    ])}
    <div class="reach-columns">
      ${column(reach.online, w.online, drill ? w.onlineTeachDrill : w.onlineTeach, counts(true))}
      ${column(reach.offline, w.offline, drill ? w.offlineTeachDrill : w.offlineTeach, counts(false))}
      ${
        reach.toCall.length > 0
          ? column(reach.toCall.length, w.toCall, drill ? w.toCallTeachDrill : w.toCallTeach, toCall)
          : nothing
      }
    </div>
  </section>`;
}

export function reachBar(
  parts: readonly { readonly count: number; readonly tone: "on" | "silent" | "off" }[],
): TemplateResult {
  return html`<div class="reach-bar" aria-hidden="true">
    ${parts.map(({ count, tone }) => (count > 0 ? html`<span class=${tone} .style=${`flex:${count}`}></span>` : nothing))}
  </div>`;
}

function column(count: number, word: string, teach: string, rows: readonly Row[]): TemplateResult {
  const more = rows.length - rowsShown;
  return html`<div>
    <p><span class="number">${number(count)}</span> <b>${word}</b></p>
    <p class="small soft">${teach}</p>
    <ul class="reach-rows">
      ${rows.slice(0, rowsShown).map(({ name, said }) => html`<li><span>${name}</span> <b>${said}</b></li>`)}
      ${more > 0 ? html`<li class="soft">${urgentWords().otherPlaces(more)}</li>` : nothing}
    </ul>
  </div>`;
}
