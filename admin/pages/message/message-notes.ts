import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { CircleAlert, OctagonAlert, TriangleAlert } from "lucide";
import type { MessageView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { may, serverNow } from "../../session.ts";
import { when } from "../../strings/format.ts";
import { myKeyWords } from "../../strings/my-key.ts";
import { messageWords } from "../../strings/messages.ts";
import type { MessageDraft } from "./message-draft.ts";

/** What happened to this message and what it means for who looks at it. */
export function messageNotes(draft: MessageDraft, takeTheirs: () => void): TemplateResult {
  const w = messageWords();
  const { message } = draft;
  const conflict = draft.state.kind === "conflict";
  return html`
    ${
      conflict
        ? html`<div class="note stale" role="alert">
            ${icon(TriangleAlert)}
            <div class="grow"><b>${w.conflictTitle}.</b> ${w.conflictTeach}</div>
            <vaadin-button @click=${() => void draft.keepMine()}>${w.keepMine}</vaadin-button>
            <vaadin-button @click=${takeTheirs}>${w.takeTheirs}</vaadin-button>
          </div>`
        : nothing
    }
    ${message ? voidNote(message) : nothing} ${message ? decisionNote(message) : nothing}
    ${
      message?.status === "submitted"
        ? html`<div class="note">
            <div class="grow">${w.waitsSince(message.submitter?.name ?? "", when(message.updatedAt, serverNow()))}</div>
          </div>`
        : nothing
    }
    ${message?.approved && draft.editable ? html`<div class="note">${w.editingApproved}</div>` : nothing}
    ${!may("editMessage") ? html`<div class="note">${w.readOnly}</div>` : nothing}
    ${
      draft.recovered && !conflict
        ? html`<div class="note" role="status">
            <div class="grow">${w.recovered}</div>
            <button class="plain" @click=${takeTheirs}>${w.discardRecovered}</button>
          </div>`
        : nothing
    }
  `;
}

/** Approved once, and shown by no screen: whose word it was, and why it counts no more. */
function voidNote({ approved }: MessageView): TemplateResult | typeof nothing {
  if (!approved?.void) return nothing;
  const w = myKeyWords();
  const said = { unsigned: w.voidUnsigned, revoked: w.voidRevoked, recalled: w.voidRecalled }[approved.void];
  return html`<div class="note err" role="note">
    ${icon(OctagonAlert)}
    <div class="grow"><b>${w.voidTitle}.</b> ${said(approved.by.name)} <span class="mono">${approved.code}</span></div>
  </div>`;
}

/** A decision against the message stays in sight until it is submitted again. */
function decisionNote({ decision, status }: MessageView): TemplateResult | typeof nothing {
  if (!decision || decision.move === "approve" || status === "submitted") return nothing;
  const w = messageWords();
  const said = { return: w.returnedBy, reject: w.rejectedBy, withdraw: w.withdrawnBy }[decision.move];
  return html`<div class="note stale" role="note">
    ${icon(CircleAlert)}
    <div class="grow"><b>${said(decision.by.name, when(decision.at, serverNow()))}.</b> ${decision.reason ?? ""}</div>
  </div>`;
}
