import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { OctagonAlert, Redo2, Send, Undo2, type IconNode } from "lucide";
import { blocks, type Finding } from "../../../content/editorial/check.ts";
import { icon } from "../../elements/icon.ts";
import { may } from "../../session.ts";
import { messageWords } from "../../strings/messages.ts";
import { statusWords } from "../../strings/status.ts";
import "../urgent/bt-recall.ts";
import { voidApproval, type MessageDraft } from "./message-draft.ts";

export type MessageMoves = {
  readonly submit: () => Promise<void>;
  readonly takeBack: () => Promise<void>;
  readonly withdraw: () => Promise<void>;
  /** A signed order took the approved revision off every screen. */
  readonly recalled: () => void;
  readonly goTo: (found: Finding) => void;
};

/** What may be done with the message now, and what still stands in the way of submitting it. */
export function messageActions(
  draft: MessageDraft,
  findings: readonly Finding[],
  busy: boolean,
  moves: MessageMoves,
): TemplateResult {
  const w = messageWords();
  const { message } = draft;
  const writer = may("editMessage");
  const blocking = findings.filter(({ level }) => level === "block");
  const canSubmit =
    writer && (!message || ["draft", "returned"].includes(message.status) || draft.pending || voidApproval(message));
  return html`
    ${
      draft.editable
        ? html`${step(Undo2, w.undo, "Ctrl Z", draft.canUndo, () => draft.undo())}
          ${step(Redo2, w.redo, "Ctrl Shift Z", draft.canRedo, () => draft.redo())}`
        : nothing
    }
    ${
      message?.approved && may("withdrawMessage")
        ? html`<vaadin-button theme="danger" @click=${() => void moves.withdraw()}>${w.withdraw}</vaadin-button>`
        : nothing
    }
    ${
      message?.approved
        ? html`<bt-recall
            .what=${{ kind: "revision", revision: message.approved.digest } as const}
            @recalled=${() => moves.recalled()}
          ></bt-recall>`
        : nothing
    }
    ${
      message?.status === "submitted" && writer
        ? html`<vaadin-button ?disabled=${busy} @click=${() => void moves.takeBack()}>${w.takeBack}</vaadin-button>`
        : nothing
    }
    ${
      canSubmit && blocking[0]
        ? html`<button class="plain blocked-count" @click=${() => blocking[0] && moves.goTo(blocking[0])}>
            ${icon(OctagonAlert)} ${blocking.length} ${statusWords().block}
          </button>`
        : nothing
    }
    ${
      canSubmit
        ? html`<vaadin-button
            theme="primary"
            class="submit"
            ?disabled=${busy || blocks(findings)}
            @click=${() => void moves.submit()}
          >
            ${icon(Send)} ${w.submit} <kbd>Ctrl ↵</kbd>
          </vaadin-button>`
        : nothing
    }
  `;
}

function step(node: IconNode, name: string, keys: string, can: boolean, go: () => void): TemplateResult {
  return html`<button class="square" aria-label=${name} title="${name} (${keys})" ?disabled=${!can} @click=${go}>
    ${icon(node)}
  </button>`;
}
