import "@vaadin/button";
import "@vaadin/combo-box";
import "@vaadin/text-area";
import "@vaadin/text-field";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import {
  ChevronRight,
  CircleAlert,
  FileQuestion,
  Image,
  MonitorUp,
  OctagonAlert,
  Plus,
  Redo2,
  Send,
  ShieldCheck,
  Trash2,
  TriangleAlert,
  Tv,
  Undo2,
  type IconNode,
} from "lucide";
import { blocks, check, type Finding } from "../../content/editorial/check.ts";
import type { Directive } from "../../content/editorial/directive.ts";
import type { Banner, MessageContent } from "../../content/editorial/message.ts";
import type { Panel } from "../../content/editorial/panel.ts";
import { approvalCode, digestOf } from "../../content/editorial/revision.ts";
import type { Source } from "../../content/editorial/source.ts";
import { canvasPresets } from "../../content/network/canvas.ts";
import { charsOf } from "../../content/playout/chars.ts";
import { crawlMs } from "../../content/playout/crawl.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { DeskTopic } from "../../content/wire/protocol.ts";
import type { MessageView, Settings } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { Autosave } from "../editor/autosave.ts";
import "../editor/bt-banner-form.ts";
import "../editor/bt-findings.ts";
import "../editor/bt-panel-form.ts";
import { forgetDraft, keptDraft } from "../editor/draft-store.ts";
import { freshContent, titleFrom, withDirective } from "../editor/fresh.ts";
import { emptyPanel } from "../editor/panel-slots.ts";
import { crawlCounter } from "../editor/slot-field.ts";
import { askReason } from "../elements/ask.ts";
import "../elements/bt-forms-preview.ts";
import "../elements/bt-status.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";
import { icon } from "../elements/icon.ts";
import { toast } from "../elements/toast.ts";
import { valueOf } from "../elements/value-of.ts";
import { pathTo } from "../router.ts";
import { may, serverNow, session } from "../session.ts";
import { calendarDate, timeWithSeconds, when } from "../strings/format.ts";
import { datePickerI18n } from "../strings/kit.ts";
import { messageWords } from "../strings/messages.ts";
import { slotWords } from "../strings/slots.ts";
import { statusWords } from "../strings/status.ts";
import "./message.css";

type FormName = "panel" | "banner" | "ticker";

const crawler = canvasPresets.find(({ id }) => id === "crawler-1080");
const longestLapSeconds = 60;

/**
 * The message editor. Everything typed is kept here at once and saved soon; nothing typed is ever lost to a reload, a
 * network that goes, a session that ends or another person's edit.
 * Longer than most: the parts that can stand alone are in `editor/`, what is left is one message's conversation.
 */
export class DeskMessage extends DeskPage {
  static override topics = ["messages", "directory"] as const;
  static override properties = {
    ...DeskPage.properties,
    message: { state: true },
    content: { state: true },
    sources: { state: true },
    directives: { state: true },
    settings: { state: true },
    form: { state: true },
    missing: { state: true },
    recovered: { state: true },
    busy: { state: true },
  };
  declare private message: MessageView | undefined;
  declare private content: MessageContent | undefined;
  declare private sources: readonly Source[];
  declare private directives: readonly Directive[];
  declare private settings: Settings | undefined;
  /** Which of panel and banner the preview shows. */
  declare private form: "panel" | "banner";
  declare private missing: boolean;
  /** A local draft was brought back and has not been looked at. */
  declare private recovered: boolean;
  declare private busy: boolean;
  readonly #autosave = new Autosave({
    person: session()?.user?.id ?? "",
    now: serverNow,
    changed: () => this.requestUpdate(),
    took: (message, sent) => this.#took(message, sent),
  });
  /** The author has named it; until then the name follows the words. */
  #named = false;
  #past: MessageContent[] = [];
  #future: MessageContent[] = [];
  #lastEditAt = 0;
  #retry = (): void => void this.#autosave.flush();

  constructor() {
    super();
    this.message = undefined;
    this.content = undefined;
    this.sources = [];
    this.directives = [];
    this.settings = undefined;
    this.form = "panel";
    this.missing = false;
    this.recovered = false;
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
    void this.#autosave.flush();
    this.#autosave.stop();
  }

  protected override concerns(topic: DeskTopic, id: string): boolean {
    return topic !== "messages" || id === this.itemId;
  }

  protected override async read(): Promise<void> {
    const [sources, directives, settings] = await Promise.all([call("sources"), call("directives"), call("settings")]);
    this.sources = sources;
    this.directives = directives;
    this.settings = settings;
    if (this.itemId && this.itemId !== "new") {
      try {
        this.#arrived(await call("message", { params: { id: this.itemId } }));
      } catch (error) {
        if (!(error instanceof Problem && error.code === "message/not-found")) throw error;
        this.missing = true;
      }
    } else if (!this.content) {
      this.#start();
    }
  }

  #start(): void {
    const draft = keptDraft(this.#person, "new");
    this.content = draft?.content ?? freshContent(this.settings);
    if (!draft) return;
    this.#named = draft.content.title !== titleFrom(draft.content);
    this.recovered = true;
    this.#autosave.edit(draft.content);
  }

  /** The message as the server has it: first, after our own saves, and when somebody else changed it. */
  #arrived(message: MessageView): void {
    const first = this.message === undefined;
    if (!first && message.version <= (this.message?.version ?? 0)) return;
    if (!first && this.#autosave.pending) {
      // Ours is still on its way; the server will say whether it may be written over this.
      return;
    }
    this.message = message;
    this.#autosave.message = message;
    this.content = message.head.content;
    this.#named = message.head.content.title !== titleFrom(message.head.content);
    if (!first) return;
    const draft = keptDraft(this.#person, message.id);
    if (!draft || !this.#editable) return;
    if (JSON.stringify(draft.content) === JSON.stringify(message.head.content)) {
      forgetDraft(this.#person, message.id);
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
    if (this.itemId !== message.id) {
      this.itemId = message.id;
      history.replaceState(null, "", pathTo("messages", message.id));
    }
    if (this.content === sent) {
      this.content = message.head.content;
      return;
    }
    const cut = message.head.content.forms.banner;
    const mine = this.content?.forms.banner;
    if (this.content && cut && mine && samePicture(cut, mine)) {
      this.content = {
        ...this.content,
        forms: { ...this.content.forms, banner: { ...mine, renditions: cut.renditions } },
      };
      this.#autosave.edit(this.content);
    }
  }

  get #person(): string {
    return session()?.user?.id ?? "";
  }

  get #editable(): boolean {
    return may("editMessage") && this.message?.status !== "submitted";
  }

  #edit(next: MessageContent): void {
    if (!this.content || !this.#editable) return;
    const now = serverNow();
    if (now - this.#lastEditAt > 800 || this.#past.length === 0) this.#past = [...this.#past.slice(-99), this.content];
    this.#lastEditAt = now;
    this.#future = [];
    this.#put(this.#named ? next : { ...next, title: titleFrom(next) });
  }

  #put(next: MessageContent): void {
    this.content = next;
    this.recovered = false;
    this.#autosave.edit(next);
  }

  #step(from: MessageContent[], to: MessageContent[]): void {
    const target = from.pop();
    if (!target || !this.content) return;
    to.push(this.content);
    this.#lastEditAt = 0;
    this.#put(target);
  }

  #setForm<F extends FormName>(name: F, value: MessageContent["forms"][F] | undefined): void {
    if (!this.content) return;
    const { [name]: _before, ...others } = this.content.forms;
    this.#edit({ ...this.content, forms: value === undefined ? others : { ...others, [name]: value } });
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (document.querySelector("dialog[open]") || !(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void this.#submit();
      return;
    }
    const field = event.composedPath()[0];
    if (event.key.toLowerCase() !== "z" || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      return;
    event.preventDefault();
    if (event.shiftKey) this.#step(this.#future, this.#past);
    else this.#step(this.#past, this.#future);
  };

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const title = this.content?.title;
    document.title = `${title ? `${title} · ` : ""}Bảng Tin`;
  }

  override render(): TemplateResult {
    const w = messageWords();
    const { content } = this;
    if (this.missing) {
      const back = html`<a href=${pathTo("messages")}>${w.toList}</a>`;
      return html`<div class="page">${emptyState(FileQuestion, w.missing, w.missingTeach, back)}</div>`;
    }
    if (!content) return html`<div class="page">${this.troubleNote()}</div>`;
    const findings = this.#findings(content);
    const locked = !this.#editable;
    return html`<div class="page editor">
      ${this.#head(content, findings)} ${this.troubleNote()} ${this.#notes()} ${this.#origin(content, locked)}
      <div class="cols two">
        <div class="stack editor-forms">${this.#forms(content, locked)}</div>
        ${this.#preview(content)}
      </div>
      <bt-findings
        .findings=${findings}
        .disabled=${locked}
        .qr=${!content.forms.panel || isUnwritten(content.forms.panel)}
        @go-to=${(e: CustomEvent<Finding>) => this.#goTo(e.detail)}
        @keep=${(e: CustomEvent<Finding>) => void this.#keep(e.detail)}
        @unkeep=${(e: CustomEvent<Finding>) => this.#unkeep(e.detail)}
        @add-qr=${(e: CustomEvent<Finding>) => this.#addQr(e.detail)}
      ></bt-findings>
    </div>`;
  }

  #findings(content: MessageContent): readonly Finding[] {
    const found = check(content, { sources: this.sources });
    // The server cuts the picture when it saves; until it has, there is nothing for the author to mend.
    const cutting = this.#autosave.pending || this.#autosave.state.kind === "saving";
    return cutting ? found.filter(({ code }) => code !== "renditions-missing") : found;
  }

  #head(content: MessageContent, findings: readonly Finding[]): TemplateResult {
    const w = messageWords();
    const { message } = this;
    return html`<header class="page-head editor-head">
      <div class="grow">
        <a class="crumb" href=${pathTo("messages")}>${w.title} ${icon(ChevronRight)}</a>
        <h1 class="hidden-text">${content.title || w.untitled}</h1>
        <div class="row">
          <input
            class="title-input"
            data-where="title"
            aria-label=${w.nameLabel}
            maxlength="120"
            placeholder=${w.untitled}
            ?readonly=${!this.#editable}
            size=${Math.min(40, Math.max(12, content.title.length || w.untitled.length))}
            .value=${content.title}
            @input=${(event: Event) => {
              this.#named = valueOf(event) !== "";
              this.#edit({ ...content, title: valueOf(event) });
            }}
          />
          <bt-status chip name=${message?.status ?? "draft"}></bt-status>
          <span class="small quiet" role="status">${this.#saveState()}</span>
        </div>
      </div>
      <div class="action-bar">${this.#actions(findings)}</div>
    </header>`;
  }

  #saveState(): string {
    const w = messageWords();
    const { state } = this.#autosave;
    switch (state.kind) {
      case "clean":
        return this.message ? `${w.revision} ${this.message.head.code}` : "";
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

  #actions(findings: readonly Finding[]): TemplateResult {
    const w = messageWords();
    const { message } = this;
    const writer = may("editMessage");
    const blocking = findings.filter(({ level }) => level === "block");
    const canSubmit = writer && (!message || ["draft", "returned"].includes(message.status) || this.#autosave.pending);
    return html`
      ${
        this.#editable
          ? html`<button
                class="square"
                aria-label=${w.undo}
                title="${w.undo} (Ctrl Z)"
                ?disabled=${this.#past.length === 0}
                @click=${() => this.#step(this.#past, this.#future)}
              >
                ${icon(Undo2)}
              </button>
              <button
                class="square"
                aria-label=${w.redo}
                title="${w.redo} (Ctrl Shift Z)"
                ?disabled=${this.#future.length === 0}
                @click=${() => this.#step(this.#future, this.#past)}
              >
                ${icon(Redo2)}
              </button>`
          : nothing
      }
      ${
        message?.approved && may("withdrawMessage")
          ? html`<vaadin-button theme="danger" @click=${() => void this.#withdraw()}>${w.withdraw}</vaadin-button>`
          : nothing
      }
      ${
        message?.status === "submitted" && writer
          ? html`<vaadin-button ?disabled=${this.busy} @click=${() => void this.#takeBack()}
              >${w.takeBack}</vaadin-button
            >`
          : nothing
      }
      ${
        canSubmit && blocking[0]
          ? html`<button class="plain blocked-count" @click=${() => blocking[0] && this.#goTo(blocking[0])}>
              ${icon(OctagonAlert)} ${blocking.length} ${statusWords().block}
            </button>`
          : nothing
      }
      ${
        canSubmit
          ? html`<vaadin-button
              theme="primary"
              class="submit"
              ?disabled=${this.busy || blocks(findings)}
              @click=${() => void this.#submit()}
            >
              ${icon(Send)} ${w.submit} <kbd>Ctrl ↵</kbd>
            </vaadin-button>`
          : nothing
      }
    `;
  }

  /** What happened to this message and what it means for who looks at it. */
  #notes(): TemplateResult {
    const w = messageWords();
    const { message } = this;
    const decision = message?.decision;
    const now = serverNow();
    const said =
      decision &&
      {
        return: w.returnedBy(decision.by.name, when(decision.at, now)),
        reject: w.rejectedBy(decision.by.name, when(decision.at, now)),
        withdraw: w.withdrawnBy(decision.by.name, when(decision.at, now)),
        approve: w.approvedBy(decision.by.name, when(decision.at, now)),
      }[decision.move];
    const stays = decision && decision.move !== "approve" && message?.status !== "submitted";
    return html`
      ${
        this.#autosave.state.kind === "conflict"
          ? html`<div class="note stale" role="alert">
              ${icon(TriangleAlert)}
              <div class="grow"><b>${w.conflictTitle}.</b> ${w.conflictTeach}</div>
              <vaadin-button @click=${() => void this.#autosave.keepMine()}>${w.keepMine}</vaadin-button>
              <vaadin-button @click=${() => void this.#takeTheirs()}>${w.takeTheirs}</vaadin-button>
            </div>`
          : nothing
      }
      ${
        stays
          ? html`<div class="note stale" role="note">
              ${icon(CircleAlert)}
              <div class="grow"><b>${said}.</b> ${decision.reason ?? ""}</div>
            </div>`
          : nothing
      }
      ${
        message?.status === "submitted"
          ? html`<div class="note">
              <div class="grow">${w.waitsSince(message.submitter?.name ?? "", when(message.updatedAt, now))}</div>
            </div>`
          : nothing
      }
      ${message?.approved && this.#editable ? html`<div class="note">${w.editingApproved}</div>` : nothing}
      ${!may("editMessage") ? html`<div class="note">${w.readOnly}</div>` : nothing}
      ${
        this.recovered && this.#autosave.state.kind !== "conflict"
          ? html`<div class="note" role="status">
              <div class="grow">${w.recovered}</div>
              <button class="plain" @click=${() => void this.#takeTheirs()}>${w.discardRecovered}</button>
            </div>`
          : nothing
      }
    `;
  }

  #origin(content: MessageContent, locked: boolean): TemplateResult {
    const w = messageWords();
    const i18n = datePickerI18n();
    return html`<section class="origin" aria-label=${w.source}>
      <div class="with-add origin-directive">
        <vaadin-combo-box
          label=${w.directive}
          placeholder=${w.directiveHint}
          data-where="directive.number"
          clear-button-visible
          ?readonly=${locked}
          .items=${this.directives.map((d) => ({ value: d.id, label: directiveLabel(d) }))}
          .value=${content.directive?.id ?? ""}
          @change=${(event: Event) => {
            const chosen = this.directives.find(({ id }) => id === valueOf(event));
            this.#edit(withDirective(content, chosen, this.sources));
          }}
        ></vaadin-combo-box>
        ${this.#addButton(w.addDirective, locked, async () => {
          const { addDirective } = await import("../editor/add-to-register.ts");
          const added = await addDirective();
          if (!added || !this.content) return;
          this.directives = [...this.directives.filter(({ id }) => id !== added.id), added];
          this.#edit(withDirective(this.content, added, this.sources));
        })}
      </div>
      <div class="with-add">
        <vaadin-combo-box
          label=${w.source}
          placeholder=${w.sourceHint}
          data-where="source"
          ?readonly=${locked}
          .items=${this.sources.map((s) => ({ value: s.id, label: s.name }))}
          .value=${content.source.id}
          @change=${(event: Event) => {
            const chosen = this.sources.find(({ id }) => id === valueOf(event));
            this.#edit({ ...content, source: chosen ? { id: chosen.id, name: chosen.name } : { id: "", name: "" } });
          }}
        >
          ${content.source.id ? html`<span slot="prefix" class="ok">${icon(ShieldCheck)}</span>` : nothing}
        </vaadin-combo-box>
        ${this.#addButton(w.addSource, locked, async () => {
          const { addSource } = await import("../editor/add-to-register.ts");
          const added = await addSource();
          if (!added || !this.content) return;
          this.sources = [...this.sources.filter(({ id }) => id !== added.id), added];
          this.#edit({ ...this.content, source: { id: added.id, name: added.name } });
        })}
      </div>
      <vaadin-date-picker
        auto-open-disabled
        label=${w.sourceDate}
        data-where="sourceDate"
        ?readonly=${locked}
        .i18n=${i18n}
        .value=${content.sourceDate}
        @change=${(event: Event) => this.#edit({ ...content, sourceDate: valueOf(event) })}
      ></vaadin-date-picker>
      <details class="origin-agency">
        <summary class="small">${w.agency}: <b>${content.agency.short || content.agency.name}</b></summary>
        <div class="fields">
          ${(["name", "short"] as const).map(
            (which) =>
              html`<vaadin-text-field
                label=${which === "name" ? w.agency : w.agencyShort}
                data-where="agency.${which}"
                maxlength=${which === "name" ? 80 : 40}
                ?readonly=${locked}
                .value=${content.agency[which]}
                @input=${(event: Event) =>
                  this.#edit({ ...content, agency: { ...content.agency, [which]: valueOf(event) } })}
              ></vaadin-text-field>`,
          )}
        </div>
      </details>
    </section>`;
  }

  #addButton(label: string, locked: boolean, add: () => Promise<void>): TemplateResult | typeof nothing {
    if (locked) return nothing;
    return html`<button class="square" aria-label=${label} title=${label} @click=${() => void add()}>
      ${icon(Plus)}
    </button>`;
  }

  #forms(content: MessageContent, locked: boolean): TemplateResult {
    const w = messageWords();
    const { panel, banner, ticker } = content.forms;
    const adders: readonly (readonly [FormName, string])[] = [
      ...(panel ? [] : ([["panel", w.formPanel]] as const)),
      ...(ticker ? [] : ([["ticker", w.formTicker]] as const)),
      ...(banner || this.form === "banner" ? [] : ([["banner", w.formBanner]] as const)),
    ];
    const showBanner = banner !== undefined || this.form === "banner";
    return html`
      ${
        ticker
          ? this.#section("ticker", Tv, w.formTicker, w.whereTicker, locked, this.#ticker(content, locked))
          : nothing
      }
      ${
        panel
          ? this.#section(
              "panel",
              MonitorUp,
              w.formPanel,
              w.wherePanel,
              locked,
              html`<bt-panel-form
                .panel=${panel}
                .disabled=${locked}
                @panel-change=${(e: CustomEvent<Panel>) => this.#setForm("panel", e.detail)}
              ></bt-panel-form>`,
            )
          : nothing
      }
      ${
        showBanner
          ? this.#section(
              "banner",
              Image,
              w.formBanner,
              w.whereBanner,
              locked,
              html`<bt-banner-form
                .banner=${banner}
                .disabled=${locked}
                @banner-change=${(e: CustomEvent<Banner>) => {
                  this.form = "banner";
                  this.#setForm("banner", e.detail);
                }}
              ></bt-banner-form>`,
            )
          : nothing
      }
      ${
        locked || adders.length === 0
          ? nothing
          : html`<div class="row" data-where="forms" tabindex="-1">
              ${adders.map(
                ([form, name]) =>
                  html`<vaadin-button @click=${() => this.#addForm(form)}
                    >${icon(Plus)} ${w.addForm(name)}</vaadin-button
                  >`,
              )}
            </div>`
      }
    `;
  }

  #section(
    form: FormName,
    node: IconNode,
    name: string,
    where: string,
    locked: boolean,
    body: TemplateResult,
  ): TemplateResult {
    const w = messageWords();
    return html`<section class="form-section" aria-label=${name}>
      <header class="row">
        <h2>${icon(node)} ${name}</h2>
        <span class="small quiet grow">${where}</span>
        ${
          locked
            ? nothing
            : html`<button
                class="square small-square"
                aria-label=${w.removeForm(name)}
                title=${w.removeForm(name)}
                @click=${() => this.#removeForm(form, name)}
              >
                ${icon(Trash2)}
              </button>`
        }
      </header>
      ${body}
    </section>`;
  }

  #ticker(content: MessageContent, locked: boolean): TemplateResult {
    const text = content.forms.ticker?.text ?? { vi: "" };
    const name = slotWords()["forms.ticker.text"];
    const field = (lang: "vi" | "en"): TemplateResult => {
      const value = text[lang] ?? "";
      const seconds = crawler ? Math.round(crawlMs(value, crawler) / 1000) : 0;
      return html`<div class="slot-row ${lang === "en" ? "slot-en" : ""}">
        <span class="slot-label" aria-hidden="true">${lang === "vi" ? name : "English"}</span>
        <vaadin-text-area
          data-where="forms.ticker.text.${lang}"
          accessible-name=${lang === "vi" ? name : `${name} (English)`}
          lang=${lang}
          maxlength="1000"
          placeholder=${lang === "en" ? messageWords().optional : ""}
          ?readonly=${locked}
          .value=${value}
          @input=${(event: Event) => {
            const { en: _en, ...vi } = text;
            const typed = valueOf(event);
            this.#setForm("ticker", {
              text: lang === "vi" ? { ...text, vi: typed } : typed ? { ...vi, en: typed } : vi,
            });
          }}
        ></vaadin-text-area>
        ${value || lang === "vi" ? crawlCounter(charsOf(value), seconds, seconds > longestLapSeconds) : nothing}
      </div>`;
    };
    return html`${field("vi")}${field("en")}`;
  }

  #addForm(form: FormName): void {
    if (form === "banner") {
      this.form = "banner";
      return;
    }
    if (form === "panel") {
      this.form = "panel";
      this.#setForm("panel", emptyPanel("rule"));
    } else {
      this.#setForm("ticker", { text: { vi: "" } });
    }
    const first = form === "panel" ? "forms.panel.headline.vi" : "forms.ticker.text.vi";
    void this.updateComplete.then(() => this.#focus(first));
  }

  #removeForm(form: FormName, name: string): void {
    const before = this.content?.forms[form];
    if (form === "banner") this.form = "panel";
    this.#setForm(form, undefined);
    if (before === undefined) return;
    toast(messageWords().removedForm(name), {
      undo: () => {
        if (form === "banner") this.form = "banner";
        this.#setForm(form, before);
      },
    });
  }

  #preview(content: MessageContent): TemplateResult {
    const w = messageWords();
    const { panel, banner, ticker } = content.forms;
    const form = panel && banner ? this.form : "";
    const digest = digestOf(JSON.stringify(content));
    const safeCard = this.settings && {
      agency: this.settings.agency.name,
      label: this.settings.hotline.label,
      number: this.settings.hotline.number,
    };
    return html`<aside class="editor-preview stack" aria-label=${w.preview}>
      <div class="row">
        <h2 class="grow">${w.preview}</h2>
        ${
          panel && banner
            ? html`<div class="seg" role="radiogroup" aria-label=${w.panelOrBanner}>
                ${(["panel", "banner"] as const).map(
                  (which) =>
                    html`<label
                      ><input
                        type="radio"
                        name="preview-form"
                        .checked=${this.form === which}
                        @change=${() => {
                          this.form = which;
                        }}
                      /><span>${which === "panel" ? w.formPanel : w.formBanner}</span></label
                    >`,
                )}
              </div>`
            : html`<span class="micro quiet mono">${approvalCode(digest)}</span>`
        }
      </div>
      ${
        panel || banner || ticker
          ? html`<bt-forms-preview
              .content=${content}
              .digest=${digest}
              .safeCard=${safeCard}
              .form=${form}
            ></bt-forms-preview>`
          : html`<p class="quiet">${w.previewEmpty}</p>`
      }
    </aside>`;
  }

  #goTo(found: Finding): void {
    this.#focus(found.where, found.at);
  }

  /** Puts the reader at a field; where the check points inside its text, that piece is selected. */
  #focus(where: string, at?: { readonly from: number; readonly until: number }): void {
    let path = where;
    let field: HTMLElement | null = null;
    while (!field && path) {
      field =
        this.querySelector<HTMLElement>(`[data-where="${CSS.escape(path)}"]`) ??
        this.querySelector<HTMLElement>(`[data-where^="${CSS.escape(path)}."]`);
      path = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
    }
    if (!field) return;
    field.closest("details")?.setAttribute("open", "");
    field.scrollIntoView({ block: "center" });
    field.focus();
    const input = field.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    if (input && at) input.setSelectionRange(at.from, at.until);
  }

  async #keep(found: Finding): Promise<void> {
    const w = messageWords();
    const directive = this.content?.directive;
    const named = this.directives.find(({ id }) => id === directive?.id);
    const reason = await askReason({
      title: w.keepTitle,
      teach: w.keepTeach,
      confirm: w.keep,
      prefill: directive ? w.byDirective(directive.number || calendarDate(named?.date ?? "")) : "",
    });
    if (reason === undefined || !this.content) return;
    const others = this.content.kept.filter((kept) => kept.code !== found.code || kept.where !== found.where);
    this.#edit({ ...this.content, kept: [...others, { code: found.code, where: found.where, reason }] });
  }

  #unkeep(found: Finding): void {
    if (!this.content) return;
    const kept = this.content.kept.filter((k) => k.code !== found.code || k.where !== found.where);
    this.#edit({ ...this.content, kept });
  }

  #addQr(found: Finding): void {
    const { address } = found.facts;
    if (typeof address !== "string") return;
    this.form = "panel";
    this.#setForm("panel", { ...emptyPanel("channel"), address, owner: { vi: this.content?.source.name ?? "" } });
    void this.updateComplete.then(() => this.#focus("forms.panel.name.vi"));
  }

  async #takeTheirs(): Promise<void> {
    this.#autosave.discard();
    this.recovered = false;
    if (this.message) {
      this.message = undefined;
      await this.refresh();
    } else {
      this.#named = false;
      this.content = freshContent(this.settings);
    }
  }

  async #submit(): Promise<void> {
    const { content } = this;
    if (!content || this.busy || !this.#editable) return;
    const [blocking] = this.#findings(content).filter(({ level }) => level === "block");
    if (blocking) {
      this.#goTo(blocking);
      return;
    }
    if (!this.message) this.#autosave.edit(content);
    await this.#act(async () => {
      if (!(await this.#autosave.flush()) || !this.message) return;
      const { id, version } = this.message;
      this.#settle(await call("submitMessage", { params: { id }, body: { version } }));
      toast(messageWords().submitted);
    });
  }

  async #takeBack(): Promise<void> {
    await this.#act(async () => {
      if (!this.message) return;
      const { id, version } = this.message;
      this.#settle(await call("takeBackMessage", { params: { id }, body: { version } }));
      toast(messageWords().tookBack);
    });
  }

  async #withdraw(): Promise<void> {
    const w = messageWords();
    const { message } = this;
    if (!message) return;
    const reason = await askReason({
      title: w.withdrawTitle,
      teach: w.withdrawTeach,
      confirm: w.withdraw,
      danger: true,
    });
    if (reason === undefined) return;
    await this.#act(async () => {
      this.#settle(await call("withdrawMessage", { params: { id: message.id }, body: { reason } }));
      toast(w.withdrawn);
    });
  }

  #settle(message: MessageView): void {
    this.message = message;
    this.#autosave.message = message;
    this.content = message.head.content;
    this.#past = [];
    this.#future = [];
  }

  async #act(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await what();
    } catch (error) {
      toast(sayTrouble(error), { assertive: true });
      await this.refresh();
    } finally {
      this.busy = false;
    }
  }
}
customElements.define("desk-message", DeskMessage);

function directiveLabel(directive: Directive): string {
  return [directive.number, calendarDate(directive.date), directive.abstract].filter(Boolean).join(" · ");
}

/** Nobody has written on it yet, so another panel may take its place without a question. */
function isUnwritten(panel: Panel): boolean {
  return JSON.stringify(panel) === JSON.stringify(emptyPanel(panel.template));
}

function samePicture(a: Banner, b: Banner): boolean {
  return a.picture === b.picture && a.focal.x === b.focal.x && a.focal.y === b.focal.y;
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-message": DeskMessage;
  }
}
