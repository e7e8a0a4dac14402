import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { ScreenView } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { onChanged } from "../../live.ts";
import { serverNow } from "../../session.ts";
import { timeWithSeconds } from "../../strings/format.ts";
import { orderWords } from "../../strings/orders.ts";

/** How many screens still report a recalled revision, live, with the age of that report. */
export class BtRecalled extends LitElement {
  static override properties = { digest: {}, screens: { state: true }, trouble: { state: true } };
  declare digest: string;
  declare private screens: readonly ScreenView[] | undefined;
  declare private trouble: string;
  #silence: (() => void) | undefined;

  constructor() {
    super();
    this.digest = "";
    this.screens = undefined;
    this.trouble = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#silence = onChanged(["screens"], () => void this.#read());
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence?.();
  }

  async #read(): Promise<void> {
    try {
      this.screens = await call("screens");
      this.trouble = "";
    } catch (error) {
      this.trouble = sayTrouble(error);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const w = orderWords();
    if (this.trouble) return html`<p class="err">${this.trouble}</p>`;
    if (!this.screens) return nothing;
    const { digest } = this;
    const seen = ({ report }: ScreenView): boolean => report?.onAir.stage === digest || report?.onAir.ticker === digest;
    const left = this.screens.filter((screen) => screen.online && seen(screen)).length;
    const offline = this.screens.filter((screen) => !screen.online && seen(screen)).length;
    return html`<div role="status" class="recalled">
      <p class=${left > 0 ? "stale strong" : "ok strong"}>${left > 0 ? w.recalledLeft(left) : w.recalledNone}</p>
      ${offline > 0 ? html`<p class="small soft">${w.recalledOffline(offline)}</p>` : nothing}
      <p class="small quiet">${w.readAt(timeWithSeconds(serverNow()))}</p>
    </div>`;
  }
}
customElements.define("bt-recalled", BtRecalled);

declare global {
  interface HTMLElementTagNameMap {
    "bt-recalled": BtRecalled;
  }
}
