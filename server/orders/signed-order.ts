import { longest, openSigned, readEnvelope, readPayload } from "../../content/trust/envelope.ts";
import type { KeyEntry } from "../../content/trust/key.ts";
import { OrderStatement, orderType } from "../../content/trust/order-statement.ts";
import { counting, type Root } from "../../content/trust/root.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { Db } from "../db/connect.ts";
import { trustedRoot } from "../db/roots.ts";
import { verify } from "../trust/sign.ts";

/** A statement about an order as it came in, with the keys that signed it and count. */
export type SignedOrder = {
  readonly statement: OrderStatement;
  readonly payload: string;
  readonly signers: readonly KeyEntry[];
  readonly root: Root;
};

/** A person signs now: an older or a later date would step around the day on which a key was taken away. */
const clocksDifferMs = 10 * 60_000;

/**
 * Opens what a person at the desk sends as an order. Every signature in it must be right and by a key that the newest
 * root lists: a foreign one, that no screen looks at today, could be one that it refuses the whole order for tomorrow.
 * @throws Problem trust/no-root, order/no-key, trust/unknown-key, trust/void-key, trust/stale and any of `openSigned`
 */
export async function openFrom(
  db: Db,
  asker: { readonly id: string },
  envelope: string,
  now: number,
  /** When it was first taken in: the second officer signs the very bytes that were young then. */
  since: number = now,
): Promise<SignedOrder> {
  const trusted = await trustedRoot(db);
  if (!trusted) throw new Problem("trust/no-root");
  const { root } = trusted;
  const keys = root.keys.filter(({ duties }) =>
    duties.some((duty) => duty === "officer" || duty === "leader" || duty === "approver"),
  );
  if (!keys.some(({ owner }) => owner.id === asker.id)) throw new Problem("order/no-key");
  const { payload, signers } = await openSigned(envelope, orderType, keys, verify, longest.order);
  const { signatures } = readEnvelope(envelope, orderType, longest.order);
  if (signers.length !== new Set(signatures.map(({ keyId }) => keyId)).size) {
    throw new Problem("trust/unknown-key", { detail: "every signature must count" });
  }
  if (!signers.some(({ owner }) => owner.id === asker.id)) throw new Problem("order/no-key", { detail: "not signed" });
  const statement = readPayload(OrderStatement, payload);
  const valid = counting(root, signers, statement.at);
  if (valid.length !== signers.length) throw new Problem("trust/void-key");
  if (Math.abs(since - statement.at) > clocksDifferMs)
    throw new Problem("trust/stale", { detail: String(statement.at) });
  return { statement, payload, signers, root };
}
