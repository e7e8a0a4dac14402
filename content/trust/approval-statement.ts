import * as z from "zod/mini";
import { ownHand } from "../editorial/approval.ts";
import type { MessageContent } from "../editorial/message.ts";
import type { Revision } from "../editorial/revision.ts";
import { Id, publicText, Sha256 } from "../editorial/text.ts";
import { VenueKind } from "../network/venue.ts";
import { Level } from "../playout/campaign.ts";
import { Instant } from "../playout/programme.ts";
import { Problem } from "../wire/problem.ts";
import { longest, openSigned, readPayload, type Verify } from "./envelope.ts";
import type { KeyEntry } from "./key.ts";
import { keysFor, type Root } from "./root.ts";

export const approvalType = "bangtin/approval/1";

/** Where, when and how loudly an approved revision may be shown. */
export const ApprovalScope = z.strictObject({
  venueKinds: z.array(VenueKind).check(z.minLength(1), z.maxLength(20)),
  from: Instant,
  until: Instant,
  /** The highest level at which a campaign may run it. */
  level: Level,
});
export type ApprovalScope = z.infer<typeof ApprovalScope>;

const Text = z.strictObject({ where: z.string().check(z.maxLength(80)), text: z.string().check(z.maxLength(5000)) });

/**
 * What an approver signs, as exact bytes: all that passers-by will read, every picture by the hash of its bytes, and
 * where and when. It repeats the words of the revision that it names, so that whoever signs a statement holds in hand
 * what they answer for, without the server.
 */
export const ApprovalStatement = z.strictObject({
  revision: Sha256,
  texts: z.array(Text).check(z.maxLength(400)),
  media: z.array(Sha256).check(z.maxLength(60)),
  scope: ApprovalScope,
  /** Who wrote, last edited and submitted it: none of them may sign. */
  hands: z.strictObject({ author: Id, lastEditor: Id, submitter: Id }),
  approver: z.strictObject({ id: Id, name: publicText(80) }),
  at: Instant,
});
export type ApprovalStatement = z.infer<typeof ApprovalStatement>;

/** A statement whose signatures were checked; `signers` are the keys that truly signed it. */
export type SignedApproval = {
  readonly statement: ApprovalStatement;
  readonly signers: readonly KeyEntry[];
};

/** Every string of a message with its path, in the order of its bytes. */
export function wordsOf(content: MessageContent): { where: string; text: string }[] {
  const words: { where: string; text: string }[] = [];
  const walk = (value: unknown, where: string): void => {
    if (typeof value === "string") words.push({ where, text: value });
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, where ? `${where}.${key}` : key);
    }
  };
  walk(content, "");
  return words;
}

/** The hashes of the picture and of every crop of it. */
export function mediaOf({ forms: { banner } }: MessageContent): string[] {
  return banner ? [banner.picture, ...banner.renditions.map(({ sha256 }) => sha256)] : [];
}

/** The statement about a revision, for `approver` to sign. */
export function approvalStatement(
  revision: Pick<Revision, "digest" | "content">,
  about: Pick<ApprovalStatement, "scope" | "hands" | "approver" | "at">,
): ApprovalStatement {
  return {
    revision: revision.digest,
    texts: wordsOf(revision.content),
    media: mediaOf(revision.content),
    scope: about.scope,
    hands: about.hands,
    approver: about.approver,
    at: about.at,
  };
}

/** Whether the statement is about this very revision, word for word and picture for picture. */
export function isAbout(statement: ApprovalStatement, revision: Pick<Revision, "digest" | "content">): boolean {
  return (
    statement.revision === revision.digest &&
    JSON.stringify(statement.texts) === JSON.stringify(wordsOf(revision.content)) &&
    JSON.stringify(statement.media) === JSON.stringify(mediaOf(revision.content))
  );
}

/** The payload to sign. */
export function approvalPayload(statement: ApprovalStatement): string {
  return JSON.stringify(ApprovalStatement.parse(statement));
}

/**
 * Opens a signed approval. Whether it is enough is `show`'s to say; what is refused here was never an approval.
 * @throws Problem trust/own-message, and any of `openSigned`, `readPayload`
 */
export async function openApproval(envelope: string, root: Root, verify: Verify): Promise<SignedApproval> {
  const keys = keysFor(root, "approver");
  const { payload, signers } = await openSigned(envelope, approvalType, keys, verify, longest.approval);
  const statement = readPayload(ApprovalStatement, payload);
  // Whoever holds the key is the approver, whatever name stands in the statement.
  if (signers.some((key) => key.owner.id !== statement.approver.id)) {
    throw new Problem("trust/other-approver", { detail: statement.approver.id });
  }
  const hand = ownHand(statement.hands, statement.approver.id);
  if (hand) throw new Problem("trust/own-message", { detail: hand });
  return { statement, signers };
}
