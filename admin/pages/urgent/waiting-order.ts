import "@vaadin/text-area";
import { html, nothing, type TemplateResult } from "lit";
import { FileText, Phone, ShieldAlert, ShieldCheck } from "lucide";
import type { Root } from "../../../content/trust/root.ts";
import type { OrderView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { initials } from "../../elements/initials.ts";
import { valueOf } from "../../elements/value-of.ts";
import type { Standing } from "../../keys/hand.ts";
import { countdown } from "../../strings/countdown.ts";
import { time } from "../../strings/format.ts";
import { orderWords } from "../../strings/orders.ts";
import { urgentWords } from "../../strings/urgent.ts";
import { tick } from "./confirm.ts";
import { phoneIn, type TakeoverFacts } from "./order-facts.ts";
import { reachPanel } from "./reach-panel.ts";
import { officersBut } from "./review-step.ts";
import { rich } from "./rich.ts";
import { changing, scopeName, venuesIn, type Network } from "./scope.ts";
import { standingNote } from "./standing-note.ts";

export type WaitingOrder = {
  readonly order: OrderView;
  readonly facts: TakeoverFacts;
  readonly previews: TemplateResult;
  readonly network: Network;
  readonly me: string;
  readonly now: number;
  readonly root: Root | undefined;
  readonly officer: Standing | undefined;
  readonly leader: Standing | undefined;
  /** The first officer's signature was checked here, by the newest root. */
  readonly rightlySigned: boolean;
  readonly seen: "loading" | "shown" | "refused";
  readonly ticked: boolean;
  readonly note: string;
  readonly busy: boolean;
  readonly trouble: string;
  readonly tick: (ticked: boolean) => void;
  readonly write: (note: string) => void;
  readonly release: () => void;
  readonly releaseAlone: () => void;
  readonly drop: () => void;
};

const isOwn = ({ facts, me }: WaitingOrder): boolean => facts.statement.by.id === me;

/** `chờ bạn 0:42`, beside the word KHẨN CẤP. */
export function waitingWord(waiting: WaitingOrder): string {
  const w = orderWords();
  const since = countdown(waiting.now - waiting.order.at);
  return isOwn(waiting) ? w.waitingSince(since) : w.waitingFor(since);
}

export function waitingMain(waiting: WaitingOrder): TemplateResult {
  const w = orderWords();
  const { order, facts, network, previews } = waiting;
  const { statement } = facts;
  const reach = order.reach;
  const said = w.asks(
    statement.by.name,
    reach?.online ?? 0,
    scopeName(statement.scope, network),
    time(statement.until),
  );
  const phone = phoneIn(statement.reason);
  return html`${isOwn(waiting) ? html`<h2 class="takeover-title">${w.ownWaits}</h2>` : nothing}
    <p class=${isOwn(waiting) ? "takeover-sentence" : "takeover-ask"}>
      ${isOwn(waiting) ? w.ownWaitsTeach : rich(said)}
    </p>
    ${previews}
    <section class="order-basis">
      ${icon(FileText, "big")}
      <div>
        <p><b>${w.basis}</b></p>
        <p class="soft">${statement.reason}</p>
        ${
          phone && !isOwn(waiting)
            ? html`<a class="call-back" href="tel:${phone.dialled}">${icon(Phone)} ${w.callBack(phone.said)}</a>`
            : nothing
        }
        <p class="small ${waiting.rightlySigned ? "ok" : "err"}" role="status">
          ${icon(waiting.rightlySigned ? ShieldCheck : ShieldAlert)}
          ${waiting.rightlySigned ? w.signatureRight(statement.by.name) : w.signatureWrong}
        </p>
      </div>
    </section>
    ${reach ? reachPanel(reach, venuesIn(statement.scope, network), false) : nothing}`;
}

export function waitingSide(waiting: WaitingOrder): TemplateResult {
  return html`${isOwn(waiting) ? ownSide(waiting) : secondSide(waiting)}
  ${waiting.trouble ? html`<p class="note err" role="alert">${waiting.trouble}</p>` : nothing}`;
}

/** The second person: one tick, one button, both at the thumb. */
function secondSide(waiting: WaitingOrder): TemplateResult {
  const w = orderWords();
  const u = urgentWords();
  const { order, officer, me, ticked, seen, busy } = waiting;
  const signed = order.signers.some(({ id }) => id === me);
  const ready = waiting.rightlySigned && officer?.state === "ready" && seen === "shown" && !signed;
  return html`${signed ? html`<p class="note">${w.signedAlready}</p>` : standingNote(officer, "officer")}
    ${alonePart(waiting)}
    <div class="thumb-bar">
      ${tick(w.understood(order.reach ? changing(order.reach) : 0), ticked, waiting.tick)}
      ${
        seen === "shown"
          ? nothing
          : html`<p class="small quiet" role="status">${seen === "refused" ? u.previewsRefused : u.previewsLoading}</p>`
      }
      <div class="thumb-buttons">
        <button class="tone-button release" ?disabled=${!ready || !ticked || busy} @click=${waiting.release}>
          ${busy ? w.releasing : w.release}
        </button>
        <button class="plain-button" ?disabled=${busy} @click=${waiting.drop}>${w.refuse}</button>
      </div>
    </div>`;
}

/** The first person: whom to call, and the way back. */
function ownSide(waiting: WaitingOrder): TemplateResult {
  const w = orderWords();
  const others = officersBut(waiting.root, waiting.me, waiting.now);
  return html`<h2>${w.call}</h2>
    <ul class="officers">
      ${others.map(
        ({ name }) =>
          html`<li><span class="face" aria-hidden="true">${initials(name)}</span> <b class="grow">${name}</b></li>`,
      )}
    </ul>
    ${others.length === 0 ? html`<p class="note stale">${urgentWords().nobodyElse}</p>` : nothing} ${alonePart(waiting)}
    <div class="thumb-bar">
      <button class="plain-button" ?disabled=${waiting.busy} @click=${waiting.drop}>${w.withdraw}</button>
    </div>`;
}

/** A leader alone: only where the root's policy is on, only after the wait, only with a note of who allowed it. */
function alonePart(waiting: WaitingOrder): TemplateResult | typeof nothing {
  const w = orderWords();
  const { root, leader, order, now, note, ticked, busy } = waiting;
  if (!root?.lone) return isOwn(waiting) ? html`<p class="small soft">${w.aloneOff}</p>` : nothing;
  const left = order.at + root.lone.afterMs - now;
  if (left > 0) return html`<p class="small soft" role="status">${w.aloneAfter(countdown(left))}</p>`;
  if (leader?.state !== "ready") return nothing;
  return html`<section class="alone-release">
    <h3>${w.aloneTitle}</h3>
    <p class="small soft">${w.aloneTeach}</p>
    ${isOwn(waiting) ? tick(w.understood(order.reach ? changing(order.reach) : 0), ticked, waiting.tick) : nothing}
    <vaadin-text-area
      label=${w.aloneNote}
      maxlength="300"
      .value=${note}
      @input=${(event: Event) => waiting.write(valueOf(event))}
    ></vaadin-text-area>
    <button
      class="plain-button"
      ?disabled=${note.trim() === "" || !ticked || busy || waiting.seen !== "shown" || !waiting.rightlySigned}
      @click=${waiting.releaseAlone}
    >
      ${w.aloneRelease}
    </button>
  </section>`;
}
