import { createHash, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import type { Envelope, Signature } from "../../../content/trust/envelope.ts";
import { signedBytes, challengeFor, type Verify } from "../../../content/trust/envelope.ts";
import { keyIdOf, type Duty, type KeyEntry, type PublicKey } from "../../../content/trust/key.ts";
import { rootType, type Root } from "../../../content/trust/root.ts";

/** Real ES256 keys for the trust tests, without a server. */
export type Hand = { readonly key: PublicKey; readonly secret: KeyObject; readonly entry: KeyEntry };

export const day = 24 * 3_600_000;
export const noon = Date.parse("2020-03-11T12:00:00+07:00");

/** A person (or machine) with a key that counts from a day before `noon`. */
export function hand(owner: string, duties: Duty[], more: Partial<KeyEntry> = {}): Hand {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const key = { keyId: keyIdOf({ x, y }), x, y };
  const entry: KeyEntry = {
    ...key,
    scheme: { kind: "es256" },
    duties,
    owner: { id: owner, name: owner },
    since: noon - day,
    ...more,
  };
  return { key, secret: privateKey, entry };
}

export const verifyByNode: Verify = async ({ x, y }, bytes, signature) => {
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  return verify("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
};

export function signatureOf(type: string, payload: string, by: Hand): Signature {
  const raw = sign("sha256", signedBytes(type, payload), { key: by.secret, dsaEncoding: "ieee-p1363" });
  return { keyId: by.key.keyId, signature: raw.toString("base64url") };
}

export function sealed(type: string, payload: string, ...by: Hand[]): string {
  return enveloped({ type, payload, signatures: by.map((each) => signatureOf(type, payload, each)) });
}

export function enveloped(envelope: Envelope): string {
  return JSON.stringify(envelope);
}

/** What a passkey of `by` answers at a page; every part may be made wrong. */
export function passkeySignature(
  type: string,
  payload: string,
  by: Hand,
  wrong: {
    origin?: string;
    rpId?: string;
    flags?: number;
    challenge?: string;
    kind?: string;
    client?: string;
    counter?: number;
  } = {},
): Signature {
  const client =
    wrong.client ??
    JSON.stringify({
      type: wrong.kind ?? "webauthn.get",
      challenge: wrong.challenge ?? challengeFor(type, payload),
      origin: wrong.origin ?? "https://bangtin.example",
      crossOrigin: false,
    });
  const authenticator = Buffer.concat([
    createHash("sha256")
      .update(wrong.rpId ?? "bangtin.example")
      .digest(),
    Buffer.of(wrong.flags ?? 0x05),
    Buffer.alloc(wrong.counter ?? 4, 1),
  ]);
  const bytes = Buffer.concat([authenticator, createHash("sha256").update(client).digest()]);
  return {
    keyId: by.key.keyId,
    signature: sign("sha256", bytes, { key: by.secret, dsaEncoding: "ieee-p1363" }).toString("base64url"),
    webauthn: { client, authenticator: authenticator.toString("base64url") },
  };
}

export function rootOf(hands: readonly Hand[], more: Partial<Root> = {}): Root {
  return {
    version: 1,
    issuedAt: noon - day,
    expiresAt: noon + 700 * day,
    keys: hands.map(({ entry }) => entry),
    thresholds: { root: 1, approval: 1, takeover: 2 },
    ...more,
  };
}

export function sealedRoot(root: Root, ...by: Hand[]): string {
  return sealed(rootType, JSON.stringify(root), ...by);
}

/** The code of the problem that a promise is refused with. */
export async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "no refusal";
}
