import type { MessageContent } from "../../content/editorial/message.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { MessageView } from "../../content/wire/views.ts";
import { call, Unreachable } from "../client.ts";
import { forgetDraft, keepDraft } from "./draft-store.ts";

export type SaveState =
  | { readonly kind: "clean" }
  | { readonly kind: "dirty" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: number }
  /** No network, or the server refused: the text is safe in this browser. */
  | { readonly kind: "kept-here"; readonly why: "unreachable" | Problem }
  /** Somebody else saved meanwhile; nothing is sent until the author has chosen. */
  | { readonly kind: "conflict" };

/** The part of a timer that is needed here, so that a test can hold it. */
export type Timers = {
  readonly set: (then: () => void, ms: number) => number;
  readonly clear: (timer: number) => void;
};
const windowTimers: Timers = {
  set: (then, ms) => window.setTimeout(then, ms),
  clear: (timer) => window.clearTimeout(timer),
};

const quietMs = 700;
const retryMs = 5_000;

export type AutosaveOptions = {
  readonly person: string;
  readonly now: () => number;
  /** Something about the saving changed. */
  readonly changed: () => void;
  /** The server took this content; the reply may carry more, e.g. renditions cut from a picture. */
  readonly took: (message: MessageView, sent: MessageContent) => void;
  readonly timers?: Timers;
};

/** Saves a message while it is being written: a local copy at once, the server after a pause. One request at a time. */
export class Autosave {
  state: SaveState = { kind: "clean" };
  /** The message as the server last told; absent while it is new. */
  message: MessageView | undefined;
  readonly #options: AutosaveOptions;
  readonly #timers: Timers;
  #latest: MessageContent | undefined;
  #timer = 0;
  #running: Promise<void> | undefined;

  constructor(options: AutosaveOptions) {
    this.#options = options;
    this.#timers = options.timers ?? windowTimers;
  }

  get draftKey(): string {
    return this.message?.id ?? "new";
  }

  /** There is something that the server has not taken. */
  get pending(): boolean {
    return this.#latest !== undefined;
  }

  /** Remembers `content` here at once and sends it soon. */
  edit(content: MessageContent): void {
    this.#latest = content;
    keepDraft(this.#options.person, this.draftKey, {
      content,
      version: this.message?.version ?? 0,
      at: this.#options.now(),
    });
    if (this.state.kind !== "conflict") this.#become({ kind: "dirty" });
    this.#later(quietMs);
  }

  /** Sends what waits, now. Answers whether the server has everything. */
  async flush(): Promise<boolean> {
    this.#timers.clear(this.#timer);
    while (this.#latest && this.state.kind !== "conflict") {
      this.#running ??= this.#send();
      await this.#running;
      if (this.state.kind === "kept-here") return false;
    }
    return this.#latest === undefined;
  }

  /** After a conflict: `mine` is written over what the server has now. */
  async keepMine(): Promise<void> {
    if (!this.message) return;
    this.message = await call("message", { params: { id: this.message.id } });
    this.#become({ kind: "dirty" });
    await this.flush();
  }

  /** After a conflict, or on leaving: forget what was typed here. */
  discard(): void {
    this.#timers.clear(this.#timer);
    this.#latest = undefined;
    forgetDraft(this.#options.person, this.draftKey);
    this.#become({ kind: "clean" });
  }

  /** The author must choose between two texts. */
  conflict(content: MessageContent): void {
    this.#latest = content;
    this.#become({ kind: "conflict" });
  }

  stop(): void {
    this.#timers.clear(this.#timer);
  }

  #later(ms: number): void {
    this.#timers.clear(this.#timer);
    this.#timer = this.#timers.set(() => void this.flush(), ms);
  }

  async #send(): Promise<void> {
    const content = this.#latest;
    if (!content) return;
    this.#become({ kind: "saving" });
    try {
      const before = this.draftKey;
      const { message } = this;
      const saved = message
        ? await call("editMessage", { params: { id: message.id }, body: { version: message.version, content } })
        : await call("addMessage", { body: { content } });
      this.message = saved;
      if (this.#latest === content) {
        this.#latest = undefined;
        forgetDraft(this.#options.person, before);
        this.#become({ kind: "saved", at: this.#options.now() });
      } else {
        if (before !== saved.id) forgetDraft(this.#options.person, before);
        keepDraft(this.#options.person, saved.id, {
          content: this.#latest ?? content,
          version: saved.version,
          at: this.#options.now(),
        });
        this.#become({ kind: "dirty" });
      }
      this.#options.took(saved, content);
    } catch (error) {
      if (error instanceof Problem && error.code === "message/changed-meanwhile") {
        this.#become({ kind: "conflict" });
      } else if (error instanceof Problem) {
        this.#become({ kind: "kept-here", why: error });
      } else if (error instanceof Unreachable) {
        this.#become({ kind: "kept-here", why: "unreachable" });
        this.#later(retryMs);
      } else {
        throw error;
      }
    } finally {
      this.#running = undefined;
    }
  }

  #become(state: SaveState): void {
    this.state = state;
    this.#options.changed();
  }
}
