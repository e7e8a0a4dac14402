import "@vaadin/button";
import { html, type TemplateResult } from "lit";
import type { Settings, TrustView } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { formField } from "../elements/form-field.ts";
import { settingsFields } from "../elements/settings-fields.ts";
import "../keys/bt-make-root.ts";
import { canSign } from "../keys/es256.ts";
import { readSession, signIn } from "../session.ts";
import { myKeyWords } from "../strings/my-key.ts";
import { peopleWords } from "../strings/people.ts";
import { trustWords } from "../strings/trust.ts";

/**
 * The one-time link of a first start: makes the first administrator, then the root key. The token is in the fragment, so
 * it is in no log.
 */
export class DeskSetup extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    person: { state: true },
    settings: { state: true },
    tried: { state: true },
    busy: { state: true },
    refusal: { state: true },
    trust: { state: true },
  };
  declare private person: { readonly name: string; readonly email: string; readonly password: string };
  declare private settings: Settings;
  declare private tried: boolean;
  declare private busy: boolean;
  declare private refusal: string;
  /** Set once the administrator is made: the second step. */
  declare private trust: TrustView | undefined;

  constructor() {
    super();
    this.person = { name: "", email: "", password: "" };
    this.settings = { agency: { name: "", short: "" }, hotline: { label: "", number: "" } };
    this.tried = false;
    this.busy = false;
    this.refusal = "";
    this.trust = undefined;
  }

  protected override read(): Promise<void> {
    return Promise.resolve();
  }

  override render(): TemplateResult {
    return this.trust ? this.#rootStep(this.trust) : this.#personStep();
  }

  #rootStep({ serverKey }: TrustView): TemplateResult {
    const w = trustWords();
    return html`<div class="panel stack">
      <h1>${w.makeTitle}</h1>
      ${
        canSign()
          ? html`<bt-make-root .serverKey=${serverKey} @root-made=${() => location.assign("/admin/")}></bt-make-root>`
          : html`<p class="err strong" role="alert">${myKeyWords().insecure}</p>`
      }
      <p class="small quiet">
        <button class="plain" @click=${() => location.assign("/admin/")}>${w.later}</button>. ${w.laterTeach}
      </p>
    </div>`;
  }

  #personStep(): TemplateResult {
    const w = peopleWords();
    const { person } = this;
    const missing = location.hash.length < 2;
    return html`<div class="panel stack">
      <div>
        <h1>${w.setup}</h1>
        <p class="quiet">${w.setupTeach}</p>
      </div>
      ${missing ? html`<p class="err strong" role="alert">${w.setupNoToken}</p>` : ""}
      <h2>${w.you}</h2>
      ${formField({
        label: w.name,
        value: person.name,
        max: 80,
        autocomplete: "name",
        error: this.tried && !person.name.trim() ? w.fillIn : undefined,
        change: (name) => this.#set({ name }),
      })}
      ${formField({
        label: w.email,
        value: person.email,
        max: 200,
        kind: "email",
        autocomplete: "username",
        error: this.tried && !person.email.includes("@") ? w.fillIn : undefined,
        change: (email) => this.#set({ email }),
      })}
      ${formField({
        label: w.yourPassword,
        value: person.password,
        max: 128,
        kind: "password",
        autocomplete: "new-password",
        help: w.tooShort,
        error: this.tried && person.password.length < 10 ? w.tooShort : undefined,
        change: (password) => this.#set({ password }),
      })}
      ${settingsFields(this.settings, this.tried, (next) => {
        this.settings = next;
      })}
      <div role="alert"><p class="err strong">${this.refusal}</p></div>
      <vaadin-button theme="primary big" ?disabled=${this.busy || missing} @click=${() => void this.#send()}>
        ${w.create}
      </vaadin-button>
    </div>`;
  }

  #set(change: Partial<typeof this.person>): void {
    this.person = { ...this.person, ...change };
  }

  async #send(): Promise<void> {
    this.tried = true;
    this.refusal = "";
    const { name, email, password } = this.person;
    const { agency, hotline } = this.settings;
    const filled = [name, agency.name, agency.short, hotline.label, hotline.number].every((text) => text.trim());
    if (!filled || !email.includes("@") || password.length < 10) return;
    this.busy = true;
    try {
      const token = decodeURIComponent(location.hash.slice(1));
      await call("setup", { body: { token, name, email, password, settings: this.settings } });
      await signIn(email, password);
      await readSession();
      this.trust = await call("trust");
    } catch (error) {
      this.refusal = sayTrouble(error);
    } finally {
      this.busy = false;
    }
  }
}
customElements.define("desk-setup", DeskSetup);

declare global {
  interface HTMLElementTagNameMap {
    "desk-setup": DeskSetup;
  }
}
