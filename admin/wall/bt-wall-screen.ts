import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { playerAddress, type DemoScreen } from "./demo.ts";
import { noticeFrom, type OnAirNotice } from "./on-air-notice.ts";

/**
 * One real player in a frame, at the pixels of its canvas, scaled down to the width of this element.
 * Fires `on-air` with the player's notice as detail, and `opened` with the instant (epoch milliseconds) at which the
 * page in the frame was begun, whenever it is loaded anew.
 */
export class BtWallScreen extends LitElement {
  static override properties = { screen: { attribute: false }, address: { attribute: false } };
  declare screen: DemoScreen | undefined;
  /** The player's address; by default the one that claims the demo screen. */
  declare address: string | undefined;

  static override styles = css`
    :host {
      display: block;
      position: relative;
      overflow: hidden;
    }
    iframe {
      position: absolute;
      top: 0;
      left: 0;
      border: 0;
      transform-origin: 0 0;
      transform: scale(var(--scale, 0));
      color-scheme: normal;
      pointer-events: none;
    }
  `;

  readonly #size = new ResizeObserver(() => this.#fit());
  readonly #hear = (event: MessageEvent): void => {
    const frame = this.renderRoot.querySelector("iframe");
    const notice = noticeFrom(event, frame?.contentWindow ?? null, location.origin);
    if (notice) this.dispatchEvent(new CustomEvent<OnAirNotice>("on-air", { detail: notice }));
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
    window.addEventListener("message", this.#hear);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    window.removeEventListener("message", this.#hear);
  }

  #fit(): void {
    if (this.screen) this.style.setProperty("--scale", String(this.clientWidth / this.screen.canvas.width));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("screen")) this.#fit();
  }

  #opened(event: Event): void {
    const page = (event.currentTarget as HTMLIFrameElement).contentWindow;
    // A page of this origin may be asked; an error page of the browser belongs to another and may not.
    const since = page && sameOrigin(page) ? page.performance.timeOrigin : Date.now();
    this.dispatchEvent(new CustomEvent<number>("opened", { detail: since }));
  }

  protected override render(): TemplateResult | undefined {
    const { screen } = this;
    if (!screen) return undefined;
    return html`<iframe
      title=${`${screen.venue}: ${screen.name}`}
      src=${this.address ?? playerAddress(screen)}
      width=${screen.canvas.width}
      height=${screen.canvas.height}
      tabindex="-1"
      @load=${(event: Event) => this.#opened(event)}
      allowtransparency
    ></iframe>`;
  }
}

function sameOrigin(page: Window): boolean {
  try {
    return page.location.origin === location.origin;
  } catch (error) {
    if (error instanceof DOMException && error.name === "SecurityError") return false;
    throw error;
  }
}

customElements.define("bt-wall-screen", BtWallScreen);

declare global {
  interface HTMLElementTagNameMap {
    "bt-wall-screen": BtWallScreen;
  }
}
