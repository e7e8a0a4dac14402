import { longest, readEnvelope } from "../../content/trust/envelope.ts";
import { keyIdOf } from "../../content/trust/key.ts";
import {
  followRoots,
  keysFor,
  openFirstRoot,
  readRoot,
  Root,
  rootType,
  type TrustedRoot,
} from "../../content/trust/root.ts";
import { Problem } from "../../content/wire/problem.ts";
import { call } from "../client.ts";
import { signWith, verify } from "./es256.ts";
import { sealed } from "./hand.ts";
import type { RootKey } from "./recovery.ts";

/** The exact text of a root, refused here already when it contradicts itself. @throws Problem `trust/` codes */
export function rootPayload(root: Root): string {
  const payload = JSON.stringify(Root.parse(root));
  readRoot(payload);
  return payload;
}

/** Signs the payload with root keys, each once. */
export async function signRoot(payload: string, rootKeys: readonly RootKey[]): Promise<string> {
  const signatures = await Promise.all(rootKeys.map(({ key, secret }) => signWith(secret, key, rootType, payload)));
  return sealed(rootType, payload, signatures);
}

/**
 * Whether the newest root that the server tells truly follows from the one in the recovery file, signature by signature,
 * and whether this key may sign the next. A server that made up its own root is found out here.
 * @throws Problem key/not-found when the key is not listed any more, trust/root-gap and any of `followRoots` when it does not follow
 */
export async function followsFrom({ key, root: pinned }: RootKey, newest: TrustedRoot): Promise<void> {
  const last = await followTo(newest.root.version, await openPinned(pinned));
  if (last.payload !== newest.payload)
    throw new Problem("trust/root-gap", { detail: "another root than the server tells" });
  const listed = keysFor(last.root, "root").some(({ keyId }) => keyId === key.keyId && keyId === keyIdOf(key));
  if (!listed) throw new Problem("key/not-found", { detail: key.keyId });
}

/** One answer holds only a part of a long chain. What is followed counts up by one each, so this comes to an end. */
async function followTo(version: number, start: TrustedRoot): Promise<TrustedRoot> {
  let trusted = start;
  while (trusted.root.version < version) {
    const { roots } = await call("roots", { query: { after: String(trusted.root.version) } });
    if (roots.length === 0) return trusted;
    trusted = await followRoots(trusted, roots, verify);
  }
  return trusted;
}

/** The file's own root: bound to the passphrase, so only whoever made the file could have put it there. */
async function openPinned(envelope: string): Promise<TrustedRoot> {
  const { payload } = readEnvelope(envelope, rootType, longest.root);
  const root = readRoot(payload);
  if (root.version === 1) return openFirstRoot(envelope, verify);
  return { root, payload };
}
