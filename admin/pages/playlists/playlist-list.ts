import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { ListVideo, Plus } from "lucide";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { MessageView, PlaylistView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import "../../elements/bt-loop-strip.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import { navigate, pathTo } from "../../router.ts";
import { may } from "../../session.ts";
import { duration } from "../../strings/format.ts";
import { byName } from "../../strings/network.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { stripItems } from "./strip.ts";
import "./playlists.css";

export class PlaylistList extends DeskPage {
  static override properties = { ...DeskPage.properties, playlists: { state: true }, messages: { state: true } };
  static override topics: readonly DeskTopic[] = ["playlists", "messages", "campaigns"];
  declare playlists: readonly PlaylistView[];
  declare messages: ReadonlyMap<string, MessageView>;

  constructor() {
    super();
    this.playlists = [];
    this.messages = new Map();
  }

  protected override async read(): Promise<void> {
    const [playlists, messages] = await Promise.all([call("playlists"), call("messages")]);
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.playlists = playlists.toSorted((a, b) => byName(a.name, b.name));
  }

  protected override render(): TemplateResult {
    const w = playlistWords();
    const add = may("addPlaylist")
      ? html`<vaadin-button theme="primary" @click=${() => navigate(pathTo("playlists", "new"))}
          >${icon(Plus)} ${w.newList}</vaadin-button
        >`
      : nothing;
    return html`<div class="page">
      <div class="page-head">
        <div class="title grow"><h1>${w.title}</h1></div>
        ${add}
      </div>
      ${this.troubleNote()}
      ${
        this.ready && !this.trouble && this.playlists.length === 0
          ? emptyState(ListVideo, w.emptyTitle, w.emptyTeach, add)
          : nothing
      }
      ${
        this.playlists.length > 0
          ? html`<ul class="list playlists">
              ${this.playlists.map((playlist) => html`<li>${this.#row(playlist)}</li>`)}
            </ul>`
          : nothing
      }
    </div>`;
  }

  #row(playlist: PlaylistView): TemplateResult {
    const w = playlistWords();
    const items = stripItems(playlist.items, this.messages);
    const playing = items.filter((item) => !item.skipped);
    const skipped = items.length - playing.length;
    return html`<a class="list-row" href=${pathTo("playlists", playlist.id)}>
      <span class="grow">
        <span class="name">${playlist.name}</span>
        <span class="small quiet row tight">
          <span>${w.items(items.length)} · ${w.pass(duration(playing.reduce((sum, item) => sum + item.ms, 0)))}</span>
          <span>· ${w.usedIn(playlist.campaigns.length)}</span>
          ${skipped > 0 ? html`<span class="stale">· ${w.skippedCount(skipped)}</span>` : nothing}
        </span>
      </span>
      <bt-loop-strip class="in-row" .items=${items} label=${w.strip}></bt-loop-strip>
    </a>`;
  }
}
customElements.define("playlist-list", PlaylistList);

declare global {
  interface HTMLElementTagNameMap {
    "playlist-list": PlaylistList;
  }
}
