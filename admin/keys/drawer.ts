import { createStore, get, set, values, type UseStore } from "idb-keyval";

/** The drawer of this browser: private keys that cannot be taken out of it, and which passkey is whose. */

export type Kept =
  | { readonly kind: "browser"; readonly keyId: string; readonly owner: string; readonly key: CryptoKey }
  | { readonly kind: "passkey"; readonly keyId: string; readonly owner: string; readonly credential: string };

let opened: UseStore | undefined;
const drawer = (): UseStore => (opened ??= createStore("bangtin-desk-keys", "keys"));

/** A `CryptoKey` is stored as it is: not extractable, usable only by pages of this origin. */
export async function keep(kept: Kept): Promise<void> {
  await set(kept.keyId, kept, drawer());
}

export async function keptKey(keyId: string): Promise<Kept | undefined> {
  return get<Kept>(keyId, drawer());
}

export async function keptOf(owner: string): Promise<readonly Kept[]> {
  return (await values<Kept>(drawer())).filter((kept) => kept.owner === owner);
}
