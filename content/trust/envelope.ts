import * as z from "zod/mini";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { Problem } from "../wire/problem.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import type { KeyEntry, PublicKey } from "./key.ts";

export { PublicKey } from "./key.ts";

/** What a passkey signs around the challenge (WebAuthn §7.2): kept, because every screen checks it again. */
const Assertion = z.strictObject({
  /** clientDataJSON, as text. */
  client: z.string().check(z.maxLength(2000)),
  /** authenticatorData, base64url. */
  authenticator: z.string().check(z.maxLength(1000)),
});

const Signature = z.strictObject({
  keyId: z.string().check(z.maxLength(64)),
  /** Raw r‖s, base64url. A passkey answers DER: whoever makes the envelope makes it raw. */
  signature: z.string().check(z.maxLength(120)),
  webauthn: z.optional(Assertion),
});
export type Signature = z.infer<typeof Signature>;

/**
 * Signed bytes (design §5, Trust): each signature is ES256, raw r‖s, base64url, over the UTF-8 bytes of
 * `type + "\n" + payload`. `payload` is the exact text: verify first, parse after, never write it again.
 */
export const Envelope = z.strictObject({
  type: z.string().check(z.maxLength(60)),
  payload: z.string(),
  signatures: z.array(Signature).check(z.minLength(1), z.maxLength(16)),
});
export type Envelope = z.infer<typeof Envelope>;

/** Answers whether `signature` (base64url, raw r‖s) is `key`'s over `bytes`. WebCrypto where there is one, noble otherwise. */
export type Verify = (key: PublicKey, bytes: Uint8Array, signature: string) => Promise<boolean>;

/** The bytes that are signed. The type inside them keeps a programme from being replayed as something else. */
export function signedBytes(type: string, payload: string): Uint8Array {
  return utf8ToBytes(`${type}\n${payload}`);
}

/** What a passkey is asked to sign: the SHA-256 of the signed bytes, base64url. */
export function challengeFor(type: string, payload: string): string {
  return toBase64url(sha256(signedBytes(type, payload)));
}

/** Longer envelopes are refused unread (attacks.md case 9). In UTF-16 units. */
export const longest = {
  manifest: 5_000_000,
  root: 512_000,
  approval: 200_000,
  order: 20_000,
  heartbeat: 4_000,
  plays: 200_000,
} as const;
/** A manifest larger than this is refused unread (attacks.md case 9). */
export const longestEnvelope = longest.manifest;

/**
 * Opens an envelope of `type` signed by one of `keys`; answers the payload's exact text.
 * @throws Problem trust/too-long, trust/malformed, trust/wrong-type, trust/unknown-key, trust/bad-signature
 */
export async function openEnvelope(
  text: string,
  type: string,
  keys: readonly PublicKey[],
  verify: Verify,
  limit: number = longestEnvelope,
): Promise<string> {
  const entries = keys.map((key) =>
    "scheme" in key ? (key as KeyEntry) : { ...key, scheme: { kind: "es256" } as const },
  );
  return (await openSigned(text, type, entries, verify, limit)).payload;
}

type Signing = PublicKey & Pick<KeyEntry, "scheme">;

/**
 * Opens an envelope of `type` and says which of `keys` truly signed it, each once, however often it is named.
 * A signature by an unknown key counts for nothing; a wrong one by a known key refuses the whole envelope.
 * @throws Problem trust/too-long, trust/malformed, trust/wrong-type, trust/unknown-key, trust/bad-signature
 */
export async function openSigned<K extends Signing>(
  text: string,
  type: string,
  keys: readonly K[],
  verify: Verify,
  limit: number = longestEnvelope,
): Promise<{ readonly payload: string; readonly signers: readonly K[] }> {
  const envelope = readEnvelope(text, type, limit);
  const signers: K[] = [];
  for (const signature of envelope.signatures) {
    const key = keys.find(({ keyId }) => keyId === signature.keyId);
    if (!key || signers.includes(key)) continue;
    const bytes = bytesSigned(envelope, signature, key.scheme);
    if (!bytes || !(await verify(key, bytes, signature.signature))) throw new Problem("trust/bad-signature");
    signers.push(key);
  }
  if (signers.length === 0) throw new Problem("trust/unknown-key");
  return { payload: envelope.payload, signers };
}

/** Reads an envelope without believing a word of it. @throws Problem trust/too-long, trust/malformed, trust/wrong-type */
export function readEnvelope(text: string, type: string, limit: number = longestEnvelope): Envelope {
  if (text.length > limit) throw new Problem("trust/too-long");
  const envelope = parseEnvelope(text);
  if (envelope.type !== type) throw new Problem("trust/wrong-type", { detail: envelope.type });
  return envelope;
}

function parseEnvelope(text: string): Envelope {
  try {
    return Envelope.parse(JSON.parse(text));
  } catch (cause) {
    throw new Problem("trust/malformed", { cause });
  }
}

/**
 * Reads a signed payload. Only the one spelling that we write is taken: no key twice, no unknown key, nothing that
 * two readers could read differently (attacks.md case 24). @throws Problem trust/malformed
 */
export function readPayload<T>(schema: z.ZodMiniType<T>, payload: string): T {
  let value: T;
  try {
    value = schema.parse(JSON.parse(payload));
  } catch (cause) {
    throw new Problem("trust/malformed", { cause });
  }
  if (JSON.stringify(value) !== payload) throw new Problem("trust/malformed", { detail: "not the one spelling" });
  return value;
}

const ClientData = z.object({ type: z.literal("webauthn.get"), challenge: z.string(), origin: z.string() });
/** The flags of authenticatorData: somebody was there, and was recognised. */
const present = 0x01;
const recognised = 0x04;

/** What this signature is over; `undefined` when a passkey's answer is not one to this question, from its own page. */
function bytesSigned(
  { type, payload }: Envelope,
  { webauthn }: Signature,
  scheme: Signing["scheme"],
): Uint8Array | undefined {
  if (scheme.kind === "es256") return webauthn ? undefined : signedBytes(type, payload);
  const authenticator = webauthn && fromBase64url(webauthn.authenticator);
  const client = webauthn && readClientData(webauthn.client);
  if (!webauthn || !client || !authenticator || authenticator.length < 37) return undefined;
  const [flags = 0] = authenticator.subarray(32, 33);
  const right =
    client.challenge === challengeFor(type, payload) &&
    scheme.origins.includes(client.origin) &&
    bytesToHex(authenticator.subarray(0, 32)) === bytesToHex(sha256(utf8ToBytes(scheme.rpId))) &&
    (flags & present) !== 0 &&
    (flags & recognised) !== 0;
  return right ? concatBytes(authenticator, sha256(utf8ToBytes(webauthn.client))) : undefined;
}

function readClientData(text: string): z.infer<typeof ClientData> | undefined {
  try {
    return ClientData.parse(JSON.parse(text));
  } catch {
    // Not JSON, or not the answer to a request to sign: the caller refuses the signature.
    return undefined;
  }
}
