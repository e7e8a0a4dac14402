import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Plus } from "lucide";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { LanguageRedraw } from "../../elements/language-redraw.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { within } from "./arrangement.ts";
import "./playlists.css";
import { playlistRow } from "./playlist-row.ts";
import type { Row } from "./row.ts";

export type RowMove = { readonly from: number; readonly to: number };
export type RowSeconds = { readonly key: string; readonly text: string };

/**
 * The rows of a playlist, ordered by keys, buttons or the handle. Fires `choose` with a place, `move`, `drag-over-row` for
 * every step of a drag and `dragged` at its end, `remove` with a place, and `seconds` with what was typed.
 */
export class PlaylistRows extends LitElement {
  static override properties = {
    rows: { attribute: false },
    messages: { attribute: false },
    canvas: { attribute: false },
    chosen: { type: Number },
    locked: { type: Boolean },
  };
  declare rows: readonly Row[];
  declare messages: ReadonlyMap<string, MessageView>;
  /** What times are reckoned for. */
  declare canvas: Canvas | undefined;
  declare chosen: number;
  declare locked: boolean;
  #dragging: string | undefined;

  protected readonly language = new LanguageRedraw(this);

  constructor() {
    super();
    this.rows = [];
    this.messages = new Map();
    this.canvas = undefined;
    this.chosen = 0;
    this.locked = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Puts the reader at the chosen row, once it is drawn. */
  async focusChosen(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(`li[data-at="${this.chosen}"]`)?.focus();
  }

  #tell(what: "choose" | "remove", at: number): void {
    this.dispatchEvent(new CustomEvent<number>(what, { detail: at }));
  }

  #move(from: number, to: number): void {
    this.dispatchEvent(new CustomEvent<RowMove>("move", { detail: { from, to } }));
  }

  #onKey(event: KeyboardEvent, at: number): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!event.altKey) {
        this.chosen = within(at + step, this.rows.length);
        this.#tell("choose", this.chosen);
        void this.focusChosen();
      } else if (!this.locked) this.#move(at, at + step);
    } else if (event.key === "Delete" && !this.locked) {
      event.preventDefault();
      this.#tell("remove", at);
    } else if (/^\d$/.test(event.key) && !event.altKey) {
      // The digit itself is typed by the browser, into the field that now has the focus.
      const field = (event.currentTarget as HTMLElement).querySelector("input");
      field?.focus();
      field?.select();
    }
  }

  #placeOf(key: string): number {
    return this.rows.findIndex((row) => row.key === key);
  }

  #startDrag(event: PointerEvent, key: string): void {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#dragging = key;
    this.#tell("choose", this.#placeOf(key));
  }

  #drag(event: PointerEvent): void {
    if (this.#dragging === undefined) return;
    const from = this.#placeOf(this.#dragging);
    const rows = [...this.querySelectorAll<HTMLElement>("li[data-at]")];
    const to = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return event.clientY >= top && event.clientY < bottom;
    });
    if (to < 0 || to === from) return;
    this.dispatchEvent(new CustomEvent<RowMove>("drag-over-row", { detail: { from, to } }));
  }

  #endDrag(): void {
    if (this.#dragging === undefined) return;
    this.#dragging = undefined;
    this.dispatchEvent(new CustomEvent("dragged"));
  }

  protected override render(): TemplateResult {
    const w = playlistWords();
    if (this.rows.length === 0) return html`<div class="panel">${emptyState(Plus, w.noItems, w.noItemsTeach)}</div>`;
    return html`<div class="list">
      <div class="playlist-head micro quiet" aria-hidden="true">
        <span>${w.message}</span><span>${w.seconds}</span><span>${w.state}</span>
      </div>
      <ol class="playlist-rows">
        ${repeat(
          this.rows,
          (row) => row.key,
          (row, at) => this.#row(row, at),
        )}
      </ol>
      ${
        this.locked
          ? nothing
          : html`<p class="keys">
              <span><kbd>↑</kbd><kbd>↓</kbd> ${w.keyChoose}</span>
              <span><kbd>Alt ↑</kbd><kbd>Alt ↓</kbd> ${w.keyMove}</span>
              <span><kbd>Del</kbd> ${w.keyRemove}</span>
              <span><kbd>0–9</kbd> ${w.seconds.toLowerCase()}</span>
            </p>`
      }
    </div>`;
  }

  #row(row: Row, at: number): TemplateResult {
    return playlistRow(row, at, {
      message: this.messages.get(row.message),
      canvas: this.canvas,
      chosen: this.chosen === at,
      locked: this.locked,
      last: at === this.rows.length - 1,
      key: (event) => this.#onKey(event, at),
      choose: () => this.#tell("choose", at),
      startDrag: (event) => this.#startDrag(event, row.key),
      drag: (event) => this.#drag(event),
      endDrag: () => this.#endDrag(),
      move: (by) => this.#move(at, at + by),
      remove: () => this.#tell("remove", at),
      setSeconds: (text) =>
        this.dispatchEvent(new CustomEvent<RowSeconds>("seconds", { detail: { key: row.key, text } })),
    });
  }
}
customElements.define("playlist-rows", PlaylistRows);

declare global {
  interface HTMLElementTagNameMap {
    "playlist-rows": PlaylistRows;
  }
}
