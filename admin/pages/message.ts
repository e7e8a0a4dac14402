import { html, type PropertyValues, type TemplateResult } from "lit";
import { FileQuestion } from "lucide";
import type { Finding } from "../../content/editorial/check.ts";
import type { Directive } from "../../content/editorial/directive.ts";
import type { Source } from "../../content/editorial/source.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { DeskTopic } from "../../content/wire/protocol.ts";
import type { MessageView, Settings } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import "../editor/bt-findings.ts";
import { withDirective } from "../editor/fresh.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";
import { toast } from "../elements/toast.ts";
import { pathTo } from "../router.ts";
import { session } from "../session.ts";
import { messageWords } from "../strings/messages.ts";
import "./message.css";
import { askWhyKept, askWhyWithdrawn } from "./message/ask-why.ts";
import {
  isUnwritten,
  withForm,
  withKept,
  withNewForm,
  withoutKept,
  withQrPanel,
  type ContentEdit,
  type FormName,
} from "./message/content-edits.ts";
import { onEditorKey } from "./message/editor-keys.ts";
import { focusField } from "./message/focus-field.ts";
import { formSections } from "./message/form-sections.ts";
import { messageActions } from "./message/message-actions.ts";
import { MessageDraft } from "./message/message-draft.ts";
import { findingsOf } from "./message/message-findings.ts";
import { messageHead } from "./message/message-head.ts";
import { messageNotes } from "./message/message-notes.ts";
import { messagePreview } from "./message/message-preview.ts";
import { originFields } from "./message/origin-fields.ts";

/**
 * The message editor: loads one message, shows its parts and carries out what may be done with it.
 * A little over 300 lines: its parts stand in `message/`, and what is left is the wiring between them.
 */
export class DeskMessage extends DeskPage {
  static override topics = ["messages", "directory"] as const;
  static override properties = {
    ...DeskPage.properties,
    sources: { state: true },
    directives: { state: true },
    settings: { state: true },
    form: { state: true },
    missing: { state: true },
    busy: { state: true },
  };
  declare private sources: readonly Source[];
  declare private directives: readonly Directive[];
  declare private settings: Settings | undefined;
  /** Which of panel and banner the preview shows. */
  declare private form: "panel" | "banner";
  declare private missing: boolean;
  declare private busy: boolean;
  readonly #draft = new MessageDraft({
    person: session()?.user?.id ?? "",
    changed: () => this.requestUpdate(),
    took: ({ id }) => {
      if (this.itemId === id) return;
      this.itemId = id;
      // Saved after the page was left: the address belongs to another page by now.
      if (!this.isConnected) return;
      history.replaceState(null, "", pathTo("messages", id));
    },
  });
  #retry = (): void => void this.#draft.retry();

  constructor() {
    super();
    this.sources = [];
    this.directives = [];
    this.settings = undefined;
    this.form = "panel";
    this.missing = false;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A fifth of the page's weight, for one field that a letter fills in: it comes after the rest is drawn.
    void import("@vaadin/date-picker");
    document.addEventListener("keydown", this.#keys);
    window.addEventListener("online", this.#retry);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#keys);
    window.removeEventListener("online", this.#retry);
    this.#draft.stop();
  }

  protected override concerns(topic: DeskTopic, id: string): boolean {
    return topic !== "messages" || id === this.itemId;
  }

  protected override async read(): Promise<void> {
    [this.sources, this.directives, this.settings] = await Promise.all([
      call("sources"),
      call("directives"),
      call("settings"),
    ]);
    if (this.itemId && this.itemId !== "new") {
      try {
        this.#draft.arrived(await call("message", { params: { id: this.itemId } }));
      } catch (error) {
        if (!(error instanceof Problem && error.code === "message/not-found")) throw error;
        this.missing = true;
      }
    } else if (!this.#draft.content) {
      this.#draft.start(this.settings);
    }
  }

  readonly #keys = (event: KeyboardEvent): void =>
    onEditorKey(event, {
      submit: () => void this.#submit(),
      undo: () => this.#draft.undo(),
      redo: () => this.#draft.redo(),
    });

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const title = this.#draft.content?.title;
    document.title = `${title ? `${title} · ` : ""}Bảng Tin`;
  }

  override render(): TemplateResult {
    const w = messageWords();
    const { content } = this.#draft;
    if (this.missing) {
      const back = html`<a href=${pathTo("messages")}>${w.toList}</a>`;
      return html`<div class="page">${emptyState(FileQuestion, w.missing, w.missingTeach, back)}</div>`;
    }
    if (!content) return html`<div class="page">${this.troubleNote()}</div>`;
    const findings = findingsOf(this.#draft, this.sources);
    const locked = !this.#draft.editable;
    const edit = (change: ContentEdit): void => this.#draft.edit(change);
    const show = (form: "panel" | "banner"): void => {
      this.form = form;
    };
    const actions = messageActions(this.#draft, findings, this.busy, {
      submit: () => this.#submit(),
      takeBack: () => this.#takeBack(),
      withdraw: () => this.#withdraw(),
      recalled: () => void this.refresh(),
      goTo: ({ where, at }) => focusField(this, where, at),
    });
    return html`<div class="page editor">
      ${messageHead(this.#draft, actions)} ${this.troubleNote()}
      ${messageNotes(this.#draft, () => void this.#takeTheirs())}
      ${originFields(content, {
        locked,
        sources: this.sources,
        directives: this.directives,
        edit,
        addDirective: () => void this.#addDirective(),
        addSource: () => void this.#addSource(),
      })}
      <div class="cols two">
        <div class="stack editor-forms">
          ${formSections(content, {
            locked,
            bannerOpen: this.form === "banner",
            edit,
            openBanner: () => show("banner"),
            add: (form) => this.#addForm(form),
            remove: (form, name) => this.#removeForm(form, name),
          })}
        </div>
        ${messagePreview(content, this.settings, this.form, show)}
      </div>
      <bt-findings
        .findings=${findings}
        .disabled=${locked}
        .qr=${!content.forms.panel || isUnwritten(content.forms.panel)}
        @go-to=${(e: CustomEvent<Finding>) => focusField(this, e.detail.where, e.detail.at)}
        @keep=${(e: CustomEvent<Finding>) => void this.#keep(e.detail)}
        @unkeep=${(e: CustomEvent<Finding>) => edit((now) => withoutKept(now, e.detail))}
        @add-qr=${(e: CustomEvent<Finding>) => this.#addQr(e.detail)}
      ></bt-findings>
    </div>`;
  }

  async #addDirective(): Promise<void> {
    const { addDirective } = await import("../editor/add-to-register.ts");
    const added = await addDirective();
    if (!added) return;
    this.directives = [...this.directives.filter(({ id }) => id !== added.id), added];
    this.#draft.edit((content) => withDirective(content, added, this.sources));
  }

  async #addSource(): Promise<void> {
    const { addSource } = await import("../editor/add-to-register.ts");
    const added = await addSource();
    if (!added) return;
    this.sources = [...this.sources.filter(({ id }) => id !== added.id), added];
    this.#draft.edit((content) => ({ ...content, source: { id: added.id, name: added.name } }));
  }

  #addForm(form: FormName): void {
    if (form !== "ticker") this.form = form;
    // A banner begins with its picture, so there is nothing to write down yet.
    if (form === "banner") return;
    this.#draft.edit((content) => withNewForm(content, form));
    this.#focusDrawn(form === "panel" ? "forms.panel.headline.vi" : "forms.ticker.text.vi");
  }

  /** Puts the reader at a field that the last edit brought. */
  #focusDrawn(where: string): void {
    void this.updateComplete.then(() => focusField(this, where));
  }

  #removeForm(form: FormName, name: string): void {
    const before = this.#draft.content?.forms[form];
    if (form === "banner") this.form = "panel";
    this.#draft.edit((content) => withForm(content, form, undefined));
    if (before === undefined) return;
    toast(messageWords().removedForm(name), {
      undo: () => {
        if (form === "banner") this.form = "banner";
        this.#draft.edit((content) => withForm(content, form, before));
      },
    });
  }

  async #keep(found: Finding): Promise<void> {
    const { content } = this.#draft;
    const reason = content && (await askWhyKept(content, this.directives));
    if (reason !== undefined) this.#draft.edit((now) => withKept(now, found, reason));
  }

  #addQr({ facts: { address } }: Finding): void {
    if (typeof address !== "string") return;
    this.form = "panel";
    this.#draft.edit((content) => withQrPanel(content, address));
    this.#focusDrawn("forms.panel.name.vi");
  }

  async #takeTheirs(): Promise<void> {
    const known = this.#draft.message !== undefined;
    this.#draft.forget(this.settings);
    if (known) await this.refresh();
  }

  async #submit(): Promise<void> {
    if (!this.#draft.content || !this.#draft.editable || this.busy) return;
    const [blocking] = findingsOf(this.#draft, this.sources).filter(({ level }) => level === "block");
    if (blocking) {
      focusField(this, blocking.where, blocking.at);
      return;
    }
    await this.#act(messageWords().submitted, async () => {
      const message = await this.#draft.send();
      return message && makeMove("submitMessage", message);
    });
  }

  async #takeBack(): Promise<void> {
    const { message } = this.#draft;
    if (message) await this.#act(messageWords().tookBack, () => makeMove("takeBackMessage", message));
  }

  async #withdraw(): Promise<void> {
    const { message } = this.#draft;
    const reason = message && (await askWhyWithdrawn());
    if (!message || reason === undefined) return;
    const params = { id: message.id };
    await this.#act(messageWords().withdrawn, () => call("withdrawMessage", { params, body: { reason } }));
  }

  /** Makes a move and says `done`; `undefined` when it was not made after all. */
  async #act(done: string, move: () => Promise<MessageView | undefined>): Promise<void> {
    this.busy = true;
    try {
      const message = await move();
      if (!message) return;
      this.#draft.settle(message);
      toast(done);
    } catch (error) {
      toast(sayTrouble(error), { assertive: true });
      await this.refresh();
    } finally {
      this.busy = false;
    }
  }
}
customElements.define("desk-message", DeskMessage);

function makeMove(move: "submitMessage" | "takeBackMessage", { id, version }: MessageView): Promise<MessageView> {
  return call(move, { params: { id }, body: { version } });
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-message": DeskMessage;
  }
}
