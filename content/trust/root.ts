import * as z from "zod/mini";
import { approvalCode, digestOf } from "../editorial/revision.ts";
import { Instant } from "../playout/programme.ts";
import { Problem } from "../wire/problem.ts";
import { longest, openSigned, readEnvelope, readPayload, type Verify } from "./envelope.ts";
import { holdsAt, keyIdOf, KeyEntry, type Duty } from "./key.ts";

export const rootType = "bangtin/root/1";

const Threshold = z.int().check(z.minimum(1), z.maximum(8));

/**
 * Who may do what, and how many it takes (design §5, Trust). Kept offline, versions form a chain; a screen pins one
 * when it is paired and follows the chain from there.
 */
export const Root = z.strictObject({
  version: z.int().check(z.positive()),
  issuedAt: Instant,
  /** Nothing signed after this counts until a newer root says otherwise. */
  expiresAt: Instant,
  keys: z.array(KeyEntry).check(z.minLength(2), z.maxLength(400)),
  /** How many distinct persons: of root keys for a new root, of approvers for a message, of officers for a takeover. */
  thresholds: z.strictObject({ root: Threshold, approval: Threshold, takeover: Threshold }),
  /** A duty leader may take over alone after waiting this long for a second officer; absent means never. */
  lone: z.optional(z.strictObject({ afterMs: z.int().check(z.minimum(180_000), z.maximum(3_600_000)) })),
});
export type Root = z.infer<typeof Root>;

/** A root that was judged, with its exact bytes. */
export type TrustedRoot = { readonly root: Root; readonly payload: string };

/** How long a root lasts unless its makers say otherwise: two years. */
export const rootLifeMs = 2 * 365 * 24 * 3_600_000;
/** So many new versions are followed in one go, and no more (TUF's client limit). */
export const mostRotations = 256;

/** The short code by which two people compare a root over the telephone, on a screen, on paper: `7K3F-22A9`. */
export function rootCode(payload: string): string {
  return approvalCode(digestOf(payload));
}

export function keysFor(root: Root, duty: Duty): readonly KeyEntry[] {
  return root.keys.filter((key) => key.duties.includes(duty));
}

/**
 * The server keys that count. A person's key that ended keeps what it signed before; a server's keeps nothing: whoever
 * took it writes any date, and what it signs needs no second hand. So an end, even one to come, ends it altogether.
 */
export function serverKeys(root: Root): readonly KeyEntry[] {
  return keysFor(root, "server").filter(({ until }) => until === undefined);
}

/** How many different persons hold these keys. */
export function persons(keys: readonly KeyEntry[]): number {
  return new Set(keys.map((key) => key.owner.id)).size;
}

/**
 * Reads a root's payload and refuses one that contradicts itself.
 * @throws Problem trust/malformed, trust/duplicate-key, trust/unreachable-threshold
 */
export function readRoot(payload: string): Root {
  const root = readPayload(Root, payload);
  const points = new Set<string>();
  for (const key of root.keys) {
    if (key.keyId !== keyIdOf(key)) throw new Problem("trust/duplicate-key", { detail: key.keyId });
    if (points.has(key.keyId)) throw new Problem("trust/duplicate-key", { detail: key.keyId });
    points.add(key.keyId);
  }
  if (root.expiresAt <= root.issuedAt) throw new Problem("trust/malformed", { detail: "expires before it begins" });
  // What is not on the server must not be what the server signs with, and who approves must not be a machine.
  const mixed = root.keys.find(
    ({ duties }) => duties.length > 1 && (duties.includes("root") || duties.includes("server")),
  );
  if (mixed) throw new Problem("trust/mixed-duties", { detail: mixed.keyId });
  if (persons(keysFor(root, "root")) < root.thresholds.root || serverKeys(root).length === 0)
    throw new Problem("trust/unreachable-threshold");
  return root;
}

/**
 * The first root that is taken on somebody's word: signed by a threshold of its own root keys.
 * @throws Problem any `trust/` code
 */
export async function openFirstRoot(envelope: string, verify: Verify): Promise<TrustedRoot> {
  const root = readRoot(readEnvelope(envelope, rootType, longest.root).payload);
  const { payload } = await signedByRootKeys(envelope, root, verify);
  return { root, payload };
}

/**
 * The next root after `current`: its version is one higher, and a threshold of the root keys of both has signed it.
 * @throws Problem trust/rollback, trust/root-gap, trust/too-few-signatures and any of `readRoot`, `openSigned`
 */
export async function openNextRoot(current: Root, envelope: string, verify: Verify): Promise<TrustedRoot> {
  const { payload } = await signedByRootKeys(envelope, current, verify);
  const root = readRoot(payload);
  if (root.version <= current.version) {
    throw new Problem("trust/rollback", { detail: `root ${root.version} <= ${current.version}` });
  }
  if (root.version !== current.version + 1) {
    throw new Problem("trust/root-gap", { detail: `${current.version} → ${root.version}` });
  }
  await signedByRootKeys(envelope, root, verify);
  return { root, payload };
}

/** Follows a chain of new versions as far as it goes. @throws Problem of the first link that does not hold */
export async function followRoots(
  current: TrustedRoot,
  envelopes: readonly string[],
  verify: Verify,
): Promise<TrustedRoot> {
  if (envelopes.length > mostRotations) throw new Problem("trust/too-long", { detail: `${envelopes.length} roots` });
  let trusted = current;
  for (const envelope of envelopes) trusted = await openNextRoot(trusted.root, envelope, verify);
  return trusted;
}

async function signedByRootKeys(envelope: string, root: Root, verify: Verify): Promise<{ readonly payload: string }> {
  const { payload, signers } = await openSigned(envelope, rootType, keysFor(root, "root"), verify, longest.root);
  if (persons(signers) < root.thresholds.root) throw new Problem("trust/too-few-signatures");
  return { payload };
}

/** Whether this root's word still counts at `now`. */
export function rootExpired(root: Root, now: number): boolean {
  return now >= root.expiresAt;
}

/** The keys of `keys` that count for something signed at `at` under this root. */
export function counting(root: Root, keys: readonly KeyEntry[], at: number): readonly KeyEntry[] {
  return at < root.expiresAt ? keys.filter((key) => holdsAt(key, at)) : [];
}
