import { html, LitElement, type TemplateResult } from "lit";
import { Maximize2 } from "lucide";
import type { MessageContent } from "../../content/editorial/message.ts";
import { canvasPresets, type Canvas } from "../../content/network/canvas.ts";
import { crawlMs, crawlText } from "../../content/playout/crawl.ts";
import { pickRendition } from "../../content/playout/rendition.ts";
import type { SafeCard } from "../../content/trust/manifest.ts";
import { screenPaths } from "../../content/wire/screen-api.ts";
import { messageWords } from "../strings/messages.ts";
import { openDialog } from "./ask.ts";
import "./bt-preview.ts";
import type { BtPreview, PreviewOrder } from "./bt-preview.ts";
import { icon } from "./icon.ts";

type Tile = {
  readonly key: string;
  readonly area: "wide" | "tall" | "outdoor" | "crawl";
  readonly canvas: Canvas;
  readonly name: string;
  readonly note: string;
  readonly stage?: PreviewOrder["stage"];
  readonly ticker?: PreviewOrder["ticker"];
  readonly crop: number;
};

function preset(id: string): Canvas {
  const canvas = canvasPresets.find((c) => c.id === id);
  if (!canvas) throw new Error(`no canvas ${id}`);
  return canvas;
}

/**
 * One message on every shape of screen, drawn by the real player. Fires `all-shown` when each of them has been told
 * what to draw; `shown` says the same. A tap, or Enter, opens one at full size.
 */
export class BtFormsPreview extends LitElement {
  static override properties = {
    content: { attribute: false },
    digest: {},
    safeCard: { attribute: false },
    /** Only this of panel and banner on the stages; both when empty. */
    form: {},
  };
  declare content: MessageContent | undefined;
  declare digest: string;
  declare safeCard: SafeCard | undefined;
  declare form: "panel" | "banner" | "";

  constructor() {
    super();
    this.content = undefined;
    this.digest = "0".repeat(64);
    this.safeCard = undefined;
    this.form = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get shown(): boolean {
    const previews = [...this.querySelectorAll("bt-preview")];
    return previews.length > 0 && previews.every((preview) => preview.shown);
  }

  /** Starts every running line again. */
  replay(): void {
    for (const preview of this.querySelectorAll("bt-preview")) preview.replay();
  }

  /** Opens the first form at full size. */
  enlarge(): void {
    const [first] = this.#tiles();
    if (first) void this.#open(first);
  }

  #tiles(): readonly Tile[] {
    const w = messageWords();
    const { content } = this;
    if (!content) return [];
    const { panel, banner, ticker } = content.forms;
    const onTicker = ticker ? { ticker: { content, digest: this.digest } } : {};
    const stages = (["panel", "banner"] as const).filter(
      (form) => (form === "panel" ? panel : banner) && (this.form === "" || this.form === form),
    );
    const tiles: Tile[] = stages.flatMap((form): Tile[] => {
      const stage = { content, form, digest: this.digest };
      const which = stages.length > 1 ? (form === "panel" ? w.formPanel : w.formBanner) : "";
      const board = preset("board-1080");
      const outdoor = preset("billboard-1080");
      return [
        {
          key: `${form}-wide`,
          area: "wide",
          canvas: board,
          name: w.landscape,
          note: which || "1920×1080",
          stage,
          crop: 1,
          ...onTicker,
        },
        {
          key: `${form}-tall`,
          area: "tall",
          canvas: preset("board-portrait"),
          name: w.portrait,
          note: "",
          stage,
          crop: 1,
          ...onTicker,
        },
        { key: `${form}-outdoor`, area: "outdoor", canvas: outdoor, name: w.outdoor, note: which, stage, crop: 1 },
      ];
    });
    if (ticker) {
      // Standard definition: its letters are the largest part of the frame, so they can be read in a small preview too.
      const canvas = preset("crawler-576");
      const note = w.perLap(Math.round(crawlMs(crawlText(ticker), canvas) / 1000));
      const crop = stages.length > 0 ? 0.36 : 0.72;
      tiles.push({ key: "crawl", area: "crawl", canvas, name: w.crawl, note: `720×576 · ${note}`, crop, ...onTicker });
    }
    return tiles;
  }

  override render(): TemplateResult {
    const tiles = this.#tiles();
    if (tiles.length === 0) return html`<p class="quiet">${messageWords().previewEmpty}</p>`;
    return html`<div class="forms-preview ${tiles.some(({ area }) => area === "wide") ? "" : "crawl-only"}">
      ${tiles.map((tile) => this.#tile(tile))}
    </div>`;
  }

  #tile(tile: Tile): TemplateResult {
    return html`<figure class="form-${tile.area}">
      <button
        class="enlarge"
        aria-label="${messageWords().fullSize}: ${tile.name}"
        @click=${() => void this.#open(tile)}
      >
        ${this.#preview(tile)}
        <span class="enlarge-mark">${icon(Maximize2)}</span>
      </button>
      <figcaption><b>${tile.name}</b> <span class="quiet">${tile.note}</span></figcaption>
    </figure>`;
  }

  #preview(tile: Tile, crop: number = tile.crop): TemplateResult {
    return html`<bt-preview
      .canvas=${tile.canvas}
      .stage=${tile.stage}
      .ticker=${tile.ticker}
      .safeCard=${this.safeCard}
      .media=${this.#pictureFor(tile)}
      .crop=${crop}
      .label=${tile.name}
      @preview-shown=${this.#hear}
    ></bt-preview>`;
  }

  /** The crop that this canvas would play; before the server has cut any, the picture itself. */
  #pictureFor(tile: Tile): string | undefined {
    const banner = tile.stage?.form === "banner" ? tile.stage.content.forms.banner : undefined;
    return banner && screenPaths.media(pickRendition(banner, tile.canvas)?.sha256 ?? banner.picture);
  }

  readonly #hear = (): void => {
    if (this.shown) this.dispatchEvent(new CustomEvent("all-shown"));
  };

  async #open(tile: Tile): Promise<void> {
    const w = messageWords();
    const tall = tile.area === "tall";
    await openDialog(
      `${tile.name} ${tile.canvas.width}×${tile.canvas.height}`,
      ({ close, dialog }) => html`
        <div .style=${`margin-inline:auto;${tall ? "max-width:min(100%, calc((100dvh - 190px) * 0.5625))" : ""}`}>
          ${this.#preview(tile, 1)}
        </div>
        <div class="dialog-actions">
          <vaadin-button @click=${() => dialog.querySelector<BtPreview>("bt-preview")?.replay()}
            >${w.replay}</vaadin-button
          >
          <vaadin-button theme="primary" autofocus @click=${() => close()}>${w.close}</vaadin-button>
        </div>
      `,
      { wide: true },
    );
  }

  override updated(): void {
    // A message whose previews were all up already still answers whoever waits.
    if (this.shown) this.#hear();
  }
}
customElements.define("bt-forms-preview", BtFormsPreview);

declare global {
  interface HTMLElementTagNameMap {
    "bt-forms-preview": BtFormsPreview;
  }
}
