import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { Image, MonitorUp, Plus, Trash2, Tv, type IconNode } from "lucide";
import type { Banner, MessageContent } from "../../../content/editorial/message.ts";
import type { Panel } from "../../../content/editorial/panel.ts";
import "../../editor/bt-banner-form.ts";
import "../../editor/bt-panel-form.ts";
import { icon } from "../../elements/icon.ts";
import { messageWords } from "../../strings/messages.ts";
import { withForm, type ContentEdit, type FormName } from "./content-edits.ts";
import { tickerFields } from "./ticker-fields.ts";

export type FormSections = {
  readonly locked: boolean;
  /** A banner is being made: its section stands although there is no picture yet. */
  readonly bannerOpen: boolean;
  readonly edit: (change: ContentEdit) => void;
  /** The banner is what the author works on now. */
  readonly openBanner: () => void;
  readonly add: (form: FormName) => void;
  readonly remove: (form: FormName, name: string) => void;
};

/** One section for each form that the message has, and a button for each that it has not. */
export function formSections(content: MessageContent, sections: FormSections): TemplateResult {
  const { locked, edit } = sections;
  const { panel, banner, ticker } = content.forms;
  return html`
    ${ticker ? section("ticker", sections, tickerFields(content, locked, edit)) : nothing}
    ${
      panel
        ? section(
            "panel",
            sections,
            html`<bt-panel-form
              .panel=${panel}
              .disabled=${locked}
              @panel-change=${(e: CustomEvent<Panel>) => edit((now) => withForm(now, "panel", e.detail))}
            ></bt-panel-form>`,
          )
        : nothing
    }
    ${
      banner || sections.bannerOpen
        ? section(
            "banner",
            sections,
            html`<bt-banner-form
              .banner=${banner}
              .disabled=${locked}
              @banner-change=${(e: CustomEvent<Banner>) => {
                sections.openBanner();
                edit((now) => withForm(now, "banner", e.detail));
              }}
            ></bt-banner-form>`,
          )
        : nothing
    }
    ${locked ? nothing : adders(content, sections)}
  `;
}

function about(form: FormName): { readonly icon: IconNode; readonly name: string; readonly where: string } {
  const w = messageWords();
  return {
    ticker: { icon: Tv, name: w.formTicker, where: w.whereTicker },
    panel: { icon: MonitorUp, name: w.formPanel, where: w.wherePanel },
    banner: { icon: Image, name: w.formBanner, where: w.whereBanner },
  }[form];
}

function section(form: FormName, { locked, remove }: FormSections, body: TemplateResult): TemplateResult {
  const w = messageWords();
  const { icon: node, name, where } = about(form);
  return html`<section class="form-section" aria-label=${name}>
    <header class="row">
      <h2>${icon(node)} ${name}</h2>
      <span class="small quiet grow">${where}</span>
      ${
        locked
          ? nothing
          : html`<button
              class="square small-square"
              aria-label=${w.removeForm(name)}
              title=${w.removeForm(name)}
              @click=${() => remove(form, name)}
            >
              ${icon(Trash2)}
            </button>`
      }
    </header>
    ${body}
  </section>`;
}

function adders(
  { forms: { panel, banner, ticker } }: MessageContent,
  { bannerOpen, add }: FormSections,
): TemplateResult | typeof nothing {
  const lacking: readonly FormName[] = [
    ...(panel ? [] : (["panel"] as const)),
    ...(ticker ? [] : (["ticker"] as const)),
    ...(banner || bannerOpen ? [] : (["banner"] as const)),
  ];
  if (lacking.length === 0) return nothing;
  return html`<div class="row" data-where="forms" tabindex="-1">
    ${lacking.map(
      (form) =>
        html`<vaadin-button @click=${() => add(form)}
          >${icon(Plus)} ${messageWords().addForm(about(form).name)}</vaadin-button
        >`,
    )}
  </div>`;
}
