import "@vaadin/button";
import "@vaadin/text-field";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { ChevronRight, Trash2 } from "lucide";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { CampaignView, MessageView, PlaylistView, ScreenView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { draftNotes, notThere, saveButton } from "../../editor/draft-frame.ts";
import { VersionedDraft } from "../../editor/versioned-draft.ts";
import { askEffect } from "../../elements/ask.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { icon } from "../../elements/icon.ts";
import "../../elements/network.css";
import { toast } from "../../elements/toast.ts";
import { valueOf } from "../../elements/value-of.ts";
import { navigate, pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { localToday } from "../campaigns/dates.ts";
import "./addable-messages.ts";
import { moved, removed, restored, within, type Arrangement, type Removed } from "./arrangement.ts";
import { missingForms } from "./missing-forms.ts";
import { leadCanvas, reachOf, shownContent, type PlaylistReach } from "./on-screens.ts";
import { onePass } from "./one-pass.ts";
import type { RowMove, RowSeconds } from "./playlist-rows.ts";
import "./playlist-rows.ts";
import "./playlists.css";
import { bodyOf, draftOf, rowOf, secondsFrom, titleOf, withSeconds, type PlaylistDraft, type Row } from "./row.ts";

/** One playlist: strip and rows are one list. Loads it, keeps what is chosen and what was removed, and saves. */
export class PlaylistEditor extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    messages: { state: true },
    campaigns: { state: true },
    screens: { state: true },
    chosen: { state: true },
    said: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["playlists", "messages", "campaigns"];
  declare messages: ReadonlyMap<string, MessageView>;
  declare campaigns: readonly CampaignView[];
  declare screens: readonly ScreenView[];
  declare chosen: number;
  /** What a screen reader hears. */
  declare said: string;
  readonly #edited = new VersionedDraft<PlaylistView, PlaylistDraft, ReturnType<typeof bodyOf>>(this, {
    page: "playlists",
    mayEdit: () => may("editPlaylist"),
    draftOf,
    body: bodyOf,
    all: () => call("playlists"),
    add: (body) => call("addPlaylist", { body }),
    edit: (id, version, playlist) => call("editPlaylist", { params: { id }, body: { version, playlist } }),
    changedMeanwhile: "playlist/changed-meanwhile",
    lacking: ({ name }) => (name.trim() === "" ? "name" : undefined),
    jump: () => this.#focusName(),
    took: () => {
      this.chosen = within(this.chosen, this.#items.length);
    },
    saved: ({ id }) => {
      const { venues } = this.#reach(id);
      return venues > 0 ? playlistWords().updated(venues) : playlistWords().saved;
    },
    leave: () => playlistWords().leave,
  });
  #removed: Removed | undefined;

  constructor() {
    super();
    this.messages = new Map();
    this.campaigns = [];
    this.screens = [];
    this.chosen = 0;
    this.said = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#undoKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#undoKey);
  }

  protected override async read(): Promise<void> {
    const [playlists, messages, campaigns, screens] = await Promise.all([
      call("playlists"),
      call("messages"),
      call("campaigns"),
      call("screens"),
    ]);
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.campaigns = campaigns;
    this.screens = screens;
    if (this.#edited.isNew) this.#edited.begin({ name: "", items: [] });
    else this.#edited.arrived(playlists);
  }

  get #items(): readonly Row[] {
    return this.#edited.draft?.items ?? [];
  }

  #reach(playlist = this.#edited.view?.id): PlaylistReach {
    return reachOf(playlist, this.campaigns, this.screens, localToday(serverNow()));
  }

  #arrange({ items, chosen }: Arrangement): void {
    this.#edited.set({ items });
    this.chosen = chosen;
  }

  #move({ from, to }: RowMove): void {
    const next = moved(this.#items, from, to);
    if (!next) return;
    this.#arrange(next);
    this.#sayPlace();
    void this.#focusChosen();
  }

  #drag({ from, to }: RowMove): void {
    const next = moved(this.#items, from, to);
    if (next) this.#arrange(next);
  }

  #sayPlace(): void {
    const row = this.#items[this.chosen];
    if (row) this.said = playlistWords().moved(titleOf(row, this.messages), this.chosen + 1, this.#items.length);
  }

  #remove(at: number): void {
    const next = removed(this.#items, at, Date.now());
    if (!next) return;
    this.#arrange(next);
    this.#removed = next;
    toast(playlistWords().removed(titleOf(next.row, this.messages)), { undo: () => this.#undo() });
    void this.#focusChosen();
  }

  #undo(): void {
    const next = this.#removed && restored(this.#items, this.#removed, Date.now());
    this.#removed = undefined;
    if (!next) return;
    this.#arrange(next);
    void this.#focusChosen();
  }

  readonly #undoKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "z" || !this.#removed) return;
    if (event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    this.#undo();
  };

  #add(message: MessageView): void {
    this.#arrange({ items: [...this.#items, rowOf({ message: message.id })], chosen: this.#items.length });
    this.said = playlistWords().added(shownContent(message).title);
  }

  #setSeconds({ key, text }: RowSeconds): void {
    const seconds = secondsFrom(text);
    this.#edited.set({ items: this.#items.map((row) => (row.key === key ? withSeconds(row, seconds) : row)) });
  }

  async #focusChosen(): Promise<void> {
    await this.updateComplete;
    await this.querySelector("playlist-rows")?.focusChosen();
  }

  #focusName(): void {
    this.querySelector("vaadin-text-field")?.focus();
  }

  async #removeList(playlist: PlaylistView): Promise<void> {
    const w = playlistWords();
    if (!(await askEffect(playlist.name, w.removeEffect, w.removeList))) return;
    await this.#edited.attempt(async () => {
      await call("removePlaylist", { params: { id: playlist.id } });
      this.#edited.drop();
      toast(w.listRemoved(playlist.name));
      navigate(pathTo("playlists"));
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("ready") && this.ready && this.#edited.isNew) this.#focusName();
  }

  protected override render(): TemplateResult {
    const w = playlistWords();
    if (this.#edited.gone) return notThere("playlists", w);
    const { draft } = this.#edited;
    return html`<div class="page">
      ${this.#head()} ${this.troubleNote()} ${draftNotes(this.#edited, w)} ${draft ? this.#body(draft) : nothing}
      <p class="hidden-text" role="status">${this.said}</p>
    </div>`;
  }

  #head(): TemplateResult {
    const w = playlistWords();
    const { view, changed } = this.#edited;
    return html`<div class="page-head">
      <div class="grow">
        <a class="crumb" href=${pathTo("playlists")}>${w.title} ${icon(ChevronRight)}</a>
        <h1>${view?.name || w.newList}</h1>
      </div>
      <span class="small quiet">${view ? w.usedIn(view.campaigns.length) : nothing}</span>
      ${changed ? html`<span class="small stale strong">${w.unsaved}</span>` : nothing}
      ${may("editPlaylist") ? this.#saveButton() : html`<span class="small quiet">${w.readOnly}</span>`}
    </div>`;
  }

  #saveButton(): TemplateResult {
    const w = playlistWords();
    const { venues } = this.#reach();
    return saveButton(this.#edited, this.#edited.isNew ? w.create : venues > 0 ? w.update(venues) : w.saveOnly);
  }

  #body(draft: PlaylistDraft): TemplateResult {
    const { screens } = this.#reach();
    const canvas = leadCanvas(screens);
    const mayEdit = may("editPlaylist");
    const { view } = this.#edited;
    return html`
      ${onePass(draft.items, this.messages, canvas, draft.items[this.chosen]?.key ?? "", (key) => {
        this.chosen = draft.items.findIndex((row) => row.key === key);
        void this.#focusChosen();
      })}
      ${missingForms(draft.items, this.messages, screens)}
      <div class="cols two">
        <section class="stack">
          ${this.#name(draft, mayEdit)}
          <playlist-rows
            .rows=${draft.items}
            .messages=${this.messages}
            .canvas=${canvas}
            .chosen=${this.chosen}
            .locked=${!mayEdit}
            @choose=${(event: CustomEvent<number>) => {
              this.chosen = event.detail;
            }}
            @move=${(event: CustomEvent<RowMove>) => this.#move(event.detail)}
            @drag-over-row=${(event: CustomEvent<RowMove>) => this.#drag(event.detail)}
            @dragged=${() => this.#sayPlace()}
            @remove=${(event: CustomEvent<number>) => this.#remove(event.detail)}
            @seconds=${(event: CustomEvent<RowSeconds>) => this.#setSeconds(event.detail)}
          ></playlist-rows>
          ${view && mayEdit ? html`<div class="row">${this.#removal(view)}</div>` : nothing}
        </section>
        ${
          mayEdit
            ? html`<addable-messages
                .messages=${this.messages}
                @add=${(event: CustomEvent<MessageView>) => this.#add(event.detail)}
              ></addable-messages>`
            : nothing
        }
      </div>
      ${mayEdit ? html`<div class="action-bar phone-only">${this.#saveButton()}</div>` : nothing}
    `;
  }

  #name(draft: PlaylistDraft, mayEdit: boolean): TemplateResult {
    const w = playlistWords();
    return html`<div class="panel">
      <vaadin-text-field
        label=${w.name}
        placeholder=${w.nameHint}
        maxlength="80"
        required
        .value=${draft.name}
        .readonly=${!mayEdit}
        .invalid=${this.#edited.tried && draft.name.trim() === ""}
        .errorMessage=${w.nameNeeded}
        @input=${(event: Event) => this.#edited.set({ name: valueOf(event) })}
      ></vaadin-text-field>
    </div>`;
  }

  #removal(playlist: PlaylistView): TemplateResult {
    const w = playlistWords();
    if (playlist.campaigns.length > 0) {
      return html`<span class="small quiet">${w.inUse(playlist.campaigns.map(({ name }) => name).join(", "))}</span>`;
    }
    return html`<vaadin-button theme="danger" @click=${() => void this.#removeList(playlist)}
      >${icon(Trash2)} ${w.removeList}</vaadin-button
    >`;
  }
}
customElements.define("playlist-editor", PlaylistEditor);

declare global {
  interface HTMLElementTagNameMap {
    "playlist-editor": PlaylistEditor;
  }
}
