import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Plus, Search } from "lucide";
import type { MessageView } from "../../../content/wire/views.ts";
import "../../elements/bt-status.ts";
import { icon } from "../../elements/icon.ts";
import { LanguageRedraw } from "../../elements/language-redraw.ts";
import { messageThumb } from "../../elements/message-thumb.ts";
import { valueOf } from "../../elements/value-of.ts";
import { duration } from "../../strings/format.ts";
import { plain } from "../../strings/network.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { itemMs, shownContent } from "./on-screens.ts";
import "./playlists.css";

const mostShown = 60;

/** The messages that may go into a playlist, found by name without marks. Fires `add` with the one chosen. */
export class AddableMessages extends LitElement {
  static override properties = { messages: { attribute: false }, query: { state: true } };
  declare messages: ReadonlyMap<string, MessageView>;
  declare query: string;

  protected readonly language = new LanguageRedraw(this);

  constructor() {
    super();
    this.messages = new Map();
    this.query = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const w = playlistWords();
    const wanted = plain(this.query.trim());
    const all = [...this.messages.values()].filter(({ status }) => status !== "withdrawn" && status !== "rejected");
    const found = all
      .filter((message) => plain(shownContent(message).title).includes(wanted))
      .toSorted((a, b) => Number(b.approved !== undefined) - Number(a.approved !== undefined))
      .slice(0, mostShown);
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
            this.query = valueOf(event);
          }}
        />
      </label>
      ${all.length === 0 ? html`<p class="small quiet">${w.noMessages}</p>` : nothing}
      ${all.length > 0 && found.length === 0 ? html`<p class="small quiet">${w.nothingFound}</p>` : nothing}
      <ul class="addable">
        ${repeat(
          found,
          ({ id }) => id,
          (message) => html`<li>${this.#choice(message)}</li>`,
        )}
      </ul>
      <p class="small quiet">${w.unapprovedToo}</p>
    </section>`;
  }

  #choice(message: MessageView): TemplateResult {
    const content = shownContent(message);
    const add = (): void => {
      this.dispatchEvent(new CustomEvent<MessageView>("add", { detail: message }));
    };
    return html`<button @click=${add} aria-label=${playlistWords().addOne(content.title)}>
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
    </button>`;
  }
}
customElements.define("addable-messages", AddableMessages);

declare global {
  interface HTMLElementTagNameMap {
    "addable-messages": AddableMessages;
  }
}
