import type { ReactiveController } from "lit";
import { Problem, type ProblemCode } from "../../content/wire/problem.ts";
import { sayTrouble } from "../client.ts";
import type { DeskPage } from "../elements/desk-page.ts";
import { toast } from "../elements/toast.ts";
import { holdBack, navigate, pathTo } from "../router.ts";

type Versioned = { readonly id: string; readonly version: number };

/** What a thing with a version is called, how it is read and written. All of it may look at the page's own state. */
export type VersionedKind<View extends Versioned, Draft extends { readonly name: string }, Body> = {
  readonly page: "campaigns" | "playlists";
  readonly mayEdit: () => boolean;
  readonly draftOf: (view: View) => Draft;
  /** What is sent; two drafts with the same body are the same. */
  readonly body: (draft: Draft) => Body;
  readonly all: () => Promise<readonly View[]>;
  readonly add: (body: Body) => Promise<View>;
  readonly edit: (id: string, version: number, body: Body) => Promise<View>;
  readonly changedMeanwhile: ProblemCode;
  /** The first field that still lacks something, and how the author is brought there. */
  readonly lacking: (draft: Draft) => string | undefined;
  readonly jump: (field: string) => void;
  /** A new version stands in the draft. */
  readonly took?: (view: View) => void;
  /** The words for "saved", and the question before unsaved work is left. */
  readonly saved: (view: View) => string;
  readonly leave: () => string;
};

/**
 * A draft of something that others may edit too: saved when its author says so, never over what somebody else saved
 * meanwhile unless the author chose to. Ctrl+Enter saves; leaving with unsaved work asks first.
 */
export class VersionedDraft<
  View extends Versioned,
  Draft extends { readonly name: string },
  Body,
> implements ReactiveController {
  /** As the server last told; absent while it is new. */
  view: View | undefined;
  draft: Draft | undefined;
  /** Saving was tried, so what is lacking may be marked. */
  tried = false;
  saving = false;
  refusal: string | undefined;
  /** Somebody else saved meanwhile, and the author has not chosen yet. */
  conflict = false;
  /** There is no such thing any more. */
  gone = false;
  readonly #host: DeskPage;
  readonly #kind: VersionedKind<View, Draft, Body>;
  #clean = "";

  constructor(host: DeskPage, kind: VersionedKind<View, Draft, Body>) {
    this.#host = host;
    this.#kind = kind;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("keydown", this.#shortcut);
    holdBack(() => this.changed && !window.confirm(this.#kind.leave()));
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("keydown", this.#shortcut);
    holdBack(undefined);
  }

  readonly #shortcut = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "Enter") return;
    event.preventDefault();
    void this.save();
  };

  get isNew(): boolean {
    return this.#host.itemId === "new";
  }

  /** The draft differs from what the server was last seen to hold. */
  get changed(): boolean {
    return this.draft !== undefined && this.#written(this.draft) !== this.#clean;
  }

  #written(draft: Draft): string {
    return JSON.stringify(this.#kind.body(draft));
  }

  /** Something new, unless it is begun already. */
  begin(fresh: Draft): void {
    if (!this.draft) this.#start(fresh);
  }

  #start(draft: Draft): void {
    this.draft = draft;
    this.#clean = this.#written(draft);
    this.#host.requestUpdate();
  }

  set(change: Partial<Draft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    this.#host.requestUpdate();
  }

  /** All that the server has, just read: takes its own, unless that would lose what was written here. */
  arrived(views: readonly View[]): void {
    const found = views.find(({ id }) => id === this.#host.itemId);
    this.gone = found === undefined;
    this.#host.requestUpdate();
    if (!found) return;
    // An answer that was on its way while something was saved here is older than what is known.
    if (this.view && found.version < this.view.version) return;
    if (this.view && this.view.version !== found.version && this.changed) {
      this.conflict = true;
      return;
    }
    this.take(found);
  }

  /** The server's answer to something that was done here, or what it has now. */
  take(view: View): void {
    const known = this.view?.version === view.version && this.draft !== undefined;
    this.view = view;
    if (!known) {
      this.#start(this.#kind.draftOf(view));
      this.conflict = false;
    }
    this.#kind.took?.(view);
    this.#host.requestUpdate();
  }

  /** `over`: also over what somebody else saved meanwhile. */
  async save(how: { readonly over?: boolean } = {}): Promise<void> {
    const { draft } = this;
    if (!draft || this.saving || !this.#kind.mayEdit()) return;
    this.tried = true;
    this.#host.requestUpdate();
    const lacking = this.#kind.lacking(draft);
    if (lacking) {
      await this.#host.updateComplete;
      this.#kind.jump(lacking);
      return;
    }
    if (!this.changed && !this.isNew) return;
    this.saving = true;
    const body = this.#kind.body({ ...draft, name: draft.name.trim() });
    try {
      await this.attempt(() => (this.isNew ? this.#add(body, draft) : this.#edit(body, how.over ?? false)));
    } finally {
      this.saving = false;
      this.#host.requestUpdate();
    }
  }

  async #add(body: Body, draft: Draft): Promise<void> {
    const made = await this.#kind.add(body);
    this.#clean = this.#written(draft);
    toast(this.#kind.saved(made));
    navigate(pathTo(this.#kind.page, made.id), { replace: true });
  }

  async #edit(body: Body, over: boolean): Promise<void> {
    const id = this.#host.itemId;
    let version = this.view?.version;
    if (over) version = (await this.#kind.all()).find((view) => view.id === id)?.version;
    if (id === undefined || version === undefined) {
      this.gone = true;
      return;
    }
    const saved = await this.#kind.edit(id, version, body);
    this.drop();
    this.take(saved);
    toast(this.#kind.saved(saved));
  }

  /** Does something to it; a refusal is told on the page. Answers whether it was done. */
  async attempt(what: () => Promise<void>): Promise<boolean> {
    this.refusal = undefined;
    this.#host.requestUpdate();
    try {
      await what();
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === this.#kind.changedMeanwhile) this.conflict = true;
      else this.refusal = sayTrouble(error);
      return false;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** What was written here is saved or given up: nothing holds the author back any more. */
  drop(): void {
    this.draft = undefined;
    this.#host.requestUpdate();
  }

  async takeTheirs(): Promise<void> {
    this.drop();
    this.conflict = false;
    await this.#host.refresh();
  }
}
