import { signedBytes } from "../content/trust/envelope.ts";
import { toBase64url } from "../content/trust/base64url.ts";
import { keyIdOf, type PublicKey } from "../content/trust/key.ts";
import type { Cupboard } from "./cupboard.ts";
import { subtle } from "./verify.ts";

/** Proves that this is the device that was paired. */
export type DeviceKey = {
  readonly publicKey: PublicKey;
  /** ES256, raw r‖s in base64url, over the signed bytes of `type` and `payload`. */
  readonly sign: (type: string, payload: string) => Promise<string>;
};

type Stored = { readonly publicKey: PublicKey } & ({ readonly secret: CryptoKey } | { readonly bytes: Uint8Array });

const key = "device-key";
const curve = { name: "ECDSA", namedCurve: "P-256" } as const;

/** The key that pairing made; `undefined` where the store has lost it. */
export async function openDeviceKey(cupboard: Cupboard): Promise<DeviceKey | undefined> {
  const stored = (await cupboard.get(key)) as Stored | undefined;
  return stored && deviceKey(stored);
}

/** Makes a new key in the place of any that was there. Nobody can read it out of WebCrypto, not even this page. */
export async function makeDeviceKey(cupboard: Cupboard): Promise<DeviceKey> {
  const stored = await newKey();
  await cupboard.write([[key, stored]]);
  return deviceKey(stored);
}

async function newKey(): Promise<Stored> {
  const web = subtle();
  if (!web) return newKeyByNoble();
  const pair = await web.generateKey(curve, false, ["sign", "verify"]);
  // A public key can be exported whatever was said of the pair.
  const { x = "", y = "" } = await web.exportKey("jwk", pair.publicKey);
  return { publicKey: { keyId: keyIdOf({ x, y }), x, y }, secret: pair.privateKey };
}

/**
 * A page without TLS has no WebCrypto. This key is weaker: it lies in the store as bytes, and whoever copies the store
 * has copied the screen.
 */
async function newKeyByNoble(): Promise<Stored> {
  const { p256 } = await import("@noble/curves/nist.js");
  const { secretKey } = p256.keygen();
  const point = p256.getPublicKey(secretKey, false);
  const [x, y] = [toBase64url(point.slice(1, 33)), toBase64url(point.slice(33))];
  return { publicKey: { keyId: keyIdOf({ x, y }), x, y }, bytes: secretKey };
}

function deviceKey(stored: Stored): DeviceKey {
  const { publicKey } = stored;
  return {
    publicKey,
    async sign(type, payload) {
      const bytes = new Uint8Array(signedBytes(type, payload));
      if ("bytes" in stored) {
        const { p256 } = await import("@noble/curves/nist.js");
        return toBase64url(p256.sign(bytes, stored.bytes));
      }
      const web = subtle();
      // Made by WebCrypto, and the page is served without TLS now: there is no signing with it.
      if (!web) return "";
      return toBase64url(new Uint8Array(await web.sign({ name: "ECDSA", hash: "SHA-256" }, stored.secret, bytes)));
    },
  };
}
