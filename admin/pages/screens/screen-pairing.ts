import "@vaadin/button";
import "@vaadin/text-field";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ChevronRight, CircleAlert, CircleCheck, Plus, Search, TriangleAlert } from "lucide";
import type { Area } from "../../../content/network/area.ts";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { Venue } from "../../../content/network/venue.ts";
import { Problem } from "../../../content/wire/problem.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { ScreenStatus, ScreenView } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { areaPath } from "../../elements/areas.ts";
import "../../elements/bt-status.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { rootCode } from "../../../content/trust/root.ts";
import { rootOf } from "../../keys/trust.ts";
import { navigate, pathTo } from "../../router.ts";
import { may } from "../../session.ts";
import { byName, kindWords, plain } from "../../strings/network.ts";
import { screenWords } from "../../strings/screens.ts";
import { canvasFields, likelyCanvas } from "./canvas-fields.ts";
import { codeField } from "./code-form.ts";
import { readCode } from "./pairing-code.ts";
import "./screens.css";

const mostShown = 6;

/**
 * Binds the screen that shows a code to a venue and a canvas. The code on the screen is also a QR of this page's
 * address, `/admin/screens/pair?code=XXXXXX`: scan, choose the place, pair. `?venue=` chooses the place beforehand.
 * Over 300 lines because it is one form, from the code to the screen that plays.
 */
export class ScreenPairing extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    venues: { state: true },
    areas: { state: true },
    screens: { state: true },
    code: { state: true },
    venue: { state: true },
    name: { state: true },
    canvas: { state: true },
    query: { state: true },
    tried: { state: true },
    saving: { state: true },
    refusal: { state: true },
    wrongCode: { state: true },
    paired: { state: true },
    rootCode: { state: true },
    compared: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["venues", "screens", "trust"];
  declare venues: readonly Venue[];
  declare areas: readonly Area[];
  declare screens: readonly ScreenView[];
  declare code: string;
  declare venue: string;
  /** What somebody typed; `undefined` leaves the suggestion. */
  declare name: string | undefined;
  /** What somebody chose; `undefined` leaves what the kind of place suggests. */
  declare canvas: Canvas | undefined;
  declare query: string;
  declare tried: boolean;
  declare saving: boolean;
  declare refusal: string | undefined;
  /** The code that the server refused. */
  declare wrongCode: string;
  declare paired: ScreenView | undefined;
  /** Of the newest root, which the screen shows too; `undefined` while there is none. */
  declare rootCode: string | undefined;
  /** Somebody said that both show the same. */
  declare compared: boolean;

  constructor() {
    super();
    const asked = new URLSearchParams(location.search);
    this.venues = [];
    this.areas = [];
    this.screens = [];
    this.code = readCode(asked.get("code") ?? "").code;
    this.venue = asked.get("venue") ?? "";
    this.name = undefined;
    this.canvas = undefined;
    this.query = "";
    this.tried = false;
    this.saving = false;
    this.refusal = undefined;
    this.wrongCode = "";
    this.paired = undefined;
    this.rootCode = undefined;
    this.compared = false;
  }

  protected override async read(): Promise<void> {
    const [venues, areas, screens, trust] = await Promise.all([
      call("venues"),
      call("areas"),
      call("screens"),
      call("trust"),
    ]);
    const root = rootOf(trust);
    const code = root && rootCode(root.payload);
    if (code !== this.rootCode) this.compared = false;
    this.rootCode = code;
    this.venues = venues.toSorted((a, b) => byName(a.name, b.name));
    this.areas = areas;
    this.screens = screens;
    const { paired } = this;
    if (paired) this.paired = screens.find(({ id }) => id === paired.id) ?? paired;
  }

  get #place(): Venue | undefined {
    return this.venues.find(({ id }) => id === this.venue);
  }

  #screensAt(venue: string): number {
    return this.screens.filter((screen) => screen.venue.id === venue).length;
  }

  #chosenName(): string {
    const place = this.#place;
    if (this.name !== undefined) return this.name;
    return place ? screenWords().suggestedName(place.name, this.#screensAt(place.id) + 1) : "";
  }

  #chosenCanvas(): Canvas {
    return this.canvas ?? likelyCanvas(this.#place?.kind);
  }

  async #pair(): Promise<void> {
    if (this.saving) return;
    this.tried = true;
    const lacking = !readCode(this.code).complete
      ? "code"
      : !this.#place
        ? "venue"
        : this.#chosenName().trim() === ""
          ? "name"
          : this.rootCode !== undefined && !this.compared
            ? "root"
            : "";
    if (lacking) {
      await this.updateComplete;
      const section = this.querySelector<HTMLElement>(`[data-part="${lacking}"]`);
      section?.scrollIntoView({ block: "center" });
      section?.querySelector<HTMLElement>("input, vaadin-text-field")?.focus();
      return;
    }
    this.saving = true;
    this.refusal = undefined;
    try {
      this.paired = await call("pairScreen", {
        body: { code: this.code, name: this.#chosenName().trim(), venue: this.venue, canvas: this.#chosenCanvas() },
      });
      window.scrollTo(0, 0);
    } catch (error) {
      this.refusal = this.#explain(error);
      if (error instanceof Problem && error.code.startsWith("pairing/")) this.wrongCode = this.code;
      await this.updateComplete;
      this.querySelector<HTMLElement>(".note.err")?.scrollIntoView({ block: "center" });
      const field = this.querySelector<HTMLInputElement>("input[name=code]");
      field?.focus();
      // Whatever is typed next replaces the refused code.
      field?.select();
    } finally {
      this.saving = false;
    }
  }

  #explain(error: unknown): string {
    const w = screenWords();
    if (error instanceof Problem && error.code === "pairing/already-paired") return w.alreadyPaired;
    const said = sayTrouble(error);
    const changed = error instanceof Problem && error.code === "pairing/code-expired";
    return changed ? `${said} ${w.goneCodes}` : said;
  }

  #again(): void {
    this.paired = undefined;
    this.code = "";
    this.name = undefined;
    this.tried = false;
    this.compared = false;
    this.wrongCode = "";
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>("input[name=code]")?.focus());
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("ready") && this.ready && this.code === "") {
      this.querySelector<HTMLInputElement>("input[name=code]")?.focus();
    }
  }

  protected override render(): TemplateResult {
    const w = screenWords();
    if (!may("pairScreen")) {
      return html`<div class="page"><p class="note stale">${icon(CircleAlert)} ${w.adminOnly}</p></div>`;
    }
    return html`<div class="page pairing">
      <div class="page-head">
        <div class="grow">
          <a class="crumb" href=${pathTo("screens")}>${w.title} ${icon(ChevronRight)}</a>
          <h1>${w.pair}</h1>
        </div>
      </div>
      ${this.troubleNote()} ${this.paired ? this.#done(this.paired) : this.#form()}
    </div>`;
  }

  #form(): TemplateResult {
    const w = screenWords();
    const typed = readCode(this.code);
    const badCode = typed.odd !== undefined || this.code === this.wrongCode || (this.tried && !typed.complete);
    const name = this.#chosenName();
    return html`
      ${
        this.refusal
          ? html`<div class="note err" role="alert">${icon(CircleAlert)}<span>${this.refusal}</span></div>`
          : nothing
      }
      <section class="panel stack" data-part="code">
        <h2>${w.code}</h2>
        ${codeField(
          this.code,
          (code) => {
            this.code = code;
          },
          { invalid: this.code !== "" && badCode },
        )}
        <p class="small ${typed.odd ? "err" : "quiet"}" role="status">
          ${typed.odd ? w.codeOdd(typed.odd) : this.tried && !typed.complete ? w.codeNeeded : w.codeHint}
        </p>
        ${this.code === "" ? html`<p class="small quiet">${w.openOn(`${location.host}/player`)}</p>` : nothing}
      </section>
      ${this.#sameRoot()} ${this.#where()}
      <section class="panel stack" data-part="name">
        <vaadin-text-field
          label=${w.name}
          maxlength="80"
          required
          .value=${name}
          .invalid=${this.tried && name.trim() === ""}
          .errorMessage=${w.nameNeeded}
          @input=${(event: Event) => {
            this.name = (event.currentTarget as HTMLElement & { value: string }).value;
          }}
        ></vaadin-text-field>
        <div class="stack tight">
          <span class="small strong soft">${w.canvasTitle}</span>
          ${canvasFields(this.#chosenCanvas(), (canvas) => {
            this.canvas = canvas;
          })}
        </div>
      </section>
      <div class="action-bar">
        <vaadin-button theme="primary big" ?disabled=${this.saving} @click=${() => void this.#pair()}
          >${w.pairNow(typed.complete ? typed.code : "")}</vaadin-button
        >
      </div>
    `;
  }

  /** What the screen pins from now on: one look at it, one tap. */
  #sameRoot(): TemplateResult {
    const w = screenWords();
    if (this.rootCode === undefined) {
      if (!this.ready) return html``;
      return html`<p class="note stale" data-part="root">
        ${icon(TriangleAlert)}<span>${w.noRoot} <a href=${pathTo("trust")}>${w.toKeys}</a></span>
      </p>`;
    }
    return html`<section class="panel stack tight" data-part="root">
      <label class="same-root">
        <input
          type="checkbox"
          name="root"
          .checked=${this.compared}
          @change=${(event: Event) => {
            this.compared = (event.currentTarget as HTMLInputElement).checked;
          }}
        />
        <span class="grow">${w.sameRoot} <b class="mono">${this.rootCode}</b>?</span>
      </label>
      <p class="small ${this.tried && !this.compared ? "err" : "quiet"}" role="status">
        ${this.tried && !this.compared ? w.sameRootNeeded : w.sameRootTeach}
      </p>
    </section>`;
  }

  #where(): TemplateResult {
    const w = screenWords();
    const wanted = plain(this.query.trim());
    const found = this.venues.filter((venue) =>
      plain(`${venue.name} ${venue.address} ${venue.operator}`).includes(wanted),
    );
    const place = this.#place;
    const shown = found.slice(0, mostShown);
    if (place && !shown.includes(place)) shown.unshift(place);
    return html`<section class="panel stack" data-part="venue">
      <h2>${w.whereTitle}</h2>
      ${
        this.venues.length > mostShown
          ? html`<label class="search-field">
              ${icon(Search)}
              <input
                type="search"
                placeholder=${w.searchVenue}
                aria-label=${w.searchVenue}
                .value=${this.query}
                @input=${(event: Event) => {
                  this.query = (event.currentTarget as HTMLInputElement).value;
                }}
              />
            </label>`
          : nothing
      }
      ${this.tried && !place ? html`<p class="small err" role="alert">${w.venueNeeded}</p>` : nothing}
      ${this.ready && this.venues.length === 0 ? html`<p class="quiet">${w.noVenues}</p>` : nothing}
      <div class="places" role="radiogroup" aria-label=${w.venue}>
        ${repeat(
          shown,
          ({ id }) => id,
          (venue) =>
            html`<label class="place">
              <input
                type="radio"
                name="venue"
                .checked=${venue.id === this.venue}
                @change=${() => {
                  this.venue = venue.id;
                }}
              />
              <span class="grow stack tight">
                <b>${venue.name}</b>
                <span class="small quiet"
                  >${kindWords()[venue.kind]} · ${areaPath(venue.area, this.areas).split(", ")[0]}</span
                >
              </span>
              <span class="small quiet">${w.screens(this.#screensAt(venue.id))}</span>
            </label>`,
        )}
        <a class="place new" href="${pathTo("venues", "new")}?code=${this.code}">${icon(Plus)} ${w.newVenue}</a>
      </div>
      ${found.length > mostShown ? html`<p class="small quiet">${w.moreVenues(found.length - mostShown)}</p>` : nothing}
    </section>`;
  }

  #done(screen: ScreenView): TemplateResult {
    const w = screenWords();
    const loading = screen.report?.state === "downloading" ? screen.report.progress : undefined;
    return html`
      <div class="note done" role="status">
        <span class="ok">${icon(CircleCheck, "big")}</span>
        <div class="stack tight">
          <b>${w.paired2(screen.name)}</b>
          <span>${screen.venue.name}</span>
        </div>
      </div>
      <section class="panel stack">
        <bt-status name=${screen.status}></bt-status>
        <p>${loading ? w.downloading(loading.done, loading.of) : whatNow(screen.status)}</p>
        ${
          loading && loading.of > 0
            ? html`<div class="progress">
                <div .style=${`width:${Math.round((loading.done / loading.of) * 100)}%`}></div>
              </div>`
            : nothing
        }
      </section>
      <div class="action-bar">
        <vaadin-button theme="primary big" @click=${() => this.#again()}>${w.pairNext}</vaadin-button>
        <vaadin-button theme="quiet" @click=${() => navigate(pathTo("screens", screen.id))}>${w.done}</vaadin-button>
      </div>
    `;
  }
}
function whatNow(status: ScreenStatus): string {
  const w = screenWords();
  if (status === "playing") return "";
  return status === "closed" ? w.pairedClosed : w.pairedTeach;
}

customElements.define("screen-pairing", ScreenPairing);

declare global {
  interface HTMLElementTagNameMap {
    "screen-pairing": ScreenPairing;
  }
}
