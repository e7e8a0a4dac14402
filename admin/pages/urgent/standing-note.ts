import { html, nothing, type TemplateResult } from "lit";
import { KeyRound } from "lucide";
import type { Duty } from "../../../content/trust/key.ts";
import { icon } from "../../elements/icon.ts";
import type { Standing } from "../../keys/hand.ts";
import { pathTo } from "../../router.ts";
import { dutyName, standingWords } from "../../strings/standing.ts";

/** Why this person cannot sign here, and where that is mended; nothing for somebody who can. */
export function standingNote(standing: Standing | undefined, duty: Duty): TemplateResult | typeof nothing {
  const w = standingWords();
  if (!standing || standing.state === "ready") return nothing;
  const said = {
    insecure: w.keyInsecure,
    waiting: w.keyWaiting,
    elsewhere: w.keyElsewhere,
    "other-duty": w.keyOtherDuty(dutyName(duty)),
    ended: w.keyEnded,
    none: w.keyNone,
    "no-root": w.keyNoRoot,
    expired: w.keyExpired,
  }[standing.state];
  return html`<div class="note stale no-key" role="status">
    ${icon(KeyRound)}
    <div class="grow">${said} <a href=${pathTo("trust")}>${w.toKeys}</a></div>
  </div>`;
}
