import type { Revision } from "../content/editorial/revision.ts";
import type { Order } from "../content/playout/order.ts";
import type { Verify } from "../content/trust/envelope.ts";
import type { TrustedManifest } from "../content/trust/manifest.ts";
import { ordersAt, type LogEntry } from "../content/trust/order-statement.ts";
import { readRoot, rootExpired, type TrustedRoot } from "../content/trust/root.ts";
import { barsAt } from "../content/trust/show.ts";
import { Problem, type ProblemCode } from "../content/wire/problem.ts";
import type { PairedScreen } from "../content/wire/screen-api.ts";
import type { Alarms } from "./alarms.ts";
import { Approvals, type Judged } from "./approvals.ts";
import type { Cupboard } from "./cupboard.ts";
import type { Notebook } from "./notes.ts";
import { OrderBook } from "./order-book.ts";

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

  constructor(deps: AuthorityDeps) {
    this.deps = deps;
    this.trusted = deps.root;
    this.book = new OrderBook(deps.cupboard, deps.verify);
    this.approvals = new Approvals(deps.verify);
  }

  get root(): TrustedRoot {
    return this.trusted;
  }

  /** The highest number of the log of orders that this screen ever took, and whether all of it is here. */
  get orders(): number {
    return Math.max(this.book.highest, this.deps.notebook.notes.floors?.orders ?? 0);
  }

  /** After which number to ask: where the store has lost entries, from the beginning. */
  get ordersHere(): number {
    return this.complete ? this.book.highest : 0;
  }

  /** `false` when orders that this screen knew are gone: a recall may be among them, and so nothing is played. */
  get complete(): boolean {
    return this.book.highest >= (this.deps.notebook.notes.floors?.orders ?? 0);
  }

  /** Whether something is signed by nobody that the root knows, or by nobody any more. */
  get doubtful(): boolean {
    return this.book.void.length > 0 || (this.playing?.judged.wrong.size ?? 0) > 0;
  }

  /** Reads the orders of the store. */
  async load(): Promise<void> {
    await this.book.load(this.trusted.root);
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

  /** Takes in entries of the log: they hold at once. Resolves when they are durable. @throws Problem */
  async obey(entries: readonly LogEntry[]): Promise<void> {
    await this.inTurn(async () => {
      if (entries.length === 0) return;
      try {
        const { stored } = await this.book.add(entries, this.trusted.root);
        this.reconsider();
        await stored;
      } finally {
        this.reconsider();
      }
      const { notebook } = this.deps;
      await notebook.change({ floors: { ...notebook.notes.floors, orders: this.orders } });
    });
  }

  /** A newer root, judged by its chain: everything is judged again under it. */
  async follow(root: TrustedRoot): Promise<void> {
    await this.inTurn(async () => {
      this.trusted = root;
      await this.book.judge(root.root);
      if (this.playing) this.playing.judged = await this.judge(this.playing.content);
      this.reconsider();
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
  }

  private reconsider(): void {
    this.ruled = undefined;
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
