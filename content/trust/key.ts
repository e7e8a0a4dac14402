import * as z from "zod/mini";
import { digestOf } from "../editorial/revision.ts";
import { publicText } from "../editorial/text.ts";
import { Instant } from "../playout/programme.ts";
import { fromBase64url } from "./base64url.ts";

/** 32 bytes in base64url: one coordinate of a P-256 point, as in a JWK. */
const Coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** A P-256 public key: the id is the first 16 hex digits of the SHA-256 of `x + "." + y`. */
export const PublicKey = z.strictObject({
  keyId: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  x: Coordinate,
  y: Coordinate,
});
export type PublicKey = z.infer<typeof PublicKey>;

export function keyIdOf({ x, y }: { readonly x: string; readonly y: string }): string {
  return digestOf(`${x}.${y}`).slice(0, 16);
}

/** The uncompressed point, `04 ‖ x ‖ y`, or `undefined` when the coordinates are not 32 bytes each. */
export function pointOf({ x, y }: { readonly x: string; readonly y: string }): Uint8Array<ArrayBuffer> | undefined {
  const [left, right] = [fromBase64url(x), fromBase64url(y)];
  if (left?.length !== 32 || right?.length !== 32) return undefined;
  const point = new Uint8Array(65);
  point[0] = 4;
  point.set(left, 1);
  point.set(right, 33);
  return point;
}

/**
 * What a key may do. `root` changes the root; `approver` approves and recalls; `officer` signs takeovers (two of them)
 * and recalls; `leader` may, where the root's policy says so, take over alone; `server` signs manifests and heartbeats.
 */
export const Duty = z.enum(["root", "approver", "officer", "leader", "server"]);
export type Duty = z.infer<typeof Duty>;

/** How the key signs: over the bytes themselves, or as a passkey (WebAuthn) over their hash. */
export const Scheme = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("es256") }),
  z.strictObject({
    kind: z.literal("webauthn"),
    /** The domain that the passkey belongs to, and the pages it may be used from. */
    rpId: z.string().check(z.minLength(1), z.maxLength(253)),
    origins: z.array(z.string().check(z.maxLength(300))).check(z.minLength(1), z.maxLength(8)),
  }),
]);
export type Scheme = z.infer<typeof Scheme>;

/** A key as the root lists it. */
export const KeyEntry = z.strictObject({
  ...PublicKey.shape,
  scheme: Scheme,
  duties: z.array(Duty).check(z.minLength(1), z.maxLength(5)),
  /** The person who holds it; a root or server key has its own id here. Persons are counted, not keys. */
  owner: z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(64)), name: publicText(80) }),
  /** What it signed is worth something from here … */
  since: Instant,
  /** … and before this: the person left, the key was lost or stolen. */
  until: z.optional(Instant),
});
export type KeyEntry = z.infer<typeof KeyEntry>;

/** Whether what `key` says it signed at `at` counts. */
export function holdsAt(key: KeyEntry, at: number): boolean {
  return key.since <= at && (key.until === undefined || at < key.until);
}
