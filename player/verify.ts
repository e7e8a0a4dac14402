import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fromBase64url } from "../content/trust/base64url.ts";
import { pointOf, type PublicKey } from "../content/trust/key.ts";

/** Pages served without TLS inside a local network have no WebCrypto (screens.md §4.4). */
export function subtle(): SubtleCrypto | undefined {
  return (globalThis.crypto as Crypto | undefined)?.subtle;
}

/** ES256 by WebCrypto where there is one, by noble otherwise. A signature or key that is not even one is simply not valid. */
export async function verifySignature(key: PublicKey, bytes: Uint8Array, signature: string): Promise<boolean> {
  const raw = fromBase64url(signature);
  const point = pointOf(key);
  if (raw?.length !== 64 || !point) return false;
  const web = subtle();
  return web ? byWebCrypto(web, point, new Uint8Array(bytes), raw) : byNoble(point, bytes, raw);
}

async function byWebCrypto(
  web: SubtleCrypto,
  point: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await web.importKey("raw", point, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  } catch (error) {
    // A point that is not on the curve.
    if (error instanceof DOMException) return false;
    throw error;
  }
  return web.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, bytes);
}

export async function byNoble(point: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const { p256 } = await import("@noble/curves/nist.js");
  if (!p256.utils.isValidPublicKey(point)) return false;
  // WebCrypto signs with either half of s; `lowS` would refuse every other signature.
  return p256.verify(signature, bytes, point, { lowS: false });
}

/** SHA-256 as 64 lower-case hex digits. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const web = subtle();
  return bytesToHex(web ? new Uint8Array(await web.digest("SHA-256", bytes)) : sha256(bytes));
}

/** Whether stored bytes are still the ones that were approved. */
export async function isWhole(blob: Blob, sha256: string): Promise<boolean> {
  try {
    return (await hashOf(await new Response(blob).arrayBuffer().then((buffer) => new Uint8Array(buffer)))) === sha256;
  } catch (error) {
    // The row is there, its file is not (attacks.md §4.3).
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}
