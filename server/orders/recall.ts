import { after } from "../../content/editorial/approval.ts";
import { approvalType } from "../../content/trust/approval-statement.ts";
import { longest, readEnvelope } from "../../content/trust/envelope.ts";
import { type LogEntry, openOrder, type RecallStatement } from "../../content/trust/order-statement.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { TakenOff } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Change } from "../change.ts";
import type { Db } from "../db/connect.ts";
import { readRolledBack } from "../db/floors.ts";
import { findMessage, revisionsByDigest, updateMessage, type StoredDecision } from "../db/messages.ts";
import { entryOf, findOrder, insertOrder, nextOrderNumber, standingOrders } from "../db/orders.ts";
import type { OrderRow } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { takeoverReach } from "./order-reach.ts";
import { openFrom } from "./signed-order.ts";
import { verify } from "../trust/sign.ts";
import { readOrder } from "./standing-orders.ts";
import { takenOff } from "./taken-off.ts";

type What = z.infer<typeof RecallStatement>["what"];
type Asker = { readonly id: string; readonly name: string };

/**
 * One person's word takes something off every screen: the safe direction. Appends to the log and answers the entry to
 * broadcast after the commit. It works while a restored database may publish nothing else.
 */
export async function recall(step: Change, asker: Asker, envelope: string): Promise<{ id: string; entry: LogEntry }> {
  const { db, now } = step;
  const { statement, root } = await openFrom(db, asker, envelope, now);
  if (statement.kind !== "recall") throw new Problem("trust/wrong-type", { detail: statement.kind });
  if (statement.by.id !== asker.id) throw new Problem("order/no-key", { detail: "signed in another's name" });
  if (await findOrder(db, statement.id)) throw new Problem("order/over", { detail: "known already" });
  await checkTarget(db, statement.what, now);
  const row: OrderRow = {
    number: await nextOrderNumber(db),
    id: statement.id,
    kind: "recall",
    envelope,
    revision: null,
    at: now,
    until_at: null,
  };
  await openOrder(entryOf(row), root, verify);
  await insertOrder(db, row);
  await step.audit("order.recall", `order:${row.id}`, {
    number: row.number,
    what: statement.what,
    reason: statement.reason,
  });
  if (statement.what.kind === "revision") await withdraw(step, asker, statement.what.revision, statement.reason);
  // A restored database publishes nothing until somebody says so; the order itself is all that screens need.
  if (statement.what.kind === "key" && !(await readRolledBack(db))) step.touched.everything = true;
  step.tell("orders", row.id);
  step.tell("screens");
  return { id: row.id, entry: entryOf(row) };
}

/** What a recall would take off the air, before it is signed. */
export async function wouldTakeOff(deps: Deps, what: What): Promise<z.infer<typeof TakenOff>> {
  const { db } = deps;
  await checkTarget(db, what, deps.clock());
  if (what.kind === "revision") return takenOff(db, new Set([what.revision]));
  if (what.kind === "key") return takenOff(db, await approvedBy(db, what.keyId, what.since));
  const { statement } = readOrder((await findOrder(db, what.order))?.envelope ?? "");
  const screens = statement.kind === "takeover" ? (await takeoverReach(deps, statement.scope)).screens : 0;
  return { messages: [], screens };
}

/** @throws Problem message/not-found, key/not-found, order/not-found, order/over */
async function checkTarget(db: Db, what: What, now: number): Promise<void> {
  if (what.kind === "revision") {
    const known = (await revisionsByDigest(db, [what.revision])).has(what.revision);
    if (!known && !(await standingTakeover(db, what.revision, now))) throw new Problem("message/not-found");
  } else if (what.kind === "takeover") {
    const order = await findOrder(db, what.order);
    if (order?.kind !== "takeover") throw new Problem("order/not-found");
    if (order.until_at !== null && order.until_at <= now) throw new Problem("order/over");
  }
}

/** Whether a takeover that is not over shows this revision: its words stand in the log alone. */
async function standingTakeover(db: Db, digest: string, now: number): Promise<boolean> {
  return (await standingOrders(db, now, now)).some(({ envelope }) => {
    const { statement } = readOrder(envelope);
    return statement.kind === "takeover" && statement.revision === digest;
  });
}

/** The messages whose approved revision it is leave the manifests too, so that a new screen never hears of them. */
async function withdraw(step: Change, asker: Asker, digest: string, reason: string): Promise<void> {
  const { db, now } = step;
  const ids = await db
    .selectFrom("message")
    .innerJoin("approval", "approval.id", "message.approval")
    .select("message.id")
    .where("approval.digest", "=", digest)
    .execute();
  const stopped = await readRolledBack(db);
  const decision: StoredDecision = { move: "withdraw", by: { id: asker.id, name: asker.name }, at: now, reason };
  for (const { id } of ids) {
    const row = await findMessage(db, id);
    if (!row) continue;
    const changes = { approval: null, decision: JSON.stringify(decision), updated_at: now };
    // A newer text under way stays under way; only what is on the air goes.
    const status = after(row.status, "withdraw") ?? row.status;
    if (!(await updateMessage(db, row, { ...changes, status }))) throw new Problem("message/changed-meanwhile");
    if (!stopped) step.touched.messages.add(id);
    await step.audit("message.withdraw", `message:${id}`, { reason, recalled: digest });
    step.tell("messages", id);
  }
}

/** The revisions on the air by a word that this key gave from `since` on. */
async function approvedBy(db: Db, keyId: string, since: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom("message")
    .innerJoin("approval", "approval.id", "message.approval")
    .select(["approval.digest", "approval.envelope", "approval.at"])
    .where("approval.envelope", "is not", null)
    .execute();
  const theirs = rows.filter(({ envelope, at }) => {
    const { signatures } = readEnvelope(envelope ?? "", approvalType, longest.approval);
    return at >= since && signatures.some((signature) => signature.keyId === keyId);
  });
  return new Set(theirs.map(({ digest }) => digest));
}
