import { describe, expect, test } from "vitest";
import { sealRevision } from "../../../content/editorial/revision.ts";
import type { Level } from "../../../content/playout/campaign.ts";
import {
  approvalStatement,
  type ApprovalStatement,
  type SignedApproval,
} from "../../../content/trust/approval-statement.ts";
import type { OpenOrder, RecallStatement } from "../../../content/trust/order-statement.ts";
import { barsAt, show, type Circumstances, type Offer } from "../../../content/trust/show.ts";
import { content, revision } from "./message.ts";
import { day, hand, noon, rootOf, type Hand } from "./signing.ts";

const rootKey = hand("root-1", ["root"]);
const server = hand("server", ["server"]);
const ha = hand("ha", ["approver"]);
const lan = hand("lan", ["approver"]);
const root = rootOf([rootKey, server, ha, lan]);
const here: Circumstances = { root, place: { venue: "v", kind: "airport", areas: [] }, orders: [] };

const scope = {
  venueKinds: ["airport", "supermarket"] as const,
  from: noon,
  until: noon + day,
  level: "priority" as const,
};
const approved = (more: Partial<ApprovalStatement> = {}, ...by: Hand[]): SignedApproval => ({
  statement: {
    ...approvalStatement(revision, {
      scope: { ...scope, venueKinds: [...scope.venueKinds] },
      hands: { author: "tuyet", lastEditor: "tuyet", submitter: "tuyet" },
      approver: { id: "ha", name: "Hà" },
      at: noon - 1000,
    }),
    ...more,
  },
  signers: (by.length > 0 ? by : [ha]).map(({ entry }) => entry),
});
const offer = (approvals: SignedApproval[], level: Level = "routine"): Offer => ({ revision, approvals, level });
const recall = (what: RecallStatement["what"]): OpenOrder => ({
  number: 1,
  statement: { kind: "recall", id: "1".repeat(32), by: { id: "ha", name: "" }, reason: "", at: noon, what },
  signers: [ha.entry],
  revision: undefined,
});
const why = (given: Offer, circumstances: Circumstances = here, now = noon): string => {
  const verdict = show(given, circumstances, now);
  return verdict.show ? "shown" : verdict.why;
};

describe("a message is shown", () => {
  test("when an approver approved it for this kind of place, this level and this moment", () => {
    expect(show(offer([approved()]), here, noon)).toEqual({ show: true, until: noon + day });
  });

  test("from the first moment of its approval until the last, half-open", () => {
    const given = offer([approved()]);
    expect([noon - 1, noon, noon + day - 1, noon + day].map((now) => why(given, here, now))).toEqual([
      "trust/other-time",
      "shown",
      "shown",
      "trust/other-time",
    ]);
    expect(show(given, here, noon - 1)).toEqual({ show: false, why: "trust/other-time", until: noon });
    expect(show(given, here, noon + day)).toEqual({ show: false, why: "trust/other-time", until: Infinity });
  });

  test("by the approval that holds, whatever others came with it", () => {
    const over = approved({ scope: { ...scope, venueKinds: ["airport"], from: noon - day, until: noon } });
    expect(show(offer([over, approved()]), here, noon)).toEqual({ show: true, until: noon + day });
    expect(show(offer([over, approved()]), here, noon - 1)).toEqual({ show: true, until: noon });
  });

  test.each([
    ["routine", "routine", "shown"],
    ["routine", "priority", "trust/too-loud"],
    ["priority", "routine", "shown"],
    ["priority", "priority", "shown"],
    ["priority", "urgent", "trust/too-loud"],
    ["urgent", "urgent", "shown"],
  ] as const)("approved for %s and run as %s: %s", (level, run, outcome) => {
    const given = approved({ scope: { ...scope, venueKinds: ["airport"], level } });
    expect(why(offer([given], run))).toBe(outcome);
  });
});

describe("a message is not shown", () => {
  test("without an approval", () => {
    expect(show(offer([]), here, noon)).toEqual({ show: false, why: "trust/unapproved", until: Infinity });
  });

  test("with the approval of another revision", () => {
    const other = sealRevision({ ...content, title: "Khác" });
    expect(why({ revision: other, approvals: [approved()], level: "routine" })).toBe("trust/other-content");
  });

  test("with a statement that names it and says other words", () => {
    expect(why(offer([approved({ texts: [] })]))).toBe("trust/other-content");
  });

  test("at another kind of place: an airport's approval brought to a school", () => {
    expect(why(offer([approved()]), { ...here, place: { ...here.place, kind: "hospital" } })).toBe("trust/other-place");
  });

  test("with a key that did not count when it signed", () => {
    const left = rootOf([rootKey, server, { ...ha, entry: { ...ha.entry, until: noon - 1000 } }]);
    const signer = { ...ha, entry: { ...ha.entry, until: noon - 1000 } };
    expect(why(offer([approved({}, signer)]), { ...here, root: left })).toBe("trust/void-key");
    const later = { ...ha, entry: { ...ha.entry, until: noon - 999 } };
    expect(why(offer([approved({}, later)]))).toBe("shown");
  });

  test("when it was signed after the root had run out", () => {
    expect(why(offer([approved()]), { ...here, root: { ...root, expiresAt: noon - 1000 } })).toBe("trust/void-key");
    expect(why(offer([approved()]), { ...here, root: { ...root, expiresAt: noon - 999 } })).toBe("shown");
  });

  test("when it was recalled, for good, whoever approves it again", () => {
    const orders = [recall({ kind: "revision", revision: revision.digest })];
    expect(show(offer([approved()]), { ...here, orders }, noon)).toEqual({
      show: false,
      why: "trust/recalled",
      until: Infinity,
    });
    expect(
      why(offer([approved()]), { ...here, orders: [recall({ kind: "revision", revision: "0".repeat(64) })] }),
    ).toBe("shown");
  });

  test("when all that its key signed since then was recalled", () => {
    const since = (at: number): Circumstances => ({
      ...here,
      orders: [recall({ kind: "key", keyId: ha.key.keyId, since: at })],
    });
    expect(why(offer([approved()]), since(noon - 1000))).toBe("trust/recalled");
    expect(why(offer([approved()]), since(noon - 999))).toBe("shown");
    expect(why(offer([approved(), approved({ approver: { id: "lan", name: "" } }, lan)]), since(0))).toBe("shown");
  });

  test("not because a takeover carries the same words", () => {
    const takeover: OpenOrder = {
      number: 1,
      statement: {
        kind: "takeover",
        id: "1".repeat(32),
        by: { id: "ha", name: "" },
        reason: "",
        at: noon,
        revision: revision.digest,
        scope: { kind: "everywhere" },
        from: noon,
        until: noon + 1,
      },
      signers: [],
      revision,
    };
    expect(why(offer([approved()]), { ...here, orders: [takeover] })).toBe("shown");
  });

  test("when a takeover was ended: that recalls nothing else", () => {
    expect(why(offer([approved()]), { ...here, orders: [recall({ kind: "takeover", order: "1".repeat(32) })] })).toBe(
      "shown",
    );
  });
});

describe("where the root asks for two approvers", () => {
  const strict = {
    ...here,
    root: rootOf([rootKey, server, ha, lan], { thresholds: { root: 1, approval: 2, takeover: 2 } }),
  };
  const byLan = approved({ approver: { id: "lan", name: "" } }, lan);

  test("one is too few, two are enough", () => {
    expect(why(offer([approved()]), strict)).toBe("trust/too-few-signatures");
    expect(why(offer([approved(), byLan]), strict)).toBe("shown");
  });

  test("one person's two keys are one person", () => {
    expect(why(offer([approved(), approved({}, hand("ha", ["approver"]))]), strict)).toBe("trust/too-few-signatures");
  });

  test("both must hold at that moment", () => {
    const later = { ...byLan, statement: { ...byLan.statement, scope: { ...byLan.statement.scope, from: noon + 1 } } };
    expect(show(offer([approved(), later]), strict, noon)).toEqual({
      show: false,
      why: "trust/too-few-signatures",
      until: noon + 1,
    });
    expect(why(offer([approved(), later]), strict, noon + 1)).toBe("shown");
  });
});

describe("bars", () => {
  test("make a recall of everything that may not be shown, say why, and until when", () => {
    const other = sealRevision({ ...content, title: "Khác" });
    const bare: Offer = { revision: other, approvals: [], level: "routine" };
    expect(barsAt([offer([approved()]), bare], here, noon)).toEqual({
      orders: [{ kind: "recall", message: other.digest }],
      refused: [{ digest: other.digest, why: "trust/unapproved" }],
      until: noon + day,
    });
  });

  test("are none when there is nothing to bar", () => {
    expect(barsAt([], here, noon)).toEqual({ orders: [], refused: [], until: Infinity });
  });
});
