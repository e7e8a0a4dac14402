import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { TriangleAlert } from "lucide";
import { keysFor, type TrustedRoot } from "../../content/trust/root.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { TakenOff, TrustView } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { openDialog } from "../elements/ask.ts";
import { icon } from "../elements/icon.ts";
import { toast } from "../elements/toast.ts";
import { serverNow } from "../session.ts";
import { shellWords } from "../strings/shell.ts";
import { trustWords } from "../strings/trust.ts";
import { demoKey } from "./demo-keys.ts";
import type { RootKey } from "./recovery.ts";
import { nothingGiven, openGiven, recoveryFields, type RecoveryGiven } from "./recovery-fields.ts";
import { nextRoot, type RootEdit } from "./root-edit.ts";
import { followsFrom, rootPayload, signRoot } from "./sign-root.ts";
import { rootOf } from "./trust.ts";

export type RootQuestion = {
  readonly trust: TrustView;
  readonly title: string;
  /** Names what the signature does. */
  readonly confirm: string;
  readonly effect: () => string;
  /** What is chosen first; `draw` after each change. */
  readonly fields?: (draw: () => void) => TemplateResult;
  /** What is signed, or what is still lacking, in words. */
  readonly edit: () => RootEdit | { readonly lacking: string };
  /** Root keys that sign besides those of the newest root: one that is being added. */
  readonly also?: readonly RootKey[];
  readonly danger?: boolean;
};

/**
 * Shows what the next version of the root changes and what it takes off the air, asks for the recovery file, signs and
 * sends. Exactly what was reckoned is signed. Answers what holds now, or `undefined` when it was left.
 */
export async function askSignedRoot(question: RootQuestion): Promise<TrustView | undefined> {
  const newest = rootOf(question.trust);
  if (!newest) return undefined;
  const asked = new SignedRoot(question, newest, await demoRootKeys(question.trust, newest));
  await openDialog(question.title, (opened) => asked.draw(opened));
  return asked.done;
}

class SignedRoot {
  done: TrustView | undefined;
  readonly #question: RootQuestion;
  readonly #newest: TrustedRoot;
  readonly #ready: readonly RootKey[];
  /** Root keys that came out of their files so far. */
  #opened: RootKey[] = [];
  #given: RecoveryGiven = nothingGiven;
  #trouble = "";
  #tried = false;
  #busy = false;
  #reckoned: { readonly edit: string; readonly payload: string; readonly takenOff: TakenOff | undefined } | undefined;

  constructor(question: RootQuestion, newest: TrustedRoot, ready: readonly RootKey[]) {
    this.#question = question;
    this.#newest = newest;
    this.#ready = ready;
  }

  get #needed(): number {
    return this.#newest.root.thresholds.root;
  }

  draw({ draw, close }: { readonly draw: () => void; readonly close: (answer?: string) => void }): TemplateResult {
    const w = trustWords();
    const { fields, effect, edit, confirm, danger } = this.#question;
    const chosen = edit();
    if (!("lacking" in chosen)) void this.#reckon(chosen, draw);
    const demo = this.#ready.length >= this.#needed;
    return html`<div class="stack">
        ${fields?.(draw) ?? nothing}
        <p>${effect()}</p>
        ${"lacking" in chosen ? nothing : takenOffNote(this.#reckoned?.takenOff)}
        ${
          demo
            ? html`<p class="note stale">${icon(TriangleAlert)}<span>${w.signDemo}</span></p>
                <div role="alert">${this.#trouble ? html`<p class="err strong">${this.#trouble}</p>` : nothing}</div>`
            : html`<p class="soft">
                  ${w.signTeach} ${this.#needed > 1 ? w.signNth(this.#opened.length + 1, this.#needed) : nothing}
                </p>
                ${keyed(
                  // The next file is asked for with an empty field.
                  this.#opened.length,
                  html`${recoveryFields(this.#given, this.#trouble, (change) => {
                    this.#given = { ...this.#given, ...change };
                    draw();
                  })}`,
                )}`
        }
        ${this.#tried && "lacking" in chosen ? html`<p class="err strong" role="alert">${chosen.lacking}</p>` : nothing}
      </div>
      <div class="dialog-actions">
        <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
        <vaadin-button
          theme=${danger ? "primary danger-fill" : "primary"}
          class="sign"
          ?disabled=${this.#busy || (!("lacking" in chosen) && this.#reckoned?.takenOff === undefined)}
          @click=${() => void this.#sign(draw, close)}
        >
          ${confirm}
        </vaadin-button>
      </div>`;
  }

  /** What the chosen edit would take off the air; asked once for each choice. */
  async #reckon(edit: RootEdit, draw: () => void): Promise<void> {
    const said = JSON.stringify(edit);
    if (this.#reckoned?.edit === said) return;
    const w = trustWords();
    const names = { root: w.root, server: w.server };
    try {
      const payload = rootPayload(nextRoot(this.#newest.root, edit, names, serverNow()));
      this.#reckoned = { edit: said, payload, takenOff: undefined };
      this.#trouble = "";
      const takenOff = await call("checkRoot", { body: { payload } });
      if (this.#reckoned.edit !== said) return;
      this.#reckoned = { edit: said, payload, takenOff };
    } catch (error) {
      this.#trouble = sayTrouble(error);
    }
    draw();
  }

  async #sign(draw: () => void, close: (answer?: string) => void): Promise<void> {
    this.#tried = true;
    const payload = "lacking" in this.#question.edit() ? undefined : this.#reckoned?.payload;
    if (payload === undefined || this.#busy) {
      draw();
      return;
    }
    this.#busy = true;
    this.#trouble = "";
    draw();
    try {
      const rootKeys = await this.#rootKeys();
      if (rootKeys) {
        this.done = await call("addRoot", {
          body: { envelope: await signRoot(payload, [...rootKeys, ...(this.#question.also ?? [])]) },
        });
        toast(trustWords().signed(this.#newest.root.version + 1));
        close("signed");
      }
    } catch (error) {
      this.#trouble = sayWhyNotAdded(error);
    } finally {
      this.#busy = false;
      draw();
    }
  }

  /** The root keys that the signature takes, or `undefined` while another file is to be opened. */
  async #rootKeys(): Promise<readonly RootKey[] | undefined> {
    if (this.#ready.length >= this.#needed) return this.#ready;
    const w = trustWords();
    const opened = await openGiven(this.#given);
    if (typeof opened === "string") {
      this.#trouble = opened;
      return undefined;
    }
    if (this.#opened.some(({ key }) => key.keyId === opened.key.keyId)) {
      this.#trouble = w.sameFileTwice;
      return undefined;
    }
    try {
      await followsFrom(opened, this.#newest);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#trouble = error.code === "key/not-found" ? w.notListed : w.otherChain;
      return undefined;
    }
    this.#opened.push(opened);
    this.#given = nothingGiven;
    return this.#opened.length >= this.#needed ? this.#opened : undefined;
  }
}

/** Which messages go off how many screens, and what would be on again, in words. */
export function takenOffNote(takenOff: TakenOff | undefined): TemplateResult {
  const w = trustWords();
  if (!takenOff) return html`<p class="quiet" role="status">${w.reckoning}</p>`;
  const { messages, screens, back } = takenOff;
  return html`${
    messages.length === 0
      ? html`<p class="quiet" role="status">${w.nothingGoes}</p>`
      : warning(w.goesOff(messages.length, screens), messages)
  }
  ${back ? warning(w.comesBack(back.messages.length, back.screens), back.messages, w.comesBackTeach) : nothing}`;
}

function warning(says: string, messages: TakenOff["messages"], teach?: string): TemplateResult {
  return html`<div class="note err" role="status">
    ${icon(TriangleAlert)}
    <div class="stack tight">
      <b>${says}</b>
      <ul class="small">
        ${messages.map(
          ({ title, screens }) => html`<li>${title} <span class="quiet">${trustWords().onScreens(screens)}</span></li>`,
        )}
      </ul>
      ${teach ? html`<p class="small">${teach}</p>` : nothing}
    </div>
  </div>`;
}

function sayWhyNotAdded(error: unknown): string {
  const changed = error instanceof Problem && (error.code === "trust/root-gap" || error.code === "trust/rollback");
  return changed ? trustWords().changedMeanwhile : sayTrouble(error);
}

/** The demo's ready-made root keys: as public as its passwords, so nothing is asked for. */
async function demoRootKeys({ root = "" }: TrustView, newest: TrustedRoot): Promise<readonly RootKey[]> {
  const keys = await Promise.all(
    keysFor(newest.root, "root").map(async (key) => ({ key, secret: await demoKey(key.keyId), root })),
  );
  return keys.flatMap(({ key: { keyId, x, y }, secret, root }) =>
    secret ? [{ key: { keyId, x, y }, secret, root }] : [],
  );
}
