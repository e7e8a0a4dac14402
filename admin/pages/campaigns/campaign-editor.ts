import "@vaadin/button";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { ChevronRight, CirclePause, CirclePlay } from "lucide";
import type { Area } from "../../../content/network/area.ts";
import type { Venue } from "../../../content/network/venue.ts";
import type { CampaignDraft } from "../../../content/wire/api.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { CampaignView, PlaylistView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { draftNotes, notThere, saveButton } from "../../editor/draft-frame.ts";
import { VersionedDraft } from "../../editor/versioned-draft.ts";
import { askEffect } from "../../elements/ask.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { toast } from "../../elements/toast.ts";
import "../../elements/venue-picker.ts";
import { pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { byName } from "../../strings/network.ts";
import "./campaigns.css";
import { localToday } from "./dates.ts";
import { campaignState } from "./campaign-state.ts";
import { draftOf, emptyDraft, forbidden, isComplete, lackingField, stateOf } from "./draft.ts";
import { howMuchFields } from "./how-much-fields.ts";
import { reachCounts, reachPanel } from "./reach-panel.ts";
import { Reckoning } from "./reckoning.ts";
import { targetingSentence } from "./targeting-sentence.ts";
import { whatFields } from "./what-fields.ts";
import { whenFields } from "./when-fields.ts";

/** One campaign: the sentence first, then what, where, when and how much, with what it reaches beside it. */
export class CampaignEditor extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    playlists: { state: true },
    venues: { state: true },
    areas: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["campaigns", "playlists", "venues", "messages"];
  declare playlists: readonly PlaylistView[] | undefined;
  declare venues: readonly Venue[];
  declare areas: readonly Area[];
  readonly #reckoning = new Reckoning(() => this.requestUpdate());
  readonly #edited = new VersionedDraft<CampaignView, CampaignDraft, CampaignDraft>(this, {
    page: "campaigns",
    mayEdit: () => may("editCampaign"),
    draftOf,
    body: (draft) => draft,
    all: () => call("campaigns"),
    add: (body) => call("addCampaign", { body }),
    edit: (id, version, campaign) => call("editCampaign", { params: { id }, body: { version, campaign } }),
    changedMeanwhile: "campaign/changed-meanwhile",
    lacking: (draft) => lackingField(draft, this.#playlistOf(draft)),
    jump: (field) => this.#jump(field),
    took: ({ reach }) => {
      if (!this.#edited.changed) this.#reckoning.know(reach);
    },
    saved: ({ venues }) => campaignWords().saved(venues.length),
    leave: () => campaignWords().leave,
  });

  constructor() {
    super();
    this.playlists = undefined;
    this.venues = [];
    this.areas = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reckoning.stop();
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
    if (this.#edited.isNew) this.#edited.begin(emptyDraft(localToday(serverNow())));
    else this.#edited.arrived(campaigns);
  }

  #playlistOf({ playlist }: CampaignDraft): PlaylistView | undefined {
    return this.playlists?.find(({ id }) => id === playlist);
  }

  /** What forbids saving although everything is chosen, in words. */
  #whyNot(draft: CampaignDraft): string | undefined {
    const w = campaignWords();
    const why = forbidden(draft, this.#playlistOf(draft));
    return why && { "dates-reversed": w.datesReversed, "empty-playlist": w.playlistEmpty }[why];
  }

  readonly #set = (change: Partial<CampaignDraft>): void => {
    this.#edited.set(change);
    this.#reckoning.soon(this.#edited.draft);
  };

  #jump(field: string): void {
    const element = this.querySelector<HTMLElement>(`[data-field="${field}"]`);
    element?.scrollIntoView({ block: "center" });
    element?.focus();
  }

  async #stopOrResume(campaign: CampaignView): Promise<void> {
    const w = campaignWords();
    const stop = campaign.status === "active";
    if (stop) {
      const effect = w.stopEffect(campaign.reach.screens);
      if (!(await askEffect(w.stopTitle(campaign.name), effect, w.stop(campaign.venues.length)))) return;
    }
    await this.#edited.attempt(async () => {
      const operation = stop ? "stopCampaign" : "resumeCampaign";
      this.#edited.take(await call(operation, { params: { id: campaign.id }, body: {} }));
      toast(stop ? w.stopped(campaign.name) : w.resumed(campaign.name));
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("ready") && this.ready && this.#edited.isNew) this.querySelector("vaadin-text-field")?.focus();
  }

  protected override render(): TemplateResult {
    const w = campaignWords();
    if (this.#edited.gone) return notThere("campaigns", w);
    const { draft } = this.#edited;
    return html`<div class="page">
      ${this.#head()} ${this.troubleNote()} ${draftNotes(this.#edited, w)} ${draft ? this.#body(draft) : nothing}
    </div>`;
  }

  #head(): TemplateResult {
    const w = campaignWords();
    const { view: campaign, changed } = this.#edited;
    const state = campaign && stateOf(campaign, localToday(serverNow()));
    const mayStop = campaign && may(campaign.status === "active" ? "stopCampaign" : "resumeCampaign");
    return html`<div class="page-head">
      <div class="grow">
        <a class="crumb" href=${pathTo("campaigns")}>${w.title} ${icon(ChevronRight)}</a>
        <div class="row">
          <h1>${campaign?.name || w.newCampaign}</h1>
          ${campaign && state ? campaignState(campaign, state, this.#playlistOf(campaign), "chip") : nothing}
        </div>
      </div>
      ${changed ? html`<span class="small stale strong">${w.unsaved}</span>` : nothing}
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
      ${may("editCampaign") ? this.#saveButton() : nothing}
    </div>`;
  }

  #saveButton(): TemplateResult {
    const w = campaignWords();
    const { draft, isNew } = this.#edited;
    const venues = draft?.venues.length ?? 0;
    const later = (draft?.from ?? "") > localToday(serverNow());
    const begin = venues === 0 ? w.startEmpty : later ? w.schedule(venues) : w.start(venues);
    const effect = isNew ? begin : w.update(venues);
    const whyNot = draft && this.#whyNot(draft);
    return whyNot
      ? html`<span class="small stale strong why-not">${whyNot}</span>
          <vaadin-button class="save" theme="primary" disabled>${effect} <kbd>Ctrl ↵</kbd></vaadin-button>`
      : saveButton(this.#edited, effect);
  }

  #body(draft: CampaignDraft): TemplateResult {
    const { reach, reckoning, trouble } = this.#reckoning;
    const mayEdit = may("editCampaign");
    const playlist = this.#playlistOf(draft);
    const needs = (isComplete(draft) ? undefined : this.#whyNot(draft)) ?? campaignWords().reachNeeds;
    return html`<section class="panel">
        ${targetingSentence(draft, playlist?.name, mayEdit ? (field) => this.#jump(field) : undefined)}
        ${reachCounts(reach, playlist, { reckoning, needs })}
      </section>
      <div class="cols two">
        <div class="stack">
          ${mayEdit ? this.#fields(draft) : html`<p class="quiet">${campaignWords().readOnly}</p>`}
        </div>
        ${reachPanel(reach, playlist, {
          needs,
          reckoning,
          trouble,
          zone: this.venues.find(({ id }) => id === draft.venues[0])?.timeZone,
        })}
      </div>
      ${mayEdit ? html`<div class="action-bar phone-only">${this.#saveButton()}</div>` : nothing}`;
  }

  #fields(draft: CampaignDraft): TemplateResult {
    const { tried } = this.#edited;
    return html`${whatFields(
      draft,
      this.playlists,
      tried,
      (name) => this.#set({ name }),
      (playlist) => {
        if (playlist !== this.#edited.draft?.playlist) this.#set({ playlist });
      },
    )}
    ${this.#where(draft, tried)} ${whenFields(draft, tried, this.#set)} ${howMuchFields(draft, this.#set)}`;
  }

  #where(draft: CampaignDraft, tried: boolean): TemplateResult {
    const w = campaignWords();
    return html`<section class="panel stack">
      <h2>${w.where}</h2>
      ${tried && draft.venues.length === 0 ? html`<p class="err small" role="alert">${w.whereNeeded}</p>` : nothing}
      <venue-picker
        data-field="where"
        .venues=${this.venues}
        .areas=${this.areas}
        .chosen=${draft.venues}
        @choose=${(event: CustomEvent<readonly string[]>) => this.#set({ venues: [...event.detail] })}
      ></venue-picker>
    </section>`;
  }
}
customElements.define("campaign-editor", CampaignEditor);

declare global {
  interface HTMLElementTagNameMap {
    "campaign-editor": CampaignEditor;
  }
}
