import * as z from "zod/mini";
import { openRevision, type Revision } from "../editorial/revision.ts";
import { Id, publicText, Sha256 } from "../editorial/text.ts";
import type { Order } from "../playout/order.ts";
import { Instant } from "../playout/programme.ts";
import { Problem } from "../wire/problem.ts";
import { longest, openSigned, readPayload, type Verify } from "./envelope.ts";
import type { KeyEntry } from "./key.ts";
import type { Place } from "./place.ts";
import { counting, persons, type Root } from "./root.ts";

export const orderType = "bangtin/order/1";

const OrderId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const KeyId = z.string().check(z.regex(/^[0-9a-f]{16}$/));
const Officer = z.strictObject({ id: Id, name: publicText(80) });
const head = { id: OrderId, by: Officer, reason: publicText(300), at: Instant };

/** Everywhere, or these areas (with all that lies in them) and these venues. */
export const OrderScope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("everywhere") }),
  z.strictObject({
    kind: z.literal("places"),
    areas: z.array(Id).check(z.maxLength(200)),
    venues: z.array(Id).check(z.maxLength(500)),
  }),
]);
export type OrderScope = z.infer<typeof OrderScope>;

export const TakeoverStatement = z.strictObject({
  kind: z.literal("takeover"),
  ...head,
  revision: Sha256,
  scope: OrderScope,
  from: Instant,
  until: Instant,
  /** A leader's order without a second officer, and since when one was waited for. */
  alone: z.optional(z.strictObject({ askedAt: Instant, note: publicText(300) })),
});
export type TakeoverStatement = z.infer<typeof TakeoverStatement>;

/** The safe direction: it can only take something away, so one person is enough. */
export const RecallStatement = z.strictObject({
  kind: z.literal("recall"),
  ...head,
  what: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("revision"), revision: Sha256 }),
    /** All that this key signed from `since` on. */
    z.strictObject({ kind: z.literal("key"), keyId: KeyId, since: Instant }),
    /** Ends a takeover before its time. */
    z.strictObject({ kind: z.literal("takeover"), order: OrderId }),
  ]),
});
export type RecallStatement = z.infer<typeof RecallStatement>;

/** What officers sign, as exact bytes (design §5, Orders). */
export const OrderStatement = z.discriminatedUnion("kind", [TakeoverStatement, RecallStatement]);
export type OrderStatement = z.infer<typeof OrderStatement>;

/** One entry of the server's numbered log, as it travels inside the push. */
export const LogEntry = z.strictObject({
  number: z.int().check(z.positive()),
  envelope: z.string().check(z.maxLength(longest.order)),
  /** The exact bytes of a takeover's revision. Words only: there is nothing to fetch. */
  revision: z.optional(z.string().check(z.maxLength(30_000))),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** A verified order. */
export type OpenOrder = {
  readonly number: number;
  readonly statement: OrderStatement;
  readonly signers: readonly KeyEntry[];
  readonly revision: Revision | undefined;
};

/** Design §5, Orders: 60 minutes unless said otherwise, never more than 24 hours. */
export const usualTakeoverMs = 60 * 60_000;
export const longestTakeoverMs = 24 * 60 * 60_000;

export function orderPayload(statement: OrderStatement): string {
  return JSON.stringify(OrderStatement.parse(statement));
}

/**
 * Opens one entry of the log under this root.
 * @throws Problem trust/too-few-officers, trust/order-too-long, trust/message-bytes, trust/takeover-media and any of
 * `openSigned`, `readPayload`
 */
export async function openOrder(entry: LogEntry, root: Root, verify: Verify): Promise<OpenOrder> {
  const keys = root.keys.filter(({ duties }) => duties.some((duty) => duty !== "root" && duty !== "server"));
  const { payload, signers } = await openSigned(entry.envelope, orderType, keys, verify, longest.order);
  const statement = readPayload(OrderStatement, payload);
  const valid = counting(root, signers, statement.at);
  if (statement.kind === "recall") {
    const may = valid.filter(({ duties }) => duties.includes("officer") || duties.includes("approver"));
    if (may.length === 0) throw new Problem("trust/too-few-officers");
    return { number: entry.number, statement, signers: may, revision: undefined };
  }
  if (!enoughFor(statement, valid, root)) throw new Problem("trust/too-few-officers");
  const length = statement.until - statement.from;
  if (length <= 0 || length > longestTakeoverMs) throw new Problem("trust/order-too-long", { detail: String(length) });
  const revision = openRevision(statement.revision, entry.revision ?? "");
  if (!revision) throw new Problem("trust/message-bytes", { detail: statement.revision });
  if (revision.content.forms.banner) throw new Problem("trust/takeover-media");
  return { number: entry.number, statement, signers: valid, revision };
}

/** Two officers, or a leader alone where the root's policy allows it and the wait was kept. */
function enoughFor(statement: TakeoverStatement, signers: readonly KeyEntry[], root: Root): boolean {
  const officers = signers.filter(({ duties }) => duties.includes("officer"));
  if (persons(officers) >= root.thresholds.takeover) return true;
  const { alone } = statement;
  if (!alone || !root.lone || statement.at - alone.askedAt < root.lone.afterMs) return false;
  return signers.some(({ duties, owner }) => duties.includes("leader") && owner.id === statement.by.id);
}

/** Whether a takeover is meant for a screen at `place`. */
export function reaches(scope: OrderScope, place: Place): boolean {
  if (scope.kind === "everywhere") return true;
  return scope.venues.includes(place.venue) || scope.areas.some((area) => place.areas.includes(area));
}

/**
 * The orders as playing knows them (`on-air.ts`): those for this place, less the takeovers that were ended or that no
 * longer have enough officers because a key was recalled.
 */
export function ordersAt(place: Place, orders: readonly OpenOrder[], root: Root): Order[] {
  const ended = new Set<string>();
  for (const { statement } of orders) {
    if (statement.kind === "recall" && statement.what.kind === "takeover") ended.add(statement.what.order);
  }
  return orders.flatMap(({ number, statement, signers, revision }): Order[] => {
    if (statement.kind === "recall") {
      return statement.what.kind === "revision" ? [{ kind: "recall", message: statement.what.revision }] : [];
    }
    if (!revision || ended.has(statement.id) || !reaches(statement.scope, place)) return [];
    if (!enoughFor(statement, unrecalled(signers, orders, statement.at), root)) return [];
    const { panel, ticker } = revision.content.forms;
    const { from, until } = statement;
    const forms = [...(panel ? (["panel"] as const) : []), ...(ticker ? (["ticker"] as const) : [])];
    return [{ kind: "takeover", message: revision.digest, from, until, number, forms }];
  });
}

/** The keys whose word given at `at` nobody took back. */
export function unrecalled(keys: readonly KeyEntry[], orders: readonly OpenOrder[], at: number): readonly KeyEntry[] {
  const recalled = orders.flatMap(({ statement }) =>
    statement.kind === "recall" && statement.what.kind === "key" && statement.what.since <= at
      ? [statement.what.keyId]
      : [],
  );
  return keys.filter(({ keyId }) => !recalled.includes(keyId));
}
