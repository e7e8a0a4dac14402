import { css } from "../css.ts";

/** Pieces that several templates share and the safe card does without: signs, the tag, the parts of the foot. */
export const panelPieces = css`
  .head + .en {
    font-size: calc(var(--u) * var(--h) * 0.68);
    margin-top: calc(var(--u) * var(--h) * 0.16);
  }
  .tag {
    display: flex;
    align-items: center;
    font-weight: 700;
    font-size: 3.8u;
    color: var(--key);
  }
  .tag .en {
    margin-left: 0.5em;
    font-size: 0.75em;
  }
  .sign {
    display: block;
    flex: none;
    overflow: visible;
  }
  .glyph {
    fill: currentColor;
  }
  .plate {
    fill: currentColor;
  }
  .disc .glyph {
    fill: var(--behind);
  }
  .ring path,
  .hoop {
    fill: none;
    stroke: var(--hoop, var(--key));
  }
  .ring .glyph {
    fill: currentColor;
    stroke: none;
  }
  .hoop {
    stroke-width: 8;
  }
  .ring .slash {
    stroke-width: 6.6;
  }
  .ring .clear {
    stroke: var(--behind);
    stroke-width: 11.4;
  }
  .foot .row {
    display: flex;
    align-items: center;
  }
  .foot .spine {
    width: 0.8u;
    min-height: 4.4u;
    margin-right: 1.6u;
  }
  .foot .stale {
    margin-bottom: 0.8u;
  }
  .foot .source {
    flex: 1 1 0;
    min-width: 0;
  }
`;
