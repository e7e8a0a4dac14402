import "@vaadin/button";
import "@vaadin/checkbox";
import "@vaadin/select";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Plus } from "lucide";
import { type Panel, Sign, type PanelTemplate } from "../../content/editorial/panel.ts";
import { icon } from "../elements/icon.ts";
import { valueOf } from "../elements/value-of.ts";
import { messageWords } from "../strings/messages.ts";
import { signWords, slotName, slotWords, templateWords } from "../strings/slots.ts";
import { emptyPanel, fitOf, leadingSlot, ordinaryTemplates, repeatOf, slotsOf, type Slot } from "./panel-slots.ts";
import { getAt, setAt, textAt } from "./path.ts";
import { slotField } from "./slot-field.ts";

/** The text panel of a message. Property in, `panel-change` with the new panel out. */
export class BtPanelForm extends LitElement {
  static override properties = {
    panel: { attribute: false },
    disabled: { type: Boolean },
    english: { state: true },
  };
  declare panel: Panel;
  declare disabled: boolean;
  /** English fields are open although nothing stands in them yet. */
  declare private english: boolean;

  constructor() {
    super();
    this.panel = emptyPanel("rule");
    this.disabled = false;
    this.english = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const w = messageWords();
    const { panel } = this;
    const english = this.english || slotsOf(panel).some((slot) => getAt(panel, `${slot.path}.en`) !== undefined);
    const names = templateWords();
    return html`
      <div class="slot-row">
        <span class="slot-label" aria-hidden="true">${w.template}</span>
        <vaadin-select
          accessible-name=${w.template}
          ?readonly=${this.disabled || panel.template === "urgent"}
          .items=${offered(panel).map((value) => ({ value, label: names[value] }))}
          .value=${panel.template}
          @change=${(event: Event) => this.#useTemplate(valueOf(event) as PanelTemplate)}
        ></vaadin-select>
        <vaadin-checkbox
          class="slot-count"
          .label=${w.english}
          .checked=${english}
          ?disabled=${this.disabled}
          @change=${(event: Event) => this.#useEnglish((event.currentTarget as HTMLInputElement).checked)}
        ></vaadin-checkbox>
      </div>
      ${panel.template === "rule" ? this.#manner(panel) : nothing}
      ${slotsOf(panel).map((slot) => this.#slot(slot, english))} ${this.#repeat()}
    `;
  }

  #manner(panel: Extract<Panel, { template: "rule" }>): TemplateResult {
    const w = messageWords();
    const name = slotWords()["forms.panel.manner"];
    return html`<div class="slot-row">
      <span class="slot-label" aria-hidden="true">${name}</span>
      <div class="seg" role="radiogroup" aria-label=${name} .style=${"justify-self:start"}>
        ${(["do", "dont"] as const).map(
          (manner) =>
            html`<label
              ><input
                type="radio"
                name="manner"
                .checked=${panel.manner === manner}
                ?disabled=${this.disabled}
                @change=${() => this.#useManner(panel, manner)}
              /><span>${manner === "do" ? w.doThis : w.dontDoThis}</span></label
            >`,
        )}
      </div>
    </div>`;
  }

  /** The tag follows the manner as long as nobody has worded it. */
  #useManner(panel: Extract<Panel, { template: "rule" }>, manner: "do" | "dont"): void {
    const standard = ["", "Nên làm", "Không nên"];
    const tag = standard.includes(panel.tag.vi)
      ? { ...panel.tag, vi: manner === "do" ? "Nên làm" : "Không nên" }
      : panel.tag;
    this.#send({ ...panel, manner, tag });
  }

  #slot(slot: Slot, english: boolean): TemplateResult {
    const { panel } = this;
    const w = messageWords();
    const where = `forms.panel.${slot.path}`;
    const label = slotName(where).replace(/^.*? · /, "");
    if (slot.kind === "sign") return this.#sign(slot, label);
    const field = (path: string, lang: "vi" | "en" | undefined): TemplateResult => {
      const value = textAt(panel, path);
      return slotField({
        where: `forms.panel.${path}`,
        label: lang === "en" ? "English" : label,
        value,
        lines: slot.lines === true,
        ...(lang ? { lang } : {}),
        hint: slot.optional && lang !== "en" ? w.optional : "",
        disabled: this.disabled,
        fit: value || !slot.optional ? fitOf(panel, slot.path, value, lang ?? "vi") : undefined,
        change: (text) => this.#write(slot, path, text),
      });
    };
    if (slot.kind === "plain") return field(slot.path, undefined);
    return html`${field(`${slot.path}.vi`, "vi")}${english ? field(`${slot.path}.en`, "en") : nothing}`;
  }

  #sign(slot: Slot, label: string): TemplateResult {
    const names = signWords();
    return html`<div class="slot-row">
      <span class="slot-label" aria-hidden="true">${label}</span>
      <vaadin-select
        accessible-name=${label}
        data-where="forms.panel.${slot.path}"
        ?readonly=${this.disabled}
        .items=${Sign.options.map((value) => ({ value, label: names[value] }))}
        .value=${textAt(this.panel, slot.path)}
        @change=${(event: Event) => this.#send(setAt(this.panel, slot.path, valueOf(event)))}
      ></vaadin-select>
    </div>`;
  }

  #repeat(): TemplateResult | typeof nothing {
    const w = messageWords();
    const repeat = repeatOf(this.panel);
    if (!repeat || this.disabled) return nothing;
    const fresh = repeat.path === "rows" ? { number: "", caption: { vi: "" } } : { text: { vi: "" }, sign: "shield" };
    return html`<div class="row">
      ${
        repeat.count < repeat.most
          ? html`<vaadin-button @click=${() => this.#send(setAt(this.panel, `${repeat.path}.${repeat.count}`, fresh))}>
              ${icon(Plus)} ${repeat.path === "rows" ? w.addRow : w.addItem}
            </vaadin-button>`
          : nothing
      }
      ${Array.from(
        { length: repeat.count },
        (_, i) =>
          html`<button class="plain" @click=${() => this.#send(setAt(this.panel, `${repeat.path}.${i}`, undefined))}>
            ${w.removeRow} ${i + 1}
          </button>`,
      )}
    </div>`;
  }

  #write(slot: Slot, path: string, text: string): void {
    // An absent translation is absent; an optional slot without any text is absent as a whole.
    let panel = setAt(this.panel, path, text === "" && path.endsWith(".en") ? undefined : text);
    if (slot.optional && text === "") {
      const rest = getAt(panel, slot.optional);
      if (!hasText(rest)) panel = setAt(panel, slot.optional, undefined);
    } else if (slot.optional) {
      panel = withWhole(panel, slot.optional);
    }
    this.#send(panel);
  }

  #useEnglish(on: boolean): void {
    this.english = on;
    if (on) return;
    let panel = this.panel;
    for (const slot of slotsOf(panel)) {
      if (slot.kind === "both" && getAt(panel, `${slot.path}.en`) !== undefined) {
        panel = setAt(panel, `${slot.path}.en`, undefined);
      }
    }
    if (panel !== this.panel) this.#send(panel);
  }

  /** Another template keeps the leading words; the rest has other slots. */
  #useTemplate(template: PanelTemplate): void {
    const lead = getAt(this.panel, leadingSlot(this.panel.template));
    this.#send(setAt(emptyPanel(template), leadingSlot(template), lead));
  }

  #send(panel: Panel): void {
    this.dispatchEvent(new CustomEvent<Panel>("panel-change", { detail: panel }));
  }
}
customElements.define("bt-panel-form", BtPanelForm);

/** Groups that are one text in two languages. */
const wordGroups: ReadonlySet<string> = new Set(["sub", "badge", "action", "place", "number.label"]);

/** A takeover's panel stays one, and no other becomes one. */
function offered(panel: Panel): readonly PanelTemplate[] {
  return panel.template === "urgent" ? ["urgent"] : ordinaryTemplates;
}

function hasText(value: unknown): boolean {
  if (typeof value === "string") return value !== "";
  return typeof value === "object" && value !== null && Object.values(value).some(hasText);
}

/** An optional group that gets its first text gets its other fields too, empty, as the schema wants them. */
function withWhole(panel: Panel, group: string): Panel {
  if (group === "short" && getAt(panel, "short.headline") === undefined) return setAt(panel, "short.headline", "");
  if (group === "short.condition" && getAt(panel, "short.headline") === undefined) {
    return setAt(panel, "short.headline", "");
  }
  if (group === "second") {
    const labelled = getAt(panel, "second.label.vi") === undefined ? setAt(panel, "second.label.vi", "") : panel;
    return getAt(labelled, "second.number") === undefined ? setAt(labelled, "second.number", "") : labelled;
  }
  if (group.startsWith("number") && getAt(panel, "number.number") === undefined) {
    return setAt(panel, "number.number", "");
  }
  if (wordGroups.has(group) && getAt(panel, `${group}.vi`) === undefined) {
    return setAt(panel, `${group}.vi`, "");
  }
  return panel;
}

declare global {
  interface HTMLElementTagNameMap {
    "bt-panel-form": BtPanelForm;
  }
}
