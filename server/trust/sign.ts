import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify as verifyBytes,
  type KeyObject,
} from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Envelope, type PublicKey, signedBytes, type Verify } from "../../content/trust/envelope.ts";

/** Signs exact bytes with the server's key. A screen pinned the public half when it was paired. */
export type Signer = { readonly publicKey: PublicKey; sign(type: string, payload: string): string };

/** Reads the server's ES256 key from the data folder, or makes it at the first start, readable by its owner only. */
export function loadSigner(dataFolder: string): Signer {
  const file = join(dataFolder, "server-key.pem");
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const aside = `${file}.new`;
    writeFileSync(aside, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    renameSync(aside, file);
  }
  chmodSync(file, 0o600);
  return signerOf(createPrivateKey(readFileSync(file)));
}

export function signerOf(privateKey: KeyObject): Signer {
  const publicKey = publicKeyOf(privateKey);
  return {
    publicKey,
    sign(type, payload) {
      // WebCrypto wants raw r‖s; Node's default is DER, which it answers with `false` and no error.
      const signature = sign("sha256", signedBytes(type, payload), { key: privateKey, dsaEncoding: "ieee-p1363" });
      const envelope: Envelope = {
        type,
        payload,
        signatures: [{ keyId: publicKey.keyId, signature: signature.toString("base64url") }],
      };
      return JSON.stringify(envelope);
    },
  };
}

function publicKeyOf(privateKey: KeyObject): PublicKey {
  const { x, y } = createPublicKey(privateKey).export({ format: "jwk" });
  if (x === undefined || y === undefined) throw new Error("The server key is not an elliptic curve key.");
  return { keyId: createHash("sha256").update(`${x}.${y}`).digest("hex").slice(0, 16), x, y };
}

/** Checks a signature for `content/trust`. A point that is not on the curve signed nothing. */
export const verify: Verify = remembering(async ({ x, y }, bytes, signature) => {
  const key = pointOnCurve(x, y);
  if (!key) return false;
  return verifyBytes("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
});

/** The same key, bytes and signature have one answer for ever; an approval is asked for at every compile. */
function remembering(ask: Verify, most = 20_000): Verify {
  const known = new Map<string, boolean>();
  return async (key, bytes, signature) => {
    const name = createHash("sha256").update(`${key.x}.${key.y}.${signature}.`).update(bytes).digest("base64url");
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = await ask(key, bytes, signature);
    const oldest = known.keys().next();
    if (known.size >= most && !oldest.done) known.delete(oldest.value);
    known.set(name, answer);
    return answer;
  };
}

/** The key with these coordinates, or `undefined` when they are not a point of P-256. */
export function pointOnCurve(x: string, y: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_")) return undefined;
    throw error;
  }
}
