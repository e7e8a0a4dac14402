import { html, nothing, type TemplateResult } from "lit";
import { css } from "../css.ts";
import { panelPieces } from "./panel-pieces.ts";
import type { RulePanel } from "../../../content/editorial/panel.ts";
import type * as z from "zod/mini";
import { icon } from "../icons.ts";
import { sign } from "../signs.ts";
import { phrases } from "./phrases.ts";
import { english, foot, headline, held, inline, type View } from "./view.ts";

type Rule = z.infer<typeof RulePanel>;

/** One thought, one sign: the field says do or don't before a word is read. */
export function draw(view: View, panel: Rule): TemplateResult {
  if (view.bare) return billboardRule(view, panel);
  const does = panel.manner === "do";
  const steps = panel.headline.vi.split("\n").length > 2 ? "11.2 10.4 9.4" : "12.4 11.2 10.4 9.4";
  return html`<div
    class="panel rule"
    data-steps=${`${steps} 8 7 6 5.2 4.6`}
    data-hold=${view.frame.portrait ? 10.4 : 9}
  >
    <div class="field ${panel.manner}">${sign(panel.sign, does ? "plain" : "ring")}</div>
    <div class="text slot">
      <div class="tag">${icon(does ? "check" : "cross")}${inline(panel.tag)}</div>
      ${headline(panel.headline)}
      ${panel.sub ? html`<div class="sub">${phrases(panel.sub.vi)}${english(panel.sub)}</div>` : nothing}
      <div class="grow"></div>
      ${foot(view)}
    </div>
  </div>`;
}

/** Nine words at most, read from a moving vehicle: sign, verb, then the condition in yellow. */
function billboardRule(view: View, panel: Rule): TemplateResult {
  const words = panel.short ?? { headline: panel.headline.vi };
  // A roadside board has one line's height for the verb: what was broken by hand for a square one runs on.
  const verb = view.frame.wide && panel.short ? words.headline.replace(/\s*\n\s*/g, " ") : words.headline;
  const steps = `${view.frame.wide ? "29.5 27 24 21 18 " : ""}15 13.6 12.4 11.2 10.4 9.4 8 7 6 5.2 4.6`;
  return html`<div class="panel poster" data-steps=${steps}>
    <div class="body slot">
      ${sign(panel.sign, panel.manner === "do" ? "disc" : "ring")}
      <div class="words slot">
        <div class=${view.frame.wide ? "head hold" : held(verb)}>${verb}</div>
        ${words.condition ? html`<div class="head hold condition">${words.condition}</div>` : nothing}
      </div>
    </div>
    ${foot(view)}
  </div>`;
}

const sheet = css`
  .rule .field {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 0;
    width: 36%;
    display: flex;
    align-items: center;
    justify-content: center;
    background: var(--do);
    color: var(--on-do);
  }
  .rule .field.dont {
    --behind: var(--raised);
    background: var(--raised);
    color: var(--text);
  }
  .rule .sign {
    width: 48u;
    height: 48u;
  }
  .rule .text {
    position: absolute;
    top: 5.2u;
    bottom: 2.9u;
    left: 41%;
    right: var(--mx);
    display: flex;
    flex-direction: column;
  }
  .rule .head {
    margin-top: 0.5u;
  }
  .rule .sub {
    margin-top: 1.6u;
    font-size: 4.6u;
    text-wrap: balance;
  }
  .rule .head + .en + .sub {
    margin-top: 2.2u;
  }
  .rule .sub .en {
    font-size: 0.75em;
  }
  :host([portrait]) .rule {
    display: flex;
    flex-direction: column;
  }
  :host([portrait]) .rule .field {
    position: relative;
    width: auto;
    flex: 1 1 0;
    min-height: 0;
  }
  :host([portrait]) .rule .sign {
    position: absolute;
    top: 8%;
    bottom: 8%;
    left: 0;
    width: 100%;
    height: 84%;
    max-height: none;
  }
  :host([portrait]) .rule .text {
    position: static;
    flex: none;
    max-height: calc(100% - 30u);
    margin: 4.4u var(--mx) 3.2u;
  }
  :host([portrait]) .rule .foot {
    margin-top: 4u;
  }

  .poster {
    display: flex;
    flex-direction: column;
    padding: var(--my) var(--mx) calc(var(--my) - 0.2u);
    box-sizing: border-box;
  }
  .poster .body {
    flex: 1 1 0;
    min-height: 0;
    display: flex;
    align-items: center;
  }
  .poster .sign {
    --behind: var(--ground);
    width: 72u;
    height: 72u;
    color: var(--text);
  }
  .poster .disc .plate {
    fill: var(--key);
  }
  .poster .words {
    flex: 1 1 0;
    min-width: 0;
    max-height: 100%;
    margin-left: 4.9u;
  }
  .condition {
    font-size: calc(var(--u) * var(--h) * 0.71);
    color: var(--key);
  }
  .poster .foot {
    margin-top: 5u;
  }
  :host([portrait]) .poster .body {
    flex-direction: column;
    align-items: flex-start;
    justify-content: space-evenly;
  }
  :host([portrait]) .poster .sign {
    flex: 0 1 auto;
    min-height: 30%;
    align-self: center;
  }
  :host([portrait]) .poster .words {
    flex: none;
    width: 100%;
    margin-left: 0;
  }
`;
export const sheets = [panelPieces, sheet];
