import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { canvasPresets } from "../../content/network/canvas.ts";
import type { Settings } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import "../elements/bt-preview.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { settingsFields } from "../elements/settings-fields.ts";
import { toast } from "../elements/toast.ts";
import { peopleWords } from "../strings/people.ts";

const [board] = canvasPresets;

/** Who speaks and which number to call when nothing else is said. */
export class DeskSettings extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    settings: { state: true },
    tried: { state: true },
    busy: { state: true },
  };
  declare private settings: Settings | undefined;
  declare private tried: boolean;
  declare private busy: boolean;

  constructor() {
    super();
    this.settings = undefined;
    this.tried = false;
    this.busy = false;
  }

  protected override async read(): Promise<void> {
    this.settings ??= await call("settings");
  }

  override render(): TemplateResult {
    const w = peopleWords();
    const { settings } = this;
    return html`<div class="page">
      <header class="page-head"><h1>${w.settings}</h1></header>
      ${this.troubleNote()}
      ${
        settings
          ? html`<div class="cols half">
              <section class="panel stack">
                ${settingsFields(settings, this.tried, (next) => {
                  this.settings = next;
                })}
                <p class="small quiet">${w.hotlinePinned}</p>
                <div>
                  <vaadin-button theme="primary" ?disabled=${this.busy} @click=${() => void this.#save()}>
                    ${w.save}
                  </vaadin-button>
                </div>
              </section>
              <section class="stack">
                <h2>${w.safeCard}</h2>
                <bt-preview
                  .canvas=${board}
                  .label=${w.safeCard}
                  .safeCard=${{
                    agency: settings.agency.name,
                    label: settings.hotline.label,
                    number: settings.hotline.number,
                  }}
                ></bt-preview>
              </section>
            </div>`
          : nothing
      }
    </div>`;
  }

  async #save(): Promise<void> {
    const { settings } = this;
    if (!settings) return;
    this.tried = true;
    const { agency, hotline } = settings;
    if (![agency.name, agency.short, hotline.label, hotline.number].every((text) => text.trim())) return;
    this.busy = true;
    try {
      this.settings = await call("saveSettings", { body: settings });
      toast(peopleWords().saved);
    } catch (error) {
      toast(sayTrouble(error), { assertive: true });
    } finally {
      this.busy = false;
    }
  }
}
customElements.define("desk-settings", DeskSettings);

declare global {
  interface HTMLElementTagNameMap {
    "desk-settings": DeskSettings;
  }
}
