import { describe, expect, test } from "vitest";
import { sealRevision } from "../../../content/editorial/revision.ts";
import {
  approvalPayload,
  approvalStatement,
  approvalType,
  isAbout,
  mediaOf,
  openApproval,
  wordsOf,
  type ApprovalStatement,
} from "../../../content/trust/approval-statement.ts";
import { content, revision } from "./message.ts";
import { codeOf, day, hand, noon, rootOf, sealed, verifyByNode } from "./signing.ts";

const rootKey = hand("root-1", ["root"]);
const server = hand("server", ["server"]);
const ha = hand("ha", ["approver"]);
const phuc = hand("phuc", ["officer"]);
const root = rootOf([rootKey, server, ha, phuc]);
const about = {
  scope: { venueKinds: ["airport" as const], from: noon, until: noon + 30 * day, level: "priority" as const },
  hands: { author: "tuyet", lastEditor: "tuyet", submitter: "bao" },
  approver: { id: "ha", name: "Phạm Thu Hà" },
  at: noon,
};
const statement = approvalStatement(revision, about);
const open = (given: ApprovalStatement, ...by: (typeof ha)[]) =>
  openApproval(sealed(approvalType, approvalPayload(given), ...by), root, verifyByNode);

describe("an approval", () => {
  test("is opened with the statement and the key that signed it", async () => {
    expect(await open(statement, ha)).toEqual({ statement, signers: [ha.entry] });
  });

  test("repeats every word and names every picture", () => {
    expect(statement.texts).toContainEqual({ where: "forms.panel.address", text: "https://moh.gov.vn/" });
    expect(statement.texts).toContainEqual({ where: "forms.banner.alt.vi", text: "Người rửa tay" });
    expect(statement.texts).toContainEqual({ where: "kept.0.reason", text: "theo văn bản 337" });
    expect(statement.media).toEqual(["a".repeat(64), "b".repeat(64)]);
    expect(mediaOf({ ...content, forms: {} })).toEqual([]);
  });

  test("is about that revision and no other", () => {
    expect(isAbout(statement, revision)).toBe(true);
    expect(isAbout({ ...statement, revision: "0".repeat(64) }, revision)).toBe(false);
    expect(isAbout({ ...statement, texts: statement.texts.slice(1) }, revision)).toBe(false);
    expect(isAbout({ ...statement, media: [] }, revision)).toBe(false);
  });

  test("is not given by a key without that duty, nor by the server's, nor by the root's", async () => {
    for (const other of [phuc, server, rootKey]) {
      expect(await codeOf(open({ ...statement, approver: { id: other.entry.owner.id, name: "" } }, other))).toBe(
        "trust/unknown-key",
      );
    }
  });

  test("in another's name is refused: whoever holds the key is the approver", async () => {
    expect(await codeOf(open({ ...statement, approver: { id: "lan", name: "Lan" } }, ha))).toBe("trust/other-approver");
  });

  test("signed by its approver and by somebody else is refused: one statement, one approver", async () => {
    const lan = hand("lan", ["approver"]);
    const both = sealed(approvalType, approvalPayload(statement), ha, lan);
    const wider = rootOf([rootKey, server, ha, lan]);
    expect(await codeOf(openApproval(both, wider, verifyByNode))).toBe("trust/other-approver");
  });

  test("that is refused says whose name or hand it was", async () => {
    await expect(open({ ...statement, approver: { id: "lan", name: "Lan" } }, ha)).rejects.toThrow(
      "trust/other-approver: lan",
    );
    await expect(open({ ...statement, hands: { ...statement.hands, submitter: "ha" } }, ha)).rejects.toThrow(
      "trust/own-message: submitter",
    );
  });

  test.each(["author", "lastEditor", "submitter"] as const)("by the message's own %s is refused", async (role) => {
    expect(await codeOf(open({ ...statement, hands: { ...statement.hands, [role]: "ha" } }, ha))).toBe(
      "trust/own-message",
    );
  });

  test("is not a programme, nor an order, even when the bytes are the same", async () => {
    const order = sealed("bangtin/order/1", approvalPayload(statement), ha);
    expect(await codeOf(openApproval(order, root, verifyByNode))).toBe("trust/wrong-type");
  });

  test("too long is refused unread, and malformed after its signature", async () => {
    expect(await codeOf(openApproval("x".repeat(200_001), root, verifyByNode))).toBe("trust/too-long");
    expect(await codeOf(openApproval(sealed(approvalType, "{}", ha), root, verifyByNode))).toBe("trust/malformed");
  });

  test("that does not say what a statement must say cannot even be written", () => {
    expect(() => approvalPayload({ ...statement, scope: { ...statement.scope, venueKinds: [] } })).toThrow();
  });
});

/** The paths of all strings and numbers in a message. */
function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

function changed(path: readonly string[]): unknown {
  const copy = structuredClone(content) as unknown as Record<string, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) ?? "";
  const old = at[last];
  at[last] = typeof old === "number" ? old / 2 + 0.01 : String(old).replace(/.$/u, (c) => (c === "1" ? "2" : "1"));
  return copy;
}

describe("editing after approval: one character of any field makes another revision", () => {
  test.each(leaves(content).map((path) => [path.join("."), path] as const))("%s", (_, path) => {
    let other;
    try {
      other = sealRevision(changed(path) as typeof content);
    } catch {
      // A closed choice, such as the template: there is no such message at all.
      return;
    }
    expect(other.digest).not.toBe(revision.digest);
    expect(isAbout(statement, other)).toBe(false);
  });

  test("what is absent, or is no words, is not listed", () => {
    const odd = { a: null, b: undefined, c: 1, d: true, e: "x" };
    expect(wordsOf(odd as never)).toEqual([{ where: "e", text: "x" }]);
  });

  test("words are listed with where they stand, in order", () => {
    expect(wordsOf(content).slice(0, 3)).toEqual([
      { where: "title", text: "Đường dây nóng" },
      { where: "source.id", text: "byt" },
      { where: "source.name", text: "Bộ Y tế" },
    ]);
  });
});
