import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import type { DemoAccount } from "./demo.ts";
import type { Language } from "../strings/language.ts";
import { words } from "./strings.ts";

type Copied = { readonly key: string; readonly how: "copied" | "selected" };

/** The demo's accounts, each with its e-mail and password to copy. */
export class BtWallAccounts extends LitElement {
  static override properties = { accounts: { attribute: false }, language: {}, copied: { state: true } };
  declare accounts: readonly DemoAccount[];
  declare language: Language;
  declare copied: Copied | undefined;

  static override styles = css`
    h2 {
      margin: 0;
      font-size: 17px;
      line-height: 1.4;
    }
    p {
      margin: 0 0 14px;
      color: var(--ink-2);
      font-size: 15px;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr));
      gap: 14px 1.8%;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 12px 16px 10px;
      background: #f3f6f6;
      border-left: 4px solid var(--navy);
    }
    strong {
      font-size: 16px;
    }
    .name {
      color: var(--ink-2);
      font-size: 15px;
    }
    dl {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: center;
      gap: 6px 10px;
      margin: 6px 0 0;
      font-size: 15px;
    }
    dt {
      grid-column: 1;
      color: var(--ink-2);
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
      user-select: all;
    }
    button {
      min-height: 32px;
      padding: 2px 10px;
      border: 1px solid #7b8694;
      background: #fff;
      color: var(--ink);
      font: inherit;
      font-size: 14px;
      font-weight: 600;
      cursor: pointer;
    }
    button:hover {
      border-color: var(--navy);
      background: #eef2f6;
    }
    button:focus-visible {
      outline: 3px solid #2b4694;
      outline-offset: 2px;
    }
    .said {
      min-height: 22px;
      margin: 8px 0 0;
      font-size: 14px;
    }
    @media (max-width: 480px) {
      dl {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      dt {
        grid-column: 1 / -1;
        margin-bottom: -8px;
      }
    }
    @media (pointer: coarse) {
      button {
        min-height: 44px;
        min-width: 64px;
      }
    }
  `;

  constructor() {
    super();
    this.accounts = [];
    this.language = "vi";
    this.copied = undefined;
  }

  async #copy(key: string, text: string): Promise<void> {
    // Absent where the page is neither https nor localhost; then the text is selected for the keyboard.
    if ("clipboard" in navigator) {
      try {
        await navigator.clipboard.writeText(text);
        this.copied = { key, how: "copied" };
        return;
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
    }
    const field = this.renderRoot.querySelector(`[data-key="${key}"]`);
    if (field) getSelection()?.selectAllChildren(field);
    this.copied = { key, how: "selected" };
  }

  #field(key: string, label: string, text: string): TemplateResult {
    const say = words[this.language];
    const done = this.copied?.key === key && this.copied.how === "copied";
    return html`<dt>${label}</dt>
      <dd data-key=${key}>${text}</dd>
      <dd>
        <button type="button" aria-label=${`${say.copy} ${label}: ${text}`} @click=${() => void this.#copy(key, text)}>
          ${done ? say.copied : say.copy}
        </button>
      </dd>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.accounts.length === 0) return nothing;
    const say = words[this.language];
    return html`<h2>${say.accounts}</h2>
      <p>${say.accountsNote}</p>
      <ul>
        ${this.accounts.map(
          (account, i) =>
            html`<li>
              <strong>${say.roles[account.role]}</strong> <span class="name">· ${account.name}</span>
              <dl>
                ${this.#field(`email-${i}`, say.email, account.email)}
                ${this.#field(`password-${i}`, say.password, account.password)}
              </dl>
            </li>`,
        )}
      </ul>
      <p class="said" role="status">${this.copied ? say[this.copied.how] : ""}</p>`;
  }
}

customElements.define("bt-wall-accounts", BtWallAccounts);

declare global {
  interface HTMLElementTagNameMap {
    "bt-wall-accounts": BtWallAccounts;
  }
}
