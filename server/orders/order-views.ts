import type { MessageContent } from "../../content/editorial/message.ts";
import { openRevision } from "../../content/editorial/revision.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { OrderView, Person } from "../../content/wire/views.ts";
import type { z } from "zod";
import { findOrder, findProposal, listOrders, listProposals, type Proposal } from "../db/orders.ts";
import { trustedRoot } from "../db/roots.ts";
import { titlesByDigest } from "../db/messages.ts";
import { peopleById } from "../db/people.ts";
import type { OrderRow } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { takeoverReach, takeoverShown } from "./order-reach.ts";
import { readOrder, runningIn, standingAt } from "./standing-orders.ts";
import { proposalEnds, takeoverIn } from "./takeover.ts";

type View = z.infer<typeof OrderView>;

/** What the desk's page of orders shows; the log itself has no end. */
const shownAtOnce = 100;

/** What waits first, then the log, newest first. */
export async function orderViews(deps: Deps): Promise<View[]> {
  const now = deps.clock();
  const desk = await deskOf(deps);
  const views: View[] = [];
  for (const proposal of await listProposals(deps.db)) {
    if (now < proposalEnds(proposal.at, takeoverIn(proposal).statement)) views.push(await waiting(desk, proposal));
  }
  for (const row of await listOrders(deps.db, shownAtOnce)) views.push(await logged(desk, row));
  return views;
}

/** @throws Problem order/not-found */
export async function orderView(deps: Deps, id: string): Promise<View> {
  const proposal = await findProposal(deps.db, id);
  const desk = await deskOf(deps);
  if (proposal) return waiting(desk, proposal);
  const row = await findOrder(deps.db, id);
  if (!row) throw new Problem("order/not-found");
  return logged(desk, row);
}

/** What every view needs, read once. */
type Desk = {
  readonly deps: Deps;
  readonly now: number;
  /** Numbers of the takeovers that nobody ended. */
  readonly running: ReadonlySet<number>;
  /** Who holds a key, by the newest root; who is listed no longer is known by the desk. */
  readonly signers: (keyIds: readonly string[]) => Person[];
};

async function deskOf(deps: Deps): Promise<Desk> {
  const now = deps.clock();
  const running = runningIn(await standingAt(deps.db, now, now));
  const root = (await trustedRoot(deps.db))?.root;
  const people = await peopleById(deps.db);
  return {
    deps,
    now,
    running,
    signers: (keyIds) =>
      keyIds.map((keyId) => {
        const owner = root?.keys.find((key) => key.keyId === keyId)?.owner;
        return owner ? { id: owner.id, name: people.get(owner.id)?.name ?? owner.name } : { id: keyId, name: keyId };
      }),
  };
}

async function waiting({ deps, signers }: Desk, proposal: Proposal): Promise<View> {
  const { statement, payload, keyIds } = takeoverIn(proposal);
  const content = contentOf(statement.revision, proposal.revision);
  return {
    id: proposal.id,
    status: "waiting",
    payload,
    envelope: proposal.envelope,
    signers: signers(keyIds),
    ...(content ? { content } : {}),
    title: content?.title ?? "",
    reach: await takeoverReach(deps, statement.scope),
    alone: false,
    at: proposal.at,
  };
}

async function logged({ deps, now, running, signers }: Desk, row: OrderRow): Promise<View> {
  const { statement, payload, keyIds } = readOrder(row.envelope);
  const head = { id: row.id, number: row.number, payload, signers: signers(keyIds), at: row.at };
  if (statement.kind === "recall") {
    return { ...head, status: "done", title: await recalledTitle(deps, statement.what), alone: false };
  }
  const content = contentOf(statement.revision, row.revision ?? "");
  const over = statement.until <= now;
  const on = !over && running.has(row.number);
  return {
    ...head,
    status: over ? "over" : on ? "running" : "ended",
    ...(content ? { content } : {}),
    title: content?.title ?? "",
    ...(on
      ? {
          reach: await takeoverReach(deps, statement.scope),
          shown: await takeoverShown(deps, statement.scope, row.number),
        }
      : {}),
    alone: statement.alone !== undefined,
  };
}

function contentOf(digest: string, bytes: string): MessageContent | undefined {
  return openRevision(digest, bytes)?.content;
}

/** What was recalled, as the desk calls it. */
async function recalledTitle(
  { db }: Deps,
  what: Extract<ReturnType<typeof readOrder>["statement"], { kind: "recall" }>["what"],
): Promise<string> {
  if (what.kind === "key") return what.keyId;
  if (what.kind === "revision") return (await titlesByDigest(db, [what.revision])).get(what.revision)?.title ?? "";
  const order = await findOrder(db, what.order);
  const { statement } = order ? readOrder(order.envelope) : { statement: undefined };
  return (statement?.kind === "takeover" && contentOf(statement.revision, order?.revision ?? "")?.title) || "";
}
