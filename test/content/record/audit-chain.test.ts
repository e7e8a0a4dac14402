import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  againstCheckpoint,
  type AuditFault,
  type AuditHead,
  chain,
  type ChainedRow,
  emptyAudit,
  follow,
} from "../../../content/record/audit-chain.ts";

function record(length: number): ChainedRow[] {
  const rows: ChainedRow[] = [];
  let head = emptyAudit;
  for (let n = 0; n < length; n++) {
    const row = chain(head, {
      at: n,
      who: n % 3 ? "ha" : null,
      action: "message.edit",
      subject: `m:${n}`,
      detail: "{}",
    });
    rows.push(row);
    head = { size: row.seq, head: row.hash };
  }
  return rows;
}

function walk(rows: readonly ChainedRow[]): AuditHead | AuditFault {
  let head: AuditHead | AuditFault = emptyAudit;
  for (const row of rows) {
    head = follow(head, row);
    if ("fault" in head) return head;
  }
  return head;
}

test("an entry's hash is SHA-256 over the domain, the hash before it and its fields, as anybody can recompute", () => {
  const [first, second] = record(2);
  const bytes = `bangtin/audit/1\n${first?.hash}\n[2,1,"ha","message.edit","m:1","{}"]`;
  expect(second?.hash).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(first?.prev).toBe("0".repeat(64));
});

test("a whole record ends where its last entry says", () => {
  const rows = record(7);
  expect(walk(rows)).toEqual({ size: 7, head: rows[6]?.hash });
  expect(walk([])).toEqual(emptyAudit);
});

describe("whatever is done to one entry", () => {
  const position = fc
    .tuple(fc.integer({ min: 2, max: 12 }), fc.nat())
    .map(([length, at]) => ({ length, at: at % length }));

  test.each(["at", "who", "action", "subject", "detail", "prev", "hash"] as const)(
    "altering its %s names it",
    (field) => {
      fc.assert(
        fc.property(position, ({ length, at }) => {
          const rows = record(length).map((row, n) =>
            n === at ? { ...row, [field]: field === "at" ? -1 : "0x" } : row,
          );
          expect(walk(rows)).toEqual({ seq: at + 1, fault: "altered" });
        }),
      );
    },
  );

  test("altering it and hashing it anew names it, by the entry after it", () => {
    fc.assert(
      fc.property(position, ({ length, at }) => {
        const rows = record(length);
        const before = rows[at - 1];
        const head = before ? { size: before.seq, head: before.hash } : emptyAudit;
        rows[at] = chain(head, { at: 0, who: "x", action: "x", subject: "x", detail: "{}" });
        const last = at === length - 1;
        expect(walk(rows)).toEqual(last ? { size: length, head: rows[at]?.hash } : { seq: at + 1, fault: "altered" });
      }),
    );
  });

  test("leaving it out names it, unless it was the last", () => {
    fc.assert(
      fc.property(position, ({ length, at }) => {
        const rows = record(length).toSpliced(at, 1);
        const whole = at === length - 1;
        expect(walk(rows)).toMatchObject(whole ? { size: length - 1 } : { seq: at + 1, fault: "missing" });
      }),
    );
  });

  test("exchanging it with another, numbers and all, names the first of the two", () => {
    const rows = record(9);
    const [third, sixth] = [rows[2], rows[5]];
    if (!third || !sixth) throw new Error("too short");
    rows[2] = { ...sixth, seq: 3 };
    rows[5] = { ...third, seq: 6 };
    expect(walk(rows)).toEqual({ seq: 3, fault: "altered" });
  });
});

describe("a checkpoint", () => {
  const rows = record(9);
  const headOf = (size: number): AuditHead => ({ size, head: rows[size - 1]?.hash ?? emptyAudit.head });

  test("of an earlier moment holds while the record grows", () => {
    for (let size = 0; size <= 9; size++)
      expect(againstCheckpoint(headOf(size), headOf(9), rows[size - 1]?.hash)).toBeUndefined();
  });

  test("names the first entry of a tail that was cut", () => {
    expect(againstCheckpoint(headOf(9), headOf(6), undefined)).toEqual({ seq: 7, fault: "cut" });
    expect(againstCheckpoint(headOf(9), emptyAudit, undefined)).toEqual({ seq: 1, fault: "cut" });
  });

  test("shows a record that was written anew from some entry on", () => {
    expect(againstCheckpoint(headOf(5), headOf(9), "f".repeat(64))).toEqual({ seq: 5, fault: "other" });
  });
});
