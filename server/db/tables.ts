import type { Generated } from "kysely";
import type { ChainedRow } from "../../content/record/audit-chain.ts";
import type { MessageStatus } from "../../content/editorial/approval.ts";

/** Rows as they are stored. Times are epoch milliseconds; `body` columns hold JSON that a schema of `content` has parsed. */
export interface Tables {
  setting: { key: string; body: string };
  source: { id: string; body: string };
  directive: { id: string; body: string };
  contact: { id: string; body: string };
  area: { id: string; body: string };
  venue: { id: string; body: string };
  picture: { digest: string; width: number; height: number; bytes: number; made_by: string; at: number };
  /** Renditions that were cut before, by `renditionKey`. */
  rendition: { key: string; body: string };
  revision: { digest: string; bytes: string; made_by: string; at: number };
  message: MessageRow;
  approval: ApprovalRow;
  playlist: { id: string; version: number; body: string; updated_at: number };
  campaign: { id: string; version: number; status: string; playlist: string; body: string; updated_at: number };
  campaign_venue: { campaign: string; venue: string };
  screen: ScreenRow;
  /** `public_key`: JSON of the device's own key, where it has one. */
  pairing: {
    token_hash: string;
    code: string;
    expires_at: number;
    screen: string | null;
    public_key: string | null;
  };
  line_up: LineUpRow;
  line_up_campaign: { line_up: string; campaign: string };
  manifest: { version: Generated<number>; line_up: string; etag: string; envelope: string; issued_at: number };
  play: PlayRow;
  audit: ChainedRow;
  root: RootRow;
  /** Registered by a person and listed by no root yet; `body` is JSON of key, scheme and owner. */
  pending_key: { key_id: string; owner: string; body: string; at: number };
  order_log: OrderRow;
  takeover_proposal: { id: string; envelope: string; revision: string; proposer: string; at: number };
  /** better-auth's own tables. It alone writes them, but for `banned` and for ending sessions (`people.ts`). */
  user: { id: string; name: string; email: string; role: string | null; createdAt: string; banned: number | null };
  session: { id: string; userId: string; expiresAt: string };
}

export type MessageRow = {
  id: string;
  status: MessageStatus;
  version: number;
  head: string;
  /** The approval of the revision that may be on the air; null when there is none. */
  approval: number | null;
  author: string;
  last_editor: string;
  submitter: string | null;
  /** JSON of the last decision: move, by, at, reason. */
  decision: string | null;
  created_at: number;
  updated_at: number;
};

/** A decision to approve, never changed and never removed. The table itself refuses the author's own hand. */
export type ApprovalRow = {
  id: Generated<number>;
  message: string;
  digest: string;
  approver: string;
  author: string;
  last_editor: string;
  submitter: string;
  at: number;
  /** The approver's signed statement; null where it was approved before there were signatures, and then it is void. */
  envelope: string | null;
};

/** A version of the root, never changed and never removed; `payload` is the text inside `envelope`. */
export type RootRow = { version: number; envelope: string; payload: string; at: number };

/** An order that was let go, never changed and never removed. `revision`: the exact bytes that a takeover shows. */
export type OrderRow = {
  number: number;
  id: string;
  kind: "takeover" | "recall";
  envelope: string;
  revision: string | null;
  at: number;
  /** When a takeover ends by itself; null for a recall. */
  until_at: number | null;
};

export type ScreenRow = {
  id: string;
  name: string;
  venue: string;
  canvas: string;
  token_hash: string;
  line_up: string | null;
  paired_at: number;
  last_seen_at: number | null;
  report: string | null;
  clock_skew: number | null;
  /** JSON of its `Place`, fixed when it was paired. */
  place: string;
  /** JSON of the device's own public key, where it has one. */
  public_key: string | null;
  /** Where its player comes from (`ShellMode`), and whether it proved its key, by its last hello. */
  shell: string | null;
  proven: number | null;
  /** Since when it is held because two devices claimed its name. */
  quarantined_at: number | null;
  /** JSON of the last `Echo`: what it has seen at its highest. */
  echo: string | null;
};

export type LineUpRow = {
  id: string;
  key: string;
  /** JSON: canvas, time zone, opening hours and reading that its screens share. */
  site: string;
  /** Digest of all that the screens would see; equal means nothing to publish. */
  fingerprint: string;
  version: number;
  etag: string;
  compiled_at: number;
};

export type PlayRow = {
  screen: string;
  boot: string;
  seq: number;
  message: string;
  campaign: string;
  lane: string;
  from_at: number;
  until_at: number;
  whole: number;
  version: number;
  received_at: number;
};
