import { html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { VenueKind } from "../../content/network/venue.ts";
import { language, onLanguage, setLanguage, useLanguageOf } from "../strings/language.ts";
import { bayOf, bezel, sceneHeight } from "./bay.ts";
import "./bt-wall-accounts.ts";
import "./bt-wall-screen.ts";
import { captionOf, type Heard } from "./caption.ts";
import { Demo, type DemoScreen } from "./demo.ts";
import type { OnAirNotice } from "./on-air-notice.ts";
import { scenery, televisionPicture } from "./scenery.ts";
import { words } from "./strings.ts";
import { wallStyles } from "./wall-styles.ts";

const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(3)}%`;

const play = svg`<circle cx="12" cy="12" r="9"/><path d="M10 8.500l5.500 3.500-5.500 3.500z"/>`;
const hush = svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.500v5l3 2"/>`;

/** The demo's start page: its screens on one ground line, what is on them, and how to get to the desk. */
export class BtWall extends LitElement {
  static override properties = {
    demo: { state: true },
    failed: { state: true },
    heard: { state: true },
    opened: { state: true },
    now: { state: true },
  };
  declare demo: Demo | undefined;
  declare failed: boolean;
  declare heard: ReadonlyMap<string, Heard>;
  /** Since when each screen's page has been open. */
  declare opened: ReadonlyMap<string, number>;
  declare now: number;

  readonly #openedAt = Date.now();
  #tick: ReturnType<typeof setInterval> | undefined;

  #stopLanguage: (() => void) | undefined;

  static override styles = wallStyles;

  constructor() {
    super();
    this.demo = undefined;
    this.failed = false;
    this.heard = new Map();
    this.opened = new Map();
    this.now = this.#openedAt;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    useLanguageOf("");
    this.#stopLanguage = onLanguage(() => this.requestUpdate());
    this.#tick = setInterval(() => (this.now = Date.now()), 5000);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    this.#stopLanguage?.();
  }

  async #load(): Promise<void> {
    try {
      const response = await fetch("/api/demo", { headers: { accept: "application/json" } });
      this.demo = response.ok ? Demo.parse(await response.json()) : undefined;
    } catch (error) {
      // No answer, or an answer that is not JSON: the server is not the demo's. What does not parse is a bug.
      if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      this.demo = undefined;
    }
    this.failed = this.demo === undefined;
  }

  #hear(screen: DemoScreen, notice: OnAirNotice): void {
    this.now = Date.now();
    this.heard = new Map(this.heard).set(screen.profile, { notice, at: this.now });
  }

  protected override updated(): void {
    document.title = `Bảng Tin · ${words[language()].title}`;
  }

  #scene(screen: DemoScreen): TemplateResult {
    const bay = bayOf(screen.shape, screen.canvas);
    const { frame } = bay;
    const place =
      `left:${percent(frame.x, bay.width)};top:${percent(frame.y, sceneHeight)};` +
      `width:${percent(frame.width, bay.width)};height:${percent(frame.height, sceneHeight)};` +
      `padding:${percent(bezel, bay.width)}`;
    const picture =
      screen.shape === "crawler"
        ? html`<svg class="picture" viewBox="0 0 320 180" preserveAspectRatio="none" aria-hidden="true">
            ${televisionPicture(
              language() === "vi"
                ? { safe: "Vùng an toàn 5 %", channel: "Truyền hình cáp" }
                : { safe: "Safe area 5 %", channel: "Cable television" },
            )}
          </svg>`
        : nothing;
    const shape = `--whole:${bay.width}/${sceneHeight};--cropped:${bay.width}/${sceneHeight - bay.sky}`;
    return html`<div class="scene" .style=${shape}>
      <div class="inner">
        <svg class="scenery" viewBox="0 0 ${bay.width} ${sceneHeight}" aria-hidden="true">
          ${scenery(screen.shape, bay)}
        </svg>
        <div class="frame" .style=${place}>
          <div class="glass">
            ${picture}
            <bt-wall-screen
              .screen=${screen}
              @opened=${(event: CustomEvent<number>) => {
                this.opened = new Map(this.opened).set(screen.profile, event.detail);
              }}
              @on-air=${(event: CustomEvent<OnAirNotice>) => this.#hear(screen, event.detail)}
            ></bt-wall-screen>
          </div>
        </div>
      </div>
    </div>`;
  }

  #caption(screen: DemoScreen): TemplateResult {
    const say = words[language()];
    const caption = captionOf(
      screen.shape,
      this.heard.get(screen.profile),
      { openedAt: this.opened.get(screen.profile) ?? this.#openedAt, now: this.now },
      say,
    );
    const kind = say.kinds[screen.kind as VenueKind] ?? screen.kind;
    return html`<div class="caption">
      <h2>${screen.venue}</h2>
      <p class="kind">${kind} · ${say.shapes[screen.shape]}</p>
      <p class="state ${caption.tone}">
        <svg viewBox="0 0 24 24" aria-hidden="true">${caption.tone === "on" ? play : hush}</svg>
        <span>${caption.label}${caption.tone === "on" ? html` <b>${caption.title}</b>` : nothing}</span>
      </p>
    </div>`;
  }

  #screens(demo: Demo): TemplateResult {
    const widths = demo.screens.map((screen) => `${bayOf(screen.shape, screen.canvas).width}fr`).join(" ");
    return html`<section class="wall" aria-label=${words[language()].screensHeading} .style=${`--bays:${widths}`}>
      ${repeat(
        demo.screens,
        (screen) => screen.profile,
        (screen) => html`<article class="bay">${this.#scene(screen)}${this.#caption(screen)}</article>`,
      )}
    </section>`;
  }

  protected override render(): TemplateResult {
    const say = words[language()];
    const other = language() === "vi" ? "en" : "vi";
    return html`<header>
        <div class="top">
          <p class="brand">Bảng Tin</p>
          <a class="desk" href="/admin/">
            ${say.openDesk}
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12h15M13 6l6 6-6 6" /></svg>
          </a>
        </div>
        <h1>${say.title}</h1>
        ${this.demo ? html`<p class="lead">${say.lead(this.demo.screens.length)}</p>` : nothing}
      </header>
      <main>
        ${this.demo ? this.#screens(this.demo) : nothing}
        ${
          this.failed
            ? html`<div class="failed" role="alert">
                <p>${say.failed}</p>
                <button type="button" @click=${() => void this.#load()}>${say.retry}</button>
              </div>`
            : nothing
        }
        ${
          this.demo
            ? html`<bt-wall-accounts .accounts=${this.demo.accounts} .language=${language()}></bt-wall-accounts>`
            : nothing
        }
      </main>
      <footer>
        <p>${say.noNetwork}</p>
        <nav>
          <a href="/api/docs">${say.docs}</a>
          <button type="button" class="language" lang=${other} @click=${() => setLanguage(other)}>
            ${say.otherLanguage}
          </button>
        </nav>
      </footer>`;
  }
}

customElements.define("bt-wall", BtWall);

declare global {
  interface HTMLElementTagNameMap {
    "bt-wall": BtWall;
  }
}
