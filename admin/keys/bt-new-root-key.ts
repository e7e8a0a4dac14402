import "@vaadin/button";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Download, ShieldCheck } from "lucide";
import type { PublicKey } from "../../content/trust/key.ts";
import { formField } from "../elements/form-field.ts";
import { icon } from "../elements/icon.ts";
import { serverNow } from "../session.ts";
import { localToday } from "../pages/campaigns/dates.ts";
import { onLanguage } from "../strings/language.ts";
import { trustWords } from "../strings/trust.ts";
import { keyCode } from "./code.ts";
import { download } from "./download.ts";
import { publicKeyOf } from "./es256.ts";
import { makeRootKey, recoveryFile, shortestPassphrase, type RootKey } from "./recovery.ts";
import { nothingGiven, openGiven, recoveryFields, type RecoveryGiven } from "./recovery-fields.ts";

/** The key in its file, which was chosen again and opened. */
export type RootKeyKept = { readonly rootKey: RootKey; readonly envelope: string };

/**
 * Makes a root key in this browser: passphrase, file, and the proof that the file was kept. `compose` answers the
 * envelope of the root that goes into the file. Fires `root-key-kept`; nothing was sent anywhere until then.
 */
export class BtNewRootKey extends LitElement {
  static override properties = {
    compose: { attribute: false },
    passphrase: { state: true },
    again: { state: true },
    tried: { state: true },
    busy: { state: true },
    made: { state: true },
    given: { state: true },
    trouble: { state: true },
  };
  declare compose: (key: PublicKey, secret: CryptoKey) => Promise<string>;
  declare private passphrase: string;
  declare private again: string;
  declare private tried: boolean;
  declare private busy: boolean;
  declare private made: { readonly key: PublicKey; readonly text: string; readonly envelope: string } | undefined;
  declare private given: RecoveryGiven;
  declare private trouble: string;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.compose = async () => "";
    this.passphrase = "";
    this.again = "";
    this.tried = false;
    this.busy = false;
    this.made = undefined;
    this.given = nothingGiven;
    this.trouble = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onLanguage(() => this.requestUpdate());
    window.addEventListener("beforeunload", this.#warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    window.removeEventListener("beforeunload", this.#warn);
  }

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.made) event.preventDefault();
  };

  protected override render(): TemplateResult {
    return this.made ? this.#prove() : this.#choosePassphrase();
  }

  #choosePassphrase(): TemplateResult {
    const w = trustWords();
    const short = this.passphrase.length < shortestPassphrase;
    const differs = this.passphrase !== this.again;
    return html`<div class="stack">
      <div class="fields">
        ${formField({
          label: w.passphrase,
          value: this.passphrase,
          max: 200,
          kind: "password",
          autocomplete: "new-password",
          help: w.passphraseTeach,
          error: this.tried && short ? w.passphraseShort : undefined,
          change: (passphrase) => {
            this.passphrase = passphrase;
          },
        })}
        ${formField({
          label: w.passphraseAgain,
          value: this.again,
          max: 200,
          kind: "password",
          autocomplete: "new-password",
          error: this.tried && differs ? w.passphraseDiffers : undefined,
          change: (again) => {
            this.again = again;
          },
        })}
      </div>
      <div>
        <vaadin-button theme="primary" ?disabled=${this.busy} @click=${() => void this.#make()}>
          ${icon(Download)} ${w.makeFile}
        </vaadin-button>
      </div>
    </div>`;
  }

  async #make(): Promise<void> {
    this.tried = true;
    if (this.busy || this.passphrase.length < shortestPassphrase || this.passphrase !== this.again) return;
    this.busy = true;
    try {
      const pair = await makeRootKey();
      const key = await publicKeyOf(pair.publicKey);
      const envelope = await this.compose(key, pair.privateKey);
      const about = { key, root: envelope, passphrase: this.passphrase, now: serverNow() };
      const text = await recoveryFile(pair.privateKey, about);
      this.made = { key, text, envelope };
      this.passphrase = "";
      this.again = "";
      this.#download();
    } finally {
      this.busy = false;
    }
  }

  #download(): void {
    const { made } = this;
    if (made) download(`bang-tin-khoi-phuc-${localToday(serverNow())}-${made.key.keyId.slice(0, 4)}.json`, made.text);
  }

  #prove(): TemplateResult {
    const w = trustWords();
    return html`<div class="stack">
      <div>
        <h3>${w.proveTitle}</h3>
        <p class="soft">${w.proveTeach}</p>
        ${this.made ? html`<p class="small mono quiet">${keyCode(this.made.key.keyId)}</p>` : nothing}
      </div>
      ${recoveryFields(this.given, this.trouble, (change) => {
        this.given = { ...this.given, ...change };
      })}
      <div class="row">
        <vaadin-button theme="primary" ?disabled=${this.busy} @click=${() => void this.#open()}>
          ${icon(ShieldCheck)} ${w.useRoot}
        </vaadin-button>
        <button class="plain" @click=${() => this.#download()}>${w.downloadAgain}</button>
      </div>
    </div>`;
  }

  async #open(): Promise<void> {
    const { made } = this;
    if (!made || this.busy) return;
    this.busy = true;
    this.trouble = "";
    try {
      const opened = await openGiven(this.given);
      if (typeof opened === "string") this.trouble = opened;
      else if (opened.key.keyId !== made.key.keyId) this.trouble = trustWords().otherFile;
      else {
        const detail: RootKeyKept = { rootKey: opened, envelope: made.envelope };
        this.dispatchEvent(new CustomEvent("root-key-kept", { detail }));
      }
    } finally {
      this.busy = false;
    }
  }

  /** What came of it, when the server refused. */
  refuse(why: string): void {
    this.trouble = why;
  }

  /** The key is in use; leaving loses nothing. */
  settle(): void {
    this.made = undefined;
    this.given = nothingGiven;
  }
}
customElements.define("bt-new-root-key", BtNewRootKey);

declare global {
  interface HTMLElementTagNameMap {
    "bt-new-root-key": BtNewRootKey;
  }
}
