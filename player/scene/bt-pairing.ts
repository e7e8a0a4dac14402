import { html, LitElement, nothing, type PropertyValues } from "lit";
import { css } from "./css.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import "./bt-qr.ts";
import { applyFrame, frameOf } from "./frame.ts";
import { icon, type Icon } from "./icons.ts";
import type { Change } from "../repairing.ts";
import { pieces, tokens } from "./tokens.ts";

type Step = { readonly icon: Icon; readonly text: string; readonly state: "done" | "now" | "later" | "trouble" };

const english = "Scan the QR code, or enter these 6 characters at the desk under Screens › Pair.";

/** What an unpaired screen shows: its code, the same as a QR, and how far it has come. Nothing moves. */
export class BtPairing extends LitElement {
  static override properties = {
    canvas: { attribute: false },
    code: {},
    rootCode: {},
    address: {},
    server: {},
    changesAt: {},
    connection: {},
    machine: {},
    changes: { attribute: false },
  };
  declare canvas: Pick<Canvas, "width" | "height">;
  /** Six characters; empty while there is none yet. */
  declare code: string;
  /** Short code of the root of trust that pairing pins (`7K3F-22A9`): the admin compares it with the desk's. */
  declare rootCode: string;
  /** What the QR opens: the desk's pairing page with the code in it. */
  declare address: string;
  /** The server's name, as an operator knows it. */
  declare server: string;
  /** Local time at which the code changes. */
  declare changesAt: string;
  declare connection: "connecting" | "online" | "offline";
  /** `checking`, `ok`, or in words what this device lacks. */
  declare machine: string;
  /** What a new pairing would change; while there is any, this is asked, and no code is shown. */
  declare changes: readonly Change[];

  constructor() {
    super();
    this.canvas = { width: 1920, height: 1080 };
    this.code = "";
    this.rootCode = "";
    this.address = "";
    this.server = "";
    this.changesAt = "";
    this.connection = "connecting";
    this.machine = "checking";
    this.changes = [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("canvas")) applyFrame(this, frameOf(this.canvas));
  }

  private steps(): Step[] {
    const { connection, machine, code } = this;
    const lacking = machine !== "ok" && machine !== "checking";
    const network: Step =
      connection === "online"
        ? { icon: "check", text: "Đã nối mạng", state: "done" }
        : connection === "connecting"
          ? { icon: "waiting", text: "Đang nối mạng", state: "now" }
          : { icon: "cross", text: "Chưa nối được, đang thử lại", state: "trouble" };
    const device: Step = lacking
      ? { icon: "cross", text: machine, state: "trouble" }
      : machine === "ok"
        ? { icon: "check", text: "Đã kiểm tra máy: đầy đủ", state: "done" }
        : { icon: "waiting", text: "Đang kiểm tra máy", state: "later" };
    const ready = connection === "online" && machine === "ok" && code !== "";
    if (this.changes.length > 0) {
      return [network, device, { icon: "waiting", text: "Đang chờ xác nhận tại máy", state: "now" }];
    }
    return [network, device, { icon: "waiting", text: "Đang chờ người quản trị ghép", state: ready ? "now" : "later" }];
  }

  private asking(): unknown {
    return html`<div class="middle">
      <div class="left">
        <h1>Ghép màn hình này</h1>
        <div class="code" aria-label=${this.code}>
          ${[0, 1, 2, 3, 4, 5].map((i) => html`<span class="cell">${this.code[i] ?? "·"}</span>`)}
        </div>
        <p>Quét mã QR bằng điện thoại, hoặc mở bàn điều hành, chọn <b>Màn hình › Ghép</b> rồi nhập 6 ký tự này.</p>
        ${
          this.rootCode
            ? html`<p class="root">Mã gốc <b>${this.rootCode}</b> phải giống trên bàn điều hành.</p>`
            : nothing
        }
        <p class="en">${this.rootCode ? `${english} The root code must match the desk’s.` : english}</p>
      </div>
      ${this.address ? html`<bt-qr .text=${this.address} role="img" aria-label=${this.address}></bt-qr>` : html`<div class="blank"></div>`}
    </div>`;
  }

  private question(): unknown {
    return html`<div class="middle">
      <div class="left">
        <h1>Xác nhận tại máy</h1>
        ${this.changes.map(
          ({ vi, en, before, after }) =>
            html`<p class="change">
              <b>${vi}</b> <i>${en}</i><br /><s>${before}</s> → <b class="new">${after ?? "…"}</b>
            </p>`,
        )}
        ${
          this.changes.some(({ after }) => after === undefined)
            ? html`<p>Máy chủ ghép lại màn hình này và đổi những điều trên. Bấm một phím, nút OK hoặc chuột để xem.</p>
                <p class="en">
                  The server has paired this screen again with changes. Press any key, OK or click to see them.
                </p>`
            : html`<p>Nếu đúng, bấm một lần nữa để nhận.</p>
                <p class="en">If this is right, press once more to take it.</p>`
        }
      </div>
    </div>`;
  }

  override render(): unknown {
    const { width, height } = this.canvas;
    return html`
      <div class="top">
        <span class="spine"></span><b>Bảng Tin</b><span class="grow"></span><span class="quiet">${this.server}</span>
      </div>
      ${this.changes.length > 0 ? this.question() : this.asking()}
      <div class="steps">
        ${this.steps().map((step) => html`<div class="step ${step.state}">${icon(step.icon)}<span>${step.text}</span></div>`)}
      </div>
      <div class="bottom">
        <span>${this.changesAt ? `Mã đổi sau ${this.changesAt} · ` : nothing}Màn hình chưa phát nội dung nào</span>
        <span>${width} × ${height} · ${height > width ? "dọc" : "ngang"}</span>
      </div>
    `;
  }

  static override styles = [
    tokens,
    pieces,
    css`
      :host {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        padding: calc(var(--my) + 0.7u) var(--mx) calc(var(--my) - 0.2u);
        background: var(--ground);
      }
      .top,
      .bottom {
        display: flex;
        align-items: center;
        justify-content: space-between;
        font-size: 2.8u;
        color: var(--quiet);
      }
      .top b {
        color: var(--text);
        font-weight: 700;
        font-size: 3.3u;
      }
      .top .spine {
        height: 4.8u;
        margin-right: 1.9u;
      }
      .middle {
        display: flex;
        justify-content: space-between;
      }
      .left {
        flex: 1 1 0;
        margin-right: 5.2u;
      }
      h1 {
        margin: 0 0 1.2u;
        font-weight: 700;
        font-size: 6.6u;
        line-height: 1.36;
      }
      .code {
        display: flex;
        margin: 0;
        letter-spacing: 0;
      }
      .cell {
        flex: 1 1 0;
        min-width: 0;
        margin-right: 1.4u;
        background: var(--raised);
        color: var(--key);
        font-weight: 700;
        font-size: 15.6u;
        line-height: 26u;
        text-align: center;
      }
      .cell:nth-child(3) {
        margin-right: 5.2u;
      }
      .cell:last-child {
        margin-right: 0;
      }
      p {
        text-wrap: balance;
        margin: 2.2u 0 0;
        font-size: 3.8u;
        line-height: 1.4;
      }
      p b {
        white-space: nowrap;
      }
      p.en {
        margin-top: 0.8u;
        font-size: 2.6u;
      }
      p.change {
        margin-top: 1.4u;
        font-size: 3.4u;
      }
      p.change b {
        white-space: normal;
      }
      p.change i {
        color: var(--quiet);
      }
      p.change s {
        color: var(--quiet);
        text-decoration: none;
      }
      p.change .new {
        color: var(--key);
      }
      p.root {
        margin-top: 1.4u;
        font-size: 3.2u;
      }
      p.root b {
        color: var(--key);
        letter-spacing: 0.04em;
      }
      .blank {
        background: var(--raised);
      }
      bt-qr,
      .blank {
        flex: none;
        width: 51u;
        height: 51u;
      }
      .steps {
        display: flex;
      }
      .step {
        display: flex;
        align-items: center;
        flex: 1 1 auto;
        margin-left: 2.8u;
        padding-top: 1.6u;
        border-top: 0.7u solid var(--text);
        color: var(--quiet);
        font-size: 3.5u;
      }
      .step:first-child {
        margin-left: 0;
      }
      .step.now,
      .step.trouble {
        border-color: var(--key);
        color: var(--text);
        font-weight: 700;
      }
      .step.now .icon,
      .step.trouble .icon {
        color: var(--key);
      }
      .step.later {
        border-color: var(--line);
      }
      :host([portrait]) .middle {
        display: block;
      }
      :host([portrait]) .left {
        margin: 0 0 4.4u;
      }
      :host([portrait]) .cell {
        font-size: 14u;
        line-height: 22u;
      }
      :host([portrait]) .bottom {
        font-size: 2.5u;
      }
      :host([portrait]) bt-qr,
      :host([portrait]) .blank {
        margin: 0 auto;
      }
      :host([portrait]) .steps {
        display: block;
      }
      :host([portrait]) .step {
        margin: 0 0 2.2u;
      }
    `,
  ];
}

customElements.define("bt-pairing", BtPairing);

declare global {
  interface HTMLElementTagNameMap {
    "bt-pairing": BtPairing;
  }
}
