import "@vaadin/button";
import { html, LitElement, type TemplateResult } from "lit";
import { OctagonAlert } from "lucide";
import { icon } from "../../elements/icon.ts";
import { LanguageRedraw } from "../../elements/language-redraw.ts";
import { may } from "../../session.ts";
import { orderWords } from "../../strings/orders.ts";
import type { Recallable } from "./ask-recall.ts";

/**
 * A button that recalls: `<bt-recall .what=${{ kind: "key", keyId, since }}>` or `{ kind: "revision", revision }`. Nothing
 * for who may not. Fires `recalled` when an order was let go.
 */
export class BtRecall extends LitElement {
  static override properties = { what: { attribute: false } };
  declare what: Recallable | undefined;
  readonly language = new LanguageRedraw(this);

  constructor() {
    super();
    this.what = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult | undefined {
    const { what } = this;
    if (!what || !may("recall")) return undefined;
    return html`<vaadin-button theme="danger" @click=${() => void this.#ask(what)}>
      ${icon(OctagonAlert)} ${orderWords().recall}
    </vaadin-button>`;
  }

  async #ask(what: Recallable): Promise<void> {
    // The dialog, the key and what it signs come when somebody asks: the message page is heavy enough.
    const { askRecall } = await import("./ask-recall.ts");
    const order = await askRecall(what);
    if (order) this.dispatchEvent(new CustomEvent("recalled", { detail: order, bubbles: true }));
  }
}
customElements.define("bt-recall", BtRecall);

declare global {
  interface HTMLElementTagNameMap {
    "bt-recall": BtRecall;
  }
}
