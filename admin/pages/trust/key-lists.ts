import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { Fingerprint, KeyRound, TriangleAlert } from "lucide";
import { holdsAt, keyIdOf, type KeyEntry, type Scheme } from "../../../content/trust/key.ts";
import type { Root } from "../../../content/trust/root.ts";
import type { TrustView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { keyCode } from "../../keys/code.ts";
import { personDuties } from "../../keys/root-edit.ts";
import { date, when } from "../../strings/format.ts";
import { trustWords } from "../../strings/trust.ts";
import "../urgent/bt-recall.ts";

type Pending = TrustView["pending"][number];

function schemeMark({ kind }: Scheme): TemplateResult {
  const w = trustWords();
  return kind === "webauthn"
    ? html`<span class="chip">${icon(Fingerprint)} ${w.kindPasskey}</span>`
    : html`<span class="chip">${icon(KeyRound)} ${w.kindBrowser}</span>`;
}

/** Keys that no root lists yet, each with the code that its owner reads aloud. */
export function pendingKeys(
  pending: readonly Pending[],
  now: number,
  moves: { readonly list: (pending: Pending) => void; readonly refuse: (pending: Pending) => void } | undefined,
): TemplateResult {
  const w = trustWords();
  return html`<section class="panel stack pending-keys">
    <div class="panel-head">
      <h2>${w.waiting}</h2>
      <span class="small quiet">${pending.length > 0 ? w.waitingTeach : ""}</span>
    </div>
    ${pending.length === 0 ? html`<p class="quiet">${w.waitingNone}</p>` : nothing}
    <ul class="stack" ?hidden=${pending.length === 0}>
      ${pending.map((one) => {
        const { key, at } = one;
        // The server's word for the code would be worth nothing: it is worked out from the key itself.
        const right = keyIdOf(key) === key.keyId;
        return html`<li class="pending-key">
          <div class="stack tight grow">
            <b>${key.owner.name}</b>
            <span class="key-code mono">${keyCode(key.keyId)}</span>
            <span class="row tight"
              >${schemeMark(key.scheme)} <span class="small quiet">${w.since(when(at, now))}</span></span
            >
            ${right ? nothing : html`<p class="err strong">${icon(TriangleAlert)} ${w.wrongId}</p>`}
          </div>
          ${
            moves
              ? html`<div class="row">
                  <vaadin-button theme="primary" ?disabled=${!right} @click=${() => moves.list(one)}
                    >${w.list}</vaadin-button
                  >
                  <vaadin-button theme="danger" @click=${() => moves.refuse(one)}>${w.refuse}</vaadin-button>
                </div>`
              : nothing
          }
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Keys by person, those that count first. */
export function peopleKeys(
  root: Root,
  me: string,
  now: number,
  moves: { readonly change: (key: KeyEntry) => void; readonly end: (key: KeyEntry) => void } | undefined,
): TemplateResult {
  const w = trustWords();
  const people = root.keys.filter(({ duties }) => personDuties.some((duty) => duties.includes(duty)));
  const ordered = people.toSorted(
    (a, b) => Number(holdsAt(b, now)) - Number(holdsAt(a, now)) || a.owner.name.localeCompare(b.owner.name, "vi"),
  );
  return html`<section class="panel stack people-keys">
    <h2>${w.people}</h2>
    ${ordered.length === 0 ? html`<p class="quiet">${w.peopleNone}</p>` : nothing}
    <ul class="key-rows">
      ${ordered.map((key) => personKey(key, me, now, moves))}
    </ul>
  </section>`;
}

function personKey(
  key: KeyEntry,
  me: string,
  now: number,
  moves: { readonly change: (key: KeyEntry) => void; readonly end: (key: KeyEntry) => void } | undefined,
): TemplateResult {
  const w = trustWords();
  const counts = holdsAt(key, now);
  const short = { approver: w.approverShort, officer: w.officerShort, leader: w.leaderShort };
  const { until, since, owner } = key;
  return html`<li class="key-row ${counts ? "" : "void"}">
    <div class="grow stack tight">
      <span><b>${owner.name}</b> ${owner.id === me ? html`<span class="chip accent">${w.you}</span>` : nothing}</span>
      <span class="row tight">
        ${personDuties.filter((duty) => key.duties.includes(duty)).map((duty) => html`<span class="chip ${counts ? "ok" : ""}">${short[duty]}</span>`)}
        ${schemeMark(key.scheme)}
      </span>
      <span class="small quiet">
        <span class="mono">${keyCode(key.keyId)}</span> ·
        ${
          until === undefined
            ? w.listedSince(date(since))
            : html`<span class="err">${until <= since ? w.voidAll : w.until(when(until, now))}</span>`
        }
      </span>
    </div>
    ${
      counts
        ? // A theft is answered within seconds, by any officer and without the recovery file; the list of keys follows.
          html`<bt-recall .what=${{ kind: "key", keyId: key.keyId, since } as const}></bt-recall>`
        : nothing
    }
    ${
      moves && counts
        ? html`<div class="row tight key-moves">
            <vaadin-button theme="quiet" @click=${() => moves.change(key)}>${w.change}</vaadin-button>
            <vaadin-button theme="danger" @click=${() => moves.end(key)}>${w.end}</vaadin-button>
          </div>`
        : nothing
    }
  </li>`;
}
