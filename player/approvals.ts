import { openApproval, type SignedApproval } from "../content/trust/approval-statement.ts";
import type { Verify } from "../content/trust/envelope.ts";
import type { TrustedManifest } from "../content/trust/manifest.ts";
import { levelsOf } from "../content/trust/offers.ts";
import type { Root } from "../content/trust/root.ts";
import type { Offer } from "../content/trust/show.ts";
import { Problem } from "../content/wire/problem.ts";

/** What a manifest offers, judged under one root. */
export type Judged = {
  readonly root: Root;
  readonly offers: readonly Offer[];
  /** By digest: what was wrong with an envelope that came as its approval. */
  readonly wrong: ReadonlyMap<string, Problem>;
};

/** Opens each signed approval once under each root: signatures are what costs time on a weak device. */
export class Approvals {
  private readonly verify: Verify;
  private root: Root | undefined;
  private opened = new Map<string, Promise<SignedApproval | Problem>>();

  constructor(verify: Verify) {
    this.verify = verify;
  }

  async judge({ manifest, revisions }: TrustedManifest, root: Root): Promise<Judged> {
    const before = this.root === root ? this.opened : new Map<string, Promise<SignedApproval | Problem>>();
    const opened = new Map<string, Promise<SignedApproval | Problem>>();
    const levels = levelsOf(manifest.programme);
    const wrong = new Map<string, Problem>();
    const offers: Offer[] = [];
    for (const { approvals = [] } of manifest.messages) {
      for (const envelope of approvals) {
        if (!opened.has(envelope)) opened.set(envelope, before.get(envelope) ?? this.open(envelope, root));
      }
    }
    // What no manifest names any more is forgotten.
    [this.root, this.opened] = [root, opened];
    for (const { digest, approvals = [] } of manifest.messages) {
      const revision = revisions.get(digest);
      if (!revision) continue;
      const signed: SignedApproval[] = [];
      for (const envelope of approvals) {
        const approval = await opened.get(envelope);
        if (approval instanceof Problem) wrong.set(digest, approval);
        else if (approval) signed.push(approval);
      }
      offers.push({ revision, approvals: signed, level: levels.get(digest) ?? "routine" });
    }
    return { root, offers, wrong };
  }

  private async open(envelope: string, root: Root): Promise<SignedApproval | Problem> {
    try {
      return await openApproval(envelope, root, this.verify);
    } catch (problem) {
      if (problem instanceof Problem) return problem;
      throw problem;
    }
  }
}
