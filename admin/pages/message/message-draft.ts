import type { MessageContent } from "../../../content/editorial/message.ts";
import type { MessageView, Settings } from "../../../content/wire/views.ts";
import { Autosave, type SaveState } from "../../editor/autosave.ts";
import { forgetDraft, keptDraft } from "../../editor/draft-store.ts";
import { freshContent, titleFrom } from "../../editor/fresh.ts";
import { may, serverNow } from "../../session.ts";
import { withCutPicture, type ContentEdit } from "./content-edits.ts";
import { EditHistory } from "./edit-history.ts";

export type MessageDraftOptions = {
  /** Whose unsaved words in this browser these are. */
  readonly person: string;
  /** Something about the draft changed. */
  readonly changed: () => void;
  /** The server took what was written; a new message has its id now. */
  readonly took: (message: MessageView) => void;
};

/**
 * One message while it is written: what the server has, what the author sees, and the way back. Everything typed is
 * kept in this browser at once and sent soon; nothing is lost to a reload, a network that goes, a session that ends or
 * another person's edit.
 */
export class MessageDraft {
  /** The message as the server last told; absent while it is new. */
  message: MessageView | undefined;
  content: MessageContent | undefined;
  /** A local draft was brought back and has not been looked at. */
  recovered = false;
  readonly #options: MessageDraftOptions;
  readonly #autosave: Autosave;
  readonly #history = new EditHistory<MessageContent>();
  /** The author has named it; until then the name follows the words. */
  #named = false;

  constructor(options: MessageDraftOptions) {
    this.#options = options;
    this.#autosave = new Autosave({
      person: options.person,
      now: serverNow,
      changed: options.changed,
      took: (message, sent) => this.#took(message, sent),
    });
  }

  get state(): SaveState {
    return this.#autosave.state;
  }

  /** There is something that the server has not taken. */
  get pending(): boolean {
    return this.#autosave.pending;
  }

  get editable(): boolean {
    return may("editMessage") && this.message?.status !== "submitted";
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** A new message, or the one that was begun here before. */
  start(settings: Settings | undefined): void {
    const draft = keptDraft(this.#options.person, "new");
    this.content = draft?.content ?? freshContent(settings);
    if (draft) {
      this.#named = draft.content.title !== titleFrom(draft.content);
      this.recovered = true;
      this.#autosave.edit(draft.content);
    }
    this.#options.changed();
  }

  /** The message as the server has it: first, after our own saves, and when somebody else changed it. */
  arrived(message: MessageView): void {
    const first = this.message === undefined;
    if (!first && message.version <= (this.message?.version ?? 0)) return;
    // Ours is still on its way; the server will say whether it may be written over this.
    if (!first && this.pending) return;
    this.#put(message);
    this.#named = message.head.content.title !== titleFrom(message.head.content);
    if (first) this.#bringBack(message);
    this.#options.changed();
  }

  /** What was typed over this message in this browser and never sent. */
  #bringBack(message: MessageView): void {
    const draft = keptDraft(this.#options.person, message.id);
    if (!draft || !this.editable) return;
    if (JSON.stringify(draft.content) === JSON.stringify(message.head.content)) {
      forgetDraft(this.#options.person, message.id);
      return;
    }
    this.content = draft.content;
    this.recovered = true;
    if (draft.version === message.version) this.#autosave.edit(draft.content);
    else this.#autosave.conflict(draft.content);
  }

  /** The server took what was sent; what it cut from a picture comes back with it. */
  #took(message: MessageView, sent: MessageContent): void {
    this.message = message;
    this.#options.took(message);
    if (this.content === sent) {
      this.content = message.head.content;
    } else if (this.content) {
      const cut = withCutPicture(this.content, message.head.content);
      if (cut) {
        this.content = cut;
        this.#autosave.edit(cut);
      }
    }
    this.#options.changed();
  }

  edit(change: ContentEdit): void {
    if (!this.content || !this.editable) return;
    const next = change(this.content);
    this.#history.replaced(this.content, serverNow());
    this.#write(this.#named ? next : { ...next, title: titleFrom(next) });
  }

  rename(title: string): void {
    this.#named = title !== "";
    this.edit((content) => ({ ...content, title }));
  }

  undo(): void {
    const before = this.content && this.#history.undo(this.content);
    if (before) this.#write(before);
  }

  redo(): void {
    const after = this.content && this.#history.redo(this.content);
    if (after) this.#write(after);
  }

  #write(next: MessageContent): void {
    this.content = next;
    this.recovered = false;
    this.#autosave.edit(next);
    this.#options.changed();
  }

  /**
   * Sends what waits; an untouched new message too, and one whose approval counts no more: the same words begin again as
   * a draft. Answers the message when the server has all of it. */
  async send(): Promise<MessageView | undefined> {
    if ((!this.message || voidApproval(this.message)) && this.content) this.#autosave.edit(this.content);
    return (await this.#autosave.flush()) ? this.message : undefined;
  }

  /** Tries again what could not be sent. */
  async retry(): Promise<void> {
    await this.#autosave.flush();
  }

  /** The message after a decision or a move: there is no way back beyond it. */
  settle(message: MessageView): void {
    this.#put(message);
    this.#history.forget();
    this.#options.changed();
  }

  #put(message: MessageView): void {
    this.message = message;
    this.#autosave.message = message;
    this.content = message.head.content;
  }

  /** After a conflict: what stands here is written over what the server has. */
  async keepMine(): Promise<void> {
    await this.#autosave.keepMine();
  }

  /** Forgets what was typed here. A message that the server knows is to be read again and will `arrive`. */
  forget(settings: Settings | undefined): void {
    this.#autosave.discard();
    this.recovered = false;
    if (this.message) {
      this.message = undefined;
    } else {
      this.#named = false;
      this.content = freshContent(settings);
    }
    this.#options.changed();
  }

  /** Sends what waits and stops trying. */
  stop(): void {
    void this.#autosave.flush();
    this.#autosave.stop();
  }
}

/** Approved, and no screen shows it because the approval counts for nothing any more. */
export function voidApproval({ status, approved }: MessageView): boolean {
  return status === "approved" && approved?.void !== undefined;
}
