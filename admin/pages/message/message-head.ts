import { html, type TemplateResult } from "lit";
import { ChevronRight } from "lucide";
import { sayTrouble } from "../../client.ts";
import "../../elements/bt-status.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { pathTo } from "../../router.ts";
import { timeWithSeconds } from "../../strings/format.ts";
import { messageWords } from "../../strings/messages.ts";
import type { MessageDraft } from "./message-draft.ts";

/** The way back, the name, where it stands and whether it is saved; `actions` on the right. */
export function messageHead(draft: MessageDraft, actions: TemplateResult): TemplateResult {
  const w = messageWords();
  const title = draft.content?.title ?? "";
  return html`<header class="page-head editor-head">
    <div class="grow">
      <a class="crumb" href=${pathTo("messages")}>${w.title} ${icon(ChevronRight)}</a>
      <h1 class="hidden-text">${title || w.untitled}</h1>
      <div class="row">
        <input
          class="title-input"
          data-where="title"
          aria-label=${w.nameLabel}
          maxlength="120"
          placeholder=${w.untitled}
          ?readonly=${!draft.editable}
          size=${Math.min(40, Math.max(12, title.length || w.untitled.length))}
          .value=${title}
          @input=${(event: Event) => draft.rename(valueOf(event))}
        />
        <bt-status chip name=${draft.message?.status ?? "draft"}></bt-status>
        <span class="small quiet" role="status">${saveState(draft)}</span>
      </div>
    </div>
    <div class="action-bar">${actions}</div>
  </header>`;
}

function saveState({ message, state }: MessageDraft): string {
  const w = messageWords();
  switch (state.kind) {
    case "clean":
      return message ? `${w.revision} ${message.head.code}` : "";
    case "dirty":
      return w.stateDirty;
    case "saving":
      return w.stateSaving;
    case "saved":
      return w.stateSaved(timeWithSeconds(state.at));
    case "kept-here":
      return state.why === "unreachable" ? w.stateKept : w.stateRefused(sayTrouble(state.why));
    default:
      return w.conflictTitle;
  }
}
