import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { MessageContent } from "../../content/editorial/message.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import type { SafeCard } from "../../content/trust/manifest.ts";

/** What the player's preview page is told, same origin only. */
export type PreviewOrder = {
  readonly type: "bangtin:preview";
  readonly canvas: Canvas;
  readonly stage?: { readonly content: MessageContent; readonly form: "panel" | "banner"; readonly digest: string };
  readonly ticker?: { readonly content: MessageContent; readonly digest: string };
  /** Draws it as an order would; `until` is worded, as on the screen: `15:05`. */
  readonly takeover?: { readonly number: number; readonly until: string };
  /** Draws it as an exercise, which no screen can. Wins over `takeover`. */
  readonly exercise?: { readonly code: string; readonly until: string; readonly scenario: string };
  readonly safeCard?: SafeCard;
  /** Where pictures are read from, when not from `/media/`. */
  readonly media?: string;
  /** Epoch milliseconds at which the screen's clock stands; without it the clock shows now and goes on. */
  readonly at?: number;
  /** The venue's zone; without it this browser's. */
  readonly timeZone?: string;
};

/**
 * A screen as the real player draws it, scaled into the space there is: an iframe of `/player/?preview`. The desk never
 * draws a panel itself. A crawler lies over a grey television frame with its safe area; `crop` shows only that fraction
 * of the frame's height, at the crawl. Fires `preview-shown` when the player was ready and has been told what to draw.
 */
export class BtPreview extends LitElement {
  static override properties = {
    canvas: { attribute: false },
    stage: { attribute: false },
    ticker: { attribute: false },
    takeover: { attribute: false },
    exercise: { attribute: false },
    safeCard: { attribute: false },
    media: {},
    at: { attribute: false },
    timeZone: { attribute: false },
    label: {},
    crop: { type: Number },
  };
  static override styles = css`
    :host {
      display: block;
      position: relative;
      overflow: hidden;
      border-radius: var(--r-s, 4px);
      background: var(--sunken);
      contain: content;
    }
    .tv {
      position: absolute;
      left: 0;
      width: 100%;
      background: linear-gradient(165deg, #8d98a5, #5d6874 55%, #4b5560);
    }
    .safe {
      position: absolute;
      border: 1px dashed #ffffff8c;
    }
    iframe {
      position: absolute;
      left: 0;
      border: 0;
      transform-origin: 0 0;
      pointer-events: none;
      /* A dark desk would otherwise put an opaque ground under a transparent player. */
      color-scheme: light;
    }
  `;
  declare canvas: Canvas;
  declare stage: PreviewOrder["stage"];
  declare ticker: PreviewOrder["ticker"];
  declare takeover: PreviewOrder["takeover"];
  declare exercise: PreviewOrder["exercise"];
  declare safeCard: SafeCard | undefined;
  declare media: string | undefined;
  declare at: number | undefined;
  declare timeZone: string | undefined;
  declare label: string;
  declare crop: number;
  #ready = false;
  #sent = "";
  #drawn = false;
  #width = 0;
  readonly #sizes = new ResizeObserver(([entry]) => {
    this.#width = entry?.contentRect.width ?? 0;
    // Its own height follows: changed in the next frame, or the observer would be called for it at once.
    requestAnimationFrame(() => this.#fit());
  });

  constructor() {
    super();
    this.label = "";
    this.crop = 1;
    this.stage = undefined;
    this.ticker = undefined;
    this.takeover = undefined;
    this.exercise = undefined;
    this.safeCard = undefined;
    this.media = undefined;
    this.at = undefined;
    this.timeZone = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("message", this.#hear);
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("message", this.#hear);
    this.#sizes.disconnect();
    this.#ready = false;
    this.#sent = "";
    this.#drawn = false;
  }

  /** The player was ready and knows what to draw. */
  get shown(): boolean {
    return this.#ready && this.#drawn;
  }

  /** Loads the player anew: a running line starts from its beginning. */
  replay(): void {
    const frame = this.#frame();
    if (!frame) return;
    this.#ready = false;
    this.#sent = "";
    this.#drawn = false;
    frame.contentWindow?.location.reload();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.canvas) return nothing;
    const crawler = this.canvas.shape === "crawler";
    return html`
      ${
        crawler
          ? html`<div class="tv">
              <div class="safe" .style=${`inset:${this.canvas.safe}%`}></div>
            </div>`
          : nothing
      }
      <iframe src="/player/?preview" title=${this.label} tabindex="-1" scrolling="no"></iframe>
    `;
  }

  override updated(_changed: PropertyValues<this>): void {
    this.#fit();
    this.#tell();
  }

  #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector("iframe");
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    const frame = this.#frame();
    if (!frame || event.origin !== location.origin || event.source !== frame.contentWindow) return;
    const said = event.data;
    if (typeof said !== "object" || said === null || !("type" in said)) return;
    if (said.type === "bangtin:preview-refused") {
      // The player will not draw it, so nobody has seen it; what it objects to is for whoever mends it.
      this.#sent = "";
      this.#drawn = false;
      this.dispatchEvent(new CustomEvent("preview-refused", { bubbles: true, composed: true }));
      return;
    }
    if (said.type !== "bangtin:preview-ready") return;
    this.#ready = true;
    this.#sent = "";
    this.#drawn = false;
    this.#tell();
  };

  #tell(): void {
    if (!this.#ready || !this.canvas) return;
    const order: PreviewOrder = {
      type: "bangtin:preview",
      canvas: this.canvas,
      ...(this.stage ? { stage: this.stage } : {}),
      ...(this.ticker ? { ticker: this.ticker } : {}),
      ...(this.takeover ? { takeover: this.takeover } : {}),
      ...(this.exercise ? { exercise: this.exercise } : {}),
      ...(this.safeCard ? { safeCard: this.safeCard } : {}),
      ...(this.media ? { media: this.media } : {}),
      ...(this.at === undefined ? {} : { at: this.at }),
      ...(this.timeZone === undefined ? {} : { timeZone: this.timeZone }),
    };
    const written = JSON.stringify(order);
    if (written === this.#sent) return;
    this.#sent = written;
    this.#drawn = false;
    this.#frame()?.contentWindow?.postMessage(order, location.origin);
    void this.#whenDrawn(written, order.media);
  }

  /** The player has what it draws when the picture has come too; a picture that does not come is not shown. */
  async #whenDrawn(written: string, media: string | undefined): Promise<void> {
    if (media !== undefined && !(await canBeDecoded(media))) return;
    if (written !== this.#sent) return;
    this.#drawn = true;
    this.dispatchEvent(new CustomEvent("preview-shown", { bubbles: true, composed: true }));
  }

  #fit(): void {
    if (!this.canvas || this.#width === 0) return;
    const scale = this.#width / this.canvas.width;
    const whole = this.canvas.height * scale;
    const visible = Math.round(whole * this.crop);
    const top = this.canvas.crawl.position === "bottom" ? visible - whole : 0;
    this.style.height = `${visible}px`;
    const frame = this.#frame();
    if (frame) {
      frame.style.cssText = `width:${this.canvas.width}px;height:${this.canvas.height}px;top:${top}px;transform:scale(${scale})`;
    }
    const tv = this.renderRoot.querySelector<HTMLElement>(".tv");
    if (tv) tv.style.cssText = `height:${whole}px;top:${top}px`;
  }
}
customElements.define("bt-preview", BtPreview);

async function canBeDecoded(url: string): Promise<boolean> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "EncodingError") return false;
    throw error;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "bt-preview": BtPreview;
  }
}
