import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import type { Canvas } from "../content/network/canvas.ts";
import { fit } from "./fit.ts";
import type { SafeCard } from "../content/trust/manifest.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";
import type { Showing } from "./playout.ts";
import type { Change } from "./repairing.ts";
import "./scene/bt-scene.ts";
import type { ClockFace } from "./scene/stage-item.ts";
import type { Progress } from "./update.ts";

type Connection = "connecting" | "online" | "offline";

export type View =
  | {
      readonly kind: "pairing";
      readonly code: string;
      /** Short code of the root that will be pinned; empty while there is none. */
      readonly rootCode: string;
      /** What the QR opens. */
      readonly address: string;
      readonly server: string;
      /** Local time at which the code changes. */
      readonly changesAt: string;
      readonly connection: Connection;
      /** `ok`, or in words what this device lacks. */
      readonly machine: string;
      /** What somebody in front of the screen is asked to take. */
      readonly changes: readonly Change[];
    }
  | {
      readonly kind: "downloading";
      readonly screen: PairedScreen["screen"];
      readonly safeCard: SafeCard;
      readonly clock: ClockFace;
      readonly server: string;
      readonly connection: Connection;
      readonly progress: Progress;
    }
  /** Another tab plays this screen. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "scene"; readonly showing: Showing };

/** The page: whatever is to be seen, at its canvas's own pixels, scaled into the window and centred. */
export class BtPlayer extends LitElement {
  static override properties = { view: { attribute: false }, size: { state: true } };
  /** `undefined` until it is known who this screen is: nothing is drawn, not even black, over a broadcast. */
  declare view: View | undefined;
  declare size: { width: number; height: number };

  constructor() {
    super();
    this.view = undefined;
    this.size = windowSize();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("resize", this.resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("resize", this.resized);
  }

  private readonly resized = (): void => {
    this.size = windowSize();
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A screen that is paired and has content never loads these.
    if (!changed.has("view")) return;
    if (this.view?.kind === "pairing") void import("./scene/bt-pairing.ts");
    if (this.view?.kind === "elsewhere") void import("./scene/bt-elsewhere.ts");
    if (this.view?.kind === "downloading") void import("./scene/bt-downloading.ts");
  }

  override render(): unknown {
    const { view } = this;
    if (!view) return nothing;
    const canvas = canvasOf(view, this.size);
    const { scale, left, top } = fit(canvas, this.size);
    const clear = view.kind === "scene" && canvas.shape === "crawler";
    return html`<div class="ground ${clear ? "clear" : ""}"></div>
      <div
        class="canvas"
        .style=${`width:${canvas.width}px;height:${canvas.height}px;transform:translate(${left}px,${top}px) scale(${scale})`}
      >
        ${drawing(view, canvas)}
      </div>`;
  }

  static override styles = css`
    :host {
      position: fixed;
      top: 0;
      right: 0;
      bottom: 0;
      left: 0;
      overflow: hidden;
      contain: strict;
    }
    .ground {
      position: absolute;
      top: 0;
      right: 0;
      bottom: 0;
      left: 0;
      background: #000;
    }
    .ground.clear {
      background: transparent;
    }
    .canvas {
      position: absolute;
      top: 0;
      left: 0;
      transform-origin: 0 0;
      overflow: hidden;
    }
  `;
}

function windowSize(): { width: number; height: number } {
  return { width: window.innerWidth, height: window.innerHeight };
}

type Size = { readonly width: number; readonly height: number };

/** An unpaired screen has no canvas yet: it is drawn at the window's own pixels. */
function canvasOf(view: View, size: Size): Size & { readonly shape?: Canvas["shape"] } {
  if (view.kind === "scene") return view.showing.canvas;
  if (view.kind === "downloading") return view.screen.canvas;
  return { width: Math.max(320, size.width), height: Math.max(240, size.height) };
}

function drawing(view: View, canvas: Size): unknown {
  if (view.kind === "pairing") {
    return html`<bt-pairing
      .canvas=${canvas}
      .code=${view.code}
      .rootCode=${view.rootCode}
      .address=${view.address}
      .server=${view.server}
      .changesAt=${view.changesAt}
      .connection=${view.connection}
      .machine=${view.machine}
      .changes=${view.changes}
    ></bt-pairing>`;
  }
  if (view.kind === "elsewhere") return html`<bt-elsewhere .canvas=${canvas}></bt-elsewhere>`;
  if (view.kind === "downloading") {
    return html`<bt-downloading
      .canvas=${view.screen.canvas}
      .clock=${view.clock}
      .agency=${view.safeCard.agency}
      .venue=${view.screen.venue}
      .screen=${view.screen.name}
      .done=${view.progress.done}
      .of=${view.progress.of}
      .percent=${view.progress.percent}
      .server=${view.server}
      .connection=${view.connection}
    ></bt-downloading>`;
  }
  const { showing } = view;
  return html`<bt-scene
    .canvas=${showing.canvas}
    .safeCard=${showing.safeCard}
    .stage=${showing.stage}
    .ticker=${showing.ticker}
    .clock=${showing.clock}
    .stale=${showing.stale}
    .lastContact=${showing.lastContact}
  ></bt-scene>`;
}

customElements.define("bt-player", BtPlayer);

declare global {
  interface HTMLElementTagNameMap {
    "bt-player": BtPlayer;
  }
}
