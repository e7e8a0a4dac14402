import "@vaadin/button";
import "@vaadin/combo-box";
import "@vaadin/date-picker";
import "@vaadin/integer-field";
import "@vaadin/text-field";
import "@vaadin/time-picker";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { ChevronRight, CircleAlert, CirclePause, CirclePlay, Plus, TriangleAlert, X } from "lucide";
import type { Area } from "../../../content/network/area.ts";
import type { Hours, Venue } from "../../../content/network/venue.ts";
import { defaultShare, Level, type Frequency } from "../../../content/playout/campaign.ts";
import type { CampaignDraft } from "../../../content/wire/api.ts";
import { Problem } from "../../../content/wire/problem.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { CampaignView, PlaylistView, Reach } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { askEffect } from "../../elements/ask.ts";
import "../../elements/bt-status.ts";
import { conflictNote } from "../../elements/conflict-note.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { toast } from "../../elements/toast.ts";
import "../../elements/venue-picker.ts";
import { holdBack, navigate, pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { datePickerI18n } from "../../strings/kit.ts";
import { byName, levelWords, weekdayLong, weekdayShort } from "../../strings/network.ts";
import "./campaigns.css";
import { lastDaySentence, localToday } from "./dates.ts";
import { draftOf, emptyDraft, hoursEnd, isComplete, stateOf, withLevel } from "./draft.ts";
import { reachCounts, reachPanel } from "./reach-panel.ts";
import { targetingSentence } from "./targeting-sentence.ts";

const reckonAfterMs = 300;
type Field = HTMLElement & { value: string };

/**
 * One campaign: the sentence first, then what, where, when and how much, with what it reaches beside it. Longer than
 * most files because every part edits the same draft.
 */
export class CampaignEditor extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    campaign: { state: true },
    playlists: { state: true },
    venues: { state: true },
    areas: { state: true },
    draft: { state: true },
    reach: { state: true },
    reckoning: { state: true },
    reachTrouble: { state: true },
    tried: { state: true },
    saving: { state: true },
    refusal: { state: true },
    conflict: { state: true },
    gone: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["campaigns", "playlists", "venues", "messages"];
  declare campaign: CampaignView | undefined;
  declare playlists: readonly PlaylistView[];
  declare venues: readonly Venue[];
  declare areas: readonly Area[];
  declare draft: CampaignDraft | undefined;
  declare reach: Reach | undefined;
  declare reckoning: boolean;
  declare reachTrouble: string | undefined;
  declare tried: boolean;
  declare saving: boolean;
  declare refusal: string | undefined;
  declare conflict: boolean;
  declare gone: boolean;
  /** The draft as it was last loaded or saved, to know what has changed. */
  #clean = "";
  #reckonTimer: ReturnType<typeof setTimeout> | undefined;
  #reckonAbort: AbortController | undefined;

  constructor() {
    super();
    this.campaign = undefined;
    this.playlists = [];
    this.venues = [];
    this.areas = [];
    this.draft = undefined;
    this.reach = undefined;
    this.reckoning = false;
    this.reachTrouble = undefined;
    this.tried = false;
    this.saving = false;
    this.refusal = undefined;
    this.conflict = false;
    this.gone = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#shortcut);
    holdBack(() => this.#changed && !window.confirm(campaignWords().leave));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#shortcut);
    clearTimeout(this.#reckonTimer);
    this.#reckonAbort?.abort();
    holdBack(undefined);
  }

  get #isNew(): boolean {
    return this.itemId === "new";
  }

  get #mayEdit(): boolean {
    return may("editCampaign");
  }

  get #changed(): boolean {
    return this.draft !== undefined && JSON.stringify(this.draft) !== this.#clean;
  }

  protected override async read(): Promise<void> {
    const [campaigns, playlists, venues, areas] = await Promise.all([
      call("campaigns"),
      call("playlists"),
      call("venues"),
      call("areas"),
    ]);
    this.playlists = playlists.toSorted((a, b) => byName(a.name, b.name));
    this.venues = venues.toSorted((a, b) => byName(a.name, b.name));
    this.areas = areas;
    if (this.#isNew) {
      if (!this.draft) this.#start(emptyDraft(localToday(serverNow())));
      return;
    }
    const found = campaigns.find(({ id }) => id === this.itemId);
    this.gone = found === undefined;
    if (!found) return;
    // An answer that was on its way while something was saved here is older than what is known.
    if (this.campaign && found.version < this.campaign.version) return;
    if (this.campaign && this.campaign.version !== found.version && this.#changed) {
      this.conflict = true;
      return;
    }
    this.#take(found);
  }

  #start(draft: CampaignDraft): void {
    this.draft = draft;
    this.#clean = JSON.stringify(draft);
  }

  #take(campaign: CampaignView): void {
    const known = this.campaign?.version === campaign.version && this.draft !== undefined;
    this.campaign = campaign;
    if (!known) this.#start(draftOf(campaign));
    if (!this.#changed) this.reach = campaign.reach;
    this.conflict = false;
  }

  #set(change: Partial<CampaignDraft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    this.#reckonSoon();
  }

  #reckonSoon(): void {
    clearTimeout(this.#reckonTimer);
    this.#reckonAbort?.abort();
    if (!this.draft || !isComplete(this.draft)) {
      this.reach = undefined;
      this.reckoning = false;
      return;
    }
    this.reckoning = true;
    this.#reckonTimer = setTimeout(() => void this.#reckon(), reckonAfterMs);
  }

  async #reckon(): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const abort = new AbortController();
    this.#reckonAbort = abort;
    try {
      this.reach = await call("checkCampaign", { body: draft, signal: abort.signal });
      this.reachTrouble = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.reach = undefined;
      this.reachTrouble = sayTrouble(error);
    }
    this.reckoning = false;
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      void this.#save();
    }
  };

  /** The first field that still lacks something, or `undefined`. */
  #lacking(draft: CampaignDraft): string | undefined {
    if (draft.name.trim() === "") return "name";
    if (draft.playlist === "") return "playlist";
    if (draft.venues.length === 0) return "where";
    if (draft.from === "") return "from";
    return draft.to === "" || draft.to < draft.from ? "to" : undefined;
  }

  #jump(field: string): void {
    const element = this.querySelector<HTMLElement>(`[data-field="${field}"]`);
    element?.scrollIntoView({ block: "center" });
    element?.focus();
  }

  async #save(how: { over?: boolean } = {}): Promise<void> {
    const { draft } = this;
    if (!draft || this.saving || !this.#mayEdit) return;
    this.tried = true;
    const lacking = this.#lacking(draft);
    if (lacking) {
      await this.updateComplete;
      this.#jump(lacking);
      return;
    }
    if (!this.#changed && !this.#isNew) return;
    this.saving = true;
    this.refusal = undefined;
    const sent = { ...draft, name: draft.name.trim() };
    try {
      if (this.#isNew) {
        const made = await call("addCampaign", { body: sent });
        this.#clean = JSON.stringify(draft);
        toast(campaignWords().saved(made.venues.length));
        navigate(pathTo("campaigns", made.id), { replace: true });
        return;
      }
      await this.#update(sent, how.over ?? false);
    } catch (error) {
      if (error instanceof Problem && error.code === "campaign/changed-meanwhile") this.conflict = true;
      else this.refusal = sayTrouble(error);
    } finally {
      this.saving = false;
    }
  }

  async #update(sent: CampaignDraft, over: boolean): Promise<void> {
    let version = this.campaign?.version;
    if (over) version = (await call("campaigns")).find(({ id }) => id === this.itemId)?.version;
    if (this.itemId === undefined || version === undefined) {
      this.gone = true;
      return;
    }
    const saved = await call("editCampaign", { params: { id: this.itemId }, body: { version, campaign: sent } });
    this.draft = undefined;
    this.#take(saved);
    toast(campaignWords().saved(saved.venues.length));
  }

  async #takeTheirs(): Promise<void> {
    this.draft = undefined;
    this.campaign = undefined;
    this.conflict = false;
    await this.refresh();
  }

  async #stopOrResume(campaign: CampaignView): Promise<void> {
    const w = campaignWords();
    const stop = campaign.status === "active";
    if (stop) {
      const effect = w.stopEffect(campaign.reach.screens);
      if (!(await askEffect(w.stopTitle(campaign.name), effect, w.stop(campaign.venues.length)))) return;
    }
    this.refusal = undefined;
    try {
      const operation = stop ? "stopCampaign" : "resumeCampaign";
      this.#take(await call(operation, { params: { id: campaign.id }, body: {} }));
      toast(stop ? w.stopped(campaign.name) : w.resumed(campaign.name));
    } catch (error) {
      this.refusal = sayTrouble(error);
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("ready") && this.ready && this.#isNew) this.querySelector("vaadin-text-field")?.focus();
  }

  protected override render(): TemplateResult {
    const w = campaignWords();
    if (this.gone) {
      return html`<div class="page">
        ${emptyState(CircleAlert, w.notThere, "", html`<a href=${pathTo("campaigns")}>${w.backToList}</a>`)}
      </div>`;
    }
    const { draft } = this;
    return html`<div class="page">
      ${this.#head()} ${this.troubleNote()}
      ${
        this.conflict
          ? conflictNote(
              w,
              () => void this.#takeTheirs(),
              () => void this.#save({ over: true }),
            )
          : nothing
      }
      ${
        this.refusal
          ? html`<div class="note err" role="alert">${icon(CircleAlert)}<span>${this.refusal}</span></div>`
          : nothing
      }
      ${
        draft
          ? html`<section class="panel">
                ${targetingSentence(
                  draft,
                  this.playlists.find(({ id }) => id === draft.playlist)?.name,
                  this.#mayEdit ? (field) => this.#jump(field) : undefined,
                )}
                ${reachCounts(this.reach, this.reckoning)}
              </section>
              <div class="cols two">
                <div class="stack">
                  ${
                    this.#mayEdit
                      ? html`${this.#what(draft)} ${this.#where(draft)} ${this.#when(draft)} ${this.#howMuch(draft)}`
                      : html`<p class="quiet">${w.readOnly}</p>`
                  }
                </div>
                ${reachPanel(this.reach, {
                  reckoning: this.reckoning,
                  trouble: this.reachTrouble,
                  zone: this.venues.find(({ id }) => id === draft.venues[0])?.timeZone,
                })}
              </div>
              ${this.#mayEdit ? html`<div class="action-bar phone-only">${this.#saveButton()}</div>` : nothing}`
          : nothing
      }
    </div>`;
  }

  #saveButton(): TemplateResult {
    const w = campaignWords();
    const { draft } = this;
    const venues = draft?.venues.length ?? 0;
    const later = (draft?.from ?? "") > localToday(serverNow());
    const begin = venues === 0 ? w.startEmpty : later ? w.schedule(venues) : w.start(venues);
    const effect = this.#isNew ? begin : w.update(venues);
    return html`<vaadin-button
      class="save"
      theme="primary"
      ?disabled=${this.saving || (!this.#changed && !this.#isNew)}
      @click=${() => void this.#save()}
      >${effect} <kbd>Ctrl ↵</kbd></vaadin-button
    >`;
  }

  #head(): TemplateResult {
    const w = campaignWords();
    const { campaign } = this;
    const today = localToday(serverNow());
    const state = campaign && stateOf(campaign, today);
    const mayStop = campaign && may(campaign.status === "active" ? "stopCampaign" : "resumeCampaign");
    return html`<div class="page-head">
      <div class="grow">
        <a class="crumb" href=${pathTo("campaigns")}>${w.title} ${icon(ChevronRight)}</a>
        <div class="row">
          <h1>${campaign?.name || w.newCampaign}</h1>
          ${state ? html`<bt-status chip name=${state}></bt-status>` : nothing}
        </div>
      </div>
      ${this.#changed ? html`<span class="small stale strong">${w.unsaved}</span>` : nothing}
      ${
        campaign && mayStop && state !== "ended"
          ? html`<vaadin-button @click=${() => void this.#stopOrResume(campaign)}
              >${
                campaign.status === "active"
                  ? html`${icon(CirclePause)} ${w.stop(campaign.venues.length)}`
                  : html`${icon(CirclePlay)} ${w.resume(campaign.venues.length)}`
              }</vaadin-button
            >`
          : nothing
      }
      ${this.#mayEdit ? this.#saveButton() : nothing}
    </div>`;
  }

  #what(draft: CampaignDraft): TemplateResult {
    const w = campaignWords();
    return html`<section class="panel stack">
      <h2>${w.what}</h2>
      <div class="fields">
        <vaadin-text-field
          data-field="name"
          label=${w.name}
          placeholder=${w.nameHint}
          maxlength="80"
          required
          .value=${draft.name}
          .invalid=${this.tried && draft.name.trim() === ""}
          .errorMessage=${w.nameNeeded}
          @input=${(event: Event) => this.#set({ name: (event.currentTarget as Field).value })}
        ></vaadin-text-field>
        <vaadin-combo-box
          data-field="playlist"
          label=${w.playlist}
          required
          item-label-path="name"
          item-value-path="id"
          .items=${this.playlists}
          .value=${draft.playlist}
          .invalid=${this.tried && draft.playlist === ""}
          .errorMessage=${w.playlistNeeded}
          @value-changed=${(event: CustomEvent<{ value: string }>) => {
            const { value } = event.detail;
            if (value !== this.draft?.playlist && this.playlists.some(({ id }) => id === value)) {
              this.#set({ playlist: value });
            }
          }}
        ></vaadin-combo-box>
      </div>
      ${
        draft.playlist
          ? html`<a class="small" href=${pathTo("playlists", draft.playlist)}>${w.openPlaylist}</a>`
          : this.ready && this.playlists.length === 0
            ? html`<p class="small quiet">
                ${w.needPlaylist} <a href=${pathTo("playlists", "new")}>${w.makePlaylist}</a>
              </p>`
            : nothing
      }
    </section>`;
  }

  #where(draft: CampaignDraft): TemplateResult {
    const w = campaignWords();
    return html`<section class="panel stack">
      <h2>${w.where}</h2>
      ${
        this.tried && draft.venues.length === 0 ? html`<p class="err small" role="alert">${w.whereNeeded}</p>` : nothing
      }
      <venue-picker
        data-field="where"
        .venues=${this.venues}
        .areas=${this.areas}
        .chosen=${draft.venues}
        @choose=${(event: CustomEvent<readonly string[]>) => this.#set({ venues: [...event.detail] })}
      ></venue-picker>
    </section>`;
  }

  #when(draft: CampaignDraft): TemplateResult {
    const w = campaignWords();
    const reversed = draft.from !== "" && draft.to !== "" && draft.to < draft.from;
    return html`<section class="panel stack">
      <h2>${w.when}</h2>
      <div class="date-row">
        <vaadin-date-picker
          auto-open-disabled
          data-field="from"
          label=${w.from}
          .i18n=${datePickerI18n()}
          .value=${draft.from}
          .invalid=${this.tried && draft.from === ""}
          @change=${(event: Event) => this.#set({ from: (event.currentTarget as Field).value })}
        ></vaadin-date-picker>
        <vaadin-date-picker
          auto-open-disabled
          data-field="to"
          label=${w.to}
          .i18n=${datePickerI18n()}
          .value=${draft.to}
          .initialPosition=${draft.from}
          .invalid=${reversed || (this.tried && draft.to === "")}
          @change=${(event: Event) => this.#set({ to: (event.currentTarget as Field).value })}
        ></vaadin-date-picker>
        <span class="note-line small ${reversed ? "err" : "soft"}" role="status"
          >${lastDaySentence(draft.from, draft.to) || (this.tried ? w.datesNeeded : "")}</span
        >
      </div>
      <fieldset class="bare">
        <legend>${w.hours}</legend>
        ${draft.hours.map((hours, i) => this.#hours(draft, hours, i))}
        <div class="row">
          <vaadin-button
            ?disabled=${draft.hours.length >= 12}
            @click=${() => this.#set({ hours: [...draft.hours, { from: "06:00", until: "22:00" }] })}
            >${icon(Plus)} ${w.addHours}</vaadin-button
          >
          ${draft.hours.length === 0 ? html`<span class="small quiet">${w.hoursTeach}</span>` : nothing}
        </div>
      </fieldset>
      <fieldset class="bare">
        <legend>${w.weekdays}</legend>
        <div class="row">
          <div class="day-choice">
            ${[1, 2, 3, 4, 5, 6, 7].map(
              (day) =>
                html`<label title=${weekdayLong(day)}>
                  <input
                    type="checkbox"
                    aria-label=${weekdayLong(day)}
                    .checked=${draft.weekdays.includes(day)}
                    @change=${(event: Event) => {
                      const on = (event.currentTarget as HTMLInputElement).checked;
                      const others = draft.weekdays.filter((other) => other !== day);
                      this.#set({ weekdays: (on ? [...others, day] : others).toSorted((a, b) => a - b) });
                    }}
                  /><span aria-hidden="true">${weekdayShort(day)}</span>
                </label>`,
            )}
          </div>
          ${draft.weekdays.length === 0 ? html`<span class="small quiet">${w.weekdaysTeach}</span>` : nothing}
        </div>
      </fieldset>
    </section>`;
  }

  #hours(draft: CampaignDraft, hours: Hours, at: number): TemplateResult {
    const w = campaignWords();
    const put = (change: Partial<Hours>): void => this.#set({ hours: draft.hours.with(at, { ...hours, ...change }) });
    const end = hoursEnd(hours);
    const said = end === "whole-day" ? w.wholeDay : end === "next-day" ? w.overMidnight(hours.until) : "";
    // The kit's picker knows no 24:00; as an end, midnight is written 00:00 and means the same.
    const shown = (clock: string): string => (clock === "24:00" ? "00:00" : clock);
    const field = (label: string, value: string, change: (clock: string) => void): TemplateResult =>
      html`<vaadin-time-picker
        label=${label}
        step="900"
        .value=${shown(value)}
        @change=${(event: Event) => {
          const clock = (event.currentTarget as Field).value;
          if (clock) change(clock);
          else this.requestUpdate();
        }}
      ></vaadin-time-picker>`;
    return html`<div class="hours-row">
      ${field(w.fromHour, hours.from, (from) => put({ from }))}
      ${field(w.untilHour, hours.until, (until) => put({ until }))}
      <span class="note-line small soft">${said}</span>
      <button
        class="square"
        aria-label=${w.removeHours(`${hours.from}–${hours.until}`)}
        @click=${() => this.#set({ hours: draft.hours.toSpliced(at, 1) })}
      >
        ${icon(X)}
      </button>
    </div>`;
  }

  #howMuch(draft: CampaignDraft): TemplateResult {
    const w = campaignWords();
    const { frequency } = draft;
    return html`<section class="panel stack" data-field="level" tabindex="-1">
      <h2>${w.howMuch}</h2>
      <div class="row">
        <span class="small strong soft" id="level-label">${w.levelLabel}</span>
        <div class="seg" role="radiogroup" aria-labelledby="level-label">
          ${Level.options.map(
            (level) =>
              html`<label
                ><input
                  type="radio"
                  name="level"
                  .checked=${draft.level === level}
                  @change=${() => this.#set(withLevel(draft, level))}
                /><span>${levelWords()[level]}</span></label
              >`,
          )}
        </div>
      </div>
      ${
        draft.level === "urgent"
          ? html`<div class="note stale">${icon(TriangleAlert)}<span>${w.urgentTeach}</span></div>`
          : nothing
      }
      <div class="cards" role="radiogroup" aria-label=${w.howMuch}>
        ${this.#card(frequency.kind === "continuous", w.continuous, w.continuousTeach, {
          kind: "continuous",
          share: defaultShare[draft.level],
        })}
        ${this.#card(frequency.kind === "per-day", w.perDay, w.perDayTeach, { kind: "per-day", times: 4 })}
      </div>
      ${frequency.kind === "continuous" ? this.#share(frequency.share) : this.#times(frequency.times)}
    </section>`;
  }

  #card(on: boolean, title: string, teach: string, start: Frequency): TemplateResult {
    return html`<label class="card-choice">
      <input
        type="radio"
        name="frequency"
        .checked=${on}
        @change=${() => {
          if (!on) this.#set({ frequency: start });
        }}
      />
      <span class="stack tight"><b>${title}</b><span class="small soft">${teach}</span></span>
    </label>`;
  }

  #share(share: { readonly spots: number; readonly of: number }): TemplateResult {
    const w = campaignWords();
    const put = (spots: number, of: number): void =>
      this.#set({ frequency: { kind: "continuous", share: { spots: Math.min(spots, of), of } } });
    return html`<div class="share-row">
        ${count(w.spots, share.spots, 1, 60, (n) => put(n, Math.max(n, share.of)))}
        <span class="soft">${w.outOf}</span>
        ${count(w.share, share.of, 1, 60, (n) => put(share.spots, n))}
      </div>
      <p class="small soft">${w.shareTeach(share.spots, share.of)}</p>`;
  }

  #times(times: number): TemplateResult {
    const w = campaignWords();
    return html`<div class="share-row">
      ${count(w.times, times, 1, 96, (n) => this.#set({ frequency: { kind: "per-day", times: n } }))}
      <span class="soft">${w.timesADay(times)}</span>
    </div>`;
  }
}
customElements.define("campaign-editor", CampaignEditor);

/** A whole number between bounds; anything else typed goes back to the last good one. */
function count(label: string, value: number, min: number, max: number, set: (n: number) => void): TemplateResult {
  return html`<vaadin-integer-field
    label=${label}
    step-buttons-visible
    .min=${min}
    .max=${max}
    .value=${String(value)}
    @change=${(event: Event) => {
      const field = event.currentTarget as Field;
      const given = Math.round(Number(field.value));
      if (field.value !== "" && given >= min && given <= max) set(given);
      else field.value = String(value);
    }}
  ></vaadin-integer-field>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "campaign-editor": CampaignEditor;
  }
}
