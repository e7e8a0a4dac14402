import { digestOf } from "../content/editorial/revision.ts";
import { longest, readEnvelope } from "../content/trust/envelope.ts";
import { orderFloors } from "../content/trust/floors.ts";
import type { SignedHeartbeat } from "../content/trust/heartbeat.ts";
import { longestTakeoverMs, orderType, type LogEntry } from "../content/trust/order-statement.ts";
import { serverKeys, type Root } from "../content/trust/root.ts";
import { Problem } from "../content/wire/problem.ts";
import type { Notebook } from "./notes.ts";
import { mostRecalls, prefix, type Held, type OrderBook } from "./order-book.ts";

const mostTakeovers = 200;
/** Where the order of an envelope is kept: two envelopes about the same signed bytes are one order. @throws Problem */
function keyOf(envelope: string): string {
  return prefix + digestOf(readEnvelope(envelope, orderType, longest.order).payload);
}

/** What was no order is remembered for the next root: so many of it. The log has it all the same. */
const mostWaiting = 32;
/** Trusted time may be set back by a day (`heartbeats.ts`), and the proof of a spot that was cut looks back an hour. */
const lookBackMs = longestTakeoverMs + 3_600_000;

/**
 * Takes in what is new. Two orders that came under one number both hold: officers signed both, nobody signed the number.
 * What officers signed is never replaced by fewer signatures over the same bytes. `settled`: up to here a number stays
 * with the order that it belongs to.
 */
export async function takeIn(
  book: OrderBook,
  entries: readonly LogEntry[],
  root: Root,
  settled: number,
): Promise<{ readonly stored: Promise<void> }> {
  const judged = await Promise.all(
    entries.map(async (entry): Promise<readonly [string | undefined, Held]> => {
      let key: string;
      try {
        key = keyOf(entry.envelope);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        return [undefined, { entry, judged: { number: entry.number, problem } }];
      }
      const known = book.held.get(key);
      const same = known?.entry.envelope === entry.envelope && "statement" in known.judged;
      return [key, same ? renumbered(known, entry.number) : await book.judge(entry, root)];
    }),
  );
  const puts = new Map<string, LogEntry | { readonly number: number }>();
  const rejected: Held[] = [];
  for (const [key, fresh] of judged) {
    if (key === undefined || !("statement" in fresh.judged)) {
      if (key === undefined || !book.held.has(key)) rejected.push(fresh);
      continue;
    }
    const { number } = fresh.entry;
    const spent = book.spent.get(key);
    if (spent !== undefined) {
      if (spent > settled && spent !== number) puts.set(key, { number });
      if (spent > settled) book.spent.set(key, number);
      continue;
    }
    const known = book.held.get(key);
    const better = !known || signersOf(known) < signersOf(fresh) ? fresh : known;
    const next = renumbered(better, known && known.entry.number <= settled ? known.entry.number : number);
    if (known?.entry.envelope === next.entry.envelope && known.entry.number === next.entry.number) {
      // A root that knows its signers again.
      book.held.set(key, next);
      continue;
    }
    book.held.set(key, next);
    puts.set(key, next.entry);
  }
  book.waiting = [...book.waiting, ...rejected].slice(-mostWaiting);
  return { stored: book.cupboard.write([...puts]) };
}

/** Judges all anew under another root, what is waiting too. */
export async function judgeAgain(book: OrderBook, root: Root, settled: number): Promise<void> {
  const { waiting } = book;
  book.waiting = [];
  await Promise.all([...book.held].map(async ([key, { entry }]) => book.held.set(key, await book.judge(entry, root))));
  const { stored } = await takeIn(
    book,
    waiting.map(({ entry }) => entry),
    root,
    settled,
  );
  await stored;
}

/**
 * Keeps what is known of the log. Numbers are believed as far as a server that the root lists has signed them, in this
 * boot or in an earlier one. `whole`: the recalls that are here are all that there were.
 */
export async function keepFloors(
  notebook: Notebook,
  book: OrderBook,
  root: Root,
  vouched: SignedHeartbeat | undefined,
  whole: boolean,
): Promise<void> {
  const kept = notebook.notes.floors ?? {};
  const known = orderFloors(kept, root);
  const listed = (server: string | undefined): boolean => serverKeys(root).some(({ keyId }) => keyId === server);
  const named = vouched && listed(vouched.keyId) ? vouched.orders : known.orders;
  const numbers = new Set(book.spent.values());
  for (const { number } of book.open) numbers.add(number);
  let { orders, through } = known;
  for (const number of numbers) if (number <= named) orders = Math.max(orders, number);
  while (through < named && numbers.has(through + 1)) through++;
  // No more than are kept: the rest is let go of, and must not be missed.
  const recalls = whole ? Math.min(book.recalls, mostRecalls) : known.recalls;
  const { ordersBy: before, ...others } = kept;
  const ordersBy = [before, vouched?.keyId].find(listed);
  await notebook.change({ floors: { ...others, orders, through, recalls, ...(ordersBy ? { ordersBy } : {}) } });
}

/** Drops takeovers that were over by `at`, a time that the server vouched for, and what is more than this screen keeps. */
export async function trim(book: OrderBook, at: number): Promise<void> {
  const takeovers: string[] = [];
  const others: string[] = [];
  const over: string[] = [];
  const newestFirst = [...book.held].sort(([, a], [, b]) => signedAt(b) - signedAt(a));
  for (const [key, { judged }] of newestFirst) {
    if (!("statement" in judged) || judged.statement.kind === "recall") others.push(key);
    else if (judged.statement.until + lookBackMs <= at) over.push(key);
    else takeovers.push(key);
  }
  over.push(...takeovers.slice(mostTakeovers), ...others.slice(mostRecalls));
  if (over.length === 0) return;
  for (const key of over) {
    book.spent.set(key, book.held.get(key)?.entry.number ?? 0);
    book.held.delete(key);
  }
  const dropped = [...book.spent].sort(([, a], [, b]) => b - a).slice(mostRecalls);
  for (const [key] of dropped) book.spent.delete(key);
  const spent = over.flatMap((key): [string, { number: number }][] => {
    const number = book.spent.get(key);
    return number === undefined ? [] : [[key, { number }]];
  });
  await book.cupboard.write(
    spent,
    dropped.map(([key]) => key),
  );
}

/** Whether a person's key of one root counts for less in the next, and with it perhaps a recall. */
export function endsKeys(before: Root, after: Root): boolean {
  const listed = new Set(after.keys.map((key) => JSON.stringify(key)));
  return before.keys.some((key) => key.owner.id !== "" && !listed.has(JSON.stringify(key)));
}

/** What no root of now knows goes first. */
function signedAt({ judged }: Held): number {
  return "statement" in judged ? judged.statement.at : 0;
}

function signersOf({ judged }: Held): number {
  return "statement" in judged ? judged.signers.length : 0;
}

function renumbered({ entry, judged }: Held, number: number): Held {
  return { entry: { ...entry, number }, judged: { ...judged, number } };
}
