import { canvasPresets } from "../../../content/network/canvas.ts";
import type { Revision } from "../../../content/editorial/revision.ts";
import type { Level } from "../../../content/playout/campaign.ts";
import { approvalType } from "../../../content/trust/approval-statement.ts";
import type { Envelope } from "../../../content/trust/envelope.ts";
import { heartbeatType } from "../../../content/trust/heartbeat.ts";
import { manifestType, type Manifest } from "../../../content/trust/manifest.ts";
import { orderType, type LogEntry } from "../../../content/trust/order-statement.ts";
import { rootType } from "../../../content/trust/root.ts";
import type { Fetch } from "../../../player/ask.ts";
import { day, enveloped, noon, sealed, type Hand } from "../../content/trust/signing.ts";
import { approvals, evil, forgedOrders, forgedRoots, orders, people, roots } from "./people.ts";

/** The server, wholly in the attacker's hands: its database, its online key, and every answer that it gives. */

const board = canvasPresets.find(({ id }) => id === "board-1080");
if (!board) throw new Error("no canvas");
const canvas = board;
const levels: readonly Level[] = ["routine", "priority", "urgent"];

/** What a message comes with: `n` picks among the things that could be tried. */
function approvalsFor(revision: Revision, n: number): string[] {
  const own = approvals.filter((given) => given.revision.digest === revision.digest).map(({ envelope }) => envelope);
  const others = approvals.map(({ envelope }) => envelope);
  const [first = ""] = others;
  const opened = JSON.parse(own[0] ?? first) as Envelope;
  const about = opened.payload.replaceAll(/[0-9a-f]{64}/g, revision.digest);
  switch (n % 12) {
    case 0:
      return [];
    case 1:
      return [others[n % others.length] ?? ""];
    // Somebody else's signature over the right words.
    case 2:
      return [sealed(approvalType, about, people.server)];
    case 3:
      return [sealed(approvalType, about, people.stranger)];
    // The true signature over other words; with the signer's name exchanged; twice.
    case 4:
      return [enveloped({ ...opened, payload: about })];
    case 5:
      return [
        enveloped({ ...opened, signatures: opened.signatures.map((s) => ({ ...s, keyId: people.phuc.key.keyId })) }),
      ];
    case 6:
      return [enveloped({ ...opened, signatures: [...opened.signatures, ...opened.signatures] })];
    // Another kind of thing that the same key signed, in this one's dress.
    case 7:
      return orders.map(({ envelope }) => envelope.replace(orderType, approvalType));
    case 8:
      return ["", "{}", "[]", "null", '{"__proto__":{}}'];
    // Words that are approved elsewhere or later.
    case 9:
      return [enveloped({ ...opened, payload: opened.payload.replace(/"until":\d+/, `"until":${noon + 900 * day}`) })];
    default:
      return own;
  }
}

export type Publication = {
  /** Indices into all revisions that exist, honest and evil; each with a number that picks its approvals. */
  readonly messages: readonly { readonly which: number; readonly dress: number; readonly level: number }[];
  readonly version: "next" | "same" | "older" | "far" | "farthest";
  readonly by: "server" | "newServer" | "stranger" | "ha" | "nobody";
  readonly twist: number;
};

export class HijackedServer {
  envelope: string | undefined;
  etag = "";
  readonly published: string[] = [];
  readonly roots: string[] = [];
  readonly log: LogEntry[] = [];
  /** Every order that was handed out, whatever its number: officers signed it. */
  readonly handedOut = new Set<string>();
  version = 0;
  now = noon;
  /** The time that its heartbeats claim is off by this much. */
  lie = 0;
  /** … and by so much more with each one. */
  creep = 0;
  /** Answers every heartbeat with this one. */
  frozen: string | undefined;
  down = false;
  /** Who signs heartbeats. */
  beatBy: Hand = people.server;
  lastBeat: string | undefined;

  publish({ messages, version, by, twist }: Publication): void {
    const all = [...approvals.map(({ revision }) => revision), ...evil];
    const used = messages.map(({ which, dress, level }) => ({
      revision: all[which % all.length] as Revision,
      dress,
      level: levels[level % 3] as Level,
    }));
    const number = {
      next: this.version + 1,
      same: this.version,
      older: this.version - 1,
      far: this.version + 1_000_001,
      farthest: 2 ** 53 - 1,
    };
    const claimed = Math.max(1, number[version]);
    if (version === "next") this.version = claimed;
    const until = noon + 35 * day;
    const campaigns = Object.fromEntries(used.map(({ level }, n) => [`c${n}`, { name: `Đợt ${n}`, level, until }]));
    const spots = (form: "panel" | "ticker") =>
      used.map(({ revision }, n) => ({ message: revision.digest, form, ms: 1000 + 1000 * (n % 5), campaign: `c${n}` }));
    const loops = used.length > 0 ? { s: spots("panel"), t: spots("ticker") } : {};
    const lane = (loop: string) => [{ from: noon - 2 * day, until, ...(used.length > 0 ? { loop } : {}) }];
    const manifest: Manifest = {
      version: claimed,
      lineUp: "l1",
      issuedAt: this.now,
      expiresAt: this.now + day,
      canvas,
      timeZone: "Asia/Ho_Chi_Minh",
      safeCard: { agency: "Sở TT&TT", label: "Gọi", number: "1900 9095" },
      programme: { from: noon - 2 * day, until, lanes: { stage: lane("s"), ticker: lane("t") }, loops, campaigns },
      messages: [...new Map(used.map((one) => [one.revision.digest, one])).values()].map(({ revision, dress }) => ({
        digest: revision.digest,
        bytes: revision.bytes,
        approval: { approver: "ha", name: "Phạm Thu Hà", at: noon },
        approvals: approvalsFor(revision, dress),
      })),
      media: [],
    };
    const payload = this.twisted(JSON.stringify(manifest), twist);
    const hand = {
      server: people.server,
      newServer: people.newServer,
      stranger: people.stranger,
      ha: people.ha,
      nobody: undefined,
    }[by];
    this.envelope = hand
      ? sealed(manifestType, payload, hand)
      : enveloped({
          type: manifestType,
          payload,
          signatures: [{ keyId: people.server.key.keyId, signature: "A".repeat(86) }],
        });
    this.published.push(this.envelope);
    this.etag = `"${this.published.length}"`;
  }

  /** The payload with an approved sentence exchanged for another under the same digest, or with its order broken. */
  private twisted(payload: string, n: number): string {
    switch (n % 14) {
      case 0:
        return payload.replaceAll("Rửa tay thường xuyên", "Gọi ngay số 0900 00");
      case 1:
        return payload.replace(/"messages":\[.*\],"media"/, '"messages":[],"media"');
      case 2:
        return payload.slice(0, -20);
      case 3:
        return payload.replace('"loops":{', '"loops":{"__proto__":[],');
      case 4:
        return payload.replace(/"ms":\d+/, '"ms":0');
      default:
        return payload;
    }
  }

  replay(n: number): void {
    if (this.published.length === 0) return;
    this.envelope = this.published[n % this.published.length];
    this.etag = `"replay-${n}-${this.published.length}"`;
  }

  order(n: number, where: "next" | "skip" | "again"): void {
    const all = [...orders, ...forgedOrders];
    const { envelope, revision } = all[n % all.length] ?? { envelope: "" };
    const last = this.log.at(-1)?.number ?? 0;
    const number = Math.max(1, where === "next" ? last + 1 : where === "skip" ? last + 3 : last);
    const entry = { number, envelope, ...(revision ? { revision: revision.bytes } : {}) };
    if (where === "again") this.log.splice(-1, 1, entry);
    else this.log.push(entry);
  }

  root(n: number): void {
    // An honest next link, or something else in its place.
    const honest = roots[this.roots.length + 1]?.envelope;
    const offered =
      n % 3 === 0
        ? honest
        : [...forgedRoots, roots[0]?.envelope ?? "", roots[2]?.envelope ?? ""][n % (forgedRoots.length + 2)];
    if (offered !== undefined) this.roots.push(offered);
  }

  readonly fetch: Fetch = async (path) => {
    if (this.down) throw new TypeError("fetch failed");
    const { pathname, searchParams } = new URL(path, "http://server");
    if (pathname.endsWith("/roots")) {
      const after = Number(searchParams.get("after"));
      return Response.json({ roots: this.roots.slice(Math.max(0, after - 1)) });
    }
    if (pathname.endsWith("/orders")) {
      const after = Number(searchParams.get("after"));
      const entries = this.log.filter(({ number }) => number > after);
      for (const { envelope } of entries) this.handedOut.add(envelope);
      return Response.json({ entries });
    }
    if (pathname.endsWith("/heartbeat")) return new Response(this.frozen ?? this.beat(searchParams.get("nonce") ?? ""));
    if (pathname.endsWith("/manifest") && this.envelope !== undefined) {
      return new Response(this.envelope, { headers: { etag: this.etag } });
    }
    return Response.json({ code: "request/not-found" }, { status: 404 });
  };

  beat(nonce: string): string {
    this.lie -= this.creep;
    const at = this.now + this.lie;
    const answer = {
      nonce,
      screen: "man-1",
      ...(this.version > 0 ? { manifest: { lineUp: "l1", version: this.version } } : {}),
    };
    const heartbeat = {
      at,
      expiresAt: at + 15 * 60_000,
      root: 1 + this.roots.length,
      orders: this.log.at(-1)?.number ?? 0,
      answer,
    };
    this.lastBeat = sealed(heartbeatType, JSON.stringify(heartbeat), this.beatBy);
    return this.lastBeat;
  }

  /** Things of one type offered as another. */
  crossType(n: number): void {
    const things = [
      ...roots.map(({ envelope }) => envelope),
      ...orders.map(({ envelope }) => envelope),
      ...approvals.map(({ envelope }) => envelope),
    ];
    const thing = things[n % things.length] ?? "";
    this.envelope = n % 2 ? thing : thing.replace(new RegExp(`${rootType}|${orderType}|${approvalType}`), manifestType);
    this.etag = `"cross-${n}"`;
  }
}
