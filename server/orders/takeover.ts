import { blocks, check } from "../../content/editorial/check.ts";
import { openRevision, type Revision } from "../../content/editorial/revision.ts";
import { longest, readEnvelope } from "../../content/trust/envelope.ts";
import {
  type LogEntry,
  longestTakeoverMs,
  openOrder,
  orderType,
  type TakeoverStatement,
} from "../../content/trust/order-statement.ts";
import { persons } from "../../content/trust/root.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { z } from "zod";
import type { Change } from "../change.ts";
import type { Db } from "../db/connect.ts";
import { listRegister } from "../db/directory.ts";
import {
  deleteProposal,
  entryOf,
  findOrder,
  findProposal,
  insertOrder,
  insertProposal,
  keepSignatures,
  nextOrderNumber,
  type Proposal,
} from "../db/orders.ts";
import type { OrderRow } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { takeoverReach } from "./order-reach.ts";
import { openFrom, type SignedOrder } from "./signed-order.ts";
import { verify } from "../trust/sign.ts";
import { readOrder } from "./standing-orders.ts";

type Statement = z.infer<typeof TakeoverStatement>;
type Asker = { readonly id: string; readonly name: string };

/** A takeover that nobody seconds is given up after this long. */
export const proposalLifeMs = 60 * 60_000;

/** When a proposal can no longer be released. */
export function proposalEnds(at: number, { until }: Pick<Statement, "until">): number {
  return Math.min(until, at + proposalLifeMs);
}

/** Stores a takeover with its first officer's signature. Screens hear nothing of it. */
export async function propose(
  deps: Deps,
  step: Change,
  asker: Asker,
  { envelope, revision: bytes }: { envelope: string; revision: string },
): Promise<string> {
  const { db, now } = step;
  const { statement, signers } = takeoverOf(await openFrom(db, asker, envelope, now));
  if (statement.by.id !== asker.id) throw new Problem("order/no-key", { detail: "signed in another's name" });
  if (statement.alone) throw new Problem("trust/too-few-officers", { detail: "nobody was waited for" });
  if (persons(signers) !== 1) throw new Problem("order/same-person", { detail: "one officer proposes" });
  checkTime(statement, now);
  await checkWords(db, revisionOf(statement, bytes));
  const proposed = await findProposal(db, statement.id);
  if (proposed ?? (await findOrder(db, statement.id))) throw new Problem("order/over", { detail: "known already" });
  if ((await takeoverReach(deps, statement.scope, db)).screens === 0) throw new Problem("order/reaches-nobody");
  await insertProposal(db, { id: statement.id, envelope, revision: bytes, proposer: asker.id, at: now });
  await step.audit("order.propose", `order:${statement.id}`, facts(statement));
  step.tell("orders", statement.id);
  return statement.id;
}

/**
 * The second officer's hand, or the leader's alone after waiting. Appends to the log and answers the entry to broadcast
 * after the commit; `undefined` where the root asks for more officers than have signed yet.
 */
export async function release(step: Change, asker: Asker, id: string, envelope: string): Promise<LogEntry | undefined> {
  const { db, now } = step;
  const proposal = await findProposal(db, id);
  if (!proposal) throw new Problem((await findOrder(db, id)) ? "order/over" : "order/not-found");
  const proposed = takeoverIn(proposal);
  if (now >= proposalEnds(proposal.at, proposed.statement)) throw new Problem("order/over");
  // The same bytes were young when they came in; a leader alone signs new ones now.
  const same = readEnvelope(envelope, orderType, longest.order).payload === proposed.payload;
  const opened = takeoverOf(await openFrom(db, asker, envelope, now, same ? proposal.at : now));
  const { statement } = opened;
  checkTime(statement, now);
  if (statement.alone) checkAlone(opened, asker, proposal, now);
  else {
    if (opened.payload !== proposed.payload) throw new Problem("trust/other-content", { detail: "other bytes" });
    if (asker.id === proposal.proposer) throw new Problem("order/same-person");
    if (!opened.signers.some(({ owner }) => owner.id === proposal.proposer)) {
      throw new Problem("trust/too-few-officers", { detail: "the first signature is missing" });
    }
    if (lacksOfficers(opened)) {
      await keepSignatures(db, id, envelope);
      await step.audit("order.second", `order:${id}`, { ...facts(statement), signers: names(opened) });
      step.tell("orders", id);
      return undefined;
    }
  }
  const row: OrderRow = {
    number: await nextOrderNumber(db),
    id,
    kind: "takeover",
    envelope,
    revision: proposal.revision,
    at: now,
    until_at: statement.until,
  };
  // The very function by which every screen will judge it.
  await openOrder(entryOf(row), opened.root, verify);
  await insertOrder(db, row);
  await deleteProposal(db, id);
  await step.audit("order.takeover", `order:${id}`, {
    number: row.number,
    ...facts(statement),
    signers: names(opened),
    ...(statement.alone ? { alone: statement.alone } : {}),
  });
  step.tell("orders", id);
  step.tell("screens");
  return entryOf(row);
}

/** Gives up a takeover that waits. */
export async function drop(step: Change, id: string): Promise<void> {
  const proposal = await findProposal(step.db, id);
  if (!proposal) throw new Problem((await findOrder(step.db, id)) ? "order/over" : "order/not-found");
  await deleteProposal(step.db, id);
  await step.audit("order.drop", `order:${id}`, facts(takeoverIn(proposal).statement));
  step.tell("orders", id);
}

/** The statement of a proposal that was judged when it came. */
export function takeoverIn({ envelope }: Pick<Proposal, "envelope">): {
  statement: Statement;
  payload: string;
  keyIds: readonly string[];
} {
  const { statement, ...read } = readOrder(envelope);
  if (statement.kind !== "takeover") throw new Error("A proposal that is no takeover.");
  return { statement, ...read };
}

function takeoverOf(opened: SignedOrder): SignedOrder & { statement: Statement } {
  const { statement } = opened;
  if (statement.kind !== "takeover") throw new Problem("trust/wrong-type", { detail: statement.kind });
  // Who may only approve signs nothing here; screens do not count them, and so they have no place in the envelope.
  if (opened.signers.some(({ duties }) => !duties.includes("officer") && !duties.includes("leader")))
    throw new Problem("order/no-key", { detail: "no officer's key" });
  return { ...opened, statement };
}

function checkTime({ from, until }: Statement, now: number): void {
  if (until <= from || until - from > longestTakeoverMs) {
    throw new Problem("trust/order-too-long", { detail: String(until - from) });
  }
  if (until <= now) throw new Problem("order/over");
}

function revisionOf(statement: Statement, bytes: string): Revision {
  const revision = openRevision(statement.revision, bytes);
  if (!revision) throw new Problem("trust/message-bytes", { detail: statement.revision });
  if (revision.content.forms.banner) throw new Problem("trust/takeover-media");
  return revision;
}

/** The same careful reading as of any message; words that nobody could read are worse under time pressure. */
async function checkWords(db: Db, { content }: Revision): Promise<void> {
  if (!content.forms.panel && !content.forms.ticker) {
    throw new Problem("message/blocked-by-check", { detail: "neither a panel nor a running line" });
  }
  const findings = check(content, { sources: await listRegister(db, "source") });
  if (!blocks(findings)) return;
  const blocking = findings.filter(({ level }) => level === "block");
  throw new Problem("message/blocked-by-check", {
    detail: blocking.map(({ code, where }) => `${code} ${where}`).join("; "),
  });
}

/**
 * The same takeover, let go by a duty leader because nobody came: only under the root's policy, and only after the wait
 * by this server's clock and by the one in the statement.
 */
function checkAlone(
  { statement, root, signers }: SignedOrder & { statement: Statement },
  asker: Asker,
  proposal: Proposal,
  now: number,
): void {
  const { statement: proposed } = takeoverIn(proposal);
  const same =
    statement.id === proposed.id &&
    statement.revision === proposed.revision &&
    JSON.stringify(statement.scope) === JSON.stringify(proposed.scope) &&
    statement.until <= proposed.until &&
    statement.reason === proposed.reason;
  if (!same) throw new Problem("trust/other-content", { detail: "another takeover than the one that waited" });
  if (statement.by.id !== asker.id) throw new Problem("order/no-key", { detail: "signed in another's name" });
  const leads = signers.some(({ owner, duties }) => owner.id === asker.id && duties.includes("leader"));
  const waited = root.lone !== undefined && now - proposal.at >= root.lone.afterMs;
  if (!leads || !waited || (statement.alone?.askedAt ?? 0) < proposal.at) throw new Problem("trust/too-few-officers");
}

function lacksOfficers({ signers, root }: SignedOrder): boolean {
  return persons(signers.filter(({ duties }) => duties.includes("officer"))) < root.thresholds.takeover;
}

function names({ signers }: SignedOrder): string[] {
  return signers.map(({ owner }) => owner.name);
}

function facts({ revision, scope, from, until, reason }: Statement): Record<string, unknown> {
  return { revision, scope, from, until, reason };
}
