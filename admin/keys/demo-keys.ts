import * as z from "zod/mini";
import { keyIdOf } from "../../content/trust/key.ts";
import { session } from "../session.ts";
import { curve } from "./es256.ts";

const PrivateJwk = z.object({ x: z.string(), y: z.string(), d: z.string() });

const imported = new Map<string, Promise<CryptoKey>>();

/** The ready-made key with this id, in the demo only. It is as public as the demo's passwords. */
export function demoKey(keyId: string): Promise<CryptoKey> | undefined {
  const known = imported.get(keyId);
  if (known) return known;
  for (const { jwk } of session()?.demoKeys ?? []) {
    const parsed = PrivateJwk.safeParse(jwk);
    if (!parsed.success || keyIdOf(parsed.data) !== keyId) continue;
    const { x, y, d } = parsed.data;
    const key = crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y, d }, curve, false, ["sign"]);
    imported.set(keyId, key);
    return key;
  }
  return undefined;
}
