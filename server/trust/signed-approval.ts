import type { Hands } from "../../content/editorial/approval.ts";
import type { Revision } from "../../content/editorial/revision.ts";
import { isAbout, openApproval } from "../../content/trust/approval-statement.ts";
import { rootExpired } from "../../content/trust/root.ts";
import { show } from "../../content/trust/show.ts";
import { Problem } from "../../content/wire/problem.ts";
import { authorityAt } from "./coverage.ts";
import type { Db } from "../db/connect.ts";
import { verify } from "./sign.ts";

/** How far the clock of the machine that signs may be from the server's. */
const clockToleranceMs = 10 * 60_000;

/**
 * Takes a signed approval only if every screen that it covers will: what the server stores here is all that it can ever
 * show for it. `hands` are the message's true ones.
 * @throws Problem any `trust/` code
 */
export async function checkApproval(
  db: Db,
  envelope: string,
  { revision, hands, approver }: { revision: Revision; hands: Hands; approver: string },
  now: number,
): Promise<void> {
  const authority = await authorityAt(db, now, now);
  if (!authority) throw new Problem("trust/no-root");
  if (rootExpired(authority.root, now)) throw new Problem("trust/root-expired");
  const approval = await openApproval(envelope, authority.root, verify);
  const { statement } = approval;
  const { scope } = statement;
  if (statement.approver.id !== approver) throw new Problem("trust/other-approver", { detail: statement.approver.id });
  if (!isAbout(statement, revision)) throw new Problem("trust/other-content", { detail: statement.revision });
  for (const hand of ["author", "lastEditor", "submitter"] as const) {
    if (statement.hands[hand] !== hands[hand]) throw new Problem("trust/other-content", { detail: hand });
  }
  const apart = statement.at - now;
  if (Math.abs(apart) > clockToleranceMs)
    throw new Problem("trust/other-time", { detail: `signed ${apart} ms from now` });
  if (scope.until <= now || scope.until <= scope.from)
    throw new Problem("trust/other-time", { detail: "already over" });
  for (const kind of scope.venueKinds) {
    const place = { venue: kind, kind, areas: [] };
    const offer = { revision, approvals: [approval], level: scope.level };
    const verdict = show(offer, { ...authority, place }, Math.max(now, scope.from));
    if (!verdict.show) throw new Problem(verdict.why);
  }
}
