import { sealRevision, type Revision } from "../../../content/editorial/revision.ts";
import { longest, readEnvelope, readPayload } from "../../../content/trust/envelope.ts";
import { OrderStatement, orderType, type TakeoverStatement } from "../../../content/trust/order-statement.ts";
import { Problem } from "../../../content/wire/problem.ts";
import type { OrderView } from "../../../content/wire/views.ts";

/** What an order says by its signed bytes, and not by what the server says beside them. */
export type TakeoverFacts = {
  readonly statement: TakeoverStatement;
  /** The words whose digest the statement names. */
  readonly revision: Revision;
};

/** The signed statement; `undefined` for bytes that are none. */
export function statementOf({ payload }: Pick<OrderView, "payload">): OrderStatement | undefined {
  try {
    return readPayload(OrderStatement, payload);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** A takeover whose parts fit: statement, words, and, while it waits, the envelope that is about to be countersigned. */
export function takeoverFacts(view: OrderView): TakeoverFacts | undefined {
  const statement = statementOf(view);
  if (statement?.kind !== "takeover" || statement.id !== view.id || !view.content) return undefined;
  const revision = sealRevision(view.content);
  if (revision.digest !== statement.revision) return undefined;
  if (view.status === "waiting" && payloadOf(view.envelope) !== view.payload) return undefined;
  return { statement, revision };
}

function payloadOf(envelope: string | undefined): string | undefined {
  try {
    return readEnvelope(envelope ?? "", orderType, longest.order).payload;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** The first telephone number in a text, as one would dial it. */
export function phoneIn(text: string): { readonly said: string; readonly dialled: string } | undefined {
  const said = /(?<!\d)\+?\d[\d .]{7,16}\d(?!\d)/u.exec(text)?.[0];
  return said ? { said, dialled: said.replaceAll(/[ .]/g, "") } : undefined;
}
