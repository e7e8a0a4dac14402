import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Search } from "lucide";
import type { Area } from "../../../content/network/area.ts";
import type { OrderScope } from "../../../content/trust/order-statement.ts";
import { areasAbove } from "../../../content/trust/place.ts";
import { areaPath } from "../../elements/areas.ts";
import { icon } from "../../elements/icon.ts";
import { LanguageRedraw } from "../../elements/language-redraw.ts";
import "../../elements/network.css";
import { valueOf } from "../../elements/value-of.ts";
import { byName, plain } from "../../strings/network.ts";
import { urgentWords } from "../../strings/urgent.ts";
import type { Network } from "./scope.ts";

/** More rows than anyone reads; who looks for one venue of thousands types its name. */
const mostVenues = 60;
/** A place has so many areas above it at most (`content/trust/place.ts`). */
const deepest = 12;

type Places = Extract<OrderScope, { kind: "places" }>;
type Branch = { readonly area: Area; readonly depth: number; readonly screens: number; readonly venues: number };

/** Chooses everywhere, or areas as a tree and single venues, each with how many screens are there. Fires `choose-scope`. */
export class BtScope extends LitElement {
  static override properties = { network: { attribute: false }, scope: { attribute: false }, query: { state: true } };
  declare network: Network;
  declare scope: OrderScope;
  declare private query: string;
  readonly language = new LanguageRedraw(this);

  constructor() {
    super();
    this.network = { areas: [], venues: [], screens: [] };
    this.scope = { kind: "places", areas: [], venues: [] };
    this.query = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #tell(scope: OrderScope): void {
    this.dispatchEvent(new CustomEvent<OrderScope>("choose-scope", { detail: scope }));
  }

  /** The tree from the top down, without branches that have no screen. One pass over the venues, of which there are thousands. */
  #tree(held: ReadonlyMap<string, number>): readonly Branch[] {
    const { areas, venues } = this.network;
    const counts = new Map<string, { screens: number; venues: number }>();
    for (const venue of venues) {
      const screens = held.get(venue.id) ?? 0;
      if (screens === 0) continue;
      for (const id of areasAbove(venue.area, areas)) {
        const before = counts.get(id) ?? { screens: 0, venues: 0 };
        counts.set(id, { screens: before.screens + screens, venues: before.venues + 1 });
      }
    }
    const known = new Set(areas.map(({ id }) => id));
    const top = areas.filter(({ parent }) => parent === undefined || !known.has(parent));
    const walk = (level: readonly Area[], depth: number): readonly Branch[] =>
      level
        .toSorted((a, b) => byName(a.name, b.name))
        .flatMap((area) => {
          const count = counts.get(area.id);
          if (!count || depth > deepest) return [];
          const below = areas.filter(({ parent }) => parent === area.id);
          return [{ area, depth, ...count }, ...walk(below, depth + 1)];
        });
    return walk(top, 0);
  }

  override render(): TemplateResult {
    const w = urgentWords();
    const { scope } = this;
    const places: Places = scope.kind === "places" ? scope : { kind: "places", areas: [], venues: [] };
    return html`<div class="scope">
      <div class="seg" role="radiogroup" aria-label=${w.areas}>
        ${this.#kind(w.somewhere, scope.kind === "places", places)}
        ${this.#kind(w.everywhere, scope.kind === "everywhere", { kind: "everywhere" })}
      </div>
      ${scope.kind === "places" ? this.#choices(places) : nothing}
    </div>`;
  }

  #kind(word: string, chosen: boolean, scope: OrderScope): TemplateResult {
    return html`<label>
      <input type="radio" name="scope-kind" .checked=${chosen} @change=${() => this.#tell(scope)} />
      <span>${word}</span>
    </label>`;
  }

  #choices(places: Places): TemplateResult {
    const w = urgentWords();
    const wanted = plain(this.query.trim());
    const fits = (text: string): boolean => wanted === "" || plain(text).includes(wanted);
    const { areas, venues, screens } = this.network;
    const held = new Map<string, number>();
    for (const screen of screens) held.set(screen.venue.id, (held.get(screen.venue.id) ?? 0) + 1);
    const branches = this.#tree(held).filter(({ area }) => fits(area.name));
    const single = venues
      .filter((venue) => fits(`${venue.name} ${venue.operator} ${venue.address}`))
      .map((venue) => ({ venue, screens: held.get(venue.id) ?? 0 }))
      .filter(({ screens: count }) => count > 0)
      .sort((a, b) => byName(a.venue.name, b.venue.name));
    return html`<label class="search-field">
        ${icon(Search)}
        <input
          type="search"
          data-search
          placeholder=${w.findPlace}
          aria-label=${w.findPlace}
          .value=${this.query}
          @input=${(event: Event) => {
            this.query = valueOf(event);
          }}
        />
      </label>
      <div class="scope-lists">
        <section aria-label=${w.areas}>
          <h3>${w.areas}</h3>
          <ul class="scope-list">
            ${repeat(
              branches,
              ({ area }) => area.id,
              ({ area, depth, screens: count, venues: many }) =>
                this.#row(area.id, area.name, w.countHere(count, many), wanted ? 0 : depth, places, "areas"),
            )}
          </ul>
        </section>
        <section aria-label=${w.venues}>
          <h3>${w.venues}</h3>
          <ul class="scope-list">
            ${repeat(
              single.slice(0, mostVenues),
              ({ venue }) => venue.id,
              ({ venue, screens: count }) =>
                this.#row(venue.id, venue.name, `${count} · ${areaPath(venue.area, areas)}`, 0, places, "venues"),
            )}
          </ul>
        </section>
      </div>
      ${branches.length + single.length === 0 ? html`<p class="quiet">${w.nothingFound}</p>` : nothing}
      ${single.length > mostVenues ? html`<p class="small quiet">${w.otherPlaces(single.length - mostVenues)}</p>` : nothing}`;
  }

  #row(id: string, name: string, said: string, depth: number, places: Places, of: "areas" | "venues"): TemplateResult {
    const chosen = places[of].includes(id);
    return html`<li>
      <label .style=${`padding-inline-start:${12 + depth * 22}px`}>
        <input
          type="checkbox"
          .checked=${chosen}
          @change=${() =>
            this.#tell({ ...places, [of]: chosen ? places[of].filter((other) => other !== id) : [...places[of], id] })}
        />
        <span class="strong">${name}</span> <span class="small quiet">${said}</span>
      </label>
    </li>`;
  }
}
customElements.define("bt-scope", BtScope);

declare global {
  interface HTMLElementTagNameMap {
    "bt-scope": BtScope;
  }
}
