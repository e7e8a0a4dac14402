import "@vaadin/button";
import "@vaadin/text-area";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { ImageUp } from "lucide";
import type { Banner } from "../../content/editorial/message.ts";
import { screenPaths } from "../../content/wire/screen-api.ts";
import { sayTrouble, uploadPicture } from "../client.ts";
import { icon } from "../elements/icon.ts";
import { percent } from "../strings/format.ts";
import { messageWords } from "../strings/messages.ts";
import { slotField } from "./slot-field.ts";

/** The picture of a message: upload with progress, the point that every crop keeps, and its description. */
export class BtBannerForm extends LitElement {
  static override properties = {
    banner: { attribute: false },
    disabled: { type: Boolean },
    progress: { state: true },
    trouble: { state: true },
    over: { state: true },
  };
  declare banner: Banner | undefined;
  declare disabled: boolean;
  /** Fraction that has left; `undefined` when nothing is being sent. */
  declare private progress: number | undefined;
  declare private trouble: string;
  declare private over: boolean;
  #sending: AbortController | undefined;

  constructor() {
    super();
    this.banner = undefined;
    this.disabled = false;
    this.progress = undefined;
    this.trouble = "";
    this.over = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sending?.abort();
  }

  override render(): TemplateResult {
    const w = messageWords();
    return html`
      ${this.banner ? this.#picture(this.banner) : nothing}
      ${
        this.disabled
          ? nothing
          : html`<div
              class="drop ${this.over ? "over" : ""}"
              @dragover=${(event: DragEvent) => {
                event.preventDefault();
                this.over = true;
              }}
              @dragleave=${() => {
                this.over = false;
              }}
              @drop=${(event: DragEvent) => {
                event.preventDefault();
                this.over = false;
                void this.#take(event.dataTransfer?.files[0]);
              }}
            >
              <input
                id="picture-file"
                class="hidden-text"
                type="file"
                accept="image/jpeg,image/png,image/webp"
                tabindex="-1"
                @change=${(event: Event) => {
                  const input = event.currentTarget as HTMLInputElement;
                  void this.#take(input.files?.[0]);
                  input.value = "";
                }}
              />
              <vaadin-button
                data-where="forms.banner.picture"
                @click=${() => this.querySelector<HTMLInputElement>("#picture-file")?.click()}
              >
                ${icon(ImageUp)} ${this.banner ? w.otherPicture : w.choosePicture}
              </vaadin-button>
              <span class="small quiet">${w.dropPicture}</span>
            </div>`
      }
      ${
        this.progress === undefined
          ? nothing
          : html`<div role="status">
              <div class="progress"><div .style=${`width:${Math.round(this.progress * 100)}%`}></div></div>
              <p class="small soft">${this.progress < 1 ? w.uploading(percent(this.progress)) : w.checkingPicture}</p>
            </div>`
      }
      <div role="alert">${this.trouble ? html`<p class="err strong">${this.trouble}</p>` : nothing}</div>
    `;
  }

  #picture(banner: Banner): TemplateResult {
    const w = messageWords();
    const { x, y } = banner.focal;
    return html`
      <div class="focal-box">
        <div
          class="focal"
          role="group"
          tabindex=${this.disabled ? nothing : 0}
          aria-label="${w.focal}: ${percent(x)} × ${percent(y)}. ${w.focalTeach}"
          data-where="forms.banner.focal"
          @click=${this.#point}
          @keydown=${this.#nudge}
        >
          <img src=${screenPaths.media(banner.picture)} alt=${banner.alt.vi} draggable="false" />
          <span class="focal-mark" .style=${`left:${x * 100}%;top:${y * 100}%`}></span>
        </div>
        <p class="small quiet">${w.focalTeach}</p>
      </div>
      ${this.#alt(banner, "vi")} ${this.#alt(banner, "en")}
    `;
  }

  #alt(banner: Banner, lang: "vi" | "en"): TemplateResult {
    const w = messageWords();
    return slotField({
      where: `forms.banner.alt.${lang}`,
      label: lang === "vi" ? w.alt : "English",
      value: banner.alt[lang] ?? "",
      lines: true,
      lang,
      hint: lang === "vi" ? w.altTeach : w.optional,
      disabled: this.disabled,
      change: (text) => {
        const { en: _en, ...vi } = banner.alt;
        this.#send({ ...banner, alt: lang === "vi" ? { ...banner.alt, vi: text } : text ? { ...vi, en: text } : vi });
      },
    });
  }

  readonly #point = (event: MouseEvent): void => {
    if (this.disabled || !this.banner) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.#focus((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };

  readonly #nudge = (event: KeyboardEvent): void => {
    if (this.disabled || !this.banner) return;
    const step = event.shiftKey ? 0.1 : 0.02;
    const { x, y } = this.banner.focal;
    const to: Partial<Record<string, [number, number]>> = {
      ArrowLeft: [x - step, y],
      ArrowRight: [x + step, y],
      ArrowUp: [x, y - step],
      ArrowDown: [x, y + step],
    };
    const next = to[event.key];
    if (!next) return;
    event.preventDefault();
    this.#focus(...next);
  };

  #focus(x: number, y: number): void {
    if (!this.banner) return;
    const within = (n: number): number => Math.round(Math.min(1, Math.max(0, n)) * 1000) / 1000;
    // Other crops are cut when it is saved; the old ones belong to the old point.
    this.#send({ ...this.banner, focal: { x: within(x), y: within(y) }, renditions: [] });
  }

  async #take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.#sending?.abort();
    const sending = new AbortController();
    this.#sending = sending;
    this.trouble = "";
    this.progress = 0;
    try {
      const picture = await uploadPicture(
        file,
        (fraction) => {
          this.progress = fraction;
        },
        sending.signal,
      );
      this.#send({
        picture: picture.digest,
        focal: { x: 0.5, y: 0.5 },
        alt: this.banner?.alt ?? { vi: "" },
        renditions: [],
      });
    } catch (error) {
      if (sending.signal.aborted) return;
      this.trouble = sayTrouble(error);
    } finally {
      if (this.#sending === sending) this.progress = undefined;
    }
  }

  #send(banner: Banner): void {
    this.dispatchEvent(new CustomEvent<Banner>("banner-change", { detail: banner }));
  }
}
customElements.define("bt-banner-form", BtBannerForm);

declare global {
  interface HTMLElementTagNameMap {
    "bt-banner-form": BtBannerForm;
  }
}
