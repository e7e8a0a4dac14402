import "@vaadin/button";
import "@vaadin/text-field";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import {
  ChevronDown,
  ChevronRight,
  ChevronUp,
  CircleAlert,
  GripVertical,
  Plus,
  Search,
  Trash2,
  TriangleAlert,
  X,
} from "lucide";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { PlaylistItem } from "../../../content/playout/playlist.ts";
import { Problem } from "../../../content/wire/problem.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { CampaignView, MessageView, PlaylistView, ScreenView } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { askEffect } from "../../elements/ask.ts";
import "../../elements/bt-loop-strip.ts";
import "../../elements/bt-status.ts";
import { conflictNote } from "../../elements/conflict-note.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import { messageThumb } from "../../elements/message-thumb.ts";
import { toast } from "../../elements/toast.ts";
import { holdBack, navigate, pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { duration } from "../../strings/format.ts";
import { plain, shapeWords } from "../../strings/network.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { localToday } from "../campaigns/dates.ts";
import { isRun, itemMs, reachOf, shownContent, withoutForm, type PlaylistReach } from "./on-screens.ts";
import { chosenAfterRemoval, move, putBack, without } from "./order.ts";
import { stripItems } from "./strip.ts";
import "../../elements/network.css";
import "./playlists.css";

/** An item with a key of its own, as the same message may stand in a playlist twice. */
type Row = PlaylistItem & { readonly key: string };
type Draft = { readonly name: string; readonly items: readonly Row[] };

const bare = ({ message, seconds }: Row): PlaylistItem => ({ message, ...(seconds === undefined ? {} : { seconds }) });

const shortest = 3;
const longest = 600;
const undoMs = 10_000;

/**
 * One playlist: strip and table are one list, ordered by keys, buttons or the handle. Longer than most files because
 * the order, the choice and the undo of one list belong together.
 */
export class PlaylistEditor extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    playlist: { state: true },
    messages: { state: true },
    campaigns: { state: true },
    screens: { state: true },
    draft: { state: true },
    chosen: { state: true },
    query: { state: true },
    tried: { state: true },
    saving: { state: true },
    refusal: { state: true },
    conflict: { state: true },
    gone: { state: true },
    said: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["playlists", "messages", "campaigns"];
  declare playlist: PlaylistView | undefined;
  declare messages: ReadonlyMap<string, MessageView>;
  declare campaigns: readonly CampaignView[];
  declare screens: readonly ScreenView[];
  declare draft: Draft | undefined;
  declare chosen: number;
  declare query: string;
  declare tried: boolean;
  declare saving: boolean;
  declare refusal: string | undefined;
  declare conflict: boolean;
  declare gone: boolean;
  declare said: string;
  #keys = 0;
  #removed: { readonly row: Row; readonly at: number; readonly until: number } | undefined;
  #dragging: string | undefined;

  constructor() {
    super();
    this.playlist = undefined;
    this.messages = new Map();
    this.campaigns = [];
    this.screens = [];
    this.draft = undefined;
    this.chosen = 0;
    this.query = "";
    this.tried = false;
    this.saving = false;
    this.refusal = undefined;
    this.conflict = false;
    this.gone = false;
    this.said = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.#shortcut);
    holdBack(() => this.#changed && !window.confirm(playlistWords().leave));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.#shortcut);
    holdBack(undefined);
  }

  get #isNew(): boolean {
    return this.itemId === "new";
  }

  get #mayEdit(): boolean {
    return may("editPlaylist");
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
    if (this.#isNew) {
      this.draft ??= { name: "", items: [] };
      return;
    }
    const found = playlists.find(({ id }) => id === this.itemId);
    this.gone = found === undefined;
    if (!found) return;
    const known = this.playlist;
    // An answer that was on its way while something was saved here is older than what is known.
    if (known && found.version < known.version) return;
    if (known && known.version !== found.version && this.#changed) {
      this.conflict = true;
      return;
    }
    this.#take(found);
  }

  #take(playlist: PlaylistView): void {
    const same = this.playlist?.version === playlist.version && this.draft !== undefined;
    this.playlist = playlist;
    if (same) return;
    this.draft = { name: playlist.name, items: playlist.items.map((item) => this.#row(item)) };
    this.conflict = false;
    this.chosen = Math.min(this.chosen, Math.max(0, playlist.items.length - 1));
  }

  #row(item: PlaylistItem): Row {
    return { ...item, key: `k${this.#keys++}` };
  }

  get #items(): readonly Row[] {
    return this.draft?.items ?? [];
  }

  /** The draft differs from what the server was last seen to hold. */
  get #changed(): boolean {
    const { draft, playlist } = this;
    if (!draft) return false;
    if (!playlist) return draft.name !== "" || draft.items.length > 0;
    return (
      draft.name !== playlist.name ||
      draft.items.length !== playlist.items.length ||
      draft.items.some(
        (row, i) => row.message !== playlist.items[i]?.message || row.seconds !== playlist.items[i]?.seconds,
      )
    );
  }

  get #reach(): PlaylistReach {
    return reachOf(this.playlist?.id, this.campaigns, this.screens, localToday(serverNow()));
  }

  #setItems(items: readonly Row[]): void {
    if (this.draft) this.draft = { ...this.draft, items };
  }

  #title(row: Row): string {
    const message = this.messages.get(row.message);
    return message ? shownContent(message).title : row.message;
  }

  #move(from: number, to: number): void {
    const items = move(this.#items, from, to);
    if (items === this.#items) return;
    const row = this.#items[from];
    this.#setItems(items);
    this.chosen = Math.max(0, Math.min(items.length - 1, to));
    if (row) this.said = playlistWords().moved(this.#title(row), this.chosen + 1, items.length);
    void this.#focusChosen();
  }

  #remove(at: number): void {
    const row = this.#items[at];
    if (!row) return;
    this.chosen = chosenAfterRemoval(at, this.#items.length);
    this.#setItems(without(this.#items, at));
    this.#removed = { row, at, until: Date.now() + undoMs };
    toast(playlistWords().removed(this.#title(row)), { undo: () => this.#undo() });
    void this.#focusChosen();
  }

  #undo(): void {
    const removed = this.#removed;
    this.#removed = undefined;
    if (!removed || Date.now() > removed.until || this.#items.includes(removed.row)) return;
    this.#setItems(putBack(this.#items, removed.at, removed.row));
    this.chosen = Math.min(removed.at, this.#items.length - 1);
    void this.#focusChosen();
  }

  #add(message: MessageView): void {
    this.#setItems([...this.#items, this.#row({ message: message.id })]);
    this.chosen = this.#items.length - 1;
    this.said = playlistWords().added(shownContent(message).title);
  }

  #setSeconds(key: string, text: string): void {
    const given = text.trim() === "" ? undefined : Math.round(Number(text));
    const seconds =
      given === undefined || Number.isNaN(given) ? undefined : Math.max(shortest, Math.min(longest, given));
    this.#setItems(
      this.#items.map((row) => {
        if (row.key !== key) return row;
        return { message: row.message, key: row.key, ...(seconds === undefined ? {} : { seconds }) };
      }),
    );
  }

  async #focusChosen(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(`li[data-at="${this.chosen}"]`)?.focus();
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void this.#save();
    } else if (event.key === "z" && this.#removed && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      this.#undo();
    }
  };

  #onRowKey(event: KeyboardEvent, at: number): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (event.altKey) {
        if (this.#mayEdit) this.#move(at, at + step);
      } else {
        this.chosen = Math.max(0, Math.min(this.#items.length - 1, at + step));
        void this.#focusChosen();
      }
    } else if (event.key === "Delete" && this.#mayEdit) {
      event.preventDefault();
      this.#remove(at);
    } else if (/^\d$/.test(event.key) && !event.altKey) {
      // The digit itself is typed by the browser, into the field that now has the focus.
      const field = (event.currentTarget as HTMLElement).querySelector("input");
      field?.focus();
      field?.select();
    }
  }

  #startDrag(event: PointerEvent, key: string): void {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#dragging = key;
    this.chosen = this.#items.findIndex((row) => row.key === key);
  }

  #drag(event: PointerEvent): void {
    if (this.#dragging === undefined) return;
    const from = this.#items.findIndex((row) => row.key === this.#dragging);
    const rows = [...this.querySelectorAll<HTMLElement>("li[data-at]")];
    const to = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return event.clientY >= top && event.clientY < bottom;
    });
    if (to < 0 || to === from) return;
    this.#setItems(move(this.#items, from, to));
    this.chosen = to;
  }

  #endDrag(): void {
    if (this.#dragging === undefined) return;
    const row = this.#items[this.chosen];
    this.#dragging = undefined;
    if (row) this.said = playlistWords().moved(this.#title(row), this.chosen + 1, this.#items.length);
  }

  async #save(how: { over?: boolean } = {}): Promise<void> {
    const { draft } = this;
    if (!draft || this.saving || !this.#mayEdit) return;
    this.tried = true;
    if (draft.name.trim() === "") {
      await this.updateComplete;
      this.querySelector("vaadin-text-field")?.focus();
      return;
    }
    if (!this.#changed && !this.#isNew) return;
    this.saving = true;
    this.refusal = undefined;
    const sent = { name: draft.name.trim(), items: draft.items.map(bare) };
    try {
      if (this.#isNew) {
        const made = await call("addPlaylist", { body: sent });
        this.draft = undefined;
        toast(playlistWords().saved);
        navigate(pathTo("playlists", made.id), { replace: true });
        return;
      }
      await this.#update(sent, how.over ?? false);
    } catch (error) {
      if (error instanceof Problem && error.code === "playlist/changed-meanwhile") this.conflict = true;
      else this.refusal = sayTrouble(error);
    } finally {
      this.saving = false;
    }
  }

  async #update(sent: { name: string; items: PlaylistItem[] }, over: boolean): Promise<void> {
    let version = this.playlist?.version;
    if (over) version = (await call("playlists")).find(({ id }) => id === this.itemId)?.version;
    if (this.itemId === undefined || version === undefined) {
      this.gone = true;
      return;
    }
    const saved = await call("editPlaylist", { params: { id: this.itemId }, body: { version, playlist: sent } });
    this.draft = undefined;
    this.#take(saved);
    const { venues } = this.#reach;
    toast(venues > 0 ? playlistWords().updated(venues) : playlistWords().saved);
  }

  async #takeTheirs(): Promise<void> {
    this.draft = undefined;
    this.conflict = false;
    await this.refresh();
  }

  async #removeList(): Promise<void> {
    const w = playlistWords();
    const { playlist } = this;
    if (!playlist || !(await askEffect(playlist.name, w.removeEffect, w.removeList))) return;
    try {
      await call("removePlaylist", { params: { id: playlist.id } });
    } catch (error) {
      this.refusal = sayTrouble(error);
      return;
    }
    this.draft = undefined;
    toast(w.listRemoved(playlist.name));
    navigate(pathTo("playlists"));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("ready") && this.ready && this.#isNew) this.querySelector("vaadin-text-field")?.focus();
  }

  protected override render(): TemplateResult {
    const w = playlistWords();
    if (this.gone) {
      return html`<div class="page">
        ${emptyState(CircleAlert, w.notThere, "", html`<a href=${pathTo("playlists")}>${w.backToList}</a>`)}
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
      ${draft ? this.#body(draft) : nothing}
      <p class="hidden-text" role="status">${this.said}</p>
    </div>`;
  }

  #head(): TemplateResult {
    const w = playlistWords();
    const name = this.playlist?.name || w.newList;
    return html`<div class="page-head">
      <div class="grow">
        <a class="crumb" href=${pathTo("playlists")}>${w.title} ${icon(ChevronRight)}</a>
        <h1>${name}</h1>
      </div>
      <span class="small quiet">${this.playlist ? w.usedIn(this.playlist.campaigns.length) : nothing}</span>
      ${this.#changed ? html`<span class="small stale strong">${w.unsaved}</span>` : nothing}
      ${this.#mayEdit ? this.#saveButton() : html`<span class="small quiet">${w.readOnly}</span>`}
    </div>`;
  }

  #saveButton(): TemplateResult {
    const w = playlistWords();
    const { venues } = this.#reach;
    const effect = this.#isNew ? w.create : venues > 0 ? w.update(venues) : w.saveOnly;
    return html`<vaadin-button
      class="save"
      theme="primary"
      ?disabled=${this.saving || (!this.#changed && !this.#isNew)}
      @click=${() => void this.#save()}
      >${effect} <kbd>Ctrl ↵</kbd></vaadin-button
    >`;
  }

  #body(draft: Draft): TemplateResult {
    const w = playlistWords();
    const reach = this.#reach;
    const canvas = this.#leadCanvas(reach);
    const strip = stripItems(draft.items, this.messages, canvas);
    const total = strip.reduce((sum, item) => sum + (item.skipped ? 0 : item.ms), 0);
    return html`
      ${
        draft.items.length > 0
          ? html`<section class="panel">
              <div class="panel-head">
                <span class="number">${duration(total)}</span>
                <span class="soft">${w.wholePass}, ${w.items(draft.items.length)}</span>
              </div>
              <div class="strip-scroll">
                <bt-loop-strip
                  .style=${`--strip:${draft.items.length * 92}px`}
                  tall
                  choosable
                  label=${w.strip}
                  .items=${strip}
                  .chosen=${draft.items[this.chosen]?.key ?? ""}
                  @choose=${(event: CustomEvent<string>) => {
                    this.chosen = draft.items.findIndex(({ key }) => key === event.detail);
                    void this.#focusChosen();
                  }}
                ></bt-loop-strip>
              </div>
            </section>`
          : nothing
      }
      ${this.#missing(draft, reach)}
      <div class="cols two">
        <section class="stack">
          <div class="panel">
            <vaadin-text-field
              label=${w.name}
              placeholder=${w.nameHint}
              maxlength="80"
              required
              .value=${draft.name}
              .readonly=${!this.#mayEdit}
              .invalid=${this.tried && draft.name.trim() === ""}
              .errorMessage=${w.nameNeeded}
              @input=${(event: Event) => {
                this.draft = { ...draft, name: (event.currentTarget as HTMLInputElement).value };
              }}
            ></vaadin-text-field>
          </div>
          ${this.#table(draft, canvas)}
          ${
            this.playlist && this.#mayEdit
              ? html`<div class="row">
                  ${
                    this.playlist.campaigns.length === 0
                      ? html`<vaadin-button theme="danger" @click=${() => void this.#removeList()}
                          >${icon(Trash2)} ${w.removeList}</vaadin-button
                        >`
                      : html`<span class="small quiet"
                          >${w.inUse(this.playlist.campaigns.map(({ name }) => name).join(", "))}</span
                        >`
                  }
                </div>`
              : nothing
          }
        </section>
        ${this.#mayEdit ? this.#adding() : nothing}
      </div>
      ${this.#mayEdit ? html`<div class="action-bar phone-only">${this.#saveButton()}</div>` : nothing}
    `;
  }

  /** Times are reckoned for the screens that the playlist reaches; where they differ, for a board. */
  #leadCanvas(reach: PlaylistReach): Canvas | undefined {
    const [first] = reach.screens;
    return first && reach.screens.every(({ canvas }) => canvas.shape === first.canvas.shape) ? first.canvas : undefined;
  }

  #missing(draft: Draft, reach: PlaylistReach): TemplateResult | typeof nothing {
    const w = playlistWords();
    const lines: string[] = [];
    for (const id of new Set(draft.items.map(({ message }) => message))) {
      const message = this.messages.get(id);
      if (!message?.approved) continue;
      for (const [shape, screens] of withoutForm(shownContent(message), reach.screens)) {
        lines.push(w.missingLine(shownContent(message).title, screens, shapeWords()[shape]));
      }
    }
    if (lines.length === 0) return nothing;
    return html`<div class="note stale">
      ${icon(TriangleAlert)}
      <div>
        <b>${w.missingTitle}</b>
        <ul>
          ${lines.map((line) => html`<li>${line}</li>`)}
        </ul>
      </div>
    </div>`;
  }

  #table(draft: Draft, canvas: Canvas | undefined): TemplateResult {
    const w = playlistWords();
    if (draft.items.length === 0) return html`<div class="panel">${emptyState(Plus, w.noItems, w.noItemsTeach)}</div>`;
    return html`<div class="list">
      <div class="playlist-head micro quiet" aria-hidden="true">
        <span>${w.message}</span><span>${w.seconds}</span><span>${w.state}</span>
      </div>
      <ol class="playlist-rows">
        ${repeat(
          draft.items,
          (row) => row.key,
          (row, at) => this.#itemRow(row, at, canvas),
        )}
      </ol>
      ${
        this.#mayEdit
          ? html`<p class="keys">
              <span><kbd>↑</kbd><kbd>↓</kbd> ${w.keyChoose}</span>
              <span><kbd>Alt ↑</kbd><kbd>Alt ↓</kbd> ${w.keyMove}</span>
              <span><kbd>Del</kbd> ${w.keyRemove}</span>
              <span><kbd>0–9</kbd> ${w.seconds.toLowerCase()}</span>
            </p>`
          : nothing
      }
    </div>`;
  }

  #itemRow(row: Row, at: number, canvas: Canvas | undefined): TemplateResult {
    const w = playlistWords();
    const title = this.#title(row);
    const message = this.messages.get(row.message);
    const content = message && shownContent(message);
    const locked = !this.#mayEdit;
    return html`<li
      class="playlist-row"
      data-at=${at}
      tabindex=${this.chosen === at ? 0 : -1}
      aria-current=${this.chosen === at ? "true" : nothing}
      @keydown=${(event: KeyboardEvent) => this.#onRowKey(event, at)}
      @focusin=${() => {
        this.chosen = at;
      }}
    >
      <span
        class="handle"
        title=${w.drag}
        ?hidden=${locked}
        @pointerdown=${(event: PointerEvent) => this.#startDrag(event, row.key)}
        @pointermove=${(event: PointerEvent) => this.#drag(event)}
        @pointerup=${() => this.#endDrag()}
        @pointercancel=${() => this.#endDrag()}
        >${icon(GripVertical)}</span
      >
      ${content ? messageThumb(row.message, content) : html`<span class="message-thumb"></span>`}
      <span class="what"><span class="name">${title}</span></span>
      ${this.#seconds(row, title, content ? itemMs(content, undefined, canvas) : 0, content !== undefined && isRun(content))}
      <span class="state">${this.#state(message)}</span>
      <span class="acts">
        <button
          class="square"
          aria-label=${w.moveUp(title)}
          title=${w.up}
          ?disabled=${locked || at === 0}
          @click=${() => this.#move(at, at - 1)}
        >
          ${icon(ChevronUp)}
        </button>
        <button
          class="square"
          aria-label=${w.moveDown(title)}
          title=${w.down}
          ?disabled=${locked || at === this.#items.length - 1}
          @click=${() => this.#move(at, at + 1)}
        >
          ${icon(ChevronDown)}
        </button>
        <button class="square bare" aria-label=${w.remove(title)} ?disabled=${locked} @click=${() => this.#remove(at)}>
          ${icon(X)}
        </button>
      </span>
    </li>`;
  }

  #seconds(row: Row, title: string, natural: number, run: boolean): TemplateResult {
    const w = playlistWords();
    const about = String(Math.round(natural / 1000));
    if (run) return html`<span class="seconds small quiet" title=${w.byRun}>${about} s</span>`;
    return html`<span class="seconds">
      <input
        type="number"
        inputmode="numeric"
        min=${shortest}
        max=${longest}
        aria-label=${w.secondsOf(title)}
        placeholder=${w.byLengthAbout(about)}
        title=${row.seconds === undefined ? w.byLength : ""}
        ?readonly=${!this.#mayEdit}
        .value=${row.seconds === undefined ? "" : String(row.seconds)}
        @change=${(event: Event) => {
          const field = event.currentTarget as HTMLInputElement;
          this.#setSeconds(row.key, field.value);
          const now = this.#items.find(({ key }) => key === row.key)?.seconds;
          field.value = now === undefined ? "" : String(now);
        }}
      />
    </span>`;
  }

  #state(message: MessageView | undefined): TemplateResult {
    const w = playlistWords();
    if (!message) return html`<span class="small stale">${w.gone}</span>`;
    if (!message.approved) {
      return html`<bt-status name=${message.status}></bt-status><span class="micro stale">${w.skipped}</span>`;
    }
    return html`<bt-status name="approved"></bt-status>${
        message.approved.digest === message.head.digest
          ? nothing
          : html`<span class="micro quiet">${w.newerWaits}</span>`
      }`;
  }

  #adding(): TemplateResult {
    const w = playlistWords();
    const wanted = plain(this.query.trim());
    const all = [...this.messages.values()].filter(({ status }) => status !== "withdrawn" && status !== "rejected");
    const found = all
      .filter((message) => plain(shownContent(message).title).includes(wanted))
      .toSorted((a, b) => Number(b.approved !== undefined) - Number(a.approved !== undefined))
      .slice(0, 60);
    return html`<section class="panel stack adding">
      <h2>${w.add}</h2>
      <label class="search-field">
        ${icon(Search)}
        <input
          type="search"
          placeholder=${w.search(all.length)}
          aria-label=${w.search(all.length)}
          .value=${this.query}
          @input=${(event: Event) => {
            this.query = (event.currentTarget as HTMLInputElement).value;
          }}
        />
      </label>
      ${all.length === 0 ? html`<p class="small quiet">${w.noMessages}</p>` : nothing}
      ${all.length > 0 && found.length === 0 ? html`<p class="small quiet">${w.nothingFound}</p>` : nothing}
      <ul class="addable">
        ${repeat(
          found,
          ({ id }) => id,
          (message) => {
            const content = shownContent(message);
            return html`<li>
              <button @click=${() => this.#add(message)} aria-label=${w.addOne(content.title)}>
                ${messageThumb(message.id, content)}
                <span class="grow">
                  <span class="name">${content.title}</span>
                  ${
                    message.approved
                      ? html`<span class="micro quiet">${duration(itemMs(content, undefined, undefined))}</span>`
                      : html`<bt-status name=${message.status}></bt-status>`
                  }
                </span>
                ${icon(Plus)}
              </button>
            </li>`;
          },
        )}
      </ul>
      <p class="small quiet">${w.unapprovedToo}</p>
    </section>`;
  }
}
customElements.define("playlist-editor", PlaylistEditor);

declare global {
  interface HTMLElementTagNameMap {
    "playlist-editor": PlaylistEditor;
  }
}
