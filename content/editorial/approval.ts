/** What may happen to a message, as a table of legal moves. What is absent is refused (design §4.6). */
export type MessageStatus = "draft" | "submitted" | "returned" | "rejected" | "approved" | "withdrawn";
export type MessageMove = "edit" | "submit" | "take-back" | "approve" | "return" | "reject" | "withdraw";

const moves: Readonly<Record<MessageStatus, Partial<Record<MessageMove, MessageStatus>>>> = {
  draft: { edit: "draft", submit: "submitted" },
  submitted: { "take-back": "draft", approve: "approved", return: "returned", reject: "rejected" },
  returned: { edit: "draft", submit: "submitted" },
  rejected: { edit: "draft" },
  approved: { edit: "draft", withdraw: "withdrawn" },
  withdrawn: { edit: "draft" },
};

/** The status after `move`, or `undefined` when the move is not legal from `status`. */
export function after(status: MessageStatus, move: MessageMove): MessageStatus | undefined {
  return moves[status][move];
}

export const messageStatuses = Object.keys(moves) as readonly MessageStatus[];

export type Hands = {
  readonly author: string;
  readonly lastEditor: string;
  readonly submitter: string;
};

/** Why `approver` may not decide about a message, or `undefined` when they may. Four eyes: design §5, Approval. */
export function ownHand(hands: Hands, approver: string): keyof Hands | undefined {
  if (hands.author === approver) return "author";
  if (hands.lastEditor === approver) return "lastEditor";
  if (hands.submitter === approver) return "submitter";
  return undefined;
}
