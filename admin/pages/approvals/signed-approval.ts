import { sealRevision } from "../../../content/editorial/revision.ts";
import { approvalPayload, approvalStatement, approvalType } from "../../../content/trust/approval-statement.ts";
import type { MessageView, UserView } from "../../../content/wire/views.ts";
import { signedBy, type Hand } from "../../keys/hand.ts";
import { scopeSigned, type Scope } from "./approval-scope.ts";

/** What the server calls this revision is not what it gave to look at. Nothing is signed. */
export class OtherBytes extends Error {
  override readonly name = "OtherBytes";
}

/** The revision that these previews draw, sealed here: `undefined` when the server names it otherwise. */
export function revisionSeen({ head }: MessageView): ReturnType<typeof sealRevision> | undefined {
  const revision = sealRevision(head.content);
  return revision.digest === head.digest ? revision : undefined;
}

/**
 * Signs an approval of exactly what is on the page: words, pictures and digest come from the content that the previews
 * draw, never from what the server says about it. @throws OtherBytes, NotSigned, PasskeyUnusable
 */
export async function signedApproval(
  message: MessageView,
  about: { readonly scope: Scope; readonly approver: UserView; readonly hand: Hand; readonly at: number },
): Promise<string> {
  const revision = revisionSeen(message);
  if (!revision) throw new OtherBytes(message.head.digest);
  const { scope, approver, hand, at } = about;
  const { author, lastEditor, submitter } = message;
  const statement = approvalStatement(revision, {
    scope: scopeSigned(scope, at),
    hands: { author: author.id, lastEditor: lastEditor.id, submitter: (submitter ?? author).id },
    approver: { id: approver.id, name: approver.name },
    at,
  });
  return signedBy(hand, approvalType, approvalPayload(statement));
}
