import "@vaadin/button";
import "@vaadin/text-field";
import { html, nothing, type TemplateResult } from "lit";
import { MessageSquarePlus, Plus, Search, SearchX } from "lucide";
import { messageStatuses, type MessageStatus } from "../../content/editorial/approval.ts";
import type { MessageView } from "../../content/wire/views.ts";
import { call } from "../client.ts";
import "../elements/bt-status.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";
import { icon } from "../elements/icon.ts";
import { messageThumb } from "../elements/message-thumb.ts";
import { valueOf } from "../elements/value-of.ts";
import { pathTo } from "../router.ts";
import { may, serverNow } from "../session.ts";
import { when } from "../strings/format.ts";
import { messageWords } from "../strings/messages.ts";
import { statusWords } from "../strings/status.ts";
import "./messages.css";

/** All messages: by status, by words. */
export class DeskMessages extends DeskPage {
  static override topics = ["messages"] as const;
  static override properties = {
    ...DeskPage.properties,
    messages: { state: true },
    status: { state: true },
    query: { state: true },
  };
  declare private messages: readonly MessageView[];
  declare private status: MessageStatus | "";
  declare private query: string;

  constructor() {
    super();
    this.messages = [];
    this.status = "";
    this.query = "";
  }

  protected override async read(): Promise<void> {
    this.messages = await call("messages");
  }

  override render(): TemplateResult {
    const w = messageWords();
    const words = statusWords();
    const matching = this.messages.filter((m) => matches(m, this.query));
    const shown = matching.filter((m) => !this.status || m.status === this.status);
    const filter = (status: MessageStatus | "", word: string, count: number): TemplateResult =>
      html`<button
        class="filter"
        aria-pressed=${this.status === status ? "true" : "false"}
        @click=${() => {
          this.status = status;
        }}
      >
        ${word} <b>${count}</b>
      </button>`;
    return html`<div class="page">
      <header class="page-head">
        <div class="title grow">
          <h1>${w.title}</h1>
          <span class="count">${this.messages.length || nothing}</span>
        </div>
        ${
          may("addMessage")
            ? html`<a class="button-link primary" href=${pathTo("messages", "new")}
                >${icon(Plus)} ${w.newMessage} <kbd>N</kbd></a
              >`
            : nothing
        }
      </header>
      ${this.troubleNote()}
      ${
        this.messages.length > 0
          ? html`<div class="row">
                <vaadin-text-field
                  data-search
                  class="search"
                  accessible-name=${w.searchLabel}
                  placeholder=${w.searchHint}
                  clear-button-visible
                  .value=${this.query}
                  @value-changed=${(event: Event) => {
                    this.query = valueOf(event);
                  }}
                >
                  <span slot="prefix">${icon(Search)}</span>
                </vaadin-text-field>
              </div>
              <div class="filters" role="group" aria-label=${w.title}>
                ${filter("", w.all, matching.length)}
                ${messageStatuses
                  .map((status) => [status, matching.filter((m) => m.status === status).length] as const)
                  .filter(([status, count]) => count > 0 || status === this.status)
                  .map(([status, count]) => filter(status, words[status], count))}
              </div>`
          : nothing
      }
      ${this.#list(shown)}
    </div>`;
  }

  #list(shown: readonly MessageView[]): TemplateResult | typeof nothing {
    const w = messageWords();
    if (!this.ready) return nothing;
    if (this.messages.length === 0) {
      if (this.trouble) return nothing;
      return emptyState(
        MessageSquarePlus,
        w.emptyTitle,
        w.emptyTeach,
        may("addMessage")
          ? html`<a class="button-link primary" href=${pathTo("messages", "new")}>${icon(Plus)} ${w.newMessage}</a>`
          : "",
      );
    }
    if (shown.length === 0) {
      const clear = (): void => {
        this.query = "";
        this.status = "";
      };
      return emptyState(
        SearchX,
        w.noMatchTitle,
        w.noMatchTeach,
        html`<button class="plain" @click=${clear}>${w.clearFilters}</button>`,
      );
    }
    return html`<ul class="list">
      ${shown.map((message) => html`<li>${this.#row(message)}</li>`)}
    </ul>`;
  }

  #row(message: MessageView): TemplateResult {
    const w = messageWords();
    const { content } = message.head;
    const { panel, banner, ticker } = content.forms;
    const forms = [panel && w.formPanel, banner && w.formBanner, ticker && w.formTicker].filter(Boolean);
    return html`<a class="list-row message-row" href=${pathTo("messages", message.id)}>
      ${messageThumb(message.id, content)}
      <span class="grow">
        <span class="name">${content.title || w.untitled}</span>
        <span class="small quiet"
          >${[content.source.name, content.directive?.number, forms.join(", ")].filter(Boolean).join(" · ")}</span
        >
      </span>
      <span class="message-state">
        <bt-status name=${message.status}></bt-status>
        <span class="micro quiet">
          ${
            message.approved && message.status !== "approved"
              ? w.onAirStill
              : w.editedBy(message.lastEditor.name, when(message.updatedAt, serverNow()))
          }
        </span>
      </span>
    </a>`;
  }
}
customElements.define("desk-messages", DeskMessages);

/** Found also without its marks: `rua tay` finds "Rửa tay". */
export function matches(message: MessageView, query: string): boolean {
  const { title, source, directive } = message.head.content;
  const text = bare([title, source.name, directive?.number ?? ""].join(" "));
  return bare(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function bare(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-messages": DeskMessages;
  }
}
