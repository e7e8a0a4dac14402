import { fromBase64url, toBase64url } from "../../content/trust/base64url.ts";
import { signedBytes, type PublicKey, type Signature, type Verify } from "../../content/trust/envelope.ts";
import { keyIdOf, pointOf } from "../../content/trust/key.ts";

/** ES256 by the browser's own WebCrypto. It exists on pages served over TLS, and on localhost. */

export const curve = { name: "ECDSA", namedCurve: "P-256" } as const;
const algorithm = { name: "ECDSA", hash: "SHA-256" } as const;

/** Whether this page can sign at all: WebCrypto is missing from a desk that is opened over plain HTTP. */
export const canSign = (): boolean => window.isSecureContext;

export async function publicKeyOf(key: CryptoKey): Promise<PublicKey> {
  const { x, y } = await crypto.subtle.exportKey("jwk", key);
  if (x === undefined || y === undefined) throw new TypeError("not a key of P-256");
  return { keyId: keyIdOf({ x, y }), x, y };
}

/** The plain signature of a key that this browser holds, over exact bytes. */
export async function signWith(
  key: CryptoKey,
  { keyId }: Pick<PublicKey, "keyId">,
  type: string,
  payload: string,
): Promise<Signature> {
  const bytes = new Uint8Array(signedBytes(type, payload));
  // WebCrypto answers raw r‖s, which is what an envelope holds.
  const signature = await crypto.subtle.sign(algorithm, key, bytes);
  return { keyId, signature: toBase64url(new Uint8Array(signature)) };
}

export const verify: Verify = async (key, bytes, signature) => {
  const point = pointOf(key);
  const raw = fromBase64url(signature);
  if (!point || raw?.length !== 64) return false;
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey("raw", point, curve, false, ["verify"]);
  } catch (error) {
    // A point that is not on the curve.
    if (error instanceof DOMException) return false;
    throw error;
  }
  return crypto.subtle.verify(algorithm, imported, raw, new Uint8Array(bytes));
};
