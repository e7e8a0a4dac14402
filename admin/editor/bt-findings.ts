import "@vaadin/button";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Check, ChevronDown } from "lucide";
import type { Finding, FindingLevel } from "../../content/editorial/check.ts";
import { statusMarks } from "../elements/bt-status.ts";
import { icon } from "../elements/icon.ts";
import { findingWords } from "../strings/findings.ts";
import { messageWords } from "../strings/messages.ts";
import { slotName } from "../strings/slots.ts";
import { statusWords } from "../strings/status.ts";

const levels: readonly FindingLevel[] = ["block", "warn", "hint"];

type Row = readonly [Finding, ...Finding[]];

/** Several empty fields are one line with several places to go to; a warning is kept or mended one by one. */
function rowsOf(findings: readonly Finding[]): readonly Row[] {
  const rows: [Finding, ...Finding[]][] = [];
  for (const found of findings) {
    const same = rows.find(([first]) => first.code === "slot-empty" && found.code === "slot-empty");
    if (same) same.push(found);
    else rows.push([found]);
  }
  return rows;
}

/** What the check found, grouped. Fires `go-to`, `keep`, `unkeep` and `add-qr` with the finding. */
export class BtFindings extends LitElement {
  static override properties = {
    findings: { attribute: false },
    disabled: { type: Boolean },
    qr: { type: Boolean },
    open: { state: true },
  };
  declare findings: readonly Finding[];
  /** Nothing may be kept or changed now. */
  declare disabled: boolean;
  /** A panel with a QR code can be added for a long address. */
  declare qr: boolean;
  declare private open: boolean;

  constructor() {
    super();
    this.findings = [];
    this.disabled = false;
    this.qr = false;
    this.open = true;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const w = messageWords();
    const words = statusWords();
    const count = (level: FindingLevel): number => this.findings.filter((f) => f.level === level && !f.kept).length;
    const sorted = levels.flatMap((level) => this.findings.filter((f) => f.level === level));
    return html`<section class="panel findings" aria-label=${w.findings}>
      <div class="findings-head">
        ${levels.map((level) => {
          const n = count(level);
          const { tone, icon: node } = statusMarks[level];
          return html`<span
            class="strong small"
            .style=${`color:var(--${n === 0 ? (level === "block" ? "ok" : "ink-3") : tone})`}
            >${icon(n === 0 && level === "block" ? Check : node)} ${n} ${words[level]}</span
          >`;
        })}
        <span class="grow small quiet findings-teach">
          ${count("block") > 0 ? w.blocksTeach : this.findings.length > 0 ? w.warningsTeach : w.noFindings}
        </span>
        ${
          sorted.length > 0
            ? html`<button
                class="square"
                aria-label=${w.findings}
                aria-expanded=${this.open ? "true" : "false"}
                @click=${() => {
                  this.open = !this.open;
                }}
              >
                <span .style=${`display:grid;${this.open ? "" : "rotate:180deg"}`}>${icon(ChevronDown)}</span>
              </button>`
            : nothing
        }
      </div>
      ${
        this.open && sorted.length > 0
          ? html`<ul>
              ${rowsOf(sorted).map((row) => this.#row(row))}
            </ul>`
          : nothing
      }
    </section>`;
  }

  #row(row: Row): TemplateResult {
    const w = messageWords();
    const [found] = row;
    const { tone, icon: node } = statusMarks[found.level];
    return html`<li class="finding">
      <span .style=${`color:var(--${found.kept ? "ink-3" : tone})`}>${icon(node)}</span>
      <span class="hidden-text">${statusWords()[found.level]}:</span>
      <span class="finding-text"
        ><b>${findingWords()[found.code](found.facts)}</b> ${row.map(
          (one) =>
            html`<button
              class="plain small"
              aria-label=${w.goTo(slotName(one.where))}
              @click=${() => this.#tell("go-to", one)}
            >
              ${slotName(one.where)}
            </button> `,
        )}</span
      >
      ${this.#actions(found)}
    </li>`;
  }

  #actions(found: Finding): TemplateResult | typeof nothing {
    const w = messageWords();
    if (found.kept) {
      return html`<span class="ok strong small">${icon(Check)} ${w.keptBecause(found.reason ?? "")}</span> ${
          this.disabled
            ? nothing
            : html`<button class="plain small" @click=${() => this.#tell("unkeep", found)}>${w.unkeep}</button>`
        }`;
    }
    if (this.disabled || found.level !== "warn") return nothing;
    return html`
      ${
        this.qr && found.facts["offer"] === "qr"
          ? html`<vaadin-button @click=${() => this.#tell("add-qr", found)}>${w.addQrPanel}</vaadin-button>`
          : nothing
      }
      <vaadin-button @click=${() => this.#tell("keep", found)}>${w.keep}</vaadin-button>
    `;
  }

  #tell(what: "go-to" | "keep" | "unkeep" | "add-qr", found: Finding): void {
    this.dispatchEvent(new CustomEvent<Finding>(what, { detail: found }));
  }
}
customElements.define("bt-findings", BtFindings);

declare global {
  interface HTMLElementTagNameMap {
    "bt-findings": BtFindings;
  }
}
