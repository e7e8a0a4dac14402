import * as z from "zod/mini";
import { Id, publicText, Sha256 } from "../editorial/text.ts";
import { openRevision, type Revision } from "../editorial/revision.ts";
import { Canvas } from "../network/canvas.ts";
import { Instant, Programme } from "../playout/programme.ts";
import { Problem } from "../wire/problem.ts";

export const manifestType = "bangtin/manifest/1";

/** What the safe card says when there is nothing else: who answers for the screen and where to call. */
export const SafeCard = z.strictObject({
  agency: publicText(80),
  label: publicText(80),
  number: publicText(20),
});
export type SafeCard = z.infer<typeof SafeCard>;

export const MediaEntry = z.strictObject({
  sha256: Sha256,
  bytes: z.int().check(z.positive()),
  type: z.string().check(z.maxLength(40)),
});
export type MediaEntry = z.infer<typeof MediaEntry>;

/** So many approvals of one message travel, and no more. */
export const mostApprovals = 8;

/** The signed, versioned, expiring document that a screen fetches (design §1). One per line-up. */
export const Manifest = z.strictObject({
  /** Grows with every publication of the whole server, so a screen that changes line-up still never goes back. */
  version: z.int().check(z.positive()),
  lineUp: z.string(),
  issuedAt: Instant,
  /** After this the screen plays on what is in its window and says that it may be out of date. */
  expiresAt: Instant,
  canvas: Canvas,
  timeZone: z.string(),
  safeCard: SafeCard,
  programme: Programme,
  messages: z.array(
    z.strictObject({
      digest: Sha256,
      /** The exact bytes of the revision; their SHA-256 is `digest`. */
      bytes: z.string(),
      /** Who approved it, for people to read; what a screen goes by are the signed `approvals`. */
      approval: z.strictObject({ approver: Id, name: publicText(80), at: Instant }),
      /** Signed approvals (`approval-statement.ts`), as they came from the approvers' hands. */
      approvals: z.array(z.string()).check(z.maxLength(mostApprovals)),
    }),
  ),
  media: z.array(MediaEntry),
});
export type Manifest = z.infer<typeof Manifest>;

/** A manifest that was judged, with its revisions opened. */
export type TrustedManifest = { readonly manifest: Manifest; readonly revisions: ReadonlyMap<string, Revision> };

/**
 * Judges the payload of a manifest whose signature has been checked, against the one playing now.
 * The caller fetches and stores; this decides (design §4.1).
 * @throws Problem trust/malformed, trust/rollback, trust/same-version-other-bytes, trust/message-bytes, trust/missing-message
 */
export function acceptManifest(
  payload: string,
  current: { version: number; payload: string } | undefined,
): TrustedManifest {
  let manifest: Manifest;
  try {
    manifest = Manifest.parse(JSON.parse(payload));
  } catch (cause) {
    throw new Problem("trust/malformed", { cause });
  }
  if (current && manifest.version < current.version) {
    throw new Problem("trust/rollback", { detail: `${manifest.version} < ${current.version}` });
  }
  if (current && manifest.version === current.version && payload !== current.payload) {
    throw new Problem("trust/same-version-other-bytes", { detail: String(manifest.version) });
  }
  const revisions = new Map<string, Revision>();
  for (const { digest, bytes } of manifest.messages) {
    const revision = openRevision(digest, bytes);
    if (!revision) throw new Problem("trust/message-bytes", { detail: digest });
    revisions.set(digest, revision);
  }
  for (const loop of Object.values(manifest.programme.loops)) {
    for (const spot of loop) {
      if (!revisions.has(spot.message)) throw new Problem("trust/missing-message", { detail: spot.message });
    }
  }
  return { manifest, revisions };
}
