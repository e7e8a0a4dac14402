import type { MessageContent, Rendition } from "../../content/editorial/message.ts";
import { openRevision, sealRevision, type Revision } from "../../content/editorial/revision.ts";
import { canvasPresets, type Canvas } from "../../content/network/canvas.ts";
import type { Programme, Spot } from "../../content/playout/programme.ts";
import {
  approvalPayload,
  approvalStatement,
  approvalType,
  type ApprovalStatement,
} from "../../content/trust/approval-statement.ts";
import { toBase64url } from "../../content/trust/base64url.ts";
import { signedBytes, type Signature } from "../../content/trust/envelope.ts";
import { heartbeatLifeMs, heartbeatType, Heartbeat } from "../../content/trust/heartbeat.ts";
import { keyIdOf, type Duty, type KeyEntry } from "../../content/trust/key.ts";
import type { Place } from "../../content/trust/place.ts";
import { rootType, type Root, type TrustedRoot } from "../../content/trust/root.ts";
import { manifestType, type Manifest } from "../../content/trust/manifest.ts";
import { hashOf, verifySignature } from "../../player/verify.ts";
import type { Trust } from "../../player/generation.ts";

/** Real keys, real signatures, real hashes: what a server would have published. */

/** Friday 7 February 2020, 14:00 in Việt Nam. */
export const noon = Date.UTC(2020, 1, 7, 7);
export const hour = 3_600_000;

/** A real key in somebody's hands. */
export type Holder = { readonly entry: KeyEntry; seal(type: string, payload: string): Promise<Signature> };

export async function holder(id: string, duties: readonly Duty[], more: Partial<KeyEntry> = {}): Promise<Holder> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const keyId = keyIdOf({ x, y });
  const owner = { id, name: id };
  const scheme = { kind: "es256" } as const;
  return {
    entry: { keyId, x, y, scheme, duties: [...duties], owner, since: 0, ...more },
    async seal(type, payload) {
      const bytes = new Uint8Array(signedBytes(type, payload));
      const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, bytes);
      return { keyId, signature: toBase64url(new Uint8Array(signature)) };
    },
  };
}

export async function sealed(type: string, payload: string, ...by: readonly Holder[]): Promise<string> {
  return JSON.stringify({ type, payload, signatures: await Promise.all(by.map((each) => each.seal(type, payload))) });
}

/** A root and everybody in it. */
export type Signer = {
  readonly rootKey: Holder;
  readonly server: Holder;
  readonly approver: Holder;
  readonly officers: readonly [Holder, Holder];
  readonly root: TrustedRoot;
  readonly trust: Trust;
  /** The next version of the root, signed by the root key. */
  next(change: Partial<Root>): Promise<{ readonly envelope: string; readonly root: TrustedRoot }>;
  /** The server signs a manifest. A message without approvals gets the approver's. */
  sign(manifest: Manifest): Promise<string>;
  /** The approver signs a statement about a message. */
  approve(message: Revision, more?: Partial<ApprovalStatement>): Promise<string>;
  heartbeat(more?: Partial<Heartbeat>): Promise<string>;
};

export const day = 24 * hour;

export async function newSigner(): Promise<Signer> {
  const [rootKey, server, approver, first, second] = await Promise.all([
    holder("root", ["root"]),
    holder("server", ["server"]),
    holder("u2", ["approver"]),
    holder("u3", ["officer"]),
    holder("u4", ["officer"]),
  ]);
  const root: Root = {
    version: 1,
    issuedAt: noon - day,
    expiresAt: noon + 700 * day,
    keys: [rootKey, server, approver, first, second].map(({ entry }) => entry),
    thresholds: { root: 1, approval: 1, takeover: 2 },
  };
  const trustedRoot = { root, payload: JSON.stringify(root) };
  const approve: Signer["approve"] = async (message, more) => {
    const statement = approvalStatement(message, {
      scope: { venueKinds: ["airport"], from: noon - day, until: noon + 365 * day, level: "urgent" },
      hands: { author: "u1", lastEditor: "u1", submitter: "u1" },
      approver: approver.entry.owner,
      at: noon - hour,
    });
    return sealed(approvalType, approvalPayload({ ...statement, ...more }), approver);
  };
  return {
    rootKey,
    server,
    approver,
    officers: [first, second],
    root: trustedRoot,
    trust: { root: () => root, floors: () => ({}), shape: "board", verify: verifySignature },
    async next(change) {
      const next = { ...root, version: 2, ...change };
      const payload = JSON.stringify(next);
      return { envelope: await sealed(rootType, payload, rootKey), root: { root: next, payload } };
    },
    async sign(manifest) {
      const messages = await Promise.all(
        manifest.messages.map(async (message) => {
          const revision = openRevision(message.digest, message.bytes);
          if (!revision || message.approvals.length > 0) return message;
          return { ...message, approvals: [await approve(revision)] };
        }),
      );
      return sealed(manifestType, JSON.stringify({ ...manifest, messages }), server);
    },
    approve,
    async heartbeat(more) {
      const heartbeat = { at: noon, expiresAt: noon + heartbeatLifeMs, root: 1, orders: 0, ...more };
      return sealed(heartbeatType, JSON.stringify(Heartbeat.parse(heartbeat)), server);
    },
  };
}

/** Where the screen of these tests stands. */
export const place: Place = { venue: "san-bay", kind: "airport", areas: ["can-tho"] };

export type File = { readonly bytes: Uint8Array<ArrayBuffer>; readonly rendition: Rendition };

/** A real picture of one colour, at a canvas's pixels. */
export async function newPicture(colour: string, canvas: Canvas = board): Promise<File> {
  const surface = new OffscreenCanvas(canvas.width, canvas.height);
  const context = surface.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const blob = await surface.convertToBlob({ type: "image/webp" });
  return fileOf(new Uint8Array(await blob.arrayBuffer()), canvas);
}

export async function fileOf(bytes: Uint8Array<ArrayBuffer>, canvas: Canvas = board): Promise<File> {
  const { width, height } = canvas;
  const sha256 = await hashOf(bytes);
  return { bytes, rendition: { width, height, sha256, bytes: bytes.length, type: "image/webp" } };
}

export const board: Canvas = preset("board-1080");
export const crawler: Canvas = preset("crawler-1080");

function preset(id: string): Canvas {
  const canvas = canvasPresets.find((canvas) => canvas.id === id);
  if (!canvas) throw new Error(id);
  return canvas;
}

export function newMessage(title: string, forms: MessageContent["forms"] = panelForm(title)): Revision {
  return sealRevision({
    title,
    source: { id: "boyte", name: "Bộ Y tế" },
    sourceDate: "2020-02-07",
    agency: { name: "Sở Thông tin và Truyền thông TP. Cần Thơ", short: "Sở TT&TT Cần Thơ" },
    forms,
    kept: [],
  });
}

export function panelForm(text: string): MessageContent["forms"] {
  return {
    panel: {
      template: "rule",
      manner: "do",
      tag: { vi: "Phòng bệnh" },
      sign: "wash-hands",
      headline: { vi: text.slice(0, 60) },
    },
  };
}

export function bannerForm(file: File): MessageContent["forms"] {
  const { rendition } = file;
  return {
    banner: {
      picture: rendition.sha256,
      focal: { x: 0.5, y: 0.5 },
      alt: { vi: "Một hình" },
      renditions: [rendition],
    },
  };
}

export const tickerForm = (text: string): MessageContent["forms"] => ({ ticker: { text: { vi: text } } });

export type Content = {
  readonly version: number;
  readonly stage?: readonly Spot[];
  readonly ticker?: readonly Spot[];
  readonly messages: readonly Revision[];
  readonly media?: readonly File[];
  readonly canvas?: Canvas;
  readonly from?: number;
  readonly until?: number;
  readonly expiresAt?: number;
};

export function newManifest(content: Content): Manifest {
  const {
    version,
    stage,
    ticker,
    messages,
    media = [],
    canvas = board,
    from = noon,
    until = noon + 24 * hour,
  } = content;
  const loops = { ...(stage ? { s: [...stage] } : {}), ...(ticker ? { t: [...ticker] } : {}) };
  const lane = (loop: string, spots: readonly Spot[] | undefined) => [{ from, until, ...(spots ? { loop } : {}) }];
  const programme: Programme = {
    from,
    until,
    lanes: { stage: lane("s", stage), ticker: lane("t", ticker) },
    loops,
    campaigns: { c1: { name: "Đợt 1", level: "routine", until } },
  };
  return {
    version,
    lineUp: "l1",
    issuedAt: from,
    expiresAt: content.expiresAt ?? until,
    canvas,
    timeZone: "Asia/Ho_Chi_Minh",
    safeCard: { agency: "Sở TT&TT Cần Thơ", label: "Đường dây nóng", number: "1900 9095" },
    programme,
    messages: messages.map(({ digest, bytes }) => ({
      digest,
      bytes,
      approval: { approver: "u2", name: "Phạm Thu Hà", at: from },
      approvals: [],
    })),
    media: media.map(({ rendition: { sha256, bytes, type } }) => ({ sha256, bytes, type })),
  };
}

export function spot(message: Revision, form: Spot["form"] = "panel", ms = 10_000): Spot {
  return { message: message.digest, form, ms, campaign: "c1" };
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A database of its own for each test, in the real IndexedDB. */
export const freshName = (): string => `bangtin-test-${crypto.randomUUID()}`;
