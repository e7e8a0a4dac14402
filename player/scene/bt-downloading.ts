import { html, LitElement, nothing, type PropertyValues } from "lit";
import { css } from "./css.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { applyFrame, frameOf } from "./frame.ts";
import type { ClockFace } from "./stage-item.ts";
import { pieces, tokens } from "./tokens.ts";

/** Shown only while nothing approved can be played yet: how far, of what, and that it starts by itself. */
export class BtDownloading extends LitElement {
  static override properties = {
    canvas: { attribute: false },
    clock: { attribute: false },
    agency: {},
    venue: {},
    screen: {},
    done: { type: Number },
    of: { type: Number },
    percent: { type: Number },
    item: {},
    server: {},
    connection: {},
    version: { type: Number },
  };
  declare canvas: Pick<Canvas, "width" | "height">;
  declare clock: ClockFace;
  declare agency: string;
  declare venue: string;
  /** Name of the screen at its venue. */
  declare screen: string;
  /** Items complete. */
  declare done: number;
  declare of: number;
  /** 0 to 100, by bytes. */
  declare percent: number;
  /** What is arriving now, by its title; empty when unknown. */
  declare item: string;
  declare server: string;
  declare connection: "connecting" | "online" | "offline";
  declare version: number;

  constructor() {
    super();
    this.canvas = { width: 1920, height: 1080 };
    this.clock = { time: "", date: "" };
    this.agency = "";
    this.venue = "";
    this.screen = "";
    this.done = 0;
    this.of = 0;
    this.percent = 0;
    this.item = "";
    this.server = "";
    this.connection = "online";
    this.version = 0;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("canvas")) applyFrame(this, frameOf(this.canvas));
  }

  override render(): unknown {
    const { done, of, percent, connection } = this;
    const at = Math.min(of, done + 1);
    const link =
      connection === "online"
        ? "đã nối mạng"
        : connection === "connecting"
          ? "đang nối lại"
          : "mất liên lạc, đang thử lại";
    return html`
      <div class="top">
        <span class="spine"></span><b>${this.agency || "Bảng Tin"}</b><span class="grow"></span>
        <span class="date">${this.clock.date}</span><b class="clock">${this.clock.time}</b>
      </div>
      <div class="place">
        <b>${this.venue}</b>
        <div class="quiet">${this.screen}</div>
      </div>
      <div class="work">
        <div class="how">
          <span>Đang tải <em>${at}/${of}</em> mục</span><em class="percent">${Math.floor(percent)} %</em>
        </div>
        <div class="segments">
          ${Array.from({ length: of }, (_, i) => html`<div class="segment"><div .style=${`width:${this.filled(i)}%`}></div></div>`)}
        </div>
        ${this.item ? html`<div class="item">Đang nhận: ${this.item}</div>` : nothing}
        <div class="quiet then">Màn hình tự phát khi đủ ${of} mục và đã kiểm tra chữ ký.</div>
        <div class="en">
          Downloading. The screen starts by itself when every item is here and its signature is checked.
        </div>
      </div>
      <div class="bottom">
        <span>${[this.server, link].filter((part) => part !== "").join(" · ")}</span>
        <span class="code">${this.version > 0 ? `bản ${this.version}` : ""}</span>
      </div>
    `;
  }

  /** One segment per item: whole ones are full; the rest of the percentage lies in the one that is arriving. */
  private filled(index: number): number {
    if (index < this.done) return 100;
    if (index > this.done) return 0;
    return Math.min(100, Math.max(0, Math.round((this.percent / 100) * this.of * 100 - this.done * 100)));
  }

  static override styles = [
    tokens,
    pieces,
    css`
      :host {
        display: flex;
        flex-direction: column;
        padding: calc(var(--my) + 0.7u) var(--mx) calc(var(--my) - 0.2u);
        background: var(--ground);
      }
      b {
        font-weight: 700;
      }
      em {
        color: var(--key);
        font-style: normal;
        font-weight: 700;
      }
      .quiet,
      .bottom,
      .date {
        color: var(--quiet);
      }
      .top,
      .bottom,
      .how {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      .top {
        height: 5.2u;
        font-size: 3.3u;
      }
      .top .spine {
        margin-right: 1.9u;
      }
      .date {
        padding-top: 0.9u;
        font-size: 2.8u;
      }
      .clock {
        margin-left: 2.4u;
        font-size: 5u;
      }
      .place {
        margin-top: 7.4u;
        font-size: 4.8u;
      }
      .work {
        flex: 1 1 0;
        padding-top: 7.4u;
      }
      .how {
        align-items: flex-end;
        font-weight: 700;
        font-size: 9.4u;
        line-height: 1.36;
      }
      .percent {
        font-size: 15u;
        line-height: 1;
        font-weight: 800;
        letter-spacing: -0.012em;
      }
      .segments {
        display: flex;
        margin-top: 3.6u;
      }
      .segment {
        flex: 1 1 0;
        height: 3u;
        margin-left: 1.1u;
        background: var(--raised);
      }
      .segment:first-child {
        margin-left: 0;
      }
      .segment div {
        height: 100%;
        background: var(--key);
      }
      .item {
        text-wrap: balance;
        margin-top: 3.2u;
        font-weight: 600;
        font-size: 4.2u;
      }
      .then {
        margin-top: 1u;
        font-size: 3.5u;
      }
      .en {
        white-space: normal;
        margin-top: 0.8u;
        font-size: 2.6u;
      }
      .bottom {
        font-size: 2.8u;
      }
      :host([portrait]) .date {
        display: none;
      }
      :host([portrait]) .work {
        padding-top: 20u;
      }
      :host([portrait]) .how {
        display: block;
      }
      :host([portrait]) .percent {
        display: block;
        margin-top: 4u;
      }
    `,
  ];
}

customElements.define("bt-downloading", BtDownloading);

declare global {
  interface HTMLElementTagNameMap {
    "bt-downloading": BtDownloading;
  }
}
