import { css } from "lit";

/** Sizes follow look/screens/wall.png at 1,600 px and shrink with the page; below 1,100 px the bays stack. */
export const wallStyles = css`
  :host {
    display: block;
    background: linear-gradient(var(--ground), var(--ground)) top / 100% 300px no-repeat;
    overflow-x: clip;
  }
  header,
  main,
  footer {
    max-width: 1840px;
    margin: 0 auto;
    padding: 0 4%;
  }
  header {
    padding-top: clamp(16px, 2.7vw, 43px);
    padding-bottom: clamp(20px, 3.5vw, 56px);
  }
  p,
  h1,
  h2 {
    margin: 0;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 12px;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 14px;
    font-size: clamp(22px, 2vw, 32px);
    font-weight: 700;
  }
  /* The spine of the system's mark: look/screens.md §1, Grid. */
  .brand::before {
    content: "";
    width: 14px;
    height: 1.25em;
    background: linear-gradient(90deg, var(--navy) 50%, var(--rice) 50%);
  }
  .desk {
    display: inline-flex;
    align-items: center;
    gap: 12px;
    padding: clamp(9px, 0.8vw, 12px) clamp(16px, 1.4vw, 22px);
    background: var(--navy);
    color: #fff;
    font-size: clamp(16px, 1.25vw, 20px);
    font-weight: 700;
    text-decoration: none;
  }
  .desk:hover {
    background: #173a68;
  }
  .desk svg {
    width: 1em;
    height: 1em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.6;
  }
  h1 {
    margin-top: clamp(18px, 1.6vw, 26px);
    font-size: clamp(27px, 2.9vw, 47px);
    line-height: 1.36;
    font-weight: 800;
    letter-spacing: -0.012em;
    text-wrap: balance;
  }
  .lead {
    margin-top: 10px;
    color: var(--ink-2);
    font-size: clamp(16px, 1.25vw, 20px);
  }
  a:focus-visible,
  button:focus-visible {
    outline: 3px solid #2b4694;
    outline-offset: 3px;
  }

  .wall {
    display: grid;
    grid-template-columns: var(--bays);
    grid-template-rows: auto auto;
    column-gap: 1.2%;
    margin: 0 -8px;
  }
  .bay {
    display: grid;
    grid-template-rows: subgrid;
    grid-row: span 2;
  }
  /* The ground and the sky above it reach from edge to edge, whatever the bays do. */
  .scene {
    position: relative;
    align-self: end;
    width: 100%;
    margin-bottom: 4px;
    aspect-ratio: var(--whole);
  }
  .inner {
    position: absolute;
    bottom: 0;
    left: 0;
    width: 100%;
    aspect-ratio: var(--whole);
  }
  .scene::before,
  .scene::after {
    content: "";
    position: absolute;
    left: -100vw;
    width: 300vw;
    pointer-events: none;
  }
  .scene::before {
    bottom: 0;
    height: 140%;
    background: var(--ground);
    z-index: -2;
  }
  .scene::after {
    top: 100%;
    height: 4px;
    background: var(--navy);
  }
  .scenery {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .frame {
    position: absolute;
    box-sizing: border-box;
    background: #0d0f12;
    box-shadow: 0 10px 24px #14202c2e;
  }
  .glass {
    position: relative;
    width: 100%;
    height: 100%;
    background: #041022;
    overflow: hidden;
  }
  .glass > * {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
  }
  .caption {
    padding: 20px 8px 4px;
  }
  .caption h2 {
    font-size: clamp(19px, 1.4vw, 23px);
    line-height: 1.4;
  }
  .kind {
    color: var(--ink-2);
    font-size: clamp(15px, 1vw, 16px);
  }
  .state {
    display: flex;
    gap: 8px;
    margin-top: 4px;
    font-size: clamp(15px, 1vw, 16.5px);
    overflow-wrap: anywhere;
  }
  .state svg {
    flex: none;
    width: 20px;
    height: 20px;
    margin-top: 0.13em;
    fill: none;
    stroke: var(--on);
    stroke-width: 2.2;
    stroke-linejoin: round;
  }
  .quiet {
    color: var(--quiet);
  }
  .quiet svg {
    stroke: var(--quiet);
  }

  main > bt-wall-accounts {
    display: block;
    margin-top: 30px;
  }
  .failed {
    max-width: 640px;
    padding: 20px 0 60px;
    font-size: 18px;
  }
  .failed button {
    margin-top: 12px;
    padding: 8px 18px;
    border: 1px solid var(--navy);
    background: #fff;
    color: var(--ink);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 6px 24px;
    margin-top: 18px;
    padding-bottom: 26px;
    color: var(--ink-2);
    font-size: 15px;
  }
  footer::before {
    content: "";
    flex: 0 0 100%;
    margin-bottom: 12px;
    border-top: 1px solid var(--line);
  }
  footer nav {
    display: flex;
    gap: 18px;
  }
  footer a,
  .language {
    padding: 2px 0;
    border: 0;
    background: none;
    color: var(--ink-2);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  footer a:hover,
  .language:hover {
    color: var(--ink);
  }

  @media (max-width: 1099px) {
    .wall {
      display: block;
    }
    .bay {
      display: block;
    }
    .wall {
      margin: 0;
    }
    .scene {
      max-width: 620px;
      margin: 0 auto 4px;
      aspect-ratio: var(--cropped);
    }
    .scene::before {
      height: 100%;
    }
    .bay:first-child .scene::before {
      height: 120%;
    }
    .caption {
      max-width: 620px;
      margin: 0 auto;
      padding: 14px 0 26px;
    }
  }
`;
