import { css, html, LitElement, nothing } from "lit";

/**
 * A QR code as one path, four modules of quiet zone included, always dark on white: phones expect it so even at night.
 * The encoder is a chunk of its own; the service worker holds it, so it is there without a network.
 */
export class BtQr extends LitElement {
  static override properties = { text: { type: String }, modules: { state: true } };
  declare text: string;
  declare modules: readonly (readonly boolean[])[];

  static override styles = css`
    :host {
      display: block;
      background: #fff;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;

  constructor() {
    super();
    this.text = "";
    this.modules = [];
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("text")) return;
    // Never the old code beside the new address, not even for a frame.
    this.modules = [];
    void this.encode(this.text);
  }

  private async encode(text: string): Promise<void> {
    const { encode } = await import("uqr");
    if (text !== this.text) return;
    this.modules = text === "" ? [] : encode(text, { ecc: "M", border: 4 }).data;
  }

  override render(): unknown {
    const { modules } = this;
    if (modules.length === 0) return nothing;
    let dark = "";
    for (const [y, row] of modules.entries()) {
      for (let x = 0; x < row.length; x++) {
        if (!row[x]) continue;
        const from = x;
        while (row[x + 1]) x++;
        dark += `M${from} ${y}h${x + 1 - from}v1h${from - x - 1}z`;
      }
    }
    return html`<svg viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges" aria-hidden="true">
      <path fill="#041022" d=${dark}></path>
    </svg>`;
  }
}

customElements.define("bt-qr", BtQr);

declare global {
  interface HTMLElementTagNameMap {
    "bt-qr": BtQr;
  }
}
