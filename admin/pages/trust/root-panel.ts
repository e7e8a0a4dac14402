import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { Download, TriangleAlert } from "lucide";
import type { KeyEntry } from "../../../content/trust/key.ts";
import { keysFor, rootCode, type TrustedRoot } from "../../../content/trust/root.ts";
import { icon } from "../../elements/icon.ts";
import { keyCode } from "../../keys/code.ts";
import { date, when } from "../../strings/format.ts";
import { trustWords } from "../../strings/trust.ts";

/** From here on the page says that the root will expire. */
const warnBeforeMs = 60 * 86_400_000;

export type RootMoves = {
  readonly renew: () => void;
  readonly download: () => void;
  readonly changeLone: () => void;
  readonly addRoot: () => void;
  readonly removeRoot: (key: KeyEntry) => void;
};

/** The root in use: its code, how long it holds, who can change it. `moves` are the administrator's. */
export function rootPanel({ root, payload }: TrustedRoot, now: number, moves: RootMoves | undefined): TemplateResult {
  const w = trustWords();
  const roots = keysFor(root, "root");
  return html`<section class="panel stack root-panel">
    <div class="panel-head"><h2>${w.code}</h2></div>
    <p class="root-code mono">${rootCode(payload)}</p>
    <p class="small quiet">${w.codeTeach}</p>
    <p class="small">
      ${w.version(root.version)}, ${w.signedAt(when(root.issuedAt, now))}, ${w.expires(date(root.expiresAt))}
    </p>
    ${expiryNote(root.expiresAt, now)}
    <div class="row">
      ${moves ? html`<vaadin-button @click=${moves.renew}>${w.renew}</vaadin-button>` : nothing}
      <vaadin-button @click=${moves?.download} ?hidden=${!moves}>${icon(Download)} ${w.download}</vaadin-button>
    </div>
    ${moves ? html`<p class="micro quiet">${w.downloadTeach}</p>` : nothing}
    <div class="stack tight">
      <h3>
        ${w.rootKeys}
        ${roots.length > 1 ? html`<span class="small quiet">${w.needsOf(root.thresholds.root, roots.length)}</span>` : nothing}
      </h3>
      <ul class="stack tight">
        ${roots.map(
          (key) =>
            html`<li class="row tight">
              <span>${key.owner.name}</span> <span class="mono small quiet">${keyCode(key.keyId)}</span>
              ${
                moves && roots.length > 1
                  ? html`<button
                      class="plain small"
                      aria-label=${w.removeRootTitle(key.owner.name)}
                      @click=${() => moves.removeRoot(key)}
                    >
                      ${w.removeRoot}
                    </button>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
      ${moves ? html`<button class="plain small" @click=${moves.addRoot}>${w.secondRoot}</button>` : nothing}
    </div>
    <div class="stack tight">
      <h3>${w.lone}</h3>
      <p class="small">
        ${root.lone ? w.loneOn(root.lone.afterMs / 60_000) : w.loneOff}
        ${moves ? html`<button class="plain" @click=${moves.changeLone}>${w.loneChange}</button>` : nothing}
      </p>
    </div>
  </section>`;
}

function expiryNote(expiresAt: number, now: number): TemplateResult | typeof nothing {
  const w = trustWords();
  if (now >= expiresAt) {
    return html`<p class="note err" role="alert">${icon(TriangleAlert)}<span>${w.expired(date(expiresAt))}</span></p>`;
  }
  if (expiresAt - now > warnBeforeMs) return nothing;
  return html`<p class="note stale">${icon(TriangleAlert)}<span>${w.expiresSoon(date(expiresAt))}</span></p>`;
}
