import "@vaadin/button";
import "@vaadin/email-field";
import "@vaadin/password-field";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { sayTrouble, Unreachable } from "../client.ts";
import { signIn } from "../session.ts";
import { onLanguage } from "../strings/language.ts";
import { shellWords } from "../strings/shell.ts";
import { valueOf } from "./value-of.ts";

export type DemoAccount = { readonly email: string; readonly password: string; readonly name: string };

/** The sign-in form, on its own page and over a page whose session has ended. Fires `signed-in`. */
export class BtSignIn extends LitElement {
  static override properties = {
    email: {},
    accounts: { attribute: false },
    password: { state: true },
    busy: { state: true },
    trouble: { state: true },
  };
  declare email: string;
  declare accounts: readonly DemoAccount[];
  declare private password: string;
  declare private busy: boolean;
  declare private trouble: string;
  #forgetLanguage: (() => void) | undefined;

  constructor() {
    super();
    this.email = "";
    this.accounts = [];
    this.password = "";
    this.busy = false;
    this.trouble = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetLanguage = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetLanguage?.();
  }

  override render(): TemplateResult {
    const w = shellWords();
    return html`
      <form class="stack" @submit=${this.#submit}>
        <vaadin-email-field
          label=${w.email}
          name="email"
          autocomplete="username"
          ?autofocus=${this.email === ""}
          .value=${this.email}
          @input=${(e: Event) => {
            this.email = valueOf(e);
          }}
        ></vaadin-email-field>
        <vaadin-password-field
          label=${w.password}
          name="password"
          autocomplete="current-password"
          ?autofocus=${this.email !== ""}
          .value=${this.password}
          .i18n=${{ reveal: w.showPassword }}
          @input=${(e: Event) => {
            this.password = valueOf(e);
          }}
          @keydown=${(e: KeyboardEvent) => {
            if (e.key === "Enter") void this.#send();
          }}
        ></vaadin-password-field>
        <div role="alert">${this.trouble ? html`<p class="err">${this.trouble}</p>` : nothing}</div>
        <vaadin-button theme="primary big" ?disabled=${this.busy} @click=${() => void this.#send()}
          >${w.signIn}</vaadin-button
        >
      </form>
      ${
        this.accounts.length > 0
          ? html`<section class="demo-accounts">
              <h2>${w.demoAccounts}</h2>
              <p class="small quiet">${w.demoAccountsTeach}</p>
              <div class="stack tight">
                ${this.accounts.map(
                  (account) =>
                    html`<button class="demo-account" @click=${() => this.#fill(account)}>
                      <b>${account.name}</b><span class="small quiet">${account.email}</span>
                    </button>`,
                )}
              </div>
            </section>`
          : nothing
      }
    `;
  }

  #fill(account: DemoAccount): void {
    this.email = account.email;
    this.password = account.password;
    void this.#send();
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    void this.#send();
  };

  async #send(): Promise<void> {
    if (this.busy) return;
    const w = shellWords();
    this.busy = true;
    this.trouble = "";
    try {
      const outcome = await signIn(this.email.trim(), this.password);
      if (outcome === "in") this.dispatchEvent(new CustomEvent("signed-in"));
      else this.trouble = outcome === "wrong" ? w.wrongPassword : w.tooManyTries;
    } catch (error) {
      this.trouble = error instanceof Unreachable ? w.unreachable : sayTrouble(error);
    } finally {
      this.busy = false;
    }
  }
}
customElements.define("bt-sign-in", BtSignIn);

declare global {
  interface HTMLElementTagNameMap {
    "bt-sign-in": BtSignIn;
  }
}
