import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { MapPin, Plus, Search } from "lucide";
import type { Area } from "../../../content/network/area.ts";
import type { Venue } from "../../../content/network/venue.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { ScreenView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { areaPath } from "../../elements/areas.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { navigate, pathTo } from "../../router.ts";
import { may } from "../../session.ts";
import { byName, kindWords, plain } from "../../strings/network.ts";
import { venueWords } from "../../strings/venues.ts";

export class VenueList extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    venues: { state: true },
    areas: { state: true },
    screens: { state: true },
    query: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["venues", "directory", "screens"];
  declare venues: readonly Venue[];
  declare areas: readonly Area[];
  declare screens: readonly ScreenView[];
  declare query: string;

  constructor() {
    super();
    this.venues = [];
    this.areas = [];
    this.screens = [];
    this.query = "";
  }

  protected override async read(): Promise<void> {
    const [venues, areas, screens] = await Promise.all([call("venues"), call("areas"), call("screens")]);
    this.areas = areas;
    this.screens = screens;
    this.venues = venues.toSorted((a, b) => byName(a.name, b.name));
  }

  protected override render(): TemplateResult {
    const w = venueWords();
    const add = may("addVenue")
      ? html`<vaadin-button theme="primary" @click=${() => navigate(pathTo("venues", "new"))}
          >${icon(Plus)} ${w.newVenue}</vaadin-button
        >`
      : nothing;
    const wanted = plain(this.query.trim());
    const found = this.venues.filter((venue) =>
      plain(
        `${venue.name} ${venue.operator} ${venue.address} ${kindWords()[venue.kind]} ${areaPath(venue.area, this.areas)}`,
      ).includes(wanted),
    );
    const byArea = new Map<string, Venue[]>();
    for (const venue of found) {
      const area = areaPath(venue.area, this.areas);
      byArea.set(area, [...(byArea.get(area) ?? []), venue]);
    }
    const counts = new Map<string, number>();
    for (const { venue } of this.screens) counts.set(venue.id, (counts.get(venue.id) ?? 0) + 1);
    return html`<div class="page">
      <div class="page-head">
        <div class="title grow">
          <h1>${w.title}</h1>
          ${this.venues.length > 0 ? html`<span class="count">${this.venues.length}</span>` : nothing}
        </div>
        <label class="search-field">
          ${icon(Search)}
          <input
            type="search"
            data-search
            placeholder=${w.search}
            aria-label=${w.search}
            .value=${this.query}
            @input=${(event: Event) => {
              this.query = (event.currentTarget as HTMLInputElement).value;
            }}
          />
        </label>
        ${add}
      </div>
      ${this.troubleNote()}
      ${
        this.ready && !this.trouble && this.venues.length === 0
          ? emptyState(MapPin, w.emptyTitle, w.emptyTeach, add)
          : nothing
      }
      ${
        this.venues.length > 0 && found.length === 0
          ? html`<p class="quiet" role="status">${w.nothingFound}</p>`
          : nothing
      }
      ${[...byArea]
        .toSorted(([a], [b]) => byName(a, b))
        .map(
          ([area, venues]) =>
            html`<section class="stack tight">
              <h2>${area} <span class="quiet">${venues.length}</span></h2>
              <ul class="list">
                ${venues.map((venue) => html`<li>${row(venue, counts.get(venue.id) ?? 0)}</li>`)}
              </ul>
            </section>`,
        )}
    </div>`;
  }
}
customElements.define("venue-list", VenueList);

function row(venue: Venue, screens: number): TemplateResult {
  return html`<a class="list-row" href=${pathTo("venues", venue.id)}>
    <span class="grow stack tight">
      <span class="name">${venue.name}</span>
      <span class="small quiet"
        >${[kindWords()[venue.kind], venue.operator, venue.address].filter(Boolean).join(" · ")}</span
      >
    </span>
    <span class="small ${screens === 0 ? "quiet" : ""}">${venueWords().screens(screens)}</span>
  </a>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "venue-list": VenueList;
  }
}
