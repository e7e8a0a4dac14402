import { html, type TemplateResult } from "lit";
import type * as z from "zod/mini";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { ChannelPanel } from "../../../content/editorial/panel.ts";
import "../bt-qr.ts";
import { icon } from "../icons.ts";
import { breakable, shownAddress } from "./shown-address.ts";
import { english, foot, headline, inline, type View } from "./view.ts";

/** An official channel: scan it or copy it; who answers for it stands below. */
export function draw(view: View, panel: z.infer<typeof ChannelPanel>): TemplateResult {
  return html`<div class="panel channel" data-steps="9.4 9.1 8 7 6 5.2 4.6 4">
    <div class="scan">
      <bt-qr .text=${panel.address} role="img" aria-label=${panel.address}></bt-qr>
      <div class="how">${icon("phone")}<span>Quét mã bằng điện thoại</span></div>
    </div>
    <div class="text slot">
      <div class="tag">${icon("official")}${inline(panel.tag)}</div>
      ${headline(panel.name)}
      <div class="address">${breakable(shownAddress(panel.address))}</div>
      <div class="owner">${panel.owner.vi}${english(panel.owner)}</div>
      <div class="grow"></div>
      ${foot(view)}
    </div>
  </div>`;
}

const sheet = css`
  .channel .scan {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 0;
    width: 36%;
    box-sizing: border-box;
    padding-left: var(--mx);
    padding-right: 2.2u;
    display: flex;
    flex-direction: column;
    justify-content: center;
    background: var(--raised);
  }
  .channel bt-qr {
    width: 53u;
    height: 53u;
  }
  .how {
    display: flex;
    align-items: center;
    margin-top: 1.8u;
    font-weight: 700;
    font-size: 3.8u;
    white-space: nowrap;
  }
  .how .icon {
    color: var(--key);
    margin-left: -0.1em;
  }
  .channel .text {
    position: absolute;
    top: 5.2u;
    bottom: 2.9u;
    left: 41%;
    right: var(--mx);
    display: flex;
    flex-direction: column;
  }
  :host([bare]) .channel .text {
    top: calc(var(--my) + 8u);
    bottom: calc(var(--my) - 0.2u);
  }
  .channel .head {
    margin-top: 0.6u;
  }
  .address {
    margin-top: 1.8u;
    font-weight: 700;
    font-size: calc(var(--u) * var(--h) * 0.56);
    color: var(--key);
    overflow-wrap: anywhere;
    word-break: break-word;
  }
  .channel .owner {
    margin-top: 1.6u;
    color: var(--quiet);
    font-size: 3.4u;
    white-space: pre-line;
    text-wrap: balance;
  }
  .channel .owner .en {
    font-size: 0.8em;
  }
  :host([portrait]) .channel {
    display: flex;
    flex-direction: column-reverse;
  }
  :host([portrait]) .channel .scan {
    position: static;
    width: auto;
    flex: none;
    align-items: center;
    padding: 4.4u var(--mx);
  }
  :host([portrait]) .channel .text {
    position: static;
    flex: 1 1 0;
    min-height: 0;
    margin: 4.4u var(--mx) 3.2u;
  }
`;
export const sheets = [panelPieces, sheet];
