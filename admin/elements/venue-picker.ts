import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Search } from "lucide";
import type { Area } from "../../content/network/area.ts";
import { VenueKind, type Venue } from "../../content/network/venue.ts";
import { campaignWords } from "../strings/campaigns.ts";
import { kindWords, plain } from "../strings/network.ts";
import { areaPath, within } from "./areas.ts";
import { icon } from "./icon.ts";
import "./network.css";

const mostShown = 120;

/**
 * Chooses venues out of thousands: by kind, by area with all that lies in it, by name without marks. Fires `choose`
 * with the ids chosen. Draws in the light DOM, as part of a page.
 */
export class VenuePicker extends LitElement {
  static override properties = {
    venues: { attribute: false },
    areas: { attribute: false },
    chosen: { attribute: false },
    query: { state: true },
    kind: { state: true },
    area: { state: true },
    onlyChosen: { state: true },
  };
  declare venues: readonly Venue[];
  declare areas: readonly Area[];
  declare chosen: readonly string[];
  declare query: string;
  declare kind: string;
  declare area: string;
  declare onlyChosen: boolean;

  constructor() {
    super();
    this.venues = [];
    this.areas = [];
    this.chosen = [];
    this.query = "";
    this.kind = "";
    this.area = "";
    this.onlyChosen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override focus(): void {
    this.querySelector<HTMLElement>("input[type=search]")?.focus();
  }

  #seen(chosen: ReadonlySet<string>): readonly Venue[] {
    const wanted = plain(this.query.trim());
    const areas = this.area ? within(this.area, this.areas) : undefined;
    return this.venues.filter(
      (venue) =>
        (this.kind === "" || venue.kind === this.kind) &&
        (!areas || areas.has(venue.area)) &&
        (!this.onlyChosen || chosen.has(venue.id)) &&
        (wanted === "" || plain(`${venue.name} ${venue.operator} ${venue.address}`).includes(wanted)),
    );
  }

  #choose(ids: Iterable<string>): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>("choose", { detail: [...ids] }));
  }

  protected override render(): TemplateResult {
    const w = campaignWords();
    const chosen = new Set(this.chosen);
    const seen = this.#seen(chosen);
    const seenChosen = seen.filter(({ id }) => chosen.has(id)).length;
    const kinds = VenueKind.options.filter((kind) => this.venues.some((venue) => venue.kind === kind));
    const used = new Set(this.venues.map(({ area }) => area));
    const areas = this.areas.filter(({ id }) => [...within(id, this.areas)].some((inner) => used.has(inner)));
    if (this.venues.length === 0) return html`<p class="quiet">${w.noVenues}</p>`;
    return html`<div class="venue-picker">
      <div class="row">
        <label class="search-field grow">
          ${icon(Search)}
          <input
            type="search"
            placeholder=${w.searchVenues}
            aria-label=${w.searchVenues}
            .value=${this.query}
            @input=${(event: Event) => {
              this.query = (event.currentTarget as HTMLInputElement).value;
            }}
          />
        </label>
        ${this.#select(
          w.kind,
          w.anyKind,
          kinds.map((kind) => [kind, kindWords()[kind]]),
          this.kind,
          (kind) => {
            this.kind = kind;
          },
        )}
        ${this.#select(
          w.area,
          w.anyArea,
          areas.map(({ id }) => [id, areaPath(id, this.areas)]),
          this.area,
          (area) => {
            this.area = area;
          },
        )}
      </div>
      <div class="row small">
        <b role="status">${w.chosenOf(chosen.size, this.venues.length)}</b>
        ${
          seenChosen < seen.length
            ? html`<button
                class="plain"
                @click=${() => this.#choose(new Set([...chosen, ...seen.map(({ id }) => id)]))}
              >
                ${w.chooseAll(seen.length)}
              </button>`
            : nothing
        }
        ${
          seenChosen > 0
            ? html`<button
                class="plain"
                @click=${() => {
                  const dropped = new Set(seen.map(({ id }) => id));
                  this.#choose(this.chosen.filter((id) => !dropped.has(id)));
                }}
              >
                ${w.dropAll(seenChosen)}
              </button>`
            : nothing
        }
        <span class="grow"></span>
        <label class="row tight">
          <input
            type="checkbox"
            .checked=${this.onlyChosen}
            @change=${(event: Event) => {
              this.onlyChosen = (event.currentTarget as HTMLInputElement).checked;
            }}
          />
          ${w.onlyChosen}
        </label>
      </div>
      <ul class="venue-choices">
        ${repeat(
          seen.slice(0, mostShown),
          ({ id }) => id,
          (venue) =>
            html`<li>
              <label>
                <input
                  type="checkbox"
                  .checked=${chosen.has(venue.id)}
                  @change=${(event: Event) => {
                    if ((event.currentTarget as HTMLInputElement).checked) this.#choose([...this.chosen, venue.id]);
                    else this.#choose(this.chosen.filter((id) => id !== venue.id));
                  }}
                />
                <span class="strong">${venue.name}</span>
                <span class="small quiet">${kindWords()[venue.kind]} · ${areaPath(venue.area, this.areas)}</span>
              </label>
            </li>`,
        )}
      </ul>
      ${seen.length === 0 ? html`<p class="small quiet">${w.noVenueFound}</p>` : nothing}
      ${seen.length > mostShown ? html`<p class="small quiet">${w.moreVenues(seen.length - mostShown)}</p>` : nothing}
    </div>`;
  }

  #select(
    label: string,
    any: string,
    options: readonly (readonly [string, string])[],
    value: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<select
      class="choice"
      aria-label=${label}
      @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${value === ""}>${any}</option>
      ${options.map(([id, word]) => html`<option value=${id} ?selected=${value === id}>${word}</option>`)}
    </select>`;
  }
}
customElements.define("venue-picker", VenuePicker);

declare global {
  interface HTMLElementTagNameMap {
    "venue-picker": VenuePicker;
  }
}
