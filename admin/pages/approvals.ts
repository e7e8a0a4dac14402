import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { Check, ChevronLeft, ChevronRight, FileText, Inbox, ShieldCheck, TriangleAlert, UserX } from "lucide";
import { ownHand } from "../../content/editorial/approval.ts";
import { check, type Finding } from "../../content/editorial/check.ts";
import { textsOf } from "../../content/editorial/message-text.ts";
import type { Source } from "../../content/editorial/source.ts";
import { charsOf } from "../../content/playout/chars.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { CampaignView, MessageView, PlaylistView, Settings } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { diffMessages, type FieldDiff } from "../diff.ts";
import { askReason } from "../elements/ask.ts";
import "../elements/bt-forms-preview.ts";
import type { BtFormsPreview } from "../elements/bt-forms-preview.ts";
import { statusMarks } from "../elements/bt-status.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";
import { icon } from "../elements/icon.ts";
import { messageThumb } from "../elements/message-thumb.ts";
import { toast } from "../elements/toast.ts";
import { onKeys } from "../keys.ts";
import { navigate, pathTo } from "../router.ts";
import { may, serverNow, session } from "../session.ts";
import { approvalWords } from "../strings/approvals.ts";
import { findingWords } from "../strings/findings.ts";
import { number, shortDate, when } from "../strings/format.ts";
import { shellWords } from "../strings/shell.ts";
import { slotName } from "../strings/slots.ts";
import "./approvals.css";

/** Unchanged text longer than this is folded at its end. */
const foldAfter = 60;

/**
 * What waits for a decision, one at a time, with the thumb or with keys. Nothing can be approved before every form
 * has been drawn by the real player, and the decision names the revision that was seen.
 * Longer than most: queue, evidence and decision are one screen that is read top to bottom.
 */
export class DeskApprovals extends DeskPage {
  static override topics = ["messages", "campaigns", "playlists", "directory"] as const;
  static override properties = {
    ...DeskPage.properties,
    queue: { state: true },
    decided: { state: true },
    chosen: { state: true },
    seen: { state: true },
    refused: { state: true },
    unfolded: { state: true },
    busy: { state: true },
  };
  declare private queue: readonly MessageView[];
  /** When the last decision of all was made. */
  declare private decided: number | undefined;
  declare private chosen: string | undefined;
  /** Digest of the revision whose every form has been drawn. */
  declare private seen: string;
  declare private refused: string;
  declare private unfolded: boolean;
  declare private busy: boolean;
  #sources: readonly Source[] = [];
  #playlists: readonly PlaylistView[] = [];
  #campaigns: readonly CampaignView[] = [];
  #settings: Settings | undefined;
  #forgetKeys: (() => void) | undefined;

  constructor() {
    super();
    this.queue = [];
    this.decided = undefined;
    this.chosen = undefined;
    this.seen = "";
    this.refused = "";
    this.unfolded = false;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.chosen = this.itemId;
    this.#forgetKeys = onKeys({
      j: () => this.#move(1),
      k: () => this.#move(-1),
      Enter: () => this.#previews?.enlarge(),
      Space: () => this.#previews?.replay(),
      d: () => this.#decide("approve"),
      t: () => this.#decide("return"),
      r: () => this.#decide("reject"),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetKeys?.();
  }

  get #previews(): BtFormsPreview | null {
    return this.querySelector("bt-forms-preview");
  }

  protected override async read(): Promise<void> {
    const [messages, sources, playlists, campaigns, settings] = await Promise.all([
      call("messages"),
      call("sources"),
      call("playlists"),
      call("campaigns"),
      call("settings"),
    ]);
    this.#sources = sources;
    this.#playlists = playlists;
    this.#campaigns = campaigns;
    this.#settings = settings;
    // Whoever has waited longest comes first.
    const before = this.queue.findIndex(({ id }) => id === this.chosen);
    this.queue = messages.filter(({ status }) => status === "submitted").sort((a, b) => a.updatedAt - b.updatedAt);
    this.decided = messages.reduce<number | undefined>(
      (last, { decision }) => (decision && decision.at > (last ?? 0) ? decision.at : last),
      undefined,
    );
    if (!this.queue.some(({ id }) => id === this.chosen)) {
      this.chosen = (this.queue[Math.max(0, before)] ?? this.queue.at(-1))?.id;
    }
  }

  get #current(): MessageView | undefined {
    return this.queue.find(({ id }) => id === this.chosen);
  }

  #move(by: number): void | false {
    const at = this.queue.findIndex(({ id }) => id === this.chosen);
    const next = this.queue[at + by];
    if (!next) return false;
    this.#choose(next.id);
    return undefined;
  }

  #choose(id: string): void {
    if (id === this.chosen) return;
    this.chosen = id;
    this.unfolded = false;
    this.itemId = id;
    navigate(pathTo("approvals", id), { replace: true });
    window.scrollTo(0, 0);
  }

  /** Why this person may not decide about this message, or `undefined` when they may. */
  #barred(message: MessageView): string | undefined {
    const w = approvalWords();
    const me = session()?.user?.id ?? "";
    const hand = ownHand(
      { author: message.author.id, lastEditor: message.lastEditor.id, submitter: message.submitter?.id ?? "" },
      me,
    );
    if (hand) return { author: w.ownAuthor, lastEditor: w.ownLastEditor, submitter: w.ownSubmitter }[hand];
    return undefined;
  }

  override render(): TemplateResult {
    const w = approvalWords();
    const current = this.#current;
    const at = this.queue.findIndex(({ id }) => id === this.chosen);
    return html`<div class="page approvals">
      <header class="page-head">
        <div class="title">
          <h1>${w.title}</h1>
          <span class="count">${this.queue.length || nothing}</span>
        </div>
        <span class="grow"></span>
        ${
          current
            ? html`<div class="keys" aria-hidden="true">
                  <span><kbd>J</kbd><kbd>K</kbd> ${w.keyMove}</span>
                  <span><kbd>Space</kbd> ${w.keyPlay}</span>
                  <span><kbd>↵</kbd> ${w.keyOpen}</span>
                  <span><kbd>D</kbd> ${w.keyApprove}</span>
                  <span><kbd>T</kbd> ${w.keyReturn}</span>
                  <span><kbd>R</kbd> ${w.keyReject}</span>
                </div>
                <div class="pager">
                  <button class="square" aria-label=${w.previous} ?disabled=${at <= 0} @click=${() => this.#move(-1)}>
                    ${icon(ChevronLeft)}
                  </button>
                  <span class="quiet small">${w.of(at + 1, this.queue.length)}</span>
                  <button
                    class="square"
                    aria-label=${w.next}
                    ?disabled=${at >= this.queue.length - 1}
                    @click=${() => this.#move(1)}
                  >
                    ${icon(ChevronRight)}
                  </button>
                </div>`
            : nothing
        }
      </header>
      ${this.troubleNote()}
      ${
        current
          ? html`<div class="approvals-cols">${this.#queueList()}${this.#decision(current)}</div>`
          : this.ready && !this.trouble
            ? emptyState(
                Inbox,
                w.emptyTitle,
                `${this.decided ? `${w.emptyLast(when(this.decided, serverNow()))} ` : ""}${w.emptyTeach}`,
              )
            : nothing
      }
    </div>`;
  }

  #queueList(): TemplateResult {
    const w = approvalWords();
    return html`<nav class="queue" aria-label=${w.queue}>
      ${this.queue.map((message) => {
        const { content } = message.head;
        const warnings = this.#findings(message).filter(({ level }) => level === "warn").length;
        return html`<button
          class="queue-item"
          aria-current=${message.id === this.chosen ? "true" : nothing}
          @click=${() => this.#choose(message.id)}
        >
          ${messageThumb(message.id, content)}
          <span class="stack tight">
            <b>${content.title}</b>
            <span class="small quiet">${message.submitter?.name ?? message.author.name}</span>
            <span class="row tight">
              <span class="chip accent">${message.approved ? w.isChanged : w.isNew}</span>
              ${
                warnings > 0
                  ? html`<span class="chip stale">${icon(TriangleAlert)} ${w.warnings(warnings)}</span>`
                  : html`<span class="chip ok">${icon(Check)} ${w.noWarnings}</span>`
              }
            </span>
          </span>
        </button>`;
      })}
    </nav>`;
  }

  #findings(message: MessageView): readonly Finding[] {
    return check(message.head.content, { sources: this.#sources });
  }

  #decision(message: MessageView): TemplateResult {
    const { content, digest } = message.head;
    const safeCard = this.#settings && {
      agency: this.#settings.agency.name,
      label: this.#settings.hotline.label,
      number: this.#settings.hotline.number,
    };
    const w = approvalWords();
    return html`<section class="decision panel" aria-label=${content.title}>
      <div class="decision-body stack">
        ${this.#sentence(message)}
        <div class="row tight">
          <span class="chip ok">${icon(ShieldCheck)} ${shellWords().sourceChip(content.source.name)}</span>
          ${
            content.directive?.number
              ? html`<span class="chip">${icon(FileText)} ${content.directive.number}</span>`
              : nothing
          }
          ${this.#shareChips(message)}
        </div>
        ${keyed(
          digest,
          // New frames for every revision: what was loaded for the one before proves nothing about this one.
          html`<bt-forms-preview
            class="decision-previews"
            aria-label=${w.previews}
            .content=${content}
            .digest=${digest}
            .safeCard=${safeCard}
            @all-shown=${() => {
              this.seen = digest;
            }}
            @preview-refused=${() => {
              this.refused = digest;
            }}
          ></bt-forms-preview>`,
        )}
        ${this.#difference(message)} ${this.#findingList(message)} ${this.#texts(message)}
        <p class="small quiet">
          ${w.written(
            message.author.name,
            message.lastEditor.name,
            message.submitter?.name ?? message.author.name,
            when(message.updatedAt, serverNow()),
          )}.
          <a href=${pathTo("messages", message.id)}>${w.openEditor}</a>
        </p>
      </div>
      ${this.#bar(message)}
    </section>`;
  }

  /** Who, what, how many, where, until when: one sentence before anything else. */
  #sentence(message: MessageView): TemplateResult {
    const w = approvalWords();
    const who = message.submitter?.name ?? message.author.name;
    const start = html`<b>${who}</b> ${w.asks} <b>${message.head.content.title}</b>`;
    const campaigns = this.#campaignsOf(message);
    const [only] = campaigns;
    if (!only) return html`<p class="sentence">${start}, ${w.inNone}.</p>`;
    if (campaigns.length > 1) {
      const names = campaigns.map(({ name }) => `“${name}”`).join(", ");
      return html`<p class="sentence">${start} <b>${w.inCampaigns(number(campaigns.length))}</b>: ${names}.</p>`;
    }
    const hours = only.hours.map(({ from, until }) => `${from}–${until}`).join(", ");
    return html`<p class="sentence">
      ${start} ${w.on} <b>${w.screens(number(only.reach.screens))}</b> ${w.at}
      <b>${w.venues(number(only.reach.venues))}</b>, ${w.from}
      <b>${w.toEndOf(shortDate(only.from), shortDate(only.to))}</b>, ${hours ? w.someHours(hours) : w.allDay},
      ${w.level} <b>${w[only.level]}</b>.
    </p>`;
  }

  #campaignsOf(message: MessageView): readonly CampaignView[] {
    const lists = this.#playlists.filter(({ items }) => items.some((item) => item.message === message.id));
    return this.#campaigns.filter(
      ({ playlist, status }) => status === "active" && lists.some(({ id }) => id === playlist),
    );
  }

  #shareChips(message: MessageView): TemplateResult[] {
    const w = approvalWords();
    const campaigns = this.#campaignsOf(message);
    return campaigns.length === 1
      ? campaigns.map(
          ({ frequency }) =>
            html`<span class="chip"
              >${
                frequency.kind === "continuous"
                  ? w.share(frequency.share.spots, frequency.share.of)
                  : w.perDay(frequency.times)
              }</span
            >`,
        )
      : [];
  }

  #difference(message: MessageView): TemplateResult | typeof nothing {
    const w = approvalWords();
    const before = message.approved?.content;
    if (!message.approved || !before) return nothing;
    const fields = diffMessages(before, message.head.content);
    return html`<div class="difference">
      <h2>${w.differs} <span class="mono quiet">${message.approved.code}</span></h2>
      ${fields.length === 0 ? html`<p class="quiet">${w.same}</p>` : fields.map((field) => this.#field(field))}
    </div>`;
  }

  #field({ where, parts }: FieldDiff): TemplateResult {
    const w = approvalWords();
    const last = parts.at(-1);
    const tail = last?.kind === "same" && last.text.length > foldAfter && !this.unfolded;
    const whole = parts.filter(({ kind }) => kind !== "removed").reduce((n, { text }) => n + charsOf(text), 0);
    const shown = parts.map(({ kind, text }, i) => {
      const visible = kind === "same" ? text : text.replaceAll("\n", "↵\n");
      if (kind === "added") return html`<ins><span class="hidden-text">${w.added} </span>${visible}</ins>`;
      if (kind === "removed") return html`<del><span class="hidden-text">${w.removed} </span>${visible}</del>`;
      return tail && i === parts.length - 1 ? `${text.slice(0, foldAfter)}… ` : text;
    });
    return html`<p class="diff">
      <b class="quiet">${slotName(where)}:</b>
      <span class="diff-text">${shown}</span>
      ${
        tail
          ? html`<button
              class="plain"
              @click=${() => {
                this.unfolded = true;
              }}
            >
              ${w.readAll(whole)}
            </button>`
          : nothing
      }
    </p>`;
  }

  #findingList(message: MessageView): TemplateResult | typeof nothing {
    const w = approvalWords();
    const findings = this.#findings(message).filter(({ level }) => level !== "hint");
    if (findings.length === 0) return nothing;
    return html`<ul class="stack tight">
      ${findings.map((found) => {
        const { tone, icon: node } = statusMarks[found.level];
        return html`<li class="kept-finding">
          <span style="color:var(--${tone})">${icon(node, "big")}</span>
          <span
            ><b>${findingWords()[found.code](found.facts)}.</b>
            <span>${found.kept ? w.kept(found.reason ?? "") : w.notKept}</span>
            <span class="quiet">${slotName(found.where)}</span></span
          >
        </li>`;
      })}
    </ul>`;
  }

  /** Every text in full, for whoever reads rather than looks. */
  #texts(message: MessageView): TemplateResult {
    const w = approvalWords();
    return html`<details>
      <summary class="small strong">${w.texts}</summary>
      <dl class="all-texts">
        ${textsOf(message.head.content).map(
          ({ where, text, language }) =>
            html`<dt class="small quiet">${slotName(where)}</dt>
              <dd lang=${language}>${text}</dd>`,
        )}
      </dl>
    </details>`;
  }

  #bar(message: MessageView): TemplateResult {
    const w = approvalWords();
    const barred = this.#barred(message) ?? (may("approveMessage") ? undefined : w.onlyApprovers);
    const code = html`<p class="revision-code">
      <span class="small quiet">${icon(ShieldCheck)} ${barred ? w.revision : w.yourName}</span>
      <span class="mono code">${message.head.code}</span>
    </p>`;
    if (barred) {
      return html`<div class="decision-bar">
        <div class="barred">
          ${icon(UserX, "big")}
          <span><b>${w.ownItem}</b> <span class="soft">${barred}</span></span>
        </div>
        ${code}
      </div>`;
    }
    const { digest } = message.head;
    const refused = this.refused === digest;
    const ready = this.seen === digest && !refused;
    return html`<div class="decision-bar">
      <div class="decision-buttons">
        <vaadin-button
          theme="primary big"
          class="approve"
          ?disabled=${!ready || this.busy}
          aria-describedby="approve-why"
          @click=${() => this.#decide("approve")}
        >
          ${icon(Check)} ${w.approve} <kbd>D</kbd>
        </vaadin-button>
        <vaadin-button theme="big" ?disabled=${this.busy} @click=${() => this.#decide("return")}>
          ${w.return} <kbd>T</kbd>
        </vaadin-button>
        <vaadin-button theme="big danger" ?disabled=${this.busy} @click=${() => this.#decide("reject")}>
          ${w.reject} <kbd>R</kbd>
        </vaadin-button>
      </div>
      <p id="approve-why" class="small ${refused ? "err" : "quiet"}" role="status" ?hidden=${ready}>
        ${refused ? w.previewsRefused : w.previewsLoading}
      </p>
      ${code}
    </div>`;
  }

  #decide(move: "approve" | "return" | "reject"): void | false {
    const message = this.#current;
    if (!message || this.busy || !may("approveMessage") || this.#barred(message)) return false;
    if (move === "approve" && (this.seen !== message.head.digest || this.refused === message.head.digest)) return false;
    void this.#send(message, move);
    return undefined;
  }

  async #send(message: MessageView, move: "approve" | "return" | "reject"): Promise<void> {
    const w = approvalWords();
    const { digest, content } = message.head;
    const author = message.submitter?.name ?? message.author.name;
    let reason: string | undefined;
    if (move !== "approve") {
      reason = await askReason({
        title: move === "return" ? w.returnTitle : w.rejectTitle,
        teach: w.reasonTeach(author),
        confirm: move === "return" ? w.returnTo(author) : w.reject,
        danger: move === "reject",
      });
      if (reason === undefined) return;
    }
    this.busy = true;
    try {
      const request = { params: { id: message.id }, body: reason === undefined ? { digest } : { digest, reason } };
      if (move === "approve") await call("approveMessage", request);
      else if (move === "return") await call("returnMessage", request);
      else await call("rejectMessage", request);
      toast({ approve: w.approved, return: w.returned, reject: w.rejected }[move](content.title));
    } catch (error) {
      const changed = error instanceof Problem && error.code === "approval/other-revision";
      toast(changed ? w.changedMeanwhile : sayTrouble(error), { assertive: true });
    } finally {
      this.busy = false;
      await this.refresh();
    }
  }
}
customElements.define("desk-approvals", DeskApprovals);

declare global {
  interface HTMLElementTagNameMap {
    "desk-approvals": DeskApprovals;
  }
}
