import type { Verify } from "../content/trust/envelope.ts";
import { LogEntry, openOrder, type OpenOrder } from "../content/trust/order-statement.ts";
import type { Root } from "../content/trust/root.ts";
import { Problem } from "../content/wire/problem.ts";
import type { Cupboard } from "./cupboard.ts";

const prefix = "order:";
const keyOf = (number: number): string => prefix + String(number).padStart(9, "0");

/** An entry of the server's log that is no order under the root of now, and why. Another root may think otherwise. */
type Void = { readonly number: number; readonly problem: Problem };

/** The numbered log of orders as far as this screen has it: every entry is kept, and judged again under each new root. */
export class OrderBook {
  private readonly cupboard: Cupboard;
  private readonly verify: Verify;
  private readonly entries = new Map<number, LogEntry>();
  private judged: readonly (OpenOrder | Void)[] = [];

  constructor(cupboard: Cupboard, verify: Verify) {
    this.cupboard = cupboard;
    this.verify = verify;
  }

  /** The highest number that is here. */
  get highest(): number {
    return Math.max(0, ...this.entries.keys());
  }

  get open(): readonly OpenOrder[] {
    return this.judged.filter((order) => "statement" in order);
  }

  get void(): readonly Void[] {
    return this.judged.filter((order) => "problem" in order);
  }

  async load(root: Root): Promise<void> {
    const stored = await this.cupboard.getMany(await this.cupboard.keys(prefix));
    for (const value of stored) {
      const entry = LogEntry.safeParse(value);
      if (entry.success) this.entries.set(entry.data.number, entry.data);
    }
    await this.judge(root);
  }

  /** Judges every entry anew. */
  async judge(root: Root): Promise<void> {
    this.judged = await Promise.all([...this.entries.values()].map((entry) => this.judgeOne(entry, root)));
  }

  /**
   * Takes in what is new; they count at once, and `stored` resolves when they survive a power cut.
   * @throws Problem trust/same-version-other-bytes, after all others were taken in
   */
  async add(entries: readonly LogEntry[], root: Root): Promise<{ readonly stored: Promise<void> }> {
    const fresh = entries.filter(({ number }) => !this.entries.has(number));
    const other = entries.find(
      (entry) => this.entries.get(entry.number)?.envelope !== entry.envelope && !fresh.includes(entry),
    );
    const judged = await Promise.all(fresh.map((entry) => this.judgeOne(entry, root)));
    for (const entry of fresh) this.entries.set(entry.number, entry);
    this.judged = [...this.judged, ...judged];
    const stored = this.cupboard.write(fresh.map((entry) => [keyOf(entry.number), entry] as const));
    if (other) {
      await stored;
      throw new Problem("trust/same-version-other-bytes", { detail: `order ${other.number}` });
    }
    return { stored };
  }

  private async judgeOne(entry: LogEntry, root: Root): Promise<OpenOrder | Void> {
    try {
      return await openOrder(entry, root, this.verify);
    } catch (problem) {
      if (problem instanceof Problem) return { number: entry.number, problem };
      throw problem;
    }
  }
}
