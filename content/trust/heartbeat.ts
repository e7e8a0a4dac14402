import * as z from "zod/mini";
import { Id, Sha256 } from "../editorial/text.ts";
import { Instant } from "../playout/programme.ts";
import { Problem } from "../wire/problem.ts";
import { longest, openSigned, readPayload, type Verify } from "./envelope.ts";
import { counting, serverKeys, type Root } from "./root.ts";

export const heartbeatType = "bangtin/heartbeat/1";

/** A screen that has heard no fresh one for this long says that it may be out of date. */
export const heartbeatLifeMs = 15 * 60_000;
/** How often the server sends one to everybody. */
export const heartbeatEveryMs = 60_000;

/** So many entries the record had, and the hash of the last one (`record/audit-chain.ts`). */
export const Checkpoint = z.strictObject({ size: z.int().check(z.nonnegative()), head: Sha256 });
export type Checkpoint = z.infer<typeof Checkpoint>;

const Nonce = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** The server's short-lived word on what is newest. Withholding it is noticed when the last one expires. */
export const Heartbeat = z.strictObject({
  at: Instant,
  expiresAt: Instant,
  root: z.int().check(z.nonnegative()),
  /** The highest number in the log of orders. */
  orders: z.int().check(z.nonnegative()),
  audit: z.optional(Checkpoint),
  /** To one screen only: the random number that it asked with, who it is and what it should play. */
  answer: z.optional(
    z.strictObject({
      nonce: Nonce,
      screen: Id,
      manifest: z.optional(z.strictObject({ lineUp: z.string().check(z.maxLength(40)), version: z.int() })),
    }),
  ),
});
export type Heartbeat = z.infer<typeof Heartbeat>;
/** With the server key that vouches for it: what it says binds a screen only as long as the root lists that key. */
export type SignedHeartbeat = Heartbeat & { readonly keyId: string };

/**
 * Opens a heartbeat of one of the root's server keys. `asked` is the number that this screen asked with: an answer to
 * somebody else, or to an earlier question, is refused.
 * @throws Problem trust/stale, trust/other-answer and any of `openSigned`, `readPayload`
 */
export async function openHeartbeat(
  envelope: string,
  root: Root,
  verify: Verify,
  asked?: { readonly nonce: string; readonly screen: string },
): Promise<SignedHeartbeat> {
  const { payload, signers } = await openSigned(envelope, heartbeatType, serverKeys(root), verify, longest.heartbeat);
  const heartbeat = readPayload(Heartbeat, payload);
  const [signer] = counting(root, signers, heartbeat.at);
  if (!signer) throw new Problem("trust/void-key");
  if (heartbeat.expiresAt <= heartbeat.at) throw new Problem("trust/stale");
  const { answer } = heartbeat;
  if (asked && (answer?.nonce !== asked.nonce || answer.screen !== asked.screen)) {
    throw new Problem("trust/other-answer");
  }
  return { ...heartbeat, keyId: signer.keyId };
}
