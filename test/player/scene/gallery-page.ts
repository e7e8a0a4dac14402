import { css, html, LitElement } from "lit";
import { Sign } from "../../../content/editorial/panel.ts";
import "../../../player/scene/page.css";
import "../../../player/scene/bt-scene.ts";
import "../../../player/scene/bt-pairing.ts";
import "../../../player/scene/bt-downloading.ts";
import { drawings } from "../../../player/scene/drawings.ts";
import { panelPieces } from "../../../player/scene/panels/panel-pieces.ts";
import { sign } from "../../../player/scene/signs.ts";
import { urgentReady } from "../../../player/scene/takeover.ts";
import { pieces, tokens } from "../../../player/scene/tokens.ts";

/** Every sign, by itself, on a disc and under a ring. */
class SignSheet extends LitElement {
  static override styles = [
    tokens,
    pieces,
    panelPieces,
    css`
      :host {
        --behind: var(--ground);
        --u: 10px;
        width: 1920px;
        height: 720px;
        background: var(--ground);
        font-size: 16px;
      }
      div {
        float: left;
        width: 120px;
        text-align: center;
      }
      svg {
        width: 104px;
        height: 104px;
        margin: 16px 8px;
      }
    `,
  ];
  override render(): unknown {
    return Sign.options.map(
      (name) => html`<div>${sign(name, "plain")}${sign(name, "disc")}${sign(name, "ring")}${name}</div>`,
    );
  }
}
customElements.define("sign-sheet", SignSheet);

/** The page that gallery.ts photographs: it shows one element with the properties it is given. */
declare global {
  interface Window {
    show: (tag: string, properties: Record<string, unknown>) => Promise<void>;
  }
}

window.show = async (tag, properties) => {
  document.body.replaceChildren();
  await drawings.prepareAll();
  const face = '"Noto Sans"';
  await Promise.all([400, 600, 700, 800].map((weight) => document.fonts.load(`${weight} 40px ${face}`, "Aẵ")));
  const element = document.createElement(tag) as HTMLElement & { updateComplete: Promise<boolean> };
  Object.assign(element, properties);
  document.body.append(element);
  await element.updateComplete;
  await urgentReady();
  await new Promise((resolve) => setTimeout(resolve, 150));
  for (const cover of element.shadowRoot?.querySelectorAll("bt-urgent, bt-urgent-crawl, bt-urgent-led, bt-exercise") ??
    []) {
    for (const fade of cover.getAnimations()) fade.finish();
  }
};
