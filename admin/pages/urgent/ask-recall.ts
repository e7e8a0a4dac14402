import "@vaadin/button";
import "@vaadin/text-area";
import { html, nothing, type TemplateResult } from "lit";
import type { RecallStatement } from "../../../content/trust/order-statement.ts";
import type { OrderView, TakenOff } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { openDialog } from "../../elements/ask.ts";
import { valueOf } from "../../elements/value-of.ts";
import type { Standing } from "../../keys/hand.ts";
import { orderWords } from "../../strings/orders.ts";
import { shellWords } from "../../strings/shell.ts";
import "./bt-recalled.ts";
import { saySigningTrouble, sendRecall, standingFor } from "./order-signing.ts";
import { rich } from "./rich.ts";
import { standingNote } from "./standing-note.ts";
import "../urgent.css";

export type Recallable = Extract<RecallStatement["what"], { kind: "revision" | "key" }>;

/**
 * Recalls a revision, or all that a key signed, after saying what goes off how many screens. Answers the order when it was
 * let go. The dialog stays with a live count until it is closed.
 */
export async function askRecall(what: Recallable, prefill = ""): Promise<OrderView | undefined> {
  const w = orderWords();
  let reason = prefill;
  let taken: TakenOff | undefined;
  let standing: Standing | undefined;
  let busy = false;
  let trouble = "";
  let done: OrderView | undefined;
  let started = false;
  await openDialog(w.recallTitle, ({ draw, close }) => {
    const start = async (): Promise<void> => {
      try {
        const [off, trust] = await Promise.all([call("checkRecall", { body: { what } }), call("trust")]);
        taken = off;
        standing = await standingFor(trust, ["officer", "approver"]);
      } catch (error) {
        trouble = saySigningTrouble(error);
      }
      draw();
    };
    const sign = async (): Promise<void> => {
      if (standing?.state !== "ready" || busy) return;
      busy = true;
      trouble = "";
      draw();
      try {
        done = await sendRecall(standing.hand, what, reason.trim());
      } catch (error) {
        trouble = saySigningTrouble(error);
      }
      busy = false;
      draw();
    };
    // The dialog draws itself anew for each answer; the question is asked once.
    if (!started) {
      started = true;
      void start();
    }
    if (done) {
      return html`<p class="strong">${w.recalledDone}.</p>
        ${what.kind === "revision" ? html`<bt-recalled .digest=${what.revision}></bt-recalled>` : nothing}
        <div class="dialog-actions">
          <vaadin-button theme="primary" @click=${() => close()}>${shellWords().close}</vaadin-button>
        </div>`;
    }
    return html`<div class="stack">
      <p class="soft">${what.kind === "key" ? w.recallKeyTeach : w.recallTeach}</p>
      ${takenOff(taken)} ${standingNote(standing, "officer")}
      <vaadin-text-area
        autofocus
        label=${shellWords().reason}
        maxlength="300"
        min-rows="2"
        .value=${reason}
        @input=${(event: Event) => {
          reason = valueOf(event);
          draw();
        }}
      ></vaadin-text-area>
      ${trouble ? html`<p class="note err" role="alert">${trouble}</p>` : nothing}
      <div class="dialog-actions">
        <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
        <vaadin-button
          theme="primary recall"
          ?disabled=${busy || reason.trim() === "" || standing?.state !== "ready"}
          @click=${() => void sign()}
        >
          ${busy ? w.recallSigning : w.recallSign}
        </vaadin-button>
      </div>
    </div>`;
  });
  return done;
}

function takenOff(taken: TakenOff | undefined): TemplateResult {
  const w = orderWords();
  if (!taken) return html`<p class="quiet" role="status">${w.recallCounting}</p>`;
  return html`<div role="status">
    <p>${rich(w.recallOff(taken.screens))}</p>
    <ul class="small soft recall-list">
      ${taken.messages.map(({ title, screens }) => html`<li>${w.recallOffOne(title, screens)}</li>`)}
    </ul>
  </div>`;
}
