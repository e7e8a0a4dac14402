import { html, nothing, type TemplateResult } from "lit";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { Banner } from "../../../content/editorial/message.ts";
import { foot, type View } from "./view.ts";

/**
 * A picture, cut to the stage around its focal point. Its words stand behind it, so that a picture that cannot be
 * drawn leaves them and not a blank; source and code stand on a strip of their own and stay readable on any picture.
 */
export function draw(view: View, form: Banner): TemplateResult {
  const { x, y } = form.focal;
  const { pictureUrl } = view;
  return html`<div class="panel banner" data-steps="9.4 8 7 6 5.2 4.6">
    <div class="alt slot"><div class="head">${form.alt.vi}</div></div>
    ${
      pictureUrl === undefined
        ? nothing
        : html`<img
            src=${pictureUrl}
            alt=""
            decoding="sync"
            .style=${`object-position:${Math.round(x * 100)}% ${Math.round(y * 100)}%`}
            @load=${shown}
            @error=${hidden}
          />`
    }
    <div class="plate-foot">${foot(view)}</div>
  </div>`;
}

function shown(event: Event): void {
  (event.currentTarget as HTMLElement).style.visibility = "visible";
}

function hidden(event: Event): void {
  (event.currentTarget as HTMLElement).style.visibility = "hidden";
}

const sheet = css`
  .alt {
    position: absolute;
    top: calc(var(--my) + 4u);
    bottom: 16u;
    left: var(--mx);
    right: var(--mx);
  }
  .banner img {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .plate-foot {
    position: absolute;
    left: 0;
    right: 0;
    bottom: 0;
    padding: 1.4u var(--mx);
    background: var(--deep-air);
  }
  .plate-foot .foot {
    margin-top: 0;
  }
  :host([bare]) .plate-foot {
    padding-bottom: calc(var(--my) - 0.2u);
  }
`;
export const sheets = [panelPieces, sheet];
