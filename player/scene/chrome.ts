import { css } from "./css.ts";

/** What stands around the stage and never moves: bar, strip, band and sill; and the two layers of the stage itself. */
export const chrome = css`
  :host {
    --bar: 13u;
  }
  :host([portrait]) {
    --bar: 12.7u;
  }
  :host(:not([clear])) {
    background: var(--ground);
  }
  .bar {
    position: absolute;
    top: 0;
    left: var(--mx);
    right: var(--mx);
    height: calc(var(--bar) - 0.6u);
    padding-top: 3.3u;
    box-sizing: border-box;
    display: flex;
    align-items: center;
  }
  .bar .spine {
    align-self: center;
    height: 4.8u;
    margin-right: 1.9u;
  }
  .agency {
    flex: 1 1 0;
    min-width: 0;
    max-height: 100%;
    margin-right: 2.6u;
    font-weight: 700;
    font-size: calc(var(--u) * var(--h));
    line-height: 1.36;
    text-wrap: balance;
  }
  .when {
    flex: none;
  }
  .bar .today {
    margin-right: 1u;
    color: var(--quiet);
    font-size: 2.8u;
  }
  .clock {
    font-weight: 700;
    font-size: 5u;
  }
  .stage {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    overflow: hidden;
  }
  .layer,
  .cover {
    position: absolute;
    top: 0;
    right: 0;
    bottom: 0;
    left: 0;
  }
  .front {
    z-index: 1;
  }
  .cover {
    z-index: 2;
    opacity: 0;
    visibility: hidden;
    transition:
      opacity 600ms ease-in-out,
      visibility 600ms;
  }
  .cover.on {
    opacity: 1;
    visibility: visible;
  }
  .band {
    position: absolute;
    left: 0;
    right: 0;
    display: flex;
    align-items: stretch;
    background: var(--deep);
  }
  .air {
    background: var(--deep-air);
  }
  .sill {
    position: absolute;
    left: 0;
    right: 0;
    background: var(--ground);
  }
  bt-crawl {
    flex: 1 1 0;
  }
  .voice {
    flex: none;
    display: flex;
    align-items: center;
    box-sizing: border-box;
    max-width: 46%;
    font-weight: 700;
    font-size: calc(var(--font) * 0.76 * var(--h, 1));
    white-space: nowrap;
  }
  .edge {
    flex: none;
    align-self: center;
    width: 0.3u;
    height: 4.8u;
    margin: 0 2.6u;
    background: var(--key);
  }
  .air .voice {
    max-width: 38%;
    padding-right: calc(var(--font) * 0.9);
    font-size: calc(var(--font) * 0.87 * var(--h, 1));
    background: var(--raised);
  }
  .air .edge {
    align-self: stretch;
    height: auto;
    width: calc(var(--font) * 0.16);
    margin: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    .cover {
      transition: none;
    }
  }
`;
