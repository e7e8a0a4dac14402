import type { MessageContent, Rendition } from "../../content/editorial/message.ts";
import { sealRevision, type Revision } from "../../content/editorial/revision.ts";
import { canvasPresets, type Canvas } from "../../content/network/canvas.ts";
import type { Programme, Spot } from "../../content/playout/programme.ts";
import { signedBytes, type PublicKey } from "../../content/trust/envelope.ts";
import { manifestType, type Manifest } from "../../content/trust/manifest.ts";
import { hashOf, verifySignature } from "../../player/verify.ts";
import type { Trust } from "../../player/generation.ts";

/** Real keys, real signatures, real hashes: what a server would have published. */

/** Friday 7 February 2020, 14:00 in Việt Nam. */
export const noon = Date.UTC(2020, 1, 7, 7);
export const hour = 3_600_000;

export type Signer = { readonly key: PublicKey; readonly trust: Trust; sign(manifest: Manifest): Promise<string> };

export async function newSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const key = { keyId: (await hashOf(bytesOf(`${x}.${y}`))).slice(0, 16), x, y };
  return {
    key,
    trust: { key, verify: verifySignature },
    async sign(manifest) {
      const payload = JSON.stringify(manifest);
      const signature = await crypto.subtle.sign(
        { name: "ECDSA", hash: "SHA-256" },
        pair.privateKey,
        new Uint8Array(signedBytes(manifestType, payload)),
      );
      return JSON.stringify({
        type: manifestType,
        payload,
        signatures: [{ keyId: key.keyId, signature: base64url(new Uint8Array(signature)) }],
      });
    },
  };
}

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

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** A database of its own for each test, in the real IndexedDB. */
export const freshName = (): string => `bangtin-test-${crypto.randomUUID()}`;
