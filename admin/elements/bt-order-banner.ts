import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Siren } from "lucide";
import type { OrderView } from "../../content/wire/views.ts";
import { call, Unreachable } from "../client.ts";
import { onChanged } from "../live.ts";
import { pathTo } from "../router.ts";
import { serverNow, session } from "../session.ts";
import { countdown } from "../strings/countdown.ts";
import { orderWords } from "../strings/orders.ts";
import { EverySecond } from "./every-second.ts";
import { icon } from "./icon.ts";
import { LanguageRedraw } from "./language-redraw.ts";

/** When a takeover ends, by its statement. The pages of an order judge its bytes; a countdown only reads them. */
function untilOf({ payload }: OrderView): number {
  const statement: unknown = JSON.parse(payload);
  return typeof statement === "object" && statement !== null && "until" in statement ? Number(statement.until) : 0;
}

/**
 * On every page while a takeover waits or runs, and in the title of the tab: who has to sign must not have to look for it,
 * and nobody at the desk works on while the screens say something else.
 */
export class BtOrderBanner extends LitElement {
  static override properties = { orders: { state: true } };
  declare private orders: readonly OrderView[];
  readonly clock = new EverySecond(this);
  readonly language = new LanguageRedraw(this);
  #silence: (() => void) | undefined;
  /** Pages name the tab as they like; what is urgent stands before it, whenever they do. */
  readonly #titles = new MutationObserver(() => this.#mark());

  constructor() {
    super();
    this.orders = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#silence = onChanged(["orders"], () => void this.#read());
    this.#titles.observe(document.head, { subtree: true, childList: true, characterData: true });
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence?.();
    this.#titles.disconnect();
  }

  async #read(): Promise<void> {
    try {
      this.orders = (await call("orders")).filter(({ status }) => status === "waiting" || status === "running");
    } catch (error) {
      // The shell says that the server is away; what is known stands until it is back.
      if (!(error instanceof Unreachable)) throw error;
    }
  }

  get #running(): OrderView | undefined {
    return this.orders.find((order) => order.status === "running" && untilOf(order) > serverNow());
  }

  get #waiting(): OrderView | undefined {
    const mine = ({ signers }: OrderView): boolean => signers.some(({ id }) => id === session()?.user?.id);
    const all = this.orders.filter(({ status }) => status === "waiting");
    return all.find((order) => !mine(order)) ?? all[0];
  }

  #mark(): void {
    const w = orderWords();
    const said = this.#waiting ? w.titleWaiting : this.#running ? w.titleRunning : "";
    const bare = document.title.replace(/^⚠ [^·]* · /u, "");
    const wanted = said ? `⚠ ${said} · ${bare}` : bare;
    if (document.title !== wanted) document.title = wanted;
  }

  override updated(): void {
    this.#mark();
  }

  override render(): TemplateResult {
    const w = orderWords();
    const waiting = this.#waiting;
    const running = this.#running;
    const own = waiting?.signers.some(({ id }) => id === session()?.user?.id);
    return html`${
      waiting
        ? html`<a class="order-banner waiting" href=${pathTo("urgent", waiting.id)} role="alert">
            ${icon(Siren, "big")} <b class="grow">${own ? w.bannerOwnWaiting : w.bannerWaiting}</b>
            <span class="go">${w.open}</span>
          </a>`
        : nothing
    }
    ${
      running
        ? html`<a class="order-banner" href=${pathTo("urgent", running.id)}>
            ${icon(Siren, "big")} <b class="grow">${w.bannerRunning(left(running))}</b>
            <span class="go">${w.open}</span>
          </a>`
        : nothing
    }`;
  }
}
customElements.define("bt-order-banner", BtOrderBanner);

const left = (order: OrderView): string => countdown(untilOf(order) - serverNow());

declare global {
  interface HTMLElementTagNameMap {
    "bt-order-banner": BtOrderBanner;
  }
}
