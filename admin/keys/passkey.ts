import { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import { fromBase64url, toBase64url } from "../../content/trust/base64url.ts";
import { challengeFor, type PublicKey, type Signature } from "../../content/trust/envelope.ts";
import type { Scheme } from "../../content/trust/key.ts";
import type { UserView } from "../../content/wire/views.ts";
import { rawFromDer } from "./der.ts";
import { curve, publicKeyOf } from "./es256.ts";

/** ES256 (COSE -7), the only scheme that every screen can check. */
const es256 = -7;
const patienceMs = 120_000;

/** The person closed the browser's question, or let it run out. Nothing happened. */
export class NotSigned extends Error {
  override readonly name = "NotSigned";
}

/** The device has no passkey to give: what it made cannot be used here, or its signature cannot be read. */
export class PasskeyUnusable extends Error {
  override readonly name = "PasskeyUnusable";
}

/**
 * Whether passkeys can be made on this page. They belong to a domain name: a desk that is opened by a bare address
 * (`http://10.0.0.5`) has none.
 */
export function passkeysHere(): boolean {
  const { hostname } = location;
  const bare = /^[\d.]+$/.test(hostname) || hostname.includes(":");
  return window.isSecureContext && "PublicKeyCredential" in window && !bare;
}

/** Whether this device recognises a person itself (fingerprint, face, PIN); a USB key or a telephone may do it otherwise. */
export async function recognisesHere(): Promise<boolean> {
  return passkeysHere() && PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

export const schemeHere = (): Scheme => ({ kind: "webauthn", rpId: location.hostname, origins: [location.origin] });

export type Passkey = { readonly key: PublicKey; readonly scheme: Scheme; readonly credential: string };

/** Makes a passkey for a person. @throws NotSigned, PasskeyUnusable */
export async function makePasskey({ id, name, email }: Pick<UserView, "id" | "name" | "email">): Promise<Passkey> {
  const made = await asked(() =>
    startRegistration({
      optionsJSON: {
        rp: { id: location.hostname, name: "Bảng Tin" },
        user: { id: toBase64url(new TextEncoder().encode(id)), name: email, displayName: name },
        // Nobody checks the attestation: that the key is in hand is proved by a signature over the server's challenge.
        challenge: toBase64url(crypto.getRandomValues(new Uint8Array(32))),
        pubKeyCredParams: [{ type: "public-key", alg: es256 }],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        attestation: "none",
        timeout: patienceMs,
      },
    }),
  );
  const spki = fromBase64url(made.response.publicKey ?? "");
  if (made.response.publicKeyAlgorithm !== es256 || !spki?.length) throw new PasskeyUnusable("not ES256");
  const key = await publicKeyOf(await crypto.subtle.importKey("spki", spki, curve, true, ["verify"]));
  return { key, scheme: schemeHere(), credential: made.id };
}

/**
 * Asks a passkey to sign. The challenge is the hash of what is signed, so the answer is about these bytes alone.
 * @throws NotSigned, PasskeyUnusable
 */
export async function signWithPasskey(
  { keyId, credential }: { readonly keyId: string; readonly credential: string | undefined },
  type: string,
  payload: string,
): Promise<Signature> {
  const { response } = await asked(() =>
    startAuthentication({
      optionsJSON: {
        rpId: location.hostname,
        challenge: challengeFor(type, payload),
        // A passkey that was made on another device and came here by itself has no name here: the browser offers it.
        ...(credential === undefined ? {} : { allowCredentials: [{ id: credential, type: "public-key" }] }),
        userVerification: "required",
        timeout: patienceMs,
      },
    }),
  );
  const raw = rawFromDer(fromBase64url(response.signature) ?? new Uint8Array());
  const client = fromBase64url(response.clientDataJSON);
  if (!raw || !client) throw new PasskeyUnusable("not a signature of P-256");
  return {
    keyId,
    signature: toBase64url(raw),
    webauthn: { client: new TextDecoder().decode(client), authenticator: response.authenticatorData },
  };
}

async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (cause) {
    const name = cause instanceof WebAuthnError ? (cause.cause as Error | undefined)?.name : (cause as Error).name;
    if (name === "NotAllowedError" || name === "AbortError") throw new NotSigned("not signed", { cause });
    if (cause instanceof WebAuthnError || cause instanceof DOMException) {
      throw new PasskeyUnusable(cause.message, { cause });
    }
    throw cause;
  }
}
