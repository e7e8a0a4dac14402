import type { MessageContent } from "../../../content/editorial/message.ts";
import { sealRevision, type Revision } from "../../../content/editorial/revision.ts";
import type { Level } from "../../../content/playout/campaign.ts";
import {
  approvalPayload,
  approvalStatement,
  approvalType,
  type ApprovalScope,
} from "../../../content/trust/approval-statement.ts";
import { orderPayload, orderType, type OrderStatement } from "../../../content/trust/order-statement.ts";
import type { Root } from "../../../content/trust/root.ts";
import { day, hand, noon, rootOf, sealed, sealedRoot, type Hand } from "../../content/trust/signing.ts";

/** Everybody in these histories, with real keys, and everything that honest people ever signed. */

export const people = {
  root: hand("root-1", ["root"]),
  newRoot: hand("root-2", ["root"]),
  server: hand("server-1", ["server"]),
  newServer: hand("server-2", ["server"]),
  ha: hand("ha", ["approver", "officer"]),
  phuc: hand("phuc", ["approver", "officer"]),
  /** Her key is stolen: a later root makes all of it void. */
  lan: hand("lan", ["approver"]),
  /** The attacker's own key, in no root, and one that says it is somebody else's. */
  stranger: hand("ha", ["approver", "officer", "server", "root"]),
} as const;

/** An approval that a person truly gave, and the words it was given for. */
export type Given = {
  readonly envelope: string;
  readonly revision: Revision;
  readonly by: Hand;
  readonly at: number;
  readonly scope: ApprovalScope;
  /** The approver wrote it too: no screen may count it. */
  readonly own: boolean;
};

function message(text: string): MessageContent {
  return {
    title: text,
    source: { id: "byt", name: "Bộ Y tế" },
    sourceDate: "2020-03-11",
    agency: { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" },
    forms: {
      ticker: { text: { vi: text } },
      panel: { template: "rule", manner: "do", tag: { vi: "Nên" }, sign: "wash-hands", headline: { vi: text } },
    },
    kept: [],
  };
}

const everywhere: ApprovalScope["venueKinds"] = ["airport", "cable-tv", "supermarket"];
const whole = { venueKinds: everywhere, from: noon - day, until: noon + 20 * day, level: "urgent" as Level };

function given(text: string, by: Hand, scope: ApprovalScope, more: { author?: string; at?: number } = {}): Given {
  const revision = sealRevision(message(text));
  const { author = "tuyet", at = noon - 3600_000 } = more;
  const hands = { author, lastEditor: "tuyet", submitter: "tuyet" };
  const approver = { id: by.entry.owner.id, name: by.entry.owner.name };
  const payload = approvalPayload(approvalStatement(revision, { scope, hands, approver, at }));
  return { envelope: sealed(approvalType, payload, by), revision, by, at, scope, own: author === approver.id };
}

export const approvals: readonly Given[] = [
  given("Rửa tay thường xuyên", people.ha, whole),
  given("Đeo khẩu trang nơi công cộng", people.phuc, whole),
  given("Chỉ ở truyền hình cáp", people.ha, { ...whole, venueKinds: ["cable-tv"] }),
  given("Chỉ trong hai ngày", people.ha, { ...whole, until: noon + 2 * day }),
  given("Từ tuần sau", people.phuc, { ...whole, from: noon + 7 * day }),
  given("Do chìa khoá bị trộm ký", people.lan, whole),
  given("Tự viết tự duyệt", people.phuc, whole, { author: "phuc" }),
  given("Chỉ mức thường", people.ha, { ...whole, level: "routine" }),
];

/** What the attacker would like to show. The last differs from an approved message by one digit's worth of ink. */
export const evil: readonly Revision[] = [
  sealRevision(message("Gọi ngay số 0900 000 000")),
  sealRevision(message("Rời khỏi sân bay ngay lập tức")),
  sealRevision({ ...message("Rửa tay thường xuyên"), title: "Rửa tay thường xuyên " }),
  sealRevision(message("Rửa tay thường xuyên.")),
];

const id = (n: number): string => n.toString(16).padStart(32, "0");
const officer = (by: Hand): { id: string; name: string } => ({ id: by.entry.owner.id, name: by.entry.owner.name });

export type Ordered = { readonly statement: OrderStatement; readonly envelope: string; readonly revision?: Revision };

function ordered(statement: OrderStatement, signers: readonly Hand[], revision?: Revision): Ordered {
  return {
    statement,
    envelope: sealed(orderType, orderPayload(statement), ...signers),
    ...(revision ? { revision } : {}),
  };
}

const urgent = sealRevision(message("Sơ tán theo lối cửa số 2"));
const takeover = (n: number, from: number, ms: number, venues: string[]): OrderStatement => ({
  kind: "takeover",
  id: id(n),
  by: officer(people.ha),
  reason: "diễn biến khẩn",
  at: noon - 60_000,
  revision: urgent.digest,
  scope: venues.length === 0 ? { kind: "everywhere" } : { kind: "places", areas: [], venues },
  from,
  until: from + ms,
});
const recall = (n: number, what: Extract<OrderStatement, { kind: "recall" }>["what"]): OrderStatement => ({
  kind: "recall",
  id: id(n),
  by: officer(people.phuc),
  reason: "có sai sót",
  at: noon - 30_000,
  what,
});

/** Orders that officers truly signed, in full. */
export const orders: readonly Ordered[] = [
  ordered(takeover(1, noon, day, []), [people.ha, people.phuc], urgent),
  ordered(takeover(2, noon + day, day / 2, ["airport"]), [people.phuc, people.ha], urgent),
  ordered(takeover(3, noon, day, ["elsewhere"]), [people.ha, people.phuc], urgent),
  ordered(recall(4, { kind: "takeover", order: id(1) }), [people.phuc]),
  ordered(recall(5, { kind: "revision", revision: approvals[0]?.revision.digest ?? "" }), [people.ha]),
  ordered(recall(6, { kind: "key", keyId: people.ha.key.keyId, since: noon - day }), [people.phuc]),
];

/** Orders that nobody had the right to give. */
export const forgedOrders: readonly Ordered[] = [
  ordered(takeover(11, noon, day, []), [people.ha], urgent),
  ordered(takeover(12, noon, day, []), [people.ha, people.ha], urgent),
  ordered(takeover(13, noon, day, []), [people.ha, people.stranger], urgent),
  ordered(takeover(14, noon, day, []), [people.server, people.newServer], urgent),
  ordered(takeover(15, noon, 30 * day, []), [people.ha, people.phuc], urgent),
  ordered(
    { ...takeover(16, noon, day, []), revision: evil[0]?.digest ?? "" } as OrderStatement,
    [people.server],
    evil[0],
  ),
  { ...ordered(takeover(17, noon, day, []), [people.ha, people.phuc], evil[1]) },
  ordered(recall(18, { kind: "revision", revision: approvals[1]?.revision.digest ?? "" }), [people.server]),
];

const { root: r, server, ha, phuc, lan } = people;
export const firstRoot: Root = rootOf([r, server, ha, phuc, lan]);
const stolen: Hand = { ...lan, entry: { ...lan.entry, until: lan.entry.since } };
const secondRoot: Root = rootOf([r, server, ha, phuc, stolen], { version: 2 });
const thirdRoot: Root = rootOf([people.newRoot, people.newServer, ha, phuc, stolen], { version: 3 });

/** The chain that the holders of the root keys truly signed: the stolen key is revoked, then root and server key rotate. */
export const roots: readonly { readonly root: Root; readonly envelope: string }[] = [
  { root: firstRoot, envelope: sealedRoot(firstRoot, r) },
  { root: secondRoot, envelope: sealedRoot(secondRoot, r) },
  { root: thirdRoot, envelope: sealedRoot(thirdRoot, r, people.newRoot) },
];

const evilRoot = rootOf([
  people.stranger,
  { ...people.stranger, entry: { ...people.stranger.entry, duties: ["server"] } },
]);

/** Roots that no threshold of root keys has signed. */
export const forgedRoots: readonly string[] = [
  sealedRoot({ ...rootOf([r, server, ha, people.stranger]), version: 2 }, people.server),
  sealedRoot({ ...rootOf([people.newRoot, server, ha]), version: 2 }, people.newRoot),
  sealedRoot({ ...evilRoot, version: 2 }, people.stranger),
  sealedRoot({ ...rootOf([r, server, ha, phuc]), version: 7 }, r),
  sealedRoot({ ...secondRoot, expiresAt: noon + 3650 * day }, people.ha, people.server),
];
