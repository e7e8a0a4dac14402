import { html, nothing, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { UrgentPanel } from "../../../content/editorial/panel.ts";
import { sign } from "../signs.ts";
import { numberSize } from "./big-number.ts";
import { english, foot, headline, inline, type View } from "./view.ts";

/**
 * A takeover's panel that no takeover carries: in a playlist by mistake, or on the page of who approves it beforehand. Its
 * words in the ordinary colours, because red is urgent only, and a takeover is what makes it so (urgent/bt-urgent.ts).
 */
export function draw(view: View, panel: z.infer<typeof UrgentPanel>): TemplateResult {
  const { action, number, place } = panel;
  const room = (view.frame.width - 2 * view.frame.marginX) / view.frame.u - 14;
  return html`<div class="panel unordered slot" data-steps="12.4 11.2 10.4 9.4 8 7 6 5.2 4.6">
    <div class="asked">
      ${headline(panel.headline)} ${action ? html`<div class="then">${action.vi}${english(action)}</div>` : nothing}
      ${
        number
          ? html`<div class="then dial">
              ${sign("call", "plain")}<span
                class="number"
                .style=${`font-size:calc(var(--u) * ${numberSize(number.number, room, 14)})`}
                >${number.number.replace(/\s+/g, "\u00a0")}</span
              >
            </div>`
          : nothing
      }
      ${number?.label ? html`<div class="then">${inline(number.label)}</div>` : nothing}
      ${place ? html`<div class="then site">${place.vi}${english(place)}</div>` : nothing}
    </div>
    ${foot(view)}
  </div>`;
}

const sheet = css`
  .unordered {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    padding: 4.6u var(--mx) 2.9u;
    box-sizing: border-box;
  }
  :host([bare]) .unordered {
    padding: calc(var(--my) + 3u) var(--mx) calc(var(--my) - 0.2u);
  }
  .unordered .then {
    margin-top: 1u;
    font-weight: 600;
    font-size: min(5u, calc(var(--u) * var(--h) * 0.56));
  }
  .unordered .then .en {
    font-size: 0.74em;
  }
  .unordered .site {
    color: var(--quiet);
  }
  .unordered .dial {
    display: flex;
    align-items: center;
  }
  .unordered .sign {
    width: 10u;
    height: 10u;
    margin-right: 2u;
    color: var(--key);
  }
`;
export const sheets = [panelPieces, sheet];
