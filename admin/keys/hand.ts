import { openSigned, type Envelope, type Signature } from "../../content/trust/envelope.ts";
import { holdsAt, type Duty, type KeyEntry } from "../../content/trust/key.ts";
import { keysFor } from "../../content/trust/root.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { TrustView } from "../../content/wire/views.ts";
import { demoKey } from "./demo-keys.ts";
import { keptKey } from "./drawer.ts";
import { canSign, signWith, verify } from "./es256.ts";
import { passkeysHere, PasskeyUnusable, signWithPasskey } from "./passkey.ts";
import { rootOf } from "./trust.ts";

/** A key of whoever is at the desk, ready to sign here. A passkey asks the person first; a browser's key is silent. */
export type Hand = {
  readonly keyId: string;
  readonly kind: "passkey" | "browser" | "demo";
  readonly entry: KeyEntry;
  /** This browser remembers it; a passkey may also have come with the person's account. */
  readonly known: boolean;
  /** @throws NotSigned, PasskeyUnusable */
  readonly sign: (type: string, payload: string) => Promise<Signature>;
};

/** How a person stands with regard to a duty, and what to tell them. */
export type Standing =
  | { readonly state: "ready"; readonly hand: Hand }
  /** Registered; an administrator has to list it. */
  | { readonly state: "waiting"; readonly keyId: string }
  /** Listed, and its private half is in another browser. */
  | { readonly state: "elsewhere"; readonly keyId: string }
  /** Listed for other duties. */
  | { readonly state: "other-duty" }
  /** Was listed until then. */
  | { readonly state: "ended"; readonly until: number }
  | { readonly state: "none" }
  /** There is no root yet, or it has expired. */
  | { readonly state: "no-root" }
  | { readonly state: "expired" }
  /** This page has no WebCrypto: it was opened over plain HTTP. */
  | { readonly state: "insecure" };

/** How `person` stands with regard to `duty` at `now`, on this very browser. */
export async function standingOf(trust: TrustView, person: string, duty: Duty, now: number): Promise<Standing> {
  if (!canSign()) return { state: "insecure" };
  const root = rootOf(trust)?.root;
  const pending = trust.pending.find(({ key }) => key.owner.id === person);
  const waiting: Standing | undefined = pending && { state: "waiting", keyId: pending.key.keyId };
  if (!root) return waiting ?? { state: "no-root" };
  if (now >= root.expiresAt) return { state: "expired" };
  const mine = root.keys.filter(({ owner }) => owner.id === person);
  const valid = keysFor(root, duty).filter((key) => key.owner.id === person && holdsAt(key, now));
  const hands = (await Promise.all(valid.map(handOf))).filter((hand) => hand !== undefined);
  // A passkey that was made in this browser goes before one that may have come here by itself.
  const hand = hands.find(({ known }) => known) ?? hands[0];
  if (hand) return { state: "ready", hand };
  if (waiting) return waiting;
  const [elsewhere] = valid;
  if (elsewhere) return { state: "elsewhere", keyId: elsewhere.keyId };
  if (mine.some((key) => holdsAt(key, now))) return { state: "other-duty" };
  const ended = mine.flatMap(({ until }) => (until === undefined ? [] : [until]));
  return ended.length > 0 ? { state: "ended", until: Math.max(...ended) } : { state: "none" };
}

async function handOf(entry: KeyEntry): Promise<Hand | undefined> {
  const { keyId, scheme } = entry;
  if (scheme.kind === "webauthn") {
    if (!passkeysHere() || scheme.rpId !== location.hostname || !scheme.origins.includes(location.origin)) {
      return undefined;
    }
    const kept = await keptKey(keyId);
    const credential = kept?.kind === "passkey" ? kept.credential : undefined;
    return {
      keyId,
      kind: "passkey",
      entry,
      known: credential !== undefined,
      sign: (type, payload) => signWithPasskey({ keyId, credential }, type, payload),
    };
  }
  const kept = await keptKey(keyId);
  const own = kept?.kind === "browser" ? kept.key : undefined;
  const key = own ?? (await demoKey(keyId));
  if (!key) return undefined;
  const kind = own ? "browser" : "demo";
  return { keyId, kind, entry, known: true, sign: (type, payload) => signWith(key, entry, type, payload) };
}

/** What is signed, as it travels: `payload` is the exact text that was signed. */
export function sealed(type: string, payload: string, signatures: readonly Signature[]): string {
  const envelope: Envelope = { type, payload, signatures: [...signatures] };
  return JSON.stringify(envelope);
}

/**
 * Signs with a person's key and looks at the result as every screen will: another passkey of the same person may have
 * answered. @throws NotSigned, PasskeyUnusable
 */
export async function signedBy(hand: Hand, type: string, payload: string): Promise<string> {
  const envelope = sealed(type, payload, [await hand.sign(type, payload)]);
  try {
    await openSigned(envelope, type, [hand.entry], verify);
  } catch (cause) {
    if (cause instanceof Problem) throw new PasskeyUnusable("another key answered", { cause });
    throw cause;
  }
  return envelope;
}
