import * as z from "zod/mini";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { Problem } from "../wire/problem.ts";

/**
 * Signed bytes (design §5, Trust): each signature is ES256, raw r‖s, base64url, over the UTF-8 bytes of
 * `type + "\n" + payload`. `payload` is the exact text: verify first, parse after, never write it again.
 */
export const Envelope = z.strictObject({
  type: z.string().check(z.maxLength(60)),
  payload: z.string(),
  signatures: z
    .array(z.strictObject({ keyId: z.string().check(z.maxLength(64)), signature: z.string().check(z.maxLength(120)) }))
    .check(z.minLength(1), z.maxLength(8)),
});
export type Envelope = z.infer<typeof Envelope>;

/** A P-256 public key: the id is the first 16 hex digits of the SHA-256 of `x + "." + y`. */
export const PublicKey = z.strictObject({
  keyId: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  /** base64url coordinates, as in a JWK. */
  x: z.string().check(z.maxLength(50)),
  y: z.string().check(z.maxLength(50)),
});
export type PublicKey = z.infer<typeof PublicKey>;

/** Answers whether `signature` (base64url, raw r‖s) is `key`'s over `bytes`. WebCrypto where there is one, noble otherwise. */
export type Verify = (key: PublicKey, bytes: Uint8Array, signature: string) => Promise<boolean>;

/** The bytes that are signed. The type inside them keeps a programme from being replayed as something else. */
export function signedBytes(type: string, payload: string): Uint8Array {
  return utf8ToBytes(`${type}\n${payload}`);
}

/** A manifest larger than this is refused unread (attacks.md case 9). */
export const longestEnvelope = 5_000_000;

/**
 * Opens an envelope of `type` signed by one of `keys`; answers the payload's exact text.
 * @throws Problem trust/too-long, trust/malformed, trust/wrong-type, trust/unknown-key, trust/bad-signature
 */
export async function openEnvelope(
  text: string,
  type: string,
  keys: readonly PublicKey[],
  verify: Verify,
): Promise<string> {
  if (text.length > longestEnvelope) throw new Problem("trust/too-long");
  const envelope = parseEnvelope(text);
  if (envelope.type !== type) throw new Problem("trust/wrong-type", { detail: envelope.type });
  const known = envelope.signatures.flatMap((s) => {
    const key = keys.find((k) => k.keyId === s.keyId);
    return key ? [{ key, signature: s.signature }] : [];
  });
  if (known.length === 0) throw new Problem("trust/unknown-key");
  const bytes = signedBytes(envelope.type, envelope.payload);
  for (const { key, signature } of known) {
    if (await verify(key, bytes, signature)) return envelope.payload;
  }
  throw new Problem("trust/bad-signature");
}

function parseEnvelope(text: string): Envelope {
  try {
    return Envelope.parse(JSON.parse(text));
  } catch (cause) {
    throw new Problem("trust/malformed", { cause });
  }
}
