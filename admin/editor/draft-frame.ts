import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { CircleAlert } from "lucide";
import { conflictNote } from "../elements/conflict-note.ts";
import { emptyState } from "../elements/empty-state.ts";
import { icon } from "../elements/icon.ts";
import { pathTo } from "../router.ts";

/** What stands around the fields of something that is written and then saved. */

type Saved = {
  readonly saving: boolean;
  readonly changed: boolean;
  readonly isNew: boolean;
  readonly conflict: boolean;
  readonly refusal: string | undefined;
  readonly save: (how?: { readonly over?: boolean }) => Promise<void>;
  readonly takeTheirs: () => Promise<void>;
};

/** Why it is not saved, and the ways on. */
export function draftNotes(draft: Saved, words: Parameters<typeof conflictNote>[0]): TemplateResult {
  return html`
    ${
      draft.conflict
        ? conflictNote(
            words,
            () => void draft.takeTheirs(),
            () => void draft.save({ over: true }),
          )
        : nothing
    }
    ${
      draft.refusal
        ? html`<div class="note err" role="alert">${icon(CircleAlert)}<span>${draft.refusal}</span></div>`
        : nothing
    }
  `;
}

/** `effect` names what saving will do. */
export function saveButton(draft: Saved, effect: string): TemplateResult {
  return html`<vaadin-button
    class="save"
    theme="primary"
    ?disabled=${draft.saving || (!draft.changed && !draft.isNew)}
    @click=${() => void draft.save()}
    >${effect} <kbd>Ctrl ↵</kbd></vaadin-button
  >`;
}

/** The whole page, when what it was about is there no more. */
export function notThere(
  page: "campaigns" | "playlists",
  words: { readonly notThere: string; readonly backToList: string },
): TemplateResult {
  const back = html`<a href=${pathTo(page)}>${words.backToList}</a>`;
  return html`<div class="page">${emptyState(CircleAlert, words.notThere, "", back)}</div>`;
}
