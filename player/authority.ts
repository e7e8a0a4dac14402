import type { Revision } from "../content/editorial/revision.ts";
import type { Order } from "../content/playout/order.ts";
import type { Verify } from "../content/trust/envelope.ts";
import { orderFloors, type OrderFloors } from "../content/trust/floors.ts";
import type { SignedHeartbeat } from "../content/trust/heartbeat.ts";
import type { TrustedManifest } from "../content/trust/manifest.ts";
import { ordersAt, type LogEntry } from "../content/trust/order-statement.ts";
import { readRoot, rootExpired, serverKeys, type TrustedRoot } from "../content/trust/root.ts";
import { barsAt } from "../content/trust/show.ts";
import { Problem, type ProblemCode } from "../content/wire/problem.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";
import type { Alarms } from "./alarms.ts";
import { Approvals, type Judged } from "./approvals.ts";
import type { Cupboard } from "./cupboard.ts";
import type { Notebook } from "./notes.ts";
import { mostRecalls, OrderBook } from "./order-book.ts";

/** Loaded with the connection, which alone brings anything in. */
const loadIntake = () => import("./order-intake.ts");
type Intake = Awaited<ReturnType<typeof loadIntake>>;

/** What may be shown at an instant, for the playout. */
export type Ruling = {
  /** Recalls and takeovers for `onAir`. */
  readonly orders: readonly Order[];
  /** Revisions that came with takeovers. */
  readonly revisions: ReadonlyMap<string, Revision>;
  readonly from: number;
  readonly until: number;
};

export type AuthorityDeps = {
  readonly root: TrustedRoot;
  readonly place: PairedScreen["screen"]["place"];
  readonly verify: Verify;
  readonly cupboard: Cupboard;
  readonly notebook: Notebook;
  readonly alarms: Alarms;
  /** Another ruling may hold from now on. */
  readonly changed: () => void;
};

/** A takeover that is over matters to the proof of the spot that it cut, and no spot is longer than this. */
const longestSpotMs = 3_600_000;

/**
 * On whose word this screen shows anything: the pinned root, the orders of officers, the approvals of the manifest that
 * plays. It holds what was verified and answers with the one predicate (`content/trust/show.ts`); nothing that the
 * server says by itself is an input.
 */
export class Authority {
  private readonly deps: AuthorityDeps;
  private readonly book: OrderBook;
  private readonly approvals: Approvals;
  private trusted: TrustedRoot;
  private playing: { readonly content: TrustedManifest; judged: Judged } | undefined;
  private ruled: Ruling | undefined;
  private barred: ReadonlySet<ProblemCode> = new Set();
  private turn: Promise<unknown> = Promise.resolve();
  private recalls = 0;
  private walked = 0;
  private vouched: SignedHeartbeat | undefined;

  constructor(deps: AuthorityDeps) {
    this.deps = deps;
    this.trusted = deps.root;
    this.book = new OrderBook(deps.cupboard, deps.verify);
    this.approvals = new Approvals(deps.verify);
  }

  get root(): TrustedRoot {
    return this.trusted;
  }

  /** The highest number of an order that was obeyed here, as far as a server that the root knows has signed it. */
  get orders(): number {
    return this.floors.orders;
  }

  /** The number of the newest order, as a server that the root knows has signed it in this boot. */
  get named(): number | undefined {
    const { vouched } = this;
    return serverKeys(this.trusted.root).some(({ keyId }) => keyId === vouched?.keyId) ? vouched?.orders : undefined;
  }

  /** After which number to ask: where the store has lost entries, from the beginning. */
  get ordersHere(): number {
    return this.complete ? Math.max(this.floors.through, this.walked) : 0;
  }

  /** `false` when recalls that this screen knew are gone, and so nothing is played. */
  get complete(): boolean {
    return this.recalls >= this.floors.recalls;
  }

  /** Whether something is signed by nobody that the root knows, or by nobody any more. */
  get doubtful(): boolean {
    return this.book.void.length > 0 || (this.playing?.judged.wrong.size ?? 0) > 0;
  }

  /** Reads the orders of the store. What comes meanwhile waits for it. */
  async load(): Promise<void> {
    await this.inTurn(async () => {
      await this.book.load(this.trusted.root);
      this.count();
      const { notebook } = this.deps;
      const lost = !this.complete || this.book.held.size + this.book.spent.size === 0;
      if (lost && this.floors.through > 0) await notebook.change({ floors: { ...notebook.notes.floors, through: 0 } });
    });
  }

  /** Judges the approvals of a manifest; nothing of it plays before. */
  async judge(content: TrustedManifest): Promise<Judged> {
    return this.approvals.judge(content, this.trusted.root);
  }

  /** From now on this manifest is what plays. `judged` under a root that was replaced meanwhile is judged again first. */
  async admit(content: TrustedManifest, switched: () => void): Promise<void> {
    await this.inTurn(async () => {
      const judged = await this.judge(content);
      this.playing = { content, judged };
      this.ruled = undefined;
      switched();
    });
  }

  /** Takes in entries of the log, whatever their numbers: they hold at once. Resolves when they are durable. */
  async obey(entries: readonly LogEntry[]): Promise<void> {
    await this.inTurn(async () => {
      const intake = await loadIntake();
      const { stored } = await intake.takeIn(this.book, entries, this.trusted.root, this.floors.through);
      this.reconsider();
      await stored;
      await this.note(intake);
    });
  }

  /** The log was read up to this number. Not kept over a reboot: who answered may have left something out. */
  read(number: number): void {
    this.walked = Math.max(this.walked, Math.min(number, this.named ?? 0));
  }

  /** A new connection: whoever answered on the last one may have left out orders. */
  readAgain(): void {
    this.walked = 0;
  }

  /** A server that the root knows has signed how long its log is, and what time it is. */
  async vouch(heartbeat: SignedHeartbeat): Promise<void> {
    await this.inTurn(async () => {
      const intake = await loadIntake();
      this.vouched = heartbeat;
      await intake.trim(this.book, heartbeat.at);
      this.count();
      await this.note(intake);
    });
  }

  /** A newer root, judged by its chain: everything is judged again under it. */
  async follow(root: TrustedRoot): Promise<void> {
    await this.inTurn(async () => {
      const intake = await loadIntake();
      // Recalls that the store has lost may count no more, and then nobody could bring them back.
      const whole = this.complete || intake.endsKeys(this.trusted.root, root.root);
      this.trusted = root;
      this.walked = 0;
      await intake.judgeAgain(this.book, root.root, this.floors.through);
      if (this.playing) this.playing.judged = await this.judge(this.playing.content);
      this.reconsider();
      await this.note(intake, whole);
      await this.deps.notebook.change({ root: root.payload });
    });
  }

  ruling(now: number): Ruling {
    const known = this.ruled;
    if (known && known.from <= now && now < known.until) return known;
    const { place } = this.deps;
    const { root } = this.trusted;
    const { open } = this.book;
    const offers = this.playing?.judged.offers ?? [];
    const bars = barsAt(offers, { root, place, orders: open }, now);
    const standing = ordersAt(place, open, root).filter(
      (order) => order.kind === "recall" || order.until > now - longestSpotMs,
    );
    const orders: Order[] = [...bars.orders.map((order) => ({ ...order, of: "programme" }) as Order), ...standing];
    const revisions = new Map<string, Revision>();
    for (const { revision } of open) if (revision) revisions.set(revision.digest, revision);
    this.ruled = { orders, revisions, from: now, until: bars.until };
    this.tellOf(bars.refused);
    return this.ruled;
  }

  /** What does not go away by itself: said with every report. */
  review(now: number): void {
    const { alarms } = this.deps;
    if (rootExpired(this.trusted.root, now)) alarms.raise("trust/root-expired", `v${this.trusted.root.version}`);
    else alarms.clear("trust/root-expired");
    for (const { number, problem } of this.book.void) alarms.raise(problem.code, `order ${number}`);
    if (!this.complete) alarms.raise("trust/rollback", `recalls ${this.recalls} < ${this.floors.recalls}`);
    if (this.recalls >= mostRecalls) alarms.raise("trust/too-long", `recalls ${this.recalls}`);
  }

  private get floors(): OrderFloors {
    return orderFloors(this.deps.notebook.notes.floors ?? {}, this.trusted.root);
  }

  private count(): void {
    this.recalls = this.book.recalls;
  }

  /** Keeps what is here as floors; `whole`: what is here is all that there was. */
  private async note(intake: Intake, whole = this.complete): Promise<void> {
    await intake.keepFloors(this.deps.notebook, this.book, this.trusted.root, this.vouched, whole);
  }

  private reconsider(): void {
    this.ruled = undefined;
    this.count();
    this.deps.changed();
  }

  private tellOf(refused: readonly { readonly digest: string; readonly why: ProblemCode }[]): void {
    const { alarms } = this.deps;
    const wrong = this.playing?.judged.wrong;
    const codes = new Set<ProblemCode>();
    for (const { digest, why } of refused) {
      // A recall is the desk's own doing.
      if (why === "trust/recalled") continue;
      const code = (why === "trust/unapproved" && wrong?.get(digest)?.code) || why;
      codes.add(code);
      alarms.raise(code, digest);
    }
    for (const code of this.barred) if (!codes.has(code)) alarms.clear(code);
    this.barred = codes;
  }

  /** One after the other: what is judged under one root is not mixed with what is judged under the next. */
  private async inTurn(work: () => Promise<void>): Promise<void> {
    const before = this.turn;
    const mine = (async () => {
      await before;
      await work();
    })();
    // Whoever asked hears of the failure below; the next in turn need not.
    this.turn = mine.catch(() => undefined);
    await mine;
  }
}

/** Reads a pinned root out of the notes; `undefined` when there is none, or it is not one. */
export function pinnedRoot(payload: string | undefined): TrustedRoot | undefined {
  if (payload === undefined) return undefined;
  try {
    return { root: readRoot(payload), payload };
  } catch (problem) {
    if (problem instanceof Problem) return undefined;
    throw problem;
  }
}
