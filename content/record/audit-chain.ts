import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * The record as a chain: every entry carries the hash of the one before it, so that none can be altered, left out or put
 * elsewhere without the next one showing it. What the chain alone cannot show, a cut tail or a whole other end, a
 * checkpoint shows: `size` and `head` as they once were (attacks.md §3.5).
 */

/** An entry as it is stored. `detail` is the exact JSON text: it is hashed as it stands and never written again. */
export type AuditRow = {
  /** 1, 2, 3… without a gap. */
  readonly seq: number;
  readonly at: number;
  readonly who: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
};

export type ChainedRow = AuditRow & { readonly prev: string; readonly hash: string };

/** How long the record is, and the hash of its last entry. */
export type AuditHead = { readonly size: number; readonly head: string };

/** What the first entry names as the one before it. */
export const emptyAudit: AuditHead = { size: 0, head: "0".repeat(64) };

/** SHA-256, 64 hex digits, over the domain, the hash before and the entry's fields in order. */
export function auditHash(prev: string, { seq, at, who, action, subject, detail }: AuditRow): string {
  const fields = JSON.stringify([seq, at, who, action, subject, detail]);
  return bytesToHex(sha256(utf8ToBytes(`bangtin/audit/1\n${prev}\n${fields}`)));
}

/** The next entry of a record that ends at `head`. */
export function chain(head: AuditHead, entry: Omit<AuditRow, "seq">): ChainedRow {
  const row: AuditRow = { ...entry, seq: head.size + 1 };
  return { ...row, prev: head.head, hash: auditHash(head.head, row) };
}

/**
 * `altered`: it is not the entry that was written. `missing`: it is not there, others follow. `cut`: it is not there and
 * nothing follows. `other`: entry `seq`, or one before it, was replaced and everything up to there hashed anew.
 */
export type AuditFault = { readonly seq: number; readonly fault: "altered" | "missing" | "cut" | "other" };

/** Goes one entry on, in the order of `seq`; answers where the record now ends, or what is wrong. */
export function follow(head: AuditHead, row: ChainedRow): AuditHead | AuditFault {
  const expected = head.size + 1;
  if (row.seq > expected) return { seq: expected, fault: "missing" };
  if (row.seq < expected || auditHash(row.prev, row) !== row.hash) return { seq: row.seq, fault: "altered" };
  if (row.prev !== head.head) {
    // It is whole by its own hash, and names another entry before it than the one that is there: that one was replaced.
    return { seq: Math.max(head.size, 1), fault: "altered" };
  }
  return { size: row.seq, head: row.hash };
}

/** Holds a checkpoint against the record: `hashAt` is the hash of entry `checkpoint.size`, absent where there is none. */
export function againstCheckpoint(
  checkpoint: AuditHead,
  end: AuditHead,
  hashAt: string | undefined,
): AuditFault | undefined {
  if (checkpoint.size > end.size) return { seq: end.size + 1, fault: "cut" };
  const then = checkpoint.size === 0 ? emptyAudit.head : hashAt;
  return then === checkpoint.head ? undefined : { seq: checkpoint.size, fault: "other" };
}
