import { html, LitElement, type TemplateResult } from "lit";
import type { PublicKey } from "../../content/trust/key.ts";
import type { TrustView } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { serverNow } from "../session.ts";
import { onLanguage } from "../strings/language.ts";
import { trustWords } from "../strings/trust.ts";
import "./bt-new-root-key.ts";
import type { BtNewRootKey, RootKeyKept } from "./bt-new-root-key.ts";
import { firstRoot } from "./root-edit.ts";
import { rootPayload, signRoot } from "./sign-root.ts";

/** The first root, at set-up and on the page of keys: what it is for, its file, and only then its being sent. Fires `root-made`. */
export class BtMakeRoot extends LitElement {
  static override properties = { serverKey: { attribute: false } };
  declare serverKey: PublicKey | undefined;
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.serverKey = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override render(): TemplateResult {
    const w = trustWords();
    return html`<div class="stack">
      <p>${w.makeWhat} ${w.makeKeep}</p>
      <bt-new-root-key
        .compose=${(key: PublicKey, secret: CryptoKey) => this.#compose(key, secret)}
        @root-key-kept=${(event: CustomEvent<RootKeyKept>) => void this.#send(event)}
      ></bt-new-root-key>
    </div>`;
  }

  async #compose(key: PublicKey, secret: CryptoKey): Promise<string> {
    if (!this.serverKey) throw new TypeError("no server key to list");
    const w = trustWords();
    const payload = rootPayload(firstRoot(key, this.serverKey, { root: w.root, server: w.server }, serverNow()));
    return signRoot(payload, [{ key, secret, root: "" }]);
  }

  async #send({ detail, currentTarget }: CustomEvent<RootKeyKept>): Promise<void> {
    const maker = currentTarget as BtNewRootKey;
    try {
      const trust: TrustView = await call("addRoot", { body: { envelope: detail.envelope } });
      maker.settle();
      this.dispatchEvent(new CustomEvent("root-made", { detail: trust }));
    } catch (error) {
      maker.refuse(sayTrouble(error));
    }
  }
}
customElements.define("bt-make-root", BtMakeRoot);

declare global {
  interface HTMLElementTagNameMap {
    "bt-make-root": BtMakeRoot;
  }
}
