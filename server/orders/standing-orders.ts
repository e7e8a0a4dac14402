import { openRevision } from "../../content/editorial/revision.ts";
import { isRecalled } from "../../content/playout/on-air.ts";
import type { Order } from "../../content/playout/order.ts";
import { longest, readEnvelope, readPayload } from "../../content/trust/envelope.ts";
import type { KeyEntry } from "../../content/trust/key.ts";
import {
  type OpenOrder,
  ordersAt,
  type OrderScope,
  OrderStatement,
  orderType,
} from "../../content/trust/order-statement.ts";
import type { Place } from "../../content/trust/place.ts";
import { counting, type Root } from "../../content/trust/root.ts";
import type { Db } from "../db/connect.ts";
import { standingOrders } from "../db/orders.ts";
import { trustedRoot } from "../db/roots.ts";
import type { OrderRow } from "../db/tables.ts";

/** What an entry of the log says and whose keys stand under it. */
export function readOrder(envelope: string): { statement: OrderStatement; payload: string; keyIds: readonly string[] } {
  const { payload, signatures } = readEnvelope(envelope, orderType, longest.order);
  return {
    statement: readPayload(OrderStatement, payload),
    payload,
    keyIds: signatures.map(({ keyId }) => keyId),
  };
}

/**
 * An entry as screens under this root judge it. Its signatures were all checked when it was let go; what may have changed
 * since is which keys count.
 */
function openStored(row: OrderRow, root: Root): OpenOrder {
  const { statement, keyIds } = readOrder(row.envelope);
  const keys = root.keys.filter(({ keyId }) => keyIds.includes(keyId));
  const signers = counting(root, keys, statement.at).filter((key) => mayOrder(key, statement));
  return {
    number: row.number,
    statement,
    signers,
    revision: statement.kind === "takeover" ? openRevision(statement.revision, row.revision ?? "") : undefined,
  };
}

function mayOrder({ duties }: KeyEntry, { kind }: OrderStatement): boolean {
  return kind === "recall"
    ? duties.includes("officer") || duties.includes("approver")
    : duties.includes("officer") || duties.includes("leader");
}

/** The orders at an instant; of those in the past, what was let go by then. */
export type Standing = {
  /** Those that screens go by: each judges them under the root that it has. */
  readonly orders: readonly OpenOrder[];
  /**
   * Those that this server goes by when it publishes. A recall that it once took stays in force here, whatever becomes of
   * the key that signed it: otherwise ending a stolen key would put what was recalled back on the air, unsaid. What was
   * recalled comes back as another revision, approved anew.
   */
  readonly kept: readonly OpenOrder[];
  /** As playing knows them at a place. */
  readonly at: (place: Place) => readonly Order[];
};

export async function standingAt(db: Db, at: number, now: number): Promise<Standing> {
  const trusted = await trustedRoot(db);
  if (!trusted) return { orders: [], kept: [], at: () => [] };
  return standingUnder(db, trusted.root, at, now);
}

/** As it is under this root, or would be. */
export async function standingUnder(db: Db, root: Root, at: number, now: number): Promise<Standing> {
  const rows = await standingOrders(db, at, at < now ? at : now);
  const kept = rows.map((row) => openStored(row, root));
  const orders = kept.filter(({ statement, signers }) => statement.kind === "takeover" || signers.length > 0);
  return { orders, kept, at: (place) => ordersAt(place, orders, root) };
}

/** Numbers of the takeovers that screens show, or will at their time: nobody ended them, and their keys count. */
export function runningIn({ orders, at }: Standing): ReadonlySet<number> {
  const running = new Set<number>();
  for (const { statement } of orders) {
    if (statement.kind !== "takeover") continue;
    const here = at(inside(statement.scope));
    for (const order of here) {
      if (order.kind === "takeover" && order.number !== undefined && !isRecalled(here, order.message))
        running.add(order.number);
    }
  }
  return running;
}

/** Some place that a scope reaches: whether a takeover was ended is the same at all of them. */
function inside(scope: OrderScope): Place {
  const { areas, venues } = scope.kind === "places" ? scope : { areas: [], venues: [] };
  return { venue: venues[0] ?? "", kind: "office", areas: [...areas] };
}
