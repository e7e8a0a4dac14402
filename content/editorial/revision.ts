import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { MessageContent } from "./message.ts";

/** SHA-256 of the UTF-8 bytes of `text`, as 64 lower-case hex digits. */
export function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** An immutable version of a message, named by the digest of its exact bytes. */
export type Revision = { readonly digest: string; readonly bytes: string; readonly content: MessageContent };

/** Fixes content as bytes. From here on the bytes are stored and passed on as they are, never written again. */
export function sealRevision(content: MessageContent): Revision {
  const parsed = MessageContent.parse(content);
  const bytes = JSON.stringify(parsed);
  return { digest: digestOf(bytes), bytes, content: parsed };
}

/** Reads bytes that claim to be a revision. `undefined` when they are not the bytes that `digest` names, or not a message. */
export function openRevision(digest: string, bytes: string): Revision | undefined {
  if (digestOf(bytes) !== digest) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(bytes);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const parsed = MessageContent.safeParse(json);
  return parsed.success ? { digest, bytes, content: parsed.data } : undefined;
}

/** Crockford's alphabet: no I, L, O or U, so that a code read aloud or off a photograph stays itself. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The short code that a panel, the approver's page and a leaflet all show: `7K3F-22A9`, 40 bits of the digest. */
export function approvalCode(digest: string): string {
  let bits = BigInt(`0x${digest.slice(0, 10)}`);
  let code = "";
  for (let i = 0; i < 8; i++) {
    code = alphabet[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
