import { keep } from "../../admin/keys/drawer.ts";
import { curve, publicKeyOf } from "../../admin/keys/es256.ts";
import { makeRootKey, type RootKey } from "../../admin/keys/recovery.ts";
import { firstRoot, nextRoot, type RootEdit } from "../../admin/keys/root-edit.ts";
import { rootPayload, signRoot } from "../../admin/keys/sign-root.ts";
import { rootOf } from "../../admin/keys/trust.ts";
import { Envelope, openSigned } from "../../content/trust/envelope.ts";
import type { Duty } from "../../content/trust/key.ts";
import { openNextRoot, readRoot, rootType } from "../../content/trust/root.ts";
import { verify } from "../../admin/keys/es256.ts";
import type { Person, TrustView } from "../../content/wire/views.ts";
import { ha, json, problem, type Heard } from "./pretend-server.ts";

/** Real keys, a real chain of roots and the server's side of them, judged by the same pure functions. */

export const names = { root: "Khóa gốc", server: "Máy chủ" };
const rootPair = await makeRootKey();
export const rootKey = await publicKeyOf(rootPair.publicKey);
export const serverKey = await publicKeyOf(
  (await crypto.subtle.generateKey(curve, true, ["sign", "verify"])).publicKey,
);
/** Long enough ago that everything signed today counts. */
const since = Date.now() - 86_400_000;

const asRootKey = (root: string): RootKey => ({ key: rootKey, secret: rootPair.privateKey, root });
const firstPayload = rootPayload(firstRoot(rootKey, serverKey, names, since));
export const firstEnvelope = await signRoot(firstPayload, [asRootKey("")]);
export const rootSecret = rootPair.privateKey;

/** Signs the next version after `envelope`, as an administrator with the recovery file does. */
export async function withEdit(envelope: string, edit: RootEdit, now = since): Promise<string> {
  const before = rootOf({ root: envelope });
  if (!before) throw new Error("no root");
  return signRoot(rootPayload(nextRoot(before.root, edit, names, now)), [asRootKey(envelope)]);
}

/** A browser key in this browser's drawer, as its owner registered it. */
export async function keyOf(owner: Person): Promise<TrustView["pending"][number]> {
  const pair = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const key = await publicKeyOf(pair.publicKey);
  await keep({ kind: "browser", keyId: key.keyId, owner: owner.id, key: pair.privateKey });
  return { key: { ...key, scheme: { kind: "es256" }, owner }, at: since, code: "1A2B", role: "approver" };
}

/** A root that lists a key of this person, ready in this browser. */
export async function listing(owner: Person, duties: readonly Duty[] = ["approver"]): Promise<string> {
  const { key } = await keyOf(owner);
  return withEdit(firstEnvelope, { kind: "list", key, duties });
}

export const trustOf = (root: string | undefined, more: Partial<TrustView> = {}): TrustView => ({
  ...(root === undefined ? {} : { root }),
  serverKey,
  pending: [],
  ...more,
});

/** Phạm Thu Hà may approve with a key of this browser. */
export const usualTrust = trustOf(await listing(ha));

/** What the server does with keys, over `trust`, which it changes. Goes into `first` of a pretended server. */
export function pretendTrust(trust: TrustView, chain: string[]): (heard: Heard) => Promise<Response | undefined> {
  return async ({ method, path, body }) => {
    if (path === "/api/trust") return json(trust);
    if (path === "/api/screen/roots") return json({ roots: chain.slice(1) });
    if (path === "/api/trust/roots/check") {
      readRoot((body as { payload: string }).payload);
      return json({ messages: [], screens: 0 });
    }
    if (path === "/api/trust/roots") {
      const { envelope } = body as { envelope: string };
      const before = rootOf(trust);
      if (before) await openNextRoot(before.root, envelope, verify);
      trust.root = envelope;
      chain.push(envelope);
      const listed = new Set(rootOf(trust)?.root.keys.map(({ keyId }) => keyId));
      trust.pending = trust.pending.filter(({ key }) => !listed.has(key.keyId));
      return json(trust);
    }
    if (path === "/api/trust/challenge") return json({ challenge: "c".repeat(43) });
    if (path === "/api/trust/keys" && method === "POST") {
      const { key, scheme, proof } = body as { key: TrustView["serverKey"]; scheme: never; proof: string };
      const entry = { ...key, scheme };
      const { payload } = await openSigned(proof, "bangtin/key/1", [entry], verify);
      if (payload !== "c".repeat(43)) return problem("key/unknown-challenge");
      trust.pending = [...trust.pending, { key: { ...entry, owner: ha }, at: Date.now(), code: "", role: "approver" }];
      return json(trust);
    }
    return undefined;
  };
}

/** The payload inside an envelope of `type`, read without believing it. */
export function payloadOf(envelope: string, type: string = rootType): unknown {
  const read = Envelope.parse(JSON.parse(envelope));
  if (read.type !== type) throw new Error(`${read.type} instead of ${type}`);
  return JSON.parse(read.payload);
}
