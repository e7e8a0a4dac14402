import { longest, openSigned, readEnvelope } from "../../../content/trust/envelope.ts";
import type { Duty } from "../../../content/trust/key.ts";
import {
  orderPayload,
  orderType,
  type OrderStatement,
  type RecallStatement,
} from "../../../content/trust/order-statement.ts";
import { keysFor, type Root } from "../../../content/trust/root.ts";
import { Problem } from "../../../content/wire/problem.ts";
import type { OrderView, TrustView } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import { verify } from "../../keys/es256.ts";
import { sealed, signedBy, standingOf, type Hand, type Standing } from "../../keys/hand.ts";
import { sayWhyNotSigned } from "../../keys/said.ts";
import { serverNow, session } from "../../session.ts";
import { standingWords } from "../../strings/standing.ts";

/** 32 hex digits that nobody else will draw. */
export function newOrderId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Who signs, as it stands in a statement. */
export function signer(): { id: string; name: string } {
  const user = session()?.user;
  if (!user) throw new Error("nobody is signed in");
  return { id: user.id, name: user.name };
}

/** The first of these duties that the person can sign for here; what is missing is said of the first one. */
export async function standingFor(trust: TrustView, duties: readonly [Duty, ...Duty[]]): Promise<Standing> {
  const { id } = signer();
  const standings = await Promise.all(duties.map((duty) => standingOf(trust, id, duty, serverNow())));
  const [first] = standings;
  const ready = standings.find(({ state }) => state === "ready");
  if (ready) return ready;
  if (!first) throw new Error("no duty was asked about");
  return first;
}

/** A statement in the envelope that goes to the server, under this hand. @throws NotSigned, PasskeyUnusable */
export function signOrder(hand: Hand, statement: OrderStatement): Promise<string> {
  return signedBy(hand, orderType, orderPayload(statement));
}

/** The second signature over the very same bytes, beside the first. @throws NotSigned, PasskeyUnusable */
export async function countersign(hand: Hand, envelope: string): Promise<string> {
  const { payload, signatures } = readEnvelope(envelope, orderType, longest.order);
  const own = readEnvelope(await signedBy(hand, orderType, payload), orderType, longest.order);
  return sealed(orderType, payload, [...signatures, ...own.signatures]);
}

/** Who truly signed what waits, by the keys of this root; nobody when a signature is wrong. */
export async function officersOf(envelope: string, root: Root): Promise<readonly string[]> {
  try {
    const { signers } = await openSigned(envelope, orderType, keysFor(root, "officer"), verify, longest.order);
    return signers.map(({ owner }) => owner.id);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

/** Signs a recall and sends it. @throws NotSigned, PasskeyUnusable, Problem, Unreachable */
export async function sendRecall(hand: Hand, what: RecallStatement["what"], reason: string): Promise<OrderView> {
  const statement: RecallStatement = {
    kind: "recall",
    id: newOrderId(),
    by: signer(),
    reason: reason.slice(0, 300),
    at: Math.round(serverNow()),
    what,
  };
  return call("recall", { body: { envelope: await signOrder(hand, statement) } });
}

/** What went wrong with signing or sending, for whoever pressed. A bug stays a bug. */
export function saySigningTrouble(error: unknown): string {
  // The server takes a signature for ten minutes; of an order that means the first one.
  if (error instanceof Problem && error.code === "trust/stale") return standingWords().staleOrder;
  return sayWhyNotSigned(error);
}
