import { html, type PropertyValues, type TemplateResult } from "lit";
import { FileQuestion } from "lucide";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { OrderView, Settings } from "../../../content/wire/views.ts";
import { Problem } from "../../../content/wire/problem.ts";
import { call } from "../../client.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { EverySecond } from "../../elements/every-second.ts";
import { toast } from "../../elements/toast.ts";
import type { Standing } from "../../keys/hand.ts";
import { rootOf } from "../../keys/trust.ts";
import { pathTo } from "../../router.ts";
import { serverNow } from "../../session.ts";
import { time } from "../../strings/format.ts";
import { orderWords } from "../../strings/orders.ts";
import { shellWords } from "../../strings/shell.ts";
import { urgentWords } from "../../strings/urgent.ts";
import "../urgent.css";
import { liveMain, liveSide, overMain, type LiveOrder } from "./live-order.ts";
import { statementOf, takeoverFacts, type TakeoverFacts } from "./order-facts.ts";
import {
  countersign,
  officersOf,
  saySigningTrouble,
  sendRecall,
  signer,
  signOrder,
  standingFor,
} from "./order-signing.ts";
import type { Network } from "./scope.ts";
import { takeoverFrame } from "./takeover-frame.ts";
import { urgentPreviews } from "./urgent-previews.ts";
import { waitingMain, waitingSide, waitingWord, type WaitingOrder } from "./waiting-order.ts";

/**
 * One takeover, from waiting for its second officer to its end: the second person releases it here, everybody watches it
 * here. What is shown of it comes from its signed bytes; the server adds who is reached.
 */
export class DeskOrder extends DeskPage {
  static override topics = ["orders", "screens", "trust"] as const;
  static override properties = {
    ...DeskPage.properties,
    order: { state: true },
    ticked: { state: true },
    note: { state: true },
    seen: { state: true },
    busy: { state: true },
    actTrouble: { state: true },
  };
  declare private order: OrderView | undefined;
  declare private ticked: boolean;
  declare private note: string;
  declare private seen: "loading" | "shown" | "refused";
  declare private busy: boolean;
  declare private actTrouble: string;
  #facts: TakeoverFacts | undefined;
  #network: Network = { areas: [], venues: [], screens: [] };
  #settings: Settings | undefined;
  #root: ReturnType<typeof rootOf>;
  #officer: Standing | undefined;
  #leader: Standing | undefined;
  #recaller: Standing | undefined;
  /** Whose signatures under it were found right, here. */
  #signed: readonly string[] = [];
  readonly clock = new EverySecond(this);

  constructor() {
    super();
    this.order = undefined;
    this.ticked = false;
    this.note = "";
    this.seen = "loading";
    this.busy = false;
    this.actTrouble = "";
  }

  protected override concerns(topic: DeskTopic, id: string): boolean {
    return topic !== "orders" || id === this.itemId;
  }

  protected override async read(): Promise<void> {
    const [orders, screens] = await Promise.all([call("orders"), call("screens")]);
    const order = orders.find(({ id }) => id === this.itemId);
    // What does not change under an order is read once.
    if (!this.#settings) {
      const [settings, areas, venues] = await Promise.all([call("settings"), call("areas"), call("venues")]);
      this.#settings = settings;
      this.#network = { areas, venues, screens };
    }
    this.#network = { ...this.#network, screens };
    const trust = await call("trust");
    this.#root = rootOf(trust);
    [this.#officer, this.#leader, this.#recaller] = await Promise.all([
      standingFor(trust, ["officer"]),
      standingFor(trust, ["leader"]),
      standingFor(trust, ["officer", "approver"]),
    ]);
    this.#facts = order && takeoverFacts(order);
    this.#signed = order?.envelope && this.#root ? await officersOf(order.envelope, this.#root.root) : [];
    this.order = order;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const w = urgentWords();
    if (changed.has("order")) document.title = `${w.urgent} · Bảng Tin`;
    this.#look();
  }

  #look(): void {
    if (this.seen === "refused") return;
    const previews = [...this.querySelectorAll("bt-preview")];
    const shown = previews.length > 0 && previews.every((preview) => preview.shown);
    if (shown !== (this.seen === "shown")) this.seen = shown ? "shown" : "loading";
  }

  override render(): TemplateResult {
    const w = orderWords();
    const u = urgentWords();
    const home = { href: "/admin/", word: w.toHome, esc: false };
    if (!this.order) {
      const toOrders = html`<a href=${pathTo("orders")}>${w.toOrders}</a>`;
      const main = this.ready
        ? html`${this.troubleNote()}
          ${this.trouble ? "" : emptyState(FileQuestion, w.missing, w.missingTeach, toOrders)}`
        : html`<p class="quiet" role="status">${shellWords().loading}</p>`;
      return takeoverFrame({ drill: false, teach: "", leave: home, main });
    }
    const { order } = this;
    const facts = this.#facts;
    if (!facts) {
      const main = html`<p class="note err" role="alert">${w.signatureWrong}</p>`;
      return takeoverFrame({ drill: false, teach: order.title, leave: home, main });
    }
    const previews = urgentPreviews(
      {
        content: facts.revision.content,
        digest: facts.revision.digest,
        number: order.number ?? 0,
        until: time(facts.statement.until),
        drill: false,
        settings: this.#settings,
      },
      () => this.#look(),
      () => {
        this.seen = "refused";
      },
    );
    if (order.status === "waiting") {
      const waiting = this.#waiting(order, facts, previews);
      return takeoverFrame({
        drill: false,
        teach: waitingWord(waiting),
        leave: home,
        main: html`${this.troubleNote()} ${waitingMain(waiting)}`,
        aside: waitingSide(waiting),
      });
    }
    const live = this.#live(order, facts, previews);
    const running = order.status === "running";
    const names = order.signers.map(({ name }) => name).join(", ");
    return takeoverFrame({
      drill: false,
      word: running ? w.titleRunning : u.urgent,
      teach: w.liveHead(String(order.number ?? ""), names, time(order.at)),
      leave: home,
      main: html`${this.troubleNote()} ${running ? liveMain(live) : overMain(live)}`,
      aside: liveSide(live),
    });
  }

  #waiting(order: OrderView, facts: TakeoverFacts, previews: TemplateResult): WaitingOrder {
    return {
      order,
      facts,
      previews,
      network: this.#network,
      me: signer().id,
      now: serverNow(),
      root: this.#root?.root,
      officer: this.#officer,
      leader: this.#leader,
      rightlySigned: this.#signed.includes(facts.statement.by.id),
      seen: this.seen,
      ticked: this.ticked,
      note: this.note,
      busy: this.busy,
      trouble: this.actTrouble,
      tick: (ticked) => {
        this.ticked = ticked;
      },
      write: (note) => {
        this.note = note;
      },
      release: () => void this.#release(order),
      releaseAlone: () => void this.#releaseAlone(order, facts),
      drop: () => void this.#drop(order),
    };
  }

  #live(order: OrderView, facts: TakeoverFacts, previews: TemplateResult): LiveOrder {
    return {
      order,
      facts,
      previews,
      network: this.#network,
      now: serverNow(),
      recaller: this.#recaller,
      busy: this.busy,
      trouble: this.actTrouble,
      end: () => void this.#end(order),
    };
  }

  /** Runs what a person asked for; what goes wrong is said beside the button, and the newest state read. */
  async #act(work: () => Promise<OrderView | undefined>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.actTrouble = "";
    try {
      const order = await work();
      if (order) this.order = order;
    } catch (error) {
      this.actTrouble = saySigningTrouble(error);
      // Another was quicker: what it is now says more than the refusal.
      if (!(error instanceof Problem)) return;
    } finally {
      this.busy = false;
    }
    await this.refresh();
  }

  #release({ id, envelope }: OrderView): Promise<void> {
    return this.#act(async () => {
      if (this.#officer?.state !== "ready" || envelope === undefined) return undefined;
      const signed = await countersign(this.#officer.hand, envelope);
      return call("releaseTakeover", { params: { id }, body: { envelope: signed } });
    });
  }

  /** The leader's own statement about the same takeover, with since when one waited and who allowed it. */
  #releaseAlone({ id, at }: OrderView, { statement }: TakeoverFacts): Promise<void> {
    return this.#act(async () => {
      if (this.#leader?.state !== "ready") return undefined;
      const now = Math.round(serverNow());
      const alone = { askedAt: at, note: this.note.trim().slice(0, 300) };
      const own = { ...statement, by: signer(), at: now, from: now, alone };
      const envelope = await signOrder(this.#leader.hand, own);
      return call("releaseTakeover", { params: { id }, body: { envelope } });
    });
  }

  async #drop({ id }: OrderView): Promise<void> {
    await this.#act(async () => {
      await call("dropTakeover", { params: { id } });
      toast(orderWords().dropped);
      return undefined;
    });
  }

  #end({ id }: OrderView): Promise<void> {
    return this.#act(async () => {
      if (this.#recaller?.state !== "ready") return undefined;
      await sendRecall(this.#recaller.hand, { kind: "takeover", order: id }, orderWords().endReason);
      return undefined;
    });
  }
}
customElements.define("desk-order", DeskOrder);

/** Whether this order is a takeover; recalls have no page of their own. */
export function isTakeover(order: OrderView): boolean {
  return statementOf(order)?.kind === "takeover";
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-order": DeskOrder;
  }
}
