import * as z from "zod/mini";
import type { Verify } from "../content/trust/envelope.ts";
import { LogEntry, openOrder, type OpenOrder } from "../content/trust/order-statement.ts";
import type { Root } from "../content/trust/root.ts";
import { Problem } from "../content/wire/problem.ts";
import type { Cupboard } from "./cupboard.ts";

export const prefix = "order:";

/** What is no order under the root of now, and why. Another root may think otherwise. */
export type Void = { readonly number: number; readonly problem: Problem };
export type Held = { readonly entry: LogEntry; readonly judged: OpenOrder | Void };

/** So many recalls are kept, the newest; with more of them the desk hears of it. */
export const mostRecalls = 5000;

/** What is left of an order that is of no use any more: its number is not free for another. */
const Spent = z.object({ number: z.int() });

/**
 * The orders that officers signed, by what they signed: the server's numbers are not signed, so an entry that is no order
 * takes nobody's place. How new ones come in is in `order-intake.ts`.
 */
export class OrderBook {
  readonly cupboard: Cupboard;
  private readonly verify: Verify;
  /** By key: each was an order under a root that this screen went by. */
  readonly held = new Map<string, Held>();
  readonly spent = new Map<string, number>();
  /** What was no order when it came, and may be one under the next root. Never stored. */
  waiting: readonly Held[] = [];

  constructor(cupboard: Cupboard, verify: Verify) {
    this.cupboard = cupboard;
    this.verify = verify;
  }

  get open(): readonly OpenOrder[] {
    return [...this.held.values()].flatMap(({ judged }) => ("statement" in judged ? [judged] : []));
  }

  get recalls(): number {
    return this.open.filter(({ statement }) => statement.kind === "recall").length;
  }

  get void(): readonly Void[] {
    return [...this.held.values(), ...this.waiting].flatMap(({ judged }) => ("problem" in judged ? [judged] : []));
  }

  async load(root: Root): Promise<void> {
    const keys = await this.cupboard.keys(prefix);
    const stored = await this.cupboard.getMany(keys);
    await Promise.all(
      keys.map(async (key, at) => {
        const entry = LogEntry.safeParse(stored[at]);
        const spent = Spent.safeParse(stored[at]);
        if (entry.success) this.held.set(key, await this.judge(entry.data, root));
        else if (spent.success) this.spent.set(key, spent.data.number);
      }),
    );
  }

  async judge(entry: LogEntry, root: Root): Promise<Held> {
    try {
      return { entry, judged: await openOrder(entry, root, this.verify) };
    } catch (problem) {
      if (problem instanceof Problem) return { entry, judged: { number: entry.number, problem } };
      throw problem;
    }
  }
}
