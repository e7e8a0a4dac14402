import { css } from "./css.ts";

/** Colours by role; a profile swaps the roles and templates never name a raw colour (look/screens.md §1). */
export const tokens = css`
  :host {
    --ground: #0a2240;
    --deep: #041022;
    --deep-air: rgba(4, 16, 34, 0.92);
    --raised: #123056;
    --line: #4a6c98;
    --text: #f5f7f4;
    --quiet: #bfcbda;
    --key: #ffc83d;
    --on-key: #041022;
    --do: #0a5350;
    --on-do: #f5f7f4;
    --paper: #f5f7f4;
    --ink: #0a1b33;
    --ink-quiet: #3d4c61;
    --ink-sign: #0a2240;
    display: block;
    position: relative;
    overflow: hidden;
    box-sizing: border-box;
    color: var(--text);
    font:
      400 4.6u / 1.4 "Noto Sans",
      sans-serif;
    font-variant-numeric: tabular-nums;
    font-synthesis: none;
    -webkit-font-smoothing: antialiased;
    text-align: left;
    user-select: none;
    cursor: none;
  }
  :host([profile="outdoor"]) {
    --ground: #041022;
    --do: #123056;
    --paper: #041022;
    --ink: #f5f7f4;
    --ink-quiet: #bfcbda;
    --ink-sign: #ffc83d;
  }
  :host([profile="night"]) {
    --ground: #04080f;
    --deep: #020408;
    --deep-air: rgba(2, 4, 8, 0.92);
    --raised: #0a1420;
    --line: #2a3a4e;
    --text: #c4c9cc;
    --quiet: #9aa4ae;
    --key: #c9a24a;
    --on-key: #020408;
    --do: #06211f;
    --on-do: #c4c9cc;
    --paper: #04080f;
    --ink: #c4c9cc;
    --ink-quiet: #9aa4ae;
    --ink-sign: #c9a24a;
  }
`;

/** Pieces that several templates share: the ground of each, sizes by token, signs, icons, the tag, the foot. */
export const pieces = css`
  .panel {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
    background: var(--ground);
  }
  .head {
    font-weight: 800;
    font-size: calc(var(--u) * var(--h));
    line-height: 1.36;
    letter-spacing: -0.012em;
    white-space: pre-line;
    text-wrap: balance;
  }
  .en {
    font-weight: 400;
    letter-spacing: 0;
    color: var(--quiet);
    white-space: pre-line;
  }
  .phrase {
    display: inline-block;
  }
  .number {
    font-weight: 800;
    line-height: 1;
    letter-spacing: -0.03em;
    white-space: nowrap;
    color: var(--key);
    font-variant-numeric: tabular-nums;
  }
  .grow {
    flex: 1 1 0;
  }
  .spine {
    flex: none;
    align-self: stretch;
    width: 0.8u;
    background: var(--key);
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    margin-right: 0.36em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .i-check,
  .i-cross {
    stroke-width: 4;
  }
  .foot {
    flex: none;
    display: flex;
    align-items: flex-end;
    justify-content: space-between;
    margin-top: 1u;
    color: var(--quiet);
    font-size: 2.5u;
    line-height: 1.4;
  }
  .origin {
    flex: 1 1 0;
    min-width: 0;
  }
  .code {
    flex: none;
    line-height: 1.52;
    margin-left: 2.6u;
    font-weight: 600;
    font-size: 2.3u;
    letter-spacing: 0.06em;
    white-space: nowrap;
  }
  :host([bare]) .foot {
    font-size: 2.9u;
  }
  :host([bare]) .code {
    line-height: 1.69;
    padding-bottom: 0.2u;
    font-size: 2.6u;
  }
  :host([wide]) .foot {
    font-size: 4.5u;
  }
  :host([wide]) .code {
    font-size: 4.2u;
  }
  .stale {
    font-size: 2.4u;
    font-weight: 400;
    line-height: 1.4;
    color: var(--quiet);
  }
  .stale .icon {
    width: 1em;
    height: 1em;
    margin-right: 0.4em;
    vertical-align: -0.12em;
  }
`;
