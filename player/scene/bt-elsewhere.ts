import { html, LitElement } from "lit";
import { css } from "./css.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { applyFrame, frameOf } from "./frame.ts";
import { pieces, tokens } from "./tokens.ts";

/** What a second tab of one screen says while the first one plays. */
export class BtElsewhere extends LitElement {
  static override properties = { canvas: { attribute: false } };
  declare canvas: Pick<Canvas, "width" | "height">;

  constructor() {
    super();
    this.canvas = { width: 1920, height: 1080 };
  }

  protected override willUpdate(): void {
    applyFrame(this, frameOf(this.canvas));
  }

  override render(): unknown {
    return html`<h1>Màn hình này đang chạy ở thẻ khác</h1>
      <p>Thẻ này chờ, và tự phát tiếp khi thẻ kia đóng.</p>
      <p class="en">
        This screen is already running in another tab. This tab waits, and takes over when the other is closed.
      </p>`;
  }

  static override styles = [
    tokens,
    pieces,
    css`
      :host {
        display: flex;
        flex-direction: column;
        justify-content: center;
        padding: var(--my) var(--mx);
        background: var(--ground);
      }
      h1 {
        margin: 0;
        font-weight: 700;
        font-size: 6.6u;
        line-height: 1.36;
      }
      p {
        margin: 2.2u 0 0;
        font-size: 3.8u;
        line-height: 1.4;
      }
      p.en {
        margin-top: 0.8u;
        color: var(--quiet);
        font-size: 2.6u;
      }
    `,
  ];
}

customElements.define("bt-elsewhere", BtElsewhere);
