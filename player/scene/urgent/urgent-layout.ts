import { css } from "../css.ts";

/** Where the parts of the urgent picture stand. Frame and margins are those of look/screens/urgent.png. */
export const urgentLayout = css`
  :host {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 3;
    display: flex;
    flex-direction: column;
    background: var(--red);
    --quiet: var(--small);
    --side: max(var(--mx), calc(var(--my) * 2));
    --inner: calc(var(--side) - var(--my));
  }
  .red {
    flex: none;
    position: relative;
    height: 29.5u;
    box-sizing: border-box;
    padding: calc(var(--my) + 1u) var(--side) 2.2u;
    display: flex;
    align-items: center;
    color: var(--on-red);
  }
  .triangle {
    flex: none;
    width: 21.6u;
    height: 19.5u;
    margin-right: 4.8u;
  }
  .who {
    flex: 1 1 0;
    min-width: 0;
    max-height: 24u;
  }
  .urgent {
    font-weight: 800;
    font-size: 13.1u;
    line-height: 1.38;
    letter-spacing: -0.012em;
    white-space: nowrap;
    margin-left: -0.04em;
  }
  .agency {
    font-weight: 600;
    font-size: calc(var(--u) * var(--h));
    line-height: 1.38;
    text-wrap: balance;
    margin-top: -1u;
  }
  .clock {
    flex: none;
    align-self: flex-start;
    margin-left: 3u;
    font-weight: 700;
    font-size: 7.7u;
    line-height: 1.1;
  }
  .field {
    flex: 1 1 0;
    min-height: 0;
    margin: 0 var(--my) var(--my);
    display: flex;
    flex-direction: column;
    background: var(--field);
    color: var(--words);
  }
  .say {
    flex: 1 1 0;
    min-height: 0;
    display: flex;
    align-items: center;
    padding: 1u var(--inner);
  }
  .say .text {
    flex: 1 1 0;
    min-width: 0;
    max-height: 100%;
  }
  .head + .en {
    font-size: calc(var(--u) * var(--h) * 0.5);
    margin-top: 0;
  }
  .action {
    margin-top: 0.4u;
    font-weight: 600;
    font-size: min(5.7u, calc(var(--u) * var(--h) * 0.56));
    text-wrap: balance;
  }
  .action .en {
    font-size: 0.74em;
  }
  .action + .action,
  .address,
  .claim {
    margin-top: 0.8u;
    font-size: min(4.6u, calc(var(--u) * var(--h) * 0.5));
  }
  .address {
    font-weight: 700;
    overflow-wrap: anywhere;
    word-break: break-word;
  }
  .claim {
    padding-left: 1.6u;
    border-left: 0.6u solid var(--small);
    color: var(--small);
    font-size: min(4.2u, calc(var(--u) * var(--h) * 0.42));
  }
  .claim .en {
    font-size: 0.75em;
  }
  bt-qr {
    flex: none;
    width: 36u;
    height: 36u;
    margin-left: 3u;
  }
  .block {
    flex: none;
    min-height: 15u;
    box-sizing: border-box;
    padding: 1u var(--inner);
    display: flex;
    align-items: center;
    background: var(--block);
    color: var(--on-block);
    --quiet: var(--on-block);
  }
  .block .sign {
    width: 9.6u;
    height: 9.6u;
    margin: 0 1.6u 0 -1.2u;
  }
  .block .number {
    flex: none;
    color: inherit;
    line-height: 1.3;
    letter-spacing: -0.012em;
  }
  .block .label {
    flex: none;
    max-width: 30u;
    margin-left: 2.2u;
    text-wrap: balance;
    font-weight: 700;
    font-size: 4.2u;
  }
  .label .en,
  .place .en,
  .until .en {
    font-size: 0.74em;
  }
  .where {
    position: relative;
    flex: 1 1 0;
    min-width: 0;
    max-height: 19u;
    margin-left: 3u;
    text-align: right;
    font-size: calc(var(--u) * var(--h));
  }
  .place {
    font-weight: 700;
    text-wrap: balance;
  }
  .until {
    font-weight: 400;
  }
  .block.alone .where {
    margin-left: 0;
    text-align: left;
  }
  .block.alone {
    min-height: 12u;
  }
  .field > .foot {
    margin: 0;
    padding: 0.4u var(--inner);
    min-height: 5u;
    box-sizing: border-box;
    align-items: center;
    font-size: 2.5u;
  }
  .field > .foot .code {
    font-size: 2.3u;
  }

  :host([portrait]) {
    --side: max(var(--mx), calc(var(--my) + 3.9u));
  }
  :host([portrait]) .red {
    height: 37u;
    padding-top: calc(var(--my) + 5.4u);
  }
  :host([portrait]) .triangle {
    width: 21.6u;
    height: 19.5u;
    margin-right: 4.2u;
  }
  :host([portrait]) .urgent {
    font-size: 10.9u;
  }
  :host([portrait]) .agency {
    margin-top: 0;
  }
  :host([portrait]) .clock {
    position: absolute;
    top: calc(var(--my) + 0.6u);
    right: var(--side);
    font-size: 5u;
  }
  :host([portrait]) .say {
    flex-direction: column;
    align-items: stretch;
    justify-content: center;
  }
  :host([portrait]) .say .text {
    flex: 0 1 auto;
    min-height: 0;
  }
  :host([portrait]) bt-qr {
    align-self: center;
    margin: 3u 0 0;
  }
  :host([portrait]) .block {
    display: block;
    padding: 2.4u var(--inner) 1.6u;
  }
  :host([portrait]) .block .label {
    display: flex;
    align-items: center;
    max-width: none;
    margin: 0;
    font-size: 4.8u;
  }
  :host([portrait]) .block .sign {
    width: 6.2u;
    height: 6.2u;
    margin: 0 1.2u 0 -0.6u;
  }
  :host([portrait]) .where {
    flex: none;
    max-height: 24u;
    margin: 0;
    text-align: left;
  }
  :host([portrait]) .field > .where {
    padding: 3u var(--inner) 1u;
    box-sizing: border-box;
  }

  /* A roadside board has width and no height: the sign stands beside the words, as on a board of lamps. */
  :host([wide]) {
    flex-direction: row;
  }
  :host([wide]) .red {
    height: auto;
    width: 62u;
    flex-direction: column;
    justify-content: center;
    padding: var(--my) 2u var(--my) var(--my);
    text-align: center;
  }
  :host([wide]) .triangle {
    width: 42u;
    height: 38u;
    margin: 0 0 2u;
  }
  :host([wide]) .who {
    flex: none;
    width: 100%;
    max-height: 36u;
  }
  :host([wide]) .urgent {
    font-size: 9.8u;
  }
  :host([wide]) .en {
    display: none;
  }
  :host([wide]) .block .label {
    font-size: 5.4u;
  }
  :host([wide]) .agency {
    margin: 0;
    font-size: 4.5u;
  }
  :host([wide]) .field {
    margin: var(--my) var(--my) var(--my) 0;
  }
  :host([wide]) .field > .foot {
    min-height: 7u;
    font-size: 4.5u;
  }
  :host([wide]) .field > .foot .code {
    font-size: 4.2u;
  }
`;
