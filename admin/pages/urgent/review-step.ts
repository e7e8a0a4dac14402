import { html, nothing, type TemplateResult } from "lit";
import { Ban } from "lucide";
import type { OrderScope } from "../../../content/trust/order-statement.ts";
import { keysFor, type Root } from "../../../content/trust/root.ts";
import { holdsAt } from "../../../content/trust/key.ts";
import type { Settings, TakeoverReach } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import type { Standing } from "../../keys/hand.ts";
import { initials } from "../../elements/initials.ts";
import { time } from "../../strings/format.ts";
import { urgentWords } from "../../strings/urgent.ts";
import { basisFields, basisOf, nameField, tick, type Confirmation } from "./confirm.ts";
import { lengthSaid } from "./place-step.ts";
import { reachPanel } from "./reach-panel.ts";
import { rich } from "./rich.ts";
import { changing, isTyped, nameToType, scopeName, venuesIn, type Network } from "./scope.ts";
import { standingNote } from "./standing-note.ts";

export type ReviewStep = {
  readonly drill: boolean;
  readonly network: Network;
  readonly scope: OrderScope;
  readonly minutes: number;
  readonly now: number;
  readonly reach: TakeoverReach;
  readonly previews: TemplateResult;
  /** Why the previews do not count as seen yet; empty when they do. */
  readonly unseen: string;
  readonly wordsFit: boolean;
  readonly settings: Settings;
  readonly confirmation: Confirmation;
  readonly standing: Standing | undefined;
  readonly root: Root | undefined;
  readonly me: string;
  readonly busy: boolean;
  readonly trouble: string;
  readonly edit: (confirmation: Confirmation) => void;
  readonly send: () => void;
};

/** What it will do, in one sentence; the pictures; whom it reaches. */
export function reviewMain(step: ReviewStep): TemplateResult {
  const w = urgentWords();
  const { drill, network, scope, minutes, now, reach } = step;
  const title = drill ? w.reviewTitleDrill(changing(reach)) : w.reviewTitle(changing(reach));
  const said = drill ? w.reviewSentenceDrill : w.reviewSentence;
  const clock = time(now + minutes * 60_000);
  return html`<h2 class="takeover-title">${rich(title.replace(/\|([^|]*)\|/u, "*$1*"))}</h2>
    <p class="takeover-sentence">${rich(said(scopeName(scope, network), reach.venues, lengthSaid(minutes), clock))}</p>
    ${step.previews} ${step.unseen ? html`<p class="small quiet" role="status">${step.unseen}</p>` : nothing}
    ${reachPanel(reach, venuesIn(scope, network), drill)}`;
}

/** What stands in the way of sending, in words. An exercise is signed by nobody, so nobody needs a key for it. */
function needed(step: ReviewStep): readonly string[] {
  const w = urgentWords();
  const { confirmation, scope, network } = step;
  return [
    ...(step.wordsFit ? [] : [w.needWords]),
    ...(step.reach.screens === 0 ? [w.needReach] : []),
    ...(step.unseen === "" ? [] : [w.needPreviews]),
    ...(basisOf(confirmation, step.now) ? [] : [w.needBasis]),
    ...(confirmation.ticked ? [] : [w.needTick]),
    ...(isTyped(confirmation.name, scope, network) ? [] : [w.needName]),
    ...(step.drill || step.standing?.state === "ready" ? [] : [w.needKey]),
  ];
}

export function reviewSide(step: ReviewStep): TemplateResult {
  const w = urgentWords();
  const { drill, confirmation, edit, scope, network, reach, busy } = step;
  const missing = needed(step);
  const right = isTyped(confirmation.name, scope, network);
  return html`<h2>${drill ? w.confirmTitleDrill : w.confirmTitle}</h2>
    ${drill ? nothing : standingNote(step.standing, "officer")} ${basisFields(confirmation, edit)}
    ${tick(drill ? w.understoodDrill : w.understood(changing(reach)), confirmation.ticked, (ticked) =>
      edit({ ...confirmation, ticked }),
    )}
    ${nameField(w.typeName(nameToType(scope, network)), confirmation.name, right, (name) => edit({ ...confirmation, name }))}
    <button class="tone-button" ?disabled=${missing.length > 0 || busy} @click=${step.send}>
      ${busy ? w.sending : drill ? w.sendDrill : w.send}
    </button>
    <p class="small soft" role="status">${missing.length > 0 ? w.stillNeeded(missing.join(", ")) : nothing}</p>
    ${step.trouble ? html`<p class="note err" role="alert">${step.trouble}</p>` : nothing}
    <hr class="thin" />
    ${seconds(step)}
    <div class="if-wrong">
      ${icon(Ban)}
      <p><b>${w.ifWrong}</b><br /><span class="small soft">${w.ifWrongTeach}</span></p>
    </div>`;
}

/** Who may be the second person, by the list of keys. */
function seconds({ drill, root, me, now }: ReviewStep): TemplateResult {
  const w = urgentWords();
  const others = officersBut(root, me, now);
  return html`<h3>${drill ? w.secondPressesDrill : w.secondPresses}</h3>
    <ul class="officers">
      ${others.map(
        ({ name }) =>
          html`<li>
            <span class="face" aria-hidden="true">${initials(name)}</span> <b class="grow">${name}</b>
            ${drill ? html`<span class="chip">${w.noCall}</span>` : nothing}
          </li>`,
      )}
    </ul>
    ${others.length === 0 && !drill ? html`<p class="note stale">${w.nobodyElse}</p>` : nothing}
    <p class="small soft">
      ${drill ? w.ownApproval : root?.lone ? w.lonePolicy(Math.ceil(root.lone.afterMs / 60_000)) : w.noLonePolicy}
    </p>`;
}

/** Everybody else who holds a key for takeovers now, each once. */
export function officersBut(
  root: Root | undefined,
  me: string,
  now: number,
): readonly { readonly id: string; readonly name: string }[] {
  const owners = new Map<string, string>();
  for (const key of root ? keysFor(root, "officer") : []) {
    if (holdsAt(key, now) && key.owner.id !== me) owners.set(key.owner.id, key.owner.name);
  }
  return [...owners].map(([id, name]) => ({ id, name }));
}
