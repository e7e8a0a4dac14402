import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { CalendarDays, Plus } from "lucide";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { CampaignView, PlaylistView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { navigate, pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { calendarDate } from "../../strings/format.ts";
import { byName, levelWords, weekdaysText } from "../../strings/network.ts";
import { statusWords } from "../../strings/status.ts";
import { campaignState } from "./campaign-state.ts";
import { localToday } from "./dates.ts";
import { stateOf, type CampaignState } from "./draft.ts";

const order: readonly CampaignState[] = ["active", "not-started", "stopped", "ended"];

export class CampaignList extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    campaigns: { state: true },
    playlists: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["campaigns", "playlists", "venues", "messages"];
  declare campaigns: readonly CampaignView[];
  declare playlists: ReadonlyMap<string, PlaylistView>;

  constructor() {
    super();
    this.campaigns = [];
    this.playlists = new Map();
  }

  protected override async read(): Promise<void> {
    const [campaigns, playlists] = await Promise.all([call("campaigns"), call("playlists")]);
    this.playlists = new Map(playlists.map((playlist) => [playlist.id, playlist]));
    this.campaigns = campaigns.toSorted((a, b) => a.to.localeCompare(b.to) || byName(a.name, b.name));
  }

  protected override render(): TemplateResult {
    const w = campaignWords();
    const today = localToday(serverNow());
    const add = may("addCampaign")
      ? html`<vaadin-button theme="primary" @click=${() => navigate(pathTo("campaigns", "new"))}
          >${icon(Plus)} ${w.newCampaign}</vaadin-button
        >`
      : nothing;
    return html`<div class="page">
      <div class="page-head">
        <div class="title grow"><h1>${w.title}</h1></div>
        ${add}
      </div>
      ${this.troubleNote()}
      ${
        this.ready && !this.trouble && this.campaigns.length === 0
          ? emptyState(CalendarDays, w.emptyTitle, w.emptyTeach, add)
          : nothing
      }
      ${order.map((state) => {
        const found = this.campaigns.filter((campaign) => stateOf(campaign, today) === state);
        if (found.length === 0) return nothing;
        return html`<section class="stack tight">
          <h2>${statusWords()[state]} <span class="quiet">${found.length}</span></h2>
          <ul class="list">
            ${found.map((campaign) => html`<li>${this.#row(campaign, state)}</li>`)}
          </ul>
        </section>`;
      })}
    </div>`;
  }

  #row(campaign: CampaignView, state: CampaignState): TemplateResult {
    const w = campaignWords();
    const hours = campaign.hours.map(({ from, until }) => `${from}–${until}`).join(", ") || w.allDay;
    const { frequency } = campaign;
    const playlist = this.playlists.get(campaign.playlist);
    const share =
      frequency.kind === "continuous"
        ? w.shareOf(frequency.share.spots, frequency.share.of)
        : w.timesADay(frequency.times);
    const leftOut = new Set(campaign.reach.leftOut.map(({ message }) => message)).size;
    return html`<a class="list-row campaign-row" href=${pathTo("campaigns", campaign.id)}>
      <span class="grow">
        <span class="name">${campaign.name}</span>
        <span class="small quiet">${playlist?.name ?? ""} · ${levelWords()[campaign.level]}, ${share}</span>
      </span>
      <span class="small dates">
        <span>${calendarDate(campaign.from)}–${calendarDate(campaign.to)}</span>
        <span class="quiet">${[hours, weekdaysText(campaign.weekdays)].filter(Boolean).join(" · ")}</span>
      </span>
      <span class="small reach">
        <span>${w.screens(campaign.reach.screens)} · ${w.venues(campaign.venues.length)}</span>
        ${leftOut > 0 ? html`<span class="stale">${w.leftOut}: ${leftOut}</span>` : nothing}
      </span>
      ${campaignState(campaign, state, playlist, "plain")}
    </a>`;
  }
}
customElements.define("campaign-list", CampaignList);

declare global {
  interface HTMLElementTagNameMap {
    "campaign-list": CampaignList;
  }
}
