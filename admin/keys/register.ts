import type { Signature } from "../../content/trust/envelope.ts";
import type { PublicKey, Scheme } from "../../content/trust/key.ts";
import type { TrustView, UserView } from "../../content/wire/views.ts";
import { call } from "../client.ts";
import { keep } from "./drawer.ts";
import { curve, publicKeyOf, signWith } from "./es256.ts";
import { sealed } from "./hand.ts";
import { makePasskey, signWithPasskey } from "./passkey.ts";

/** What proves that whoever registers a key holds it: this type, over the server's random number. */
export const keyProofType = "bangtin/key/1";

export type Registered = { readonly keyId: string; readonly trust: TrustView };

/**
 * Makes a key in the person's hand and registers its public half; it waits until an administrator lists it.
 * @throws NotSigned, PasskeyUnusable, Problem, Unreachable
 */
export async function registerKey(kind: "passkey" | "browser", person: UserView): Promise<Registered> {
  // Before the key is made: a passkey that nobody will ever ask for is a puzzle in the person's list of passkeys.
  const { challenge } = await call("keyChallenge", { body: {} });
  if (kind === "passkey") {
    const { key, scheme, credential } = await makePasskey(person);
    const proof = await signWithPasskey({ keyId: key.keyId, credential }, keyProofType, challenge);
    await keep({ kind: "passkey", keyId: key.keyId, owner: person.id, credential });
    return send(key, scheme, challenge, proof);
  }
  const pair = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const key = await publicKeyOf(pair.publicKey);
  await keep({ kind: "browser", keyId: key.keyId, owner: person.id, key: pair.privateKey });
  const proof = await signWith(pair.privateKey, key, keyProofType, challenge);
  return send(key, { kind: "es256" }, challenge, proof);
}

async function send(key: PublicKey, scheme: Scheme, challenge: string, proof: Signature): Promise<Registered> {
  const body = { key, scheme, proof: sealed(keyProofType, challenge, [proof]) };
  return { keyId: key.keyId, trust: await call("registerKey", { body }) };
}
