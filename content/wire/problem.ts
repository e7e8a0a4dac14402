/** The one closed table of refusals: code → HTTP status. What a person reads is the desk's (`admin/strings/problems.ts`). */
export const problems = {
  "request/malformed": 400,
  "request/too-large": 413,
  "request/wrong-origin": 403,
  "request/wrong-content-type": 415,
  "request/too-many": 429,
  "request/not-found": 404,
  "auth/signed-out": 401,
  "auth/not-allowed": 403,
  "auth/setup-token": 403,
  "auth/email-taken": 409,
  "user/not-found": 404,
  "user/oneself": 409,
  "user/last-admin": 409,
  "message/not-found": 404,
  "message/changed-meanwhile": 409,
  "message/illegal-move": 409,
  "message/blocked-by-check": 422,
  "approval/own-message": 403,
  "approval/other-revision": 409,
  "approval/reason-missing": 422,
  "picture/not-found": 404,
  "picture/unreadable": 422,
  "picture/unknown-kind": 422,
  "picture/too-many-pixels": 422,
  "picture/too-large": 413,
  "picture/too-small": 422,
  "picture/animated": 422,
  "picture/quota": 413,
  "playlist/not-found": 404,
  "playlist/in-use": 409,
  "playlist/unknown-message": 422,
  "playlist/changed-meanwhile": 409,
  "campaign/not-found": 404,
  "campaign/ends-before-it-starts": 422,
  "campaign/unknown-venue": 422,
  "campaign/unknown-playlist": 422,
  "campaign/empty-playlist": 422,
  "campaign/changed-meanwhile": 409,
  "venue/not-found": 404,
  "venue/unknown-area": 422,
  "venue/unknown-time-zone": 422,
  "source/taken": 409,
  "directive/taken": 409,
  "screen/not-found": 404,
  "screen/unknown-token": 401,
  "pairing/unknown-code": 404,
  "pairing/code-expired": 410,
  "pairing/already-paired": 409,
  "media/not-found": 404,
  "trust/too-long": 422,
  "trust/malformed": 422,
  "trust/wrong-type": 422,
  "trust/unknown-key": 422,
  "trust/bad-signature": 422,
  "trust/rollback": 409,
  "trust/same-version-other-bytes": 409,
  "trust/message-bytes": 422,
  "trust/missing-message": 422,
  "trust/media-bytes": 422,
  "trust/duplicate-key": 422,
  "trust/mixed-duties": 422,
  "trust/unreachable-threshold": 422,
  "trust/root-gap": 409,
  "trust/root-expired": 422,
  "trust/no-root": 409,
  "trust/too-few-signatures": 422,
  "trust/too-few-officers": 422,
  "trust/order-too-long": 422,
  "trust/takeover-media": 422,
  "trust/other-approver": 422,
  "trust/own-message": 403,
  "trust/fast-forward": 409,
  "trust/stale": 422,
  "trust/other-answer": 422,
  "trust/void-key": 422,
  "trust/unapproved": 422,
  "trust/other-content": 422,
  "trust/other-place": 422,
  "trust/other-canvas": 422,
  "trust/other-time": 422,
  "trust/too-loud": 422,
  "trust/recalled": 422,
  "key/not-found": 404,
  "key/unknown-challenge": 409,
  "key/already-known": 409,
  "order/not-found": 404,
  "order/no-key": 403,
  "order/over": 409,
  "order/same-person": 403,
  "order/reaches-nobody": 422,
  "screen/other-place": 409,
  "screen/other-shape": 409,
  "screen/quarantined": 403,
  "screen/wrong-key": 401,
  "venue/has-screens": 409,
  "record/rolled-back": 503,
  "server/unavailable": 503,
  "server/bug": 500,
} as const;

export type ProblemCode = keyof typeof problems;

type Circumstance = {
  /** What exactly, for whoever must mend it; never a secret. */
  readonly detail?: string;
  readonly cause?: unknown;
};

/** A refusal. Absence is `undefined`; anything else that is thrown is a bug (design §4.4). */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly detail: string | undefined;

  constructor(code: ProblemCode, circumstance: Circumstance = {}) {
    super(circumstance.detail ? `${code}: ${circumstance.detail}` : code, { cause: circumstance.cause });
    this.code = code;
    this.detail = circumstance.detail;
  }

  get status(): number {
    return problems[this.code];
  }
}
