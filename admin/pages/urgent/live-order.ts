import { html, nothing, type TemplateResult } from "lit";
import { CircleCheck, CircleStop, Megaphone, TriangleAlert } from "lucide";
import type { OrderView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import type { Standing } from "../../keys/hand.ts";
import { pathTo } from "../../router.ts";
import { may } from "../../session.ts";
import { countdown } from "../../strings/countdown.ts";
import { number, time } from "../../strings/format.ts";
import { byName } from "../../strings/network.ts";
import { orderWords } from "../../strings/orders.ts";
import { type TakeoverFacts } from "./order-facts.ts";
import { reachBar } from "./reach-panel.ts";
import { scopeName, showsIt, venuesIn, type Network, type VenueCount } from "./scope.ts";
import { standingNote } from "./standing-note.ts";

export type LiveOrder = {
  readonly order: OrderView;
  readonly facts: TakeoverFacts;
  readonly previews: TemplateResult;
  readonly network: Network;
  readonly now: number;
  readonly recaller: Standing | undefined;
  readonly busy: boolean;
  readonly trouble: string;
  readonly end: () => void;
};

/** How much is left, how many screens say that it is on, and the two ways to stop it. */
export function liveMain(live: LiveOrder): TemplateResult {
  const w = orderWords();
  const { order, facts, now, busy, previews } = live;
  const { until } = facts.statement;
  const on = order.shown?.on ?? 0;
  const of = order.shown?.of ?? 0;
  const offline = order.reach?.offline ?? 0;
  const silent = Math.max(0, of - on - offline);
  return html`<div class="live-top">
      <div>
        <p class="countdown" role="timer">${countdown(until - now)}</p>
        <p class="soft">${w.left(time(until))}</p>
      </div>
      ${
        may("recall")
          ? html`<div class="live-actions">
              <div class="row">
                <button class="tone-button" ?disabled=${busy || live.recaller?.state !== "ready"} @click=${live.end}>
                  ${icon(CircleStop)} ${busy ? w.ending : w.end}
                </button>
                <a class="plain-button" href="${pathTo("urgent")}?cancel=${order.id}">${icon(Megaphone)} ${w.cancel}</a>
              </div>
              ${standingNote(live.recaller, "officer")}
              ${live.trouble ? html`<p class="note err" role="alert">${live.trouble}</p>` : nothing}
            </div>`
          : nothing
      }
    </div>
    <p class="live-count" role="status">
      <span class="number">${number(on)}</span> <span class="number soft">/ ${number(of)}</span> ${w.showing}
    </p>
    ${reachBar([
      { count: on, tone: "on" },
      { count: silent, tone: "silent" },
      { count: offline, tone: "off" },
    ])}
    <ul class="live-legend small">
      <li class="on">${w.showingNow(on)}</li>
      <li class="silent">${w.notYet(silent)}</li>
      <li class="off">${w.offline(offline)}</li>
    </ul>
    ${previews} ${aloneNote(order, facts)}
    <p class="small soft">${w.liveTeach(time(until))}</p>`;
}

/** After its end: what it was, and whether somewhere it is still seen. */
export function overMain(live: LiveOrder): TemplateResult {
  const w = orderWords();
  const { order, facts, network, previews } = live;
  const ended = order.status === "ended";
  const still = network.screens.filter((screen) => showsIt(screen, order.number)).length;
  return html`<h2 class="takeover-title">${icon(CircleCheck, "big")} ${ended ? w.endedTitle : w.overTitle}</h2>
    <p class="takeover-sentence">${ended ? w.endedTeach : w.overTeach}</p>
    <p class="live-count" role="status">${still > 0 ? w.stillShowing(still) : w.noneShowing}</p>
    ${previews} ${aloneNote(order, facts)}
    <p class="soft">${scopeName(facts.statement.scope, network)}. ${facts.statement.reason}</p>
    ${
      may("proposeTakeover")
        ? html`<div class="takeover-actions">
            <a class="plain-button" href=${pathTo("orders")}>${w.toOrders}</a>
            <a class="plain-button" href=${pathTo("urgent")}>${w.newOrder}</a>
          </div>`
        : nothing
    }`;
}

function aloneNote({ alone }: OrderView, { statement }: TakeoverFacts): TemplateResult | typeof nothing {
  if (!alone) return nothing;
  return html`<p class="note stale">
    ${icon(TriangleAlert)} <span><b>${orderWords().aloneBy(statement.by.name)}.</b> ${statement.alone?.note}</span>
  </p>`;
}

/** Venue by venue, those that do not show it first: whom to telephone. */
export function liveSide(live: LiveOrder): TemplateResult {
  const w = orderWords();
  const { order, facts, network } = live;
  const places = venuesIn(facts.statement.scope, network).map((place) => ({
    ...place,
    missing: place.screens.filter((screen) => !showsIt(screen, order.number)).length,
  }));
  const sorted = places.toSorted((a, b) => b.missing - a.missing || byName(a.venue.name, b.venue.name));
  const late = order.status === "running" ? sorted.filter(({ missing }) => missing > 0) : [];
  const rest = sorted.filter((place) => !late.includes(place));
  return html`${
    order.status === "running"
      ? html`<h2>${w.toPhone}</h2>
          ${late.length === 0 ? html`<p class="ok">${icon(CircleCheck)} ${w.allShow}</p>` : nothing}
          <ul class="live-venues">
            ${late.map((place) => lateRow(place))}
          </ul>`
      : nothing
  }
  ${
    rest.length > 0
      ? html`<h2>${w.perVenue}</h2>
          <ul class="live-venues">
            ${rest.map(
              ({ venue, screens }) =>
                html`<li>
                  <b>${venue.name}</b>
                  <span class="small soft"
                    >${order.status === "running" ? w.venueAll(screens.length) : w.venueScreens(screens.length)}</span
                  >
                </li>`,
            )}
          </ul>`
      : nothing
  }`;
}

function lateRow({ venue, screens, missing }: VenueCount & { readonly missing: number }): TemplateResult {
  return html`<li class="late">
    <b>${venue.name}</b>
    <span class="small">${orderWords().venueMissing(missing, screens.length)}</span>
    <span class="small soft">${[venue.operator, venue.address].filter(Boolean).join(", ")}</span>
  </li>`;
}
