import "@vaadin/date-picker";
import "@vaadin/time-picker";
import { html, type TemplateResult } from "lit";
import type { Duty, KeyEntry } from "../../../content/trust/key.ts";
import type { TrustView } from "../../../content/wire/views.ts";
import { formField } from "../../elements/form-field.ts";
import { askSignedRoot } from "../../keys/ask-signed-root.ts";
import { keyCode } from "../../keys/code.ts";
import { personDuties, usualDuties } from "../../keys/root-edit.ts";
import { rootOf } from "../../keys/trust.ts";
import { valueOf } from "../../elements/value-of.ts";
import { localToday } from "../campaigns/dates.ts";
import { serverNow } from "../../session.ts";
import { datePickerI18n } from "../../strings/kit.ts";
import { trustWords } from "../../strings/trust.ts";

/** Each change of the root as a question of its own: what is chosen, what it does, the signature. */
type Done = Promise<TrustView | undefined>;

/** Lists a key that waits, once its code was heard over the telephone. */
export function listKey(trust: TrustView, pending: TrustView["pending"][number]): Done {
  const w = trustWords();
  const { key, role } = pending;
  let duties: readonly Duty[] = usualDuties[role];
  let compared = false;
  return askSignedRoot({
    trust,
    title: w.listTitle(key.owner.name),
    confirm: w.listNow(key.owner.name),
    effect: () => w.listEffect(key.owner.name),
    fields: (draw) =>
      html`<label class="row compare">
          <input
            type="checkbox"
            name="compared"
            .checked=${compared}
            @change=${(event: Event) => {
              compared = (event.currentTarget as HTMLInputElement).checked;
              draw();
            }}
          />
          <span class="grow">${w.compared(key.owner.name, keyCode(key.keyId))}</span>
        </label>
        ${dutyFields(duties, (next) => {
          duties = next;
          draw();
        })}`,
    edit: () => {
      if (!compared) return { lacking: w.comparedNeeded };
      return duties.length === 0 ? { lacking: w.dutyNeeded } : { kind: "list", key, duties };
    },
  });
}

export function changeDuties(trust: TrustView, key: KeyEntry): Done {
  const w = trustWords();
  let duties: readonly Duty[] = key.duties;
  return askSignedRoot({
    trust,
    title: w.changeTitle(key.owner.name),
    confirm: w.changeNow,
    effect: () => w.changeEffect,
    fields: (draw) =>
      dutyFields(duties, (next) => {
        duties = next;
        draw();
      }),
    edit: () => (duties.length === 0 ? { lacking: w.dutyNeeded } : { kind: "duties", keyId: key.keyId, duties }),
  });
}

function dutyFields(duties: readonly Duty[], set: (duties: readonly Duty[]) => void): TemplateResult {
  const w = trustWords();
  return html`<fieldset class="stack tight">
    <legend class="small strong soft">${w.dutiesFor}</legend>
    ${personDuties.map(
      (duty) =>
        html`<label class="row tight"
          ><input
            type="checkbox"
            name=${duty}
            .checked=${duties.includes(duty)}
            @change=${(event: Event) => {
              const on = (event.currentTarget as HTMLInputElement).checked;
              set(on ? [...duties, duty] : duties.filter((other) => other !== duty));
            }}
          />
          ${w[duty]}</label
        >`,
    )}
  </fieldset>`;
}

type Ending = "left" | "lost" | "stolen";

/** A person left, lost the key, or had it stolen: each voids something else. */
export function endKey(trust: TrustView, key: KeyEntry): Done {
  const w = trustWords();
  const now = serverNow();
  let why: Ending = "left";
  let lost = { day: localToday(now), time: "00:00" };
  const choices: readonly (readonly [Ending, string, string])[] = [
    ["left", w.endLeft, w.endLeftTeach],
    ["lost", w.endLost, w.endLostTeach],
    ["stolen", w.endStolen, w.endStolenTeach],
  ];
  return askSignedRoot({
    trust,
    title: w.endTitle(key.owner.name),
    confirm: w.endNow(key.owner.name),
    danger: true,
    effect: () => choices.find(([choice]) => choice === why)?.[2] ?? "",
    fields: (draw) =>
      html`<div class="stack tight" role="radiogroup">
        ${choices.map(
          ([choice, said]) =>
            html`<label class="row tight"
              ><input
                type="radio"
                name="ending"
                value=${choice}
                .checked=${why === choice}
                @change=${() => {
                  why = choice;
                  draw();
                }}
              />
              ${said}</label
            >`,
        )}
        ${
          why === "lost"
            ? html`<div class="fields">
                <vaadin-date-picker
                  auto-open-disabled
                  label=${w.lostWhen}
                  .i18n=${datePickerI18n()}
                  .value=${lost.day}
                  .max=${localToday(now)}
                  @change=${(event: Event) => {
                    lost = { ...lost, day: valueOf(event) };
                    draw();
                  }}
                ></vaadin-date-picker>
                <vaadin-time-picker
                  label=${w.lostTime}
                  .value=${lost.time}
                  @change=${(event: Event) => {
                    lost = { ...lost, time: valueOf(event) };
                    draw();
                  }}
                ></vaadin-time-picker>
              </div>`
            : ""
        }
      </div>`,
    edit: () => {
      if (why === "left") return { kind: "end", keyId: key.keyId, until: now };
      if (why === "stolen") return { kind: "end", keyId: key.keyId, until: key.since };
      const until = new Date(`${lost.day}T${lost.time}`).getTime();
      return Number.isNaN(until) || until > now ? { lacking: w.whenNeeded } : { kind: "end", keyId: key.keyId, until };
    },
  });
}

export function renewRoot(trust: TrustView): Done {
  const w = trustWords();
  return askSignedRoot({
    trust,
    title: w.renewTitle,
    confirm: w.sign,
    effect: () => w.renewEffect,
    edit: () => ({ kind: "renew" }),
  });
}

export function listServer(trust: TrustView): Done {
  const w = trustWords();
  return askSignedRoot({
    trust,
    title: w.serverTitle,
    confirm: w.sign,
    effect: () => w.serverEffect,
    edit: () => ({ kind: "server", key: trust.serverKey }),
  });
}

export function removeRootKey(trust: TrustView, { keyId, owner }: KeyEntry): Done {
  const w = trustWords();
  return askSignedRoot({
    trust,
    title: w.removeRootTitle(owner.name),
    confirm: w.sign,
    danger: true,
    effect: () => w.removeRootEffect,
    edit: () => ({ kind: "remove-root", keyId }),
  });
}

/** The least that the root takes (`content/trust/root.ts`), and what is proposed. */
const leastMinutes = 3;
const mostMinutes = 60;

export function changeLone(trust: TrustView): Done {
  const w = trustWords();
  const before = rootOf(trust)?.root.lone;
  let on = before !== undefined;
  let minutes = String((before?.afterMs ?? leastMinutes * 60_000) / 60_000);
  return askSignedRoot({
    trust,
    title: w.lone,
    confirm: w.loneNow,
    effect: () => w.loneEffect,
    fields: (draw) =>
      html`<div class="stack tight">
        ${[false, true].map(
          (choice) =>
            html`<label class="row tight"
              ><input
                type="radio"
                name="lone"
                .checked=${on === choice}
                @change=${() => {
                  on = choice;
                  draw();
                }}
              />
              ${choice ? w.loneAfter : w.loneNever}</label
            >`,
        )}
        ${
          on
            ? formField({
                label: w.loneMinutes,
                value: minutes,
                max: 2,
                change: (value) => {
                  minutes = value;
                  draw();
                },
              })
            : ""
        }
      </div>`,
    edit: () => {
      if (!on) return { kind: "lone", afterMs: undefined };
      const n = Number(minutes);
      const right = Number.isInteger(n) && n >= leastMinutes && n <= mostMinutes;
      return right ? { kind: "lone", afterMs: n * 60_000 } : { lacking: `${leastMinutes}–${mostMinutes}` };
    },
  });
}
