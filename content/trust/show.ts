import type { Revision } from "../editorial/revision.ts";
import { levelRank, type Level } from "../playout/campaign.ts";
import type { Order } from "../playout/order.ts";
import type { ProblemCode } from "../wire/problem.ts";
import { isAbout, type SignedApproval } from "./approval-statement.ts";
import type { KeyEntry } from "./key.ts";
import { unrecalled, type OpenOrder } from "./order-statement.ts";
import type { Place } from "./place.ts";
import { counting, persons, type Root } from "./root.ts";

/** What a manifest offers: a revision, whose bytes were hashed, and the approvals that came with it. */
export type Offer = {
  readonly revision: Revision;
  readonly approvals: readonly SignedApproval[];
  /** The highest level of the campaigns that run it. */
  readonly level: Level;
};

/** What this screen goes by. */
export type Circumstances = {
  readonly root: Root;
  readonly place: Place;
  readonly orders: readonly OpenOrder[];
};

export type Verdict =
  | { readonly show: true; /** The answer holds until then, `Infinity` when for good. */ readonly until: number }
  | { readonly show: false; readonly why: ProblemCode; readonly until: number };

/**
 * The one predicate (design §5, Trust): show ⇔ in the current manifest ∧ enough approvals by distinct approvers whose
 * keys are valid under the pinned root ∧ the approval covers this kind of venue and this instant ∧ every byte hashes
 * right ∧ not recalled. That it is in the manifest and that its bytes hash right is what makes it an `Offer`; a picture
 * is hashed again before it is drawn. What the server says is no input.
 */
export function show(offer: Offer, { root, place, orders }: Circumstances, now: number): Verdict {
  const never = (why: ProblemCode): Verdict => ({ show: false, why, until: Infinity });
  if (recalls(orders, offer.revision.digest)) return never("trust/recalled");
  if (offer.approvals.length === 0) return never("trust/unapproved");
  const about = offer.approvals.filter(({ statement }) => isAbout(statement, offer.revision));
  if (about.length === 0) return never("trust/other-content");
  const standing = about.filter(({ statement, signers }) => counting(root, signers, statement.at).length > 0);
  if (standing.length === 0) return never("trust/void-key");
  const signersOf = ({ statement, signers }: SignedApproval): readonly KeyEntry[] =>
    unrecalled(counting(root, signers, statement.at), orders, statement.at);
  const kept = standing.filter((approval) => signersOf(approval).length > 0);
  if (kept.length === 0) return never("trust/recalled");
  const here = kept.filter(({ statement }) => statement.scope.venueKinds.includes(place.kind));
  if (here.length === 0) return never("trust/other-place");
  const loud = here.filter(({ statement }) => levelRank[statement.scope.level] <= levelRank[offer.level]);
  if (loud.length === 0) return never("trust/too-loud");
  const isNow = ({ statement: { scope } }: SignedApproval): boolean => scope.from <= now && now < scope.until;
  const until = loud
    .flatMap(({ statement: { scope } }) => [scope.from, scope.until])
    .reduce((next, edge) => (edge > now ? Math.min(next, edge) : next), Infinity);
  const people = persons(loud.filter(isNow).flatMap(signersOf));
  if (people >= root.thresholds.approval) return { show: true, until };
  return { show: false, why: people === 0 ? "trust/other-time" : "trust/too-few-signatures", until };
}

function recalls(orders: readonly OpenOrder[], digest: string): boolean {
  return orders.some(
    ({ statement }) =>
      statement.kind === "recall" && statement.what.kind === "revision" && statement.what.revision === digest,
  );
}

/** What must not be shown at an instant, as recalls for `onAir`, why, and until when that holds. */
export type Bars = {
  readonly orders: readonly Order[];
  readonly refused: readonly { readonly digest: string; readonly why: ProblemCode }[];
  readonly until: number;
};

export function barsAt(offers: Iterable<Offer>, circumstances: Circumstances, now: number): Bars {
  const orders: Order[] = [];
  const refused: { digest: string; why: ProblemCode }[] = [];
  let until = Infinity;
  for (const offer of offers) {
    const verdict = show(offer, circumstances, now);
    until = Math.min(until, verdict.until);
    if (verdict.show) continue;
    orders.push({ kind: "recall", message: offer.revision.digest });
    refused.push({ digest: offer.revision.digest, why: verdict.why });
  }
  return { orders, refused, until };
}
