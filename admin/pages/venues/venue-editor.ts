import "@vaadin/button";
import "@vaadin/combo-box";
import "@vaadin/text-field";
import { html, nothing, type TemplateResult } from "lit";
import { ChevronRight, CircleAlert, Link2 } from "lucide";
import type { Area } from "../../../content/network/area.ts";
import { VenueKind, type Venue } from "../../../content/network/venue.ts";
import type { VenueDraft } from "../../../content/wire/api.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { ScreenView } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { areaPath } from "../../elements/areas.ts";
import "../../elements/bt-status.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { toast } from "../../elements/toast.ts";
import { holdBack, navigate, pathTo } from "../../router.ts";
import { may } from "../../session.ts";
import { kindWords } from "../../strings/network.ts";
import { problemWords } from "../../strings/problems.ts";
import { readingWords, venueWords } from "../../strings/venues.ts";
import { openingEditor } from "./opening-editor.ts";
import { rulesOf, weekOf, type Week } from "./opening-week.ts";
import "./venues.css";

type Field = HTMLElement & { value: string };
const readings: readonly Venue["reading"][] = ["queue", "walk", "traffic"];
/** Old names of places that browsers still list first. */
const zones = [...new Set(["Asia/Ho_Chi_Minh", ...Intl.supportedValuesOf("timeZone")])];

const fresh: VenueDraft = {
  name: "",
  kind: "post-office",
  operator: "",
  area: "",
  address: "",
  timeZone: "Asia/Ho_Chi_Minh",
  openingHours: [],
  reading: "queue",
};

/**
 * One venue. `?code=` in the address is a screen that waits to be paired: saving leads back there.
 * Over 300 lines because it is one form: a field, its trouble and its place in the draft stand together.
 */
export class VenueEditor extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    areas: { state: true },
    screens: { state: true },
    draft: { state: true },
    week: { state: true },
    tried: { state: true },
    saving: { state: true },
    refusal: { state: true },
    gone: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["venues", "directory", "screens"];
  declare areas: readonly Area[];
  declare screens: readonly ScreenView[];
  declare draft: VenueDraft | undefined;
  declare week: Week | undefined;
  declare tried: boolean;
  declare saving: boolean;
  declare refusal: string | undefined;
  declare gone: boolean;
  #clean = "";
  #name = "";
  readonly #code = new URLSearchParams(location.search).get("code");

  constructor() {
    super();
    this.areas = [];
    this.screens = [];
    this.draft = undefined;
    this.week = undefined;
    this.tried = false;
    this.saving = false;
    this.refusal = undefined;
    this.gone = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    holdBack(() => this.#changed && !window.confirm(venueWords().leave));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    holdBack(undefined);
  }

  get #isNew(): boolean {
    return this.itemId === "new";
  }

  get #changed(): boolean {
    return this.draft !== undefined && JSON.stringify(this.draft) !== this.#clean;
  }

  protected override async read(): Promise<void> {
    const [venues, areas, screens] = await Promise.all([call("venues"), call("areas"), call("screens")]);
    this.areas = areas;
    this.screens = screens.filter(({ venue }) => venue.id === this.itemId);
    if (this.#changed) return;
    if (this.#isNew) {
      this.#take(fresh);
      return;
    }
    const found = venues.find(({ id }) => id === this.itemId);
    this.gone = found === undefined;
    if (!found) return;
    const { id: _id, ...draft } = found;
    this.#take(draft);
  }

  #take(draft: VenueDraft): void {
    this.draft = draft;
    this.week = weekOf(draft.openingHours);
    this.#name = draft.name;
    this.#clean = JSON.stringify(draft);
  }

  #set(change: Partial<VenueDraft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
  }

  async #save(): Promise<void> {
    const { draft } = this;
    if (!draft || this.saving) return;
    this.tried = true;
    if (draft.name.trim() === "" || draft.area === "" || draft.timeZone === "") {
      await this.updateComplete;
      this.querySelector<HTMLElement>("[invalid]")?.focus();
      return;
    }
    this.saving = true;
    this.refusal = undefined;
    try {
      const saved =
        this.#isNew || this.itemId === undefined
          ? await call("addVenue", { body: draft })
          : await call("editVenue", { params: { id: this.itemId }, body: draft });
      this.#clean = JSON.stringify(draft);
      this.#name = saved.name;
      toast(this.#isNew ? venueWords().added(saved.name) : venueWords().saved(saved.name));
      if (this.#code) navigate(`${pathTo("screens", "pair")}?code=${encodeURIComponent(this.#code)}&venue=${saved.id}`);
      else if (this.#isNew) navigate(pathTo("venues", saved.id), { replace: true });
      else this.requestUpdate();
    } catch (error) {
      this.refusal = sayTrouble(error);
    } finally {
      this.saving = false;
    }
  }

  protected override render(): TemplateResult {
    const w = venueWords();
    if (this.gone) {
      return html`<div class="page">
        ${emptyState(CircleAlert, w.notThere, "", html`<a href=${pathTo("venues")}>${w.backToList}</a>`)}
      </div>`;
    }
    const { draft } = this;
    return html`<div class="page">
      <div class="page-head">
        <div class="grow">
          <a class="crumb" href=${pathTo("venues")}>${w.title} ${icon(ChevronRight)}</a>
          <h1>${this.#name || w.newVenue}</h1>
        </div>
        ${this.#changed && !this.#isNew ? html`<span class="small stale strong">${w.unsaved}</span>` : nothing}
        ${may("editVenue") ? this.#saveButton() : nothing}
      </div>
      ${this.troubleNote()}
      ${
        this.refusal
          ? html`<div class="note err" role="alert">${icon(CircleAlert)}<span>${this.refusal}</span></div>`
          : nothing
      }
      ${
        this.#barredMove && !this.refusal
          ? html`<div class="note stale" role="status">
              ${icon(CircleAlert)}<span>${problemWords()["venue/has-screens"]}</span>
            </div>`
          : nothing
      }
      ${this.#code ? html`<div class="note">${icon(Link2)}<span>${w.thenPair}</span></div>` : nothing}
      ${
        draft
          ? html`<div class="cols two">
                <div class="panel stack">
                  ${this.#fields(draft)} ${openingEditor(this.week, (week) => this.#setWeek(week))}
                </div>
                ${this.#isNew ? nothing : this.#screensHere()}
              </div>
              <div class="action-bar phone-only">${this.#saveButton()}</div>`
          : nothing
      }
    </div>`;
  }

  /** A screen pinned the kind and the areas of its place when it was paired; the server refuses to change them under it. */
  get #barredMove(): boolean {
    const { draft } = this;
    if (!draft || this.#isNew || this.screens.length === 0 || !this.#clean) return false;
    const before = JSON.parse(this.#clean) as VenueDraft;
    return draft.kind !== before.kind || draft.area !== before.area;
  }

  #setWeek(week: Week | undefined): void {
    this.week = week;
    this.#set({ openingHours: rulesOf(week) });
  }

  /** Rules cannot say that a place is never open: none at all means around the clock. */
  get #neverOpen(): boolean {
    return this.week?.every((spans) => spans.length === 0) ?? false;
  }

  #saveButton(): TemplateResult {
    const w = venueWords();
    return html`<vaadin-button
      class="save"
      theme="primary"
      ?disabled=${this.saving || this.#neverOpen || (!this.#changed && !this.#isNew)}
      @click=${() => void this.#save()}
      >${this.#isNew ? w.add : w.save(this.screens.length)}</vaadin-button
    >`;
  }

  #fields(draft: VenueDraft): TemplateResult {
    const w = venueWords();
    const text = (key: "name" | "operator" | "address", label: string, max: number, hint = ""): TemplateResult =>
      html`<vaadin-text-field
        label=${label}
        placeholder=${hint}
        maxlength=${max}
        ?required=${key === "name"}
        .value=${draft[key]}
        .invalid=${key === "name" && this.tried && draft.name.trim() === ""}
        .errorMessage=${w.nameNeeded}
        @input=${(event: Event) => this.#set({ [key]: (event.currentTarget as Field).value })}
      ></vaadin-text-field>`;
    const areas = this.areas.map(({ id }) => ({ id, name: areaPath(id, this.areas) }));
    return html`<div class="fields">
        ${text("name", w.name, 80)}
        <label class="stack tight">
          <span class="small strong soft">${w.kind}</span>
          <select
            class="choice"
            @change=${(event: Event) => {
              const kind = VenueKind.safeParse((event.currentTarget as HTMLSelectElement).value);
              if (kind.success) this.#set({ kind: kind.data });
            }}
          >
            ${VenueKind.options.map(
              (kind) => html`<option value=${kind} ?selected=${draft.kind === kind}>${kindWords()[kind]}</option>`,
            )}
          </select>
        </label>
        ${text("operator", w.operator, 80, w.operatorHint)}
        <vaadin-combo-box
          label=${w.area}
          required
          item-label-path="name"
          item-value-path="id"
          .items=${areas}
          .value=${draft.area}
          .invalid=${this.tried && draft.area === ""}
          .errorMessage=${w.areaNeeded}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            const { value } = event.detail;
            if (value !== draft.area && areas.some(({ id }) => id === value)) this.#set({ area: value });
          }}
        ></vaadin-combo-box>
        ${text("address", w.address, 160)}
        <vaadin-combo-box
          label=${w.timeZone}
          required
          .items=${zones}
          .value=${draft.timeZone}
          .invalid=${this.tried && draft.timeZone === ""}
          .errorMessage=${w.timeZoneNeeded}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            const { value } = event.detail;
            if (value !== draft.timeZone && zones.includes(value)) this.#set({ timeZone: value });
          }}
        ></vaadin-combo-box>
      </div>
      <fieldset class="bare">
        <legend>${w.reading}</legend>
        <div class="stack tight">
          ${readings.map(
            (reading) =>
              html`<label class="row tight"
                ><input
                  type="radio"
                  name="reading"
                  .checked=${draft.reading === reading}
                  @change=${() => this.#set({ reading })}
                />
                ${readingWords()[reading]}</label
              >`,
          )}
        </div>
      </fieldset>`;
  }

  #screensHere(): TemplateResult {
    const w = venueWords();
    return html`<section class="panel stack beside">
      <h2>${w.screensHere}</h2>
      ${this.screens.length === 0 ? html`<p class="quiet">${w.noScreensHere}</p>` : nothing}
      <ul class="stack tight">
        ${this.screens.map(
          ({ id, name, status }) =>
            html`<li class="row">
              <a class="grow" href=${pathTo("screens", id)}>${name}</a><bt-status name=${status}></bt-status>
            </li>`,
        )}
      </ul>
      <a class="button-link" href="${pathTo("screens", "pair")}?venue=${this.itemId ?? ""}"
        >${icon(Link2)} ${w.pairHere}</a
      >
    </section>`;
  }
}
customElements.define("venue-editor", VenueEditor);

declare global {
  interface HTMLElementTagNameMap {
    "venue-editor": VenueEditor;
  }
}
