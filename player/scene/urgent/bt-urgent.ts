import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Bilingual } from "../../../content/editorial/text.ts";
import "../bt-qr.ts";
import { fit } from "../fit.ts";
import { applyFrame, frameOf, type Frame } from "../frame.ts";
import { numberSize } from "../panels/big-number.ts";
import { panelPieces } from "../panels/panel-pieces.ts";
import { breakable, shownAddress } from "../panels/shown-address.ts";
import { english, held, inline, sourceLine } from "../panels/view.ts";
import { sign } from "../signs.ts";
import { pieces, tokens } from "../tokens.ts";
import { triangle } from "./triangle.ts";
import { urgentColours } from "./urgent-colours.ts";
import { urgentLayout } from "./urgent-layout.ts";
import type { UrgentShowing } from "./urgent-showing.ts";
import { oneLine, urgentWords, type UrgentWords } from "./words.ts";

const steps = "10.4 9.4 8.6 8 7 6 5.2 4.6 4 3.4";

/** A takeover on a board or billboard: sign and KHẨN CẤP in the red band, what to do in the field, the number below. */
export class BtUrgent extends LitElement {
  static override properties = { showing: { attribute: false } };
  declare showing: UrgentShowing | undefined;

  constructor() {
    super();
    this.showing = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.fonts.addEventListener("loadingdone", this.refit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.fonts.removeEventListener("loadingdone", this.refit);
  }

  protected override willUpdate(): void {
    const { showing } = this;
    if (!showing) return;
    applyFrame(this, frameOf(showing.canvas));
    this.setAttribute("profile", showing.profile);
    this.toggleAttribute("bare", showing.canvas.shape === "billboard");
  }

  protected override updated(): void {
    this.refit();
  }

  private readonly refit = (): void => {
    // What to do comes last: it has the room that the others leave.
    for (const selector of [".who", ".where", ".say"]) {
      const part = this.renderRoot.querySelector<HTMLElement>(selector);
      if (part) fit(part);
    }
  };

  override render(): unknown {
    const { showing } = this;
    if (!showing?.takeover) return nothing;
    const { content, canvas, clock, takeover, code, stale } = showing;
    const frame = frameOf(canvas);
    const bare = canvas.shape === "billboard";
    const words = urgentWords(content);
    const until = `Hiệu lực đến ${takeover.until}`;
    return html`
      <div class="red">
        ${triangle()}
        <div class="who slot" data-steps="4 3.7 3.4 3.1 2.8 2.5" data-hold="2.8">
          <div class="urgent">KHẨN CẤP</div>
          <div class="agency hold">${bare ? content.agency.short : content.agency.name}</div>
        </div>
        ${bare ? nothing : html`<div class="clock">${clock.time}</div>`}
      </div>
      <div class="field">
        ${this.say(words, frame, bare)} ${this.call(words, frame, until)}
        <div class="foot">
          <div class="origin">${sourceLine(content)}${stale === undefined ? nothing : html` · ${stale}`}</div>
          <span class="code">Duyệt ${code}</span>
        </div>
      </div>
    `;
  }

  private say(words: UrgentWords, frame: Frame, bare: boolean): TemplateResult {
    const { headline, actions, address, claim, short } = words;
    // On a road nobody reads a second line: the short wording stands alone, as large as it can.
    const brief = bare && short !== undefined;
    const first = brief ? { vi: frame.wide ? oneLine(short) : short } : headline;
    const large = bare
      ? `${frame.wide ? "29.5 27 24 21 18 " : ""}16 15 13.6 12.4 11.6 ${steps}`
      : frame.portrait
        ? steps
        : `12.4 11.6 ${steps}`;
    return html`<div class="say" data-steps=${large} data-hold=${frame.portrait ? 9.4 : 8.6}>
      <div class="text slot">
        <div class=${brief ? "head hold" : held(first.vi)}>${first.vi}</div>
        ${first.en ? english({ vi: "", en: oneLine(first.en) }) : nothing} ${brief ? nothing : actions.map(action)}
        ${address === undefined ? nothing : html`<div class="address">${breakable(shownAddress(address))}</div>`}
        ${claim ? html`<div class="claim"><b>Tin sai:</b> ${oneLine(claim.vi)}${english(claim)}</div>` : nothing}
      </div>
      ${address === undefined ? nothing : html`<bt-qr .text=${address}></bt-qr>`}
    </div>`;
  }

  private call({ number, place }: UrgentWords, frame: Frame, until: string): TemplateResult {
    // Less than the field is wide: the digits stand less tightly here than on the hotline's panel.
    const room = ((frame.width - 2 * frame.marginY) / frame.u - 9) * 0.95;
    const size = number && numberSize(number.number, frame.portrait ? room : room * 0.44, frame.portrait ? 17.5 : 10.1);
    const where = html`<div class="where slot" data-steps=${whereSteps(frame)} data-hold="2.9">
      ${place ? html`<div class="place">${oneLine(place.vi)}${english(place)}</div>` : nothing}
      <div class="until">${until}</div>
    </div>`;
    if (!number) return html`<div class="block alone">${where}</div>`;
    const label = number.label;
    const digits = html`<div class="number" .style=${`font-size:calc(var(--u) * ${size})`}>
      ${number.number.replace(/\s+/g, "\u00a0")}
    </div>`;
    return frame.portrait
      ? html`<div class="block">
            <div class="label">${sign("call", "plain")}${label ? inline(label) : nothing}</div>
            ${digits}
          </div>
          ${where}`
      : html`<div class="block">
          ${sign("call", "plain")}${digits}
          ${label ? html`<div class="label">${label.vi}${english(label)}</div>` : nothing} ${where}
        </div>`;
  }

  static override styles = [tokens, pieces, panelPieces, urgentColours, urgentLayout];
}

function whereSteps({ portrait, wide }: Frame): string {
  return portrait ? "4.4 4.1 3.8 3.5 3.2 2.9" : wide ? "5.4 5 4.6 4.2 3.8" : "3.8 3.5 3.2 2.9 2.6 2.3";
}

function action(text: Bilingual): TemplateResult {
  return html`<div class="action">${oneLine(text.vi)}${english(text)}</div>`;
}

customElements.define("bt-urgent", BtUrgent);

declare global {
  interface HTMLElementTagNameMap {
    "bt-urgent": BtUrgent;
  }
}
