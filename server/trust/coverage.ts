import type { Level } from "../../content/playout/campaign.ts";
import type { Cover } from "../../content/playout/lane.ts";
import type { VenueKind } from "../../content/network/venue.ts";
import { openApproval, type SignedApproval } from "../../content/trust/approval-statement.ts";
import type { OpenOrder } from "../../content/trust/order-statement.ts";
import type { Root } from "../../content/trust/root.ts";
import { show, type Offer, type Verdict } from "../../content/trust/show.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { z } from "zod";
import type { Db } from "../db/connect.ts";
import { trustedRoot } from "../db/roots.ts";
import { verify } from "./sign.ts";
import { standingAt } from "../orders/standing-orders.ts";

/** What is gone by: the newest root, and orders that were let go. */
export type Authority = { readonly root: Root; readonly orders: readonly OpenOrder[] };

/**
 * What this server goes by when it approves and publishes, at an instant, as far as is known `now`. `undefined` until
 * there is a root: then nothing at all is published.
 */
export async function authorityAt(db: Db, at: number, now: number): Promise<Authority | undefined> {
  const trusted = await trustedRoot(db);
  return trusted && { root: trusted.root, orders: (await standingAt(db, at, now)).kept };
}

/** What screens go by, to tell what they show. */
export async function screensAuthorityAt(db: Db, at: number, now: number): Promise<Authority | undefined> {
  const trusted = await trustedRoot(db);
  return trusted && { root: trusted.root, orders: (await standingAt(db, at, now)).orders };
}

/** An approval as it is sent on, opened; or what is wrong with it. */
export type Opened = { readonly envelope: string; readonly approval: SignedApproval };

export async function openEnvelopes(envelopes: readonly string[], root: Root): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const envelope of new Set(envelopes)) {
    const approval = await openOrProblem(envelope, root);
    if (!(approval instanceof Problem)) opened.push({ envelope, approval });
  }
  return opened;
}

async function openOrProblem(envelope: string, root: Root): Promise<SignedApproval | Problem> {
  try {
    return await openApproval(envelope, root, verify);
  } catch (problem) {
    if (problem instanceof Problem) return problem;
    throw problem;
  }
}

const loudestFirst: readonly Level[] = ["urgent", "priority", "routine"];
const notApproved: ReadonlySet<string> = new Set([
  "trust/recalled",
  "trust/unapproved",
  "trust/other-content",
  "trust/void-key",
]);

/**
 * What the one predicate will let a screen at this kind of venue show of a message, at some instant from `now` on;
 * `undefined` where nothing of it is approved. Until an instant comes that is covered, screens and desk bar it alike.
 */
export function coverOf(
  offer: Omit<Offer, "level">,
  kind: z.infer<typeof VenueKind>,
  authority: Authority,
  now: number,
): Cover | undefined {
  let why = "trust/unapproved";
  for (const level of loudestFirst) {
    const judge = (at: number): Verdict => show({ ...offer, level }, { ...authority, place: anyPlaceOf(kind) }, at);
    const first = judge(now);
    for (let verdict = first; ;) {
      if (verdict.show) return { upTo: level };
      if (verdict.until === Infinity) break;
      verdict = judge(verdict.until);
    }
    if (!first.show) ({ why } = first);
  }
  return notApproved.has(why) ? undefined : { why };
}

/** Approvals are for kinds of venues; only orders ask where exactly a screen stands. */
function anyPlaceOf(kind: z.infer<typeof VenueKind>): Parameters<typeof show>[1]["place"] {
  return { venue: kind, kind, areas: [] };
}

/** Why an approval counts for nothing anywhere, whatever it covers. */
export type Void = "unsigned" | "revoked" | "recalled";

/** Whether an approval still counts, and what it covers. */
export async function standingOf(
  revision: Offer["revision"],
  envelope: string | null,
  authority: Authority | undefined,
): Promise<{ void?: Void; scope?: SignedApproval["statement"]["scope"] }> {
  if (envelope === null || !authority) return { void: "unsigned" };
  const approval = await openOrProblem(envelope, authority.root);
  if (approval instanceof Problem) return { void: "revoked" };
  const { scope } = approval.statement;
  const [kind = "office"] = scope.venueKinds;
  const verdict = show(
    { revision, approvals: [approval], level: "routine" },
    { ...authority, place: anyPlaceOf(kind) },
    scope.from,
  );
  if (verdict.show || !notApproved.has(verdict.why)) return { scope };
  return { scope, void: verdict.why === "trust/recalled" ? "recalled" : "revoked" };
}
