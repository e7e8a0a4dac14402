import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { duration } from "../strings/format.ts";
import { colourOf } from "./panel-colour.ts";

export type LoopItem = {
  readonly key: string;
  readonly title: string;
  readonly ms: number;
  /** Decides the colour; the same message has the same one everywhere. */
  readonly message: string;
  /** On air, or the item the page is about: it gets a ring. */
  readonly ringed?: boolean;
  /** The venue's own share: hatched. */
  readonly own?: boolean;
  /** Skipped on air, e.g. not approved: pale, with this word. */
  readonly skipped?: string;
};

/**
 * The loop strip (dải vòng): one bar, width = seconds, colour = the message. Fires `choose` with the key of an item
 * when `choosable`. A narrow item keeps its words in its accessible name.
 */
export class BtLoopStrip extends LitElement {
  static override properties = {
    items: { attribute: false },
    chosen: {},
    choosable: { type: Boolean },
    tall: { type: Boolean, reflect: true },
    label: {},
  };
  static override styles = css`
    ol {
      display: flex;
      gap: 3px;
      margin: 0;
      padding: 3px;
      list-style: none;
    }
    li {
      min-width: 6px;
      flex-basis: 0;
    }
    .item {
      display: block;
      box-sizing: border-box;
      width: 100%;
      height: 46px;
      padding: 4px 8px;
      border: 0;
      border-radius: var(--r-s);
      text-align: start;
      overflow: hidden;
      font:
        600 12px/18px "Noto Sans Variable",
        sans-serif;
      color: var(--on);
      background: var(--ground);
    }
    :host([tall]) .item {
      height: 92px;
      padding: 10px;
      font-size: 17px;
      line-height: 24px;
    }
    button.item {
      cursor: pointer;
    }
    .title {
      display: block;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    :host([tall]) .title {
      white-space: normal;
      display: -webkit-box;
      -webkit-line-clamp: 2;
      -webkit-box-orient: vertical;
    }
    .ms {
      display: block;
      font-size: 11px;
      line-height: 16px;
      font-weight: 400;
      white-space: nowrap;
    }
    .ringed {
      box-shadow:
        0 0 0 2px var(--surface),
        0 0 0 4px var(--ink);
    }
    .item:focus-visible,
    .chosen {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
    .own {
      background: repeating-linear-gradient(135deg, var(--sunken) 0 5px, var(--surface) 5px 10px);
      color: var(--ink-2);
    }
    .skipped {
      background: var(--rest-soft);
      color: var(--rest);
      box-shadow: inset 0 0 0 1px var(--line-2);
    }
  `;
  declare items: readonly LoopItem[];
  declare chosen: string;
  declare choosable: boolean;
  declare tall: boolean;
  declare label: string;

  constructor() {
    super();
    this.items = [];
    this.chosen = "";
    this.choosable = false;
    this.tall = false;
    this.label = "";
  }

  override render(): TemplateResult {
    return html`<ol aria-label=${this.label || nothing}>
      ${this.items.map((item) => this.#item(item))}
    </ol>`;
  }

  #item(item: LoopItem): TemplateResult {
    const { ground, ink } = colourOf(item.message);
    const look = `item ${item.own ? "own" : ""} ${item.skipped ? "skipped" : ""} ${item.ringed ? "ringed" : ""} ${this.chosen === item.key ? "chosen" : ""}`;
    const name = [item.title, duration(item.ms), item.skipped].filter(Boolean).join(", ");
    const inside = html`<span class="title">${item.title}</span><span class="ms">${duration(item.ms)}</span>`;
    const colours = `--ground:${ground};--on:${ink}`;
    return html`<li .style=${`flex-grow:${item.ms}`}>
      ${
        this.choosable
          ? html`<button
              class=${look}
              .style=${colours}
              aria-label=${name}
              title=${name}
              aria-current=${this.chosen === item.key ? "true" : nothing}
              @click=${() => this.dispatchEvent(new CustomEvent("choose", { detail: item.key }))}
            >
              ${inside}
            </button>`
          : html`<div class=${look} .style=${colours} title=${name}>${inside}</div>`
      }
    </li>`;
  }
}
customElements.define("bt-loop-strip", BtLoopStrip);

declare global {
  interface HTMLElementTagNameMap {
    "bt-loop-strip": BtLoopStrip;
  }
}
