import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { ArrowLeft, ArrowRight } from "lucide";
import { blocks, check } from "../../content/editorial/check.ts";
import { sealRevision } from "../../content/editorial/revision.ts";
import type { Source } from "../../content/editorial/source.ts";
import { localDateAt } from "../../content/playout/wall-clock.ts";
import {
  orderPayload,
  type OrderScope,
  type TakeoverStatement,
  usualTakeoverMs,
} from "../../content/trust/order-statement.ts";
import type { TrustedRoot } from "../../content/trust/root.ts";
import type { MessageView, Settings, TakeoverReach } from "../../content/wire/views.ts";
import { call } from "../client.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { EverySecond } from "../elements/every-second.ts";
import { icon } from "../elements/icon.ts";
import type { Standing } from "../keys/hand.ts";
import { rootOf } from "../keys/trust.ts";
import { onChanged } from "../live.ts";
import { navigate, pathTo } from "../router.ts";
import { serverNow } from "../session.ts";
import { time } from "../strings/format.ts";
import { shellWords } from "../strings/shell.ts";
import { urgentWords } from "../strings/urgent.ts";
import "./urgent.css";
import { basisOf, unconfirmed, type Confirmation } from "./urgent/confirm.ts";
import { statementOf } from "./urgent/order-facts.ts";
import { newOrderId, saySigningTrouble, signer, signOrder, standingFor } from "./urgent/order-signing.ts";
import { isEmpty, lengthFits, placeStep } from "./urgent/place-step.ts";
import { reviewMain, reviewSide, type ReviewStep } from "./urgent/review-step.ts";
import type { Network } from "./urgent/scope.ts";
import { takeoverFrame } from "./urgent/takeover-frame.ts";
import { contentOf, emptyDraft, lacking, usualSource, type UrgentDraft } from "./urgent/urgent-draft.ts";
import { urgentPreviews } from "./urgent/urgent-previews.ts";
import { wordsStep } from "./urgent/words-step.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const review = 2;

/**
 * KHẨN CẤP: words, place, review, and off to the second person. A page of its own colour without navigation; Esc leaves
 * while nothing has been sent. The exercise is the same page with other ends (`urgent/exercise.ts`). Over 300 lines: its
 * steps are files of their own, and what stands here is the one state that they share.
 */
export class DeskUrgent extends DeskPage {
  static override topics = ["venues", "directory", "trust"] as const;
  static override properties = {
    ...DeskPage.properties,
    step: { state: true },
    draft: { state: true },
    begun: { state: true },
    scope: { state: true },
    minutes: { state: true },
    reach: { state: true },
    confirmation: { state: true },
    seen: { state: true },
    busy: { state: true },
    sendTrouble: { state: true },
  };
  declare protected step: number;
  declare protected draft: UrgentDraft;
  declare protected begun: boolean;
  declare protected scope: OrderScope;
  declare protected minutes: number;
  declare protected reach: TakeoverReach | undefined;
  declare protected confirmation: Confirmation;
  declare protected seen: "loading" | "shown" | "refused";
  declare protected busy: boolean;
  declare protected sendTrouble: string;
  protected network: Network = { areas: [], venues: [], screens: [] };
  protected settings: Settings | undefined;
  protected root: TrustedRoot | undefined;
  #sources: readonly Source[] = [];
  #messages: readonly MessageView[] = [];
  #standing: Standing | undefined;
  #asked = 0;
  #silence: (() => void) | undefined;
  readonly clock = new EverySecond(this);

  constructor() {
    super();
    this.startAgain();
  }

  protected get drill(): boolean {
    return false;
  }

  protected startAgain(): void {
    this.step = 0;
    this.draft = {
      ...emptyDraft,
      source: this.settings ? usualSource(this.#sources, this.settings) : emptyDraft.source,
    };
    this.begun = false;
    this.scope = { kind: "places", areas: [], venues: [] };
    this.minutes = usualTakeoverMs / 60_000;
    this.reach = undefined;
    this.confirmation = unconfirmed;
    this.seen = "loading";
    this.busy = false;
    this.sendTrouble = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#leave);
    // Screens come and go while somebody writes; the count does too.
    this.#silence = onChanged(["screens"], () => void this.#recount());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#leave);
    this.#silence?.();
  }

  readonly #leave = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || this.busy || document.querySelector("dialog[open]")) return;
    navigate("/admin/");
  };

  protected override async read(): Promise<void> {
    const [settings, sources, messages, areas, venues, screens, trust] = await Promise.all([
      call("settings"),
      call("sources"),
      call("messages"),
      call("areas"),
      call("venues"),
      call("screens"),
      call("trust"),
    ]);
    const first = this.settings === undefined;
    this.settings = settings;
    this.#sources = sources;
    this.#messages = messages;
    this.network = { areas, venues, screens };
    this.root = rootOf(trust);
    this.#standing = await standingFor(trust, ["officer"]);
    if (first) {
      this.draft = { ...this.draft, source: usualSource(sources, settings) };
      await this.#correct(new URLSearchParams(location.search).get("cancel"));
    }
  }

  /** Begins as the correction of a takeover, for the same screens. */
  async #correct(cancelled: string | null): Promise<void> {
    if (cancelled === null) return;
    const order = (await call("orders")).find(({ id }) => id === cancelled);
    const statement = order && statementOf(order);
    if (statement?.kind !== "takeover") return;
    this.draft = { ...this.draft, template: "correction" };
    this.begun = true;
    this.#choose(statement.scope);
  }

  #choose(scope: OrderScope): void {
    this.scope = scope;
    this.reach = undefined;
    this.confirmation = { ...this.confirmation, name: "", ticked: false };
    void this.#count();
  }

  /** The newest question wins: answers may overtake each other. */
  async #count(): Promise<void> {
    const asked = ++this.#asked;
    if (isEmpty(this.scope)) return;
    try {
      const reach = await call("checkTakeover", { body: { scope: this.scope } });
      if (asked === this.#asked) this.reach = reach;
    } catch (error) {
      this.sendTrouble = saySigningTrouble(error);
    }
  }

  async #recount(): Promise<void> {
    if (isEmpty(this.scope)) return;
    try {
      this.network = { ...this.network, screens: await call("screens") };
    } catch (error) {
      this.sendTrouble = saySigningTrouble(error);
      return;
    }
    await this.#count();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("draft") || changed.has("step")) this.seen = "loading";
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const w = urgentWords();
    if (changed.has("step")) document.title = `${this.drill ? w.drill : w.urgent} · Bảng Tin`;
    this.#look();
  }

  #look(): void {
    if (this.seen === "refused") return;
    const previews = [...this.querySelectorAll("bt-preview")];
    const shown = previews.length > 0 && previews.every((preview) => preview.shown);
    if (shown !== (this.seen === "shown")) this.seen = shown ? "shown" : "loading";
  }

  protected revision(settings: Settings): ReturnType<typeof sealRevision> {
    return sealRevision(contentOf(this.draft, settings, localDateAt(serverNow(), zone)));
  }

  #previews(settings: Settings): TemplateResult {
    const { content, digest } = this.revision(settings);
    const until = time(serverNow() + (lengthFits(this.minutes) ? this.minutes : 60) * 60_000);
    return urgentPreviews(
      { content, digest, number: 0, until, drill: this.drill, settings },
      () => this.#look(),
      () => {
        this.seen = "refused";
      },
    );
  }

  override render(): TemplateResult {
    const w = urgentWords();
    const { drill } = this;
    const { settings } = this;
    const body = settings
      ? this.body(settings)
      : { main: html`<p class="quiet" role="status">${shellWords().loading}</p>`, aside: undefined };
    return takeoverFrame({
      drill,
      teach: drill ? w.headTeachDrill : w.headTeach,
      steps: {
        at: this.step,
        go: (step) => {
          this.step = step;
        },
      },
      leave: { href: "/admin/", word: w.leave, esc: true },
      main: html`${this.troubleNote()} ${body.main}`,
      ...(body.aside ? { aside: body.aside } : {}),
    });
  }

  protected body(settings: Settings): { readonly main: TemplateResult; readonly aside: TemplateResult | undefined } {
    if (this.step >= review && this.reach) {
      const step = this.#review(settings, this.reach);
      return { main: reviewMain(step), aside: reviewSide(step) };
    }
    const { content } = this.revision(settings);
    const findings = check(content, { sources: this.#sources });
    const ready =
      this.step === 0
        ? this.begun && lacking(this.draft, settings).length === 0 && !blocks(findings)
        : !isEmpty(this.scope) && (this.reach?.screens ?? 0) > 0 && lengthFits(this.minutes);
    const main =
      this.step === 0
        ? wordsStep({
            draft: this.draft,
            drill: this.drill,
            settings,
            sources: this.#sources,
            messages: this.#messages,
            begun: this.begun,
            findings: this.begun ? findings : [],
            edit: (draft) => {
              this.draft = draft;
              this.begun = true;
            },
          })
        : placeStep({
            drill: this.drill,
            network: this.network,
            scope: this.scope,
            minutes: this.minutes,
            now: serverNow(),
            reach: this.reach,
            chooseScope: (scope) => this.#choose(scope),
            chooseMinutes: (minutes) => {
              this.minutes = minutes;
            },
          });
    return {
      main: html`${main} ${this.sendTrouble ? html`<p class="note err" role="alert">${this.sendTrouble}</p>` : nothing}
      ${this.#onward(ready)}`,
      aside: this.begun ? html`${this.#previews(settings)}` : undefined,
    };
  }

  #onward(ready: boolean): TemplateResult {
    const w = urgentWords();
    const go = (step: number) => (): void => {
      this.step = step;
      window.scrollTo(0, 0);
    };
    return html`<div class="takeover-actions">
      ${this.step > 0 ? html`<button class="plain-button" @click=${go(this.step - 1)}>${icon(ArrowLeft)} ${w.back}</button>` : nothing}
      <button class="tone-button" ?disabled=${!ready} @click=${go(this.step + 1)}>${w.next} ${icon(ArrowRight)}</button>
    </div>`;
  }

  #review(settings: Settings, reach: TakeoverReach): ReviewStep {
    const w = urgentWords();
    const { content } = this.revision(settings);
    return {
      drill: this.drill,
      network: this.network,
      scope: this.scope,
      minutes: this.minutes,
      now: serverNow(),
      reach,
      previews: this.#previews(settings),
      unseen: this.seen === "shown" ? "" : this.seen === "refused" ? w.previewsRefused : w.previewsLoading,
      wordsFit: lacking(this.draft, settings).length === 0 && !blocks(check(content, { sources: this.#sources })),
      settings,
      confirmation: this.confirmation,
      standing: this.#standing,
      root: this.root?.root,
      me: signer().id,
      busy: this.busy,
      trouble: this.sendTrouble,
      edit: (confirmation) => {
        this.confirmation = confirmation;
      },
      send: () => void this.send(settings),
    };
  }

  /** Signs and sends to the second person; from here on Esc does not take it back, "Rút lệnh" does. */
  protected async send(settings: Settings): Promise<void> {
    if (this.busy || this.#standing?.state !== "ready") return;
    const { hand } = this.#standing;
    this.busy = true;
    this.sendTrouble = "";
    try {
      const now = Math.round(serverNow());
      const { digest, bytes } = this.revision(settings);
      const statement: TakeoverStatement = {
        kind: "takeover",
        id: newOrderId(),
        by: signer(),
        reason: basisOf(this.confirmation, now).slice(0, 300),
        at: now,
        revision: digest,
        scope: this.scope,
        from: now,
        until: now + this.minutes * 60_000,
      };
      orderPayload(statement);
      const envelope = await signOrder(hand, statement);
      const order = await call("proposeTakeover", { body: { envelope, revision: bytes } });
      navigate(pathTo("urgent", order.id), { replace: true });
    } catch (error) {
      this.sendTrouble = saySigningTrouble(error);
    } finally {
      this.busy = false;
    }
  }
}
if (!customElements.get("desk-urgent")) customElements.define("desk-urgent", DeskUrgent);

declare global {
  interface HTMLElementTagNameMap {
    "desk-urgent": DeskUrgent;
  }
}
