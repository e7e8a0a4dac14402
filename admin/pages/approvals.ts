import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { ChevronLeft, ChevronRight, Inbox } from "lucide";
import type { Source } from "../../content/editorial/source.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { CampaignView, MessageView, PlaylistView, Settings } from "../../content/wire/views.ts";
import { call } from "../client.ts";
import { askReason } from "../elements/ask.ts";
import "../elements/bt-forms-preview.ts";
import type { BtFormsPreview } from "../elements/bt-forms-preview.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";
import { icon } from "../elements/icon.ts";
import { safeCardOf } from "../elements/safe-card.ts";
import { toast } from "../elements/toast.ts";
import { onKeys } from "../keys.ts";
import { MyKey } from "../keys/my-key.ts";
import { sayWhyNotSigned } from "../keys/said.ts";
import { navigate, pathTo } from "../router.ts";
import { may, serverNow, session } from "../session.ts";
import { approvalWords } from "../strings/approvals.ts";
import { when } from "../strings/format.ts";
import { myKeyWords } from "../strings/my-key.ts";
import "./approvals.css";
import { approvalQueue, lastDecisionOf, queueOf } from "./approvals/approval-queue.ts";
import { askScope, usualScope, type Scope } from "./approvals/approval-scope.ts";
import { barredBar, decisionBar, ownHandSaid, type Decision, type DecisionBar } from "./approvals/decision-bar.ts";
import { allTexts, findingList, writtenBy } from "./approvals/findings-and-texts.ts";
import { campaignsOf, requestChips, requestSentence } from "./approvals/request-sentence.ts";
import { revisionDifference } from "./approvals/revision-difference.ts";
import { OtherBytes, revisionSeen, signedApproval } from "./approvals/signed-approval.ts";

/**
 * What waits for a decision, one at a time, with the thumb or with keys. Nothing can be approved before every form
 * has been drawn by the real player, and the approver signs the very bytes that were drawn.
 * A little over 300 lines: its parts stand in `approvals/`, and what is left is the wiring between them.
 */
export class DeskApprovals extends DeskPage {
  static override topics = ["messages", "campaigns", "playlists", "directory", "trust"] as const;
  static override properties = {
    ...DeskPage.properties,
    queue: { state: true },
    decided: { state: true },
    chosen: { state: true },
    seen: { state: true },
    refused: { state: true },
    unfolded: { state: true },
    busy: { state: true },
    scope: { state: true },
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
  /** What the approver narrowed for this one message; `undefined` is the usual one. */
  declare private scope: Scope | undefined;
  readonly #myKey = new MyKey("approver", () => this.requestUpdate());
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
    this.scope = undefined;
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
      may("approveMessage") ? this.#myKey.read() : undefined,
    ]);
    this.#sources = sources;
    this.#playlists = playlists;
    this.#campaigns = campaigns;
    this.#settings = settings;
    const before = this.queue.findIndex(({ id }) => id === this.chosen);
    this.queue = queueOf(messages);
    this.decided = lastDecisionOf(messages);
    if (!this.queue.some(({ id }) => id === this.chosen)) {
      this.chosen = (this.queue[Math.max(0, before)] ?? this.queue.at(-1))?.id;
      this.scope = undefined;
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
    this.scope = undefined;
    this.unfolded = false;
    this.itemId = id;
    navigate(pathTo("approvals", id), { replace: true });
    window.scrollTo(0, 0);
  }

  /** Why this person may not decide about this message, or `undefined` when they may. */
  #barred(message: MessageView): string | undefined {
    const own = ownHandSaid(message, session()?.user?.id ?? "");
    return own ?? (may("approveMessage") ? undefined : approvalWords().onlyApprovers);
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
          ? html`<div class="approvals-cols">
              ${approvalQueue(this.queue, this.chosen, this.#sources, (id) => this.#choose(id))}
              ${this.#decision(current)}
            </div>`
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

  #decision(message: MessageView): TemplateResult {
    const { content, digest } = message.head;
    const campaigns = campaignsOf(message.id, this.#playlists, this.#campaigns);
    return html`<section class="decision panel" aria-label=${content.title}>
      <div class="decision-body stack">
        ${requestSentence(message, campaigns)} ${requestChips(message, campaigns)}
        ${keyed(
          digest,
          // New frames for every revision: what was loaded for the one before proves nothing about this one.
          html`<bt-forms-preview
            class="decision-previews"
            aria-label=${approvalWords().previews}
            .content=${content}
            .digest=${digest}
            .safeCard=${safeCardOf(this.#settings)}
            @all-shown=${() => {
              this.seen = digest;
            }}
            @preview-refused=${() => {
              this.refused = digest;
            }}
          ></bt-forms-preview>`,
        )}
        ${revisionDifference(message, this.unfolded, () => {
          this.unfolded = true;
        })}
        ${findingList(content, this.#sources)} ${allTexts(content)} ${writtenBy(message)}
      </div>
      ${this.#bar(message)}
    </section>`;
  }

  /** Whether every form of this revision has been drawn, as far as this page has seen. */
  #previewsOf(message: MessageView): DecisionBar["previews"] {
    const { digest } = message.head;
    if (this.refused === digest) return "refused";
    if (!revisionSeen(message)) return "other-bytes";
    return this.seen === digest ? "shown" : "loading";
  }

  #bar(message: MessageView): TemplateResult {
    const barred = this.#barred(message);
    if (barred) return barredBar(message, barred);
    return decisionBar(message, {
      busy: this.busy,
      previews: this.#previewsOf(message),
      myKey: this.#myKey,
      scope: this.#scopeNow,
      campaigns: campaignsOf(message.id, this.#playlists, this.#campaigns),
      changeScope: () => void this.#changeScope(),
      decide: (decision) => this.#decide(decision),
    });
  }

  get #scopeNow(): Scope {
    return this.scope ?? usualScope(serverNow());
  }

  async #changeScope(): Promise<void> {
    this.scope = (await askScope(this.#scopeNow, serverNow())) ?? this.scope;
  }

  #decide(move: Decision): void | false {
    const message = this.#current;
    if (!message || this.busy || this.#barred(message)) return false;
    if (move === "approve" && (this.#previewsOf(message) !== "shown" || !this.#myKey.hand)) return false;
    void this.#send(message, move);
    return undefined;
  }

  /** Whether a campaign that is not over carries it to a screen. */
  #reachesScreens({ id }: MessageView): boolean {
    return campaignsOf(id, this.#playlists, this.#campaigns).some(
      ({ reach }) => reach.screens > 0 && (reach.until ?? 0) > serverNow(),
    );
  }

  async #send(message: MessageView, move: Decision): Promise<void> {
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
      if (move === "approve") await this.#approve(message);
      else if (move === "return") await call("returnMessage", request);
      else await call("rejectMessage", request);
      const approved = this.#reachesScreens(message) ? w.approvedForScreens : w.approved;
      toast({ approve: approved, return: w.returned, reject: w.rejected }[move](content.title), { at: "top" });
    } catch (error) {
      toast(sayWhyNot(error), { assertive: true, at: "top" });
    } finally {
      this.busy = false;
      await this.refresh();
    }
  }

  async #approve(message: MessageView): Promise<void> {
    const { user } = session() ?? {};
    const { hand } = this.#myKey;
    if (!user || !hand) return;
    const approval = await signedApproval(message, { scope: this.#scopeNow, approver: user, hand, at: serverNow() });
    await call("approveMessage", { params: { id: message.id }, body: { digest: message.head.digest, approval } });
  }
}
customElements.define("desk-approvals", DeskApprovals);

function sayWhyNot(error: unknown): string {
  if (error instanceof OtherBytes) return myKeyWords().otherBytes;
  const changed = error instanceof Problem && error.code === "approval/other-revision";
  return changed ? approvalWords().changedMeanwhile : sayWhyNotSigned(error);
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-approvals": DeskApprovals;
  }
}
