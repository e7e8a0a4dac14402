import { openRevision } from "../../content/editorial/revision.ts";
import type { Order } from "../../content/playout/order.ts";
import { longest, readEnvelope, readPayload } from "../../content/trust/envelope.ts";
import type { KeyEntry } from "../../content/trust/key.ts";
import { type OpenOrder, ordersAt, OrderStatement, orderType } from "../../content/trust/order-statement.ts";
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

/** The orders that screens go by at an instant; of those in the past, what was let go by then. */
export type Standing = {
  readonly orders: readonly OpenOrder[];
  /** As playing knows them at a place. */
  readonly at: (place: Place) => readonly Order[];
};

export async function standingAt(db: Db, at: number, now: number): Promise<Standing> {
  const trusted = await trustedRoot(db);
  if (!trusted) return { orders: [], at: () => [] };
  const { root } = trusted;
  const rows = await standingOrders(db, at, at < now ? at : now);
  const orders = rows
    .map((row) => openStored(row, root))
    .filter(({ statement, signers }) => statement.kind === "takeover" || signers.length > 0);
  return { orders, at: (place) => ordersAt(place, orders, root) };
}
