import type { Duty, KeyEntry, PublicKey } from "../../content/trust/key.ts";
import { rootLifeMs, serverKeys, type Root } from "../../content/trust/root.ts";
import type { Role } from "../../content/wire/roles.ts";
import type { TrustView } from "../../content/wire/views.ts";

/** Composes roots. Pure; whoever signs the result holds the recovery file (`sign-root.ts`). */

export type PendingKey = TrustView["pending"][number]["key"];

/** The duties that people may have; root and server keys have theirs and no other. */
export const personDuties = ["approver", "officer", "leader"] as const satisfies readonly Duty[];

/** What an administrator is offered for a person with this role at the desk. */
export const usualDuties: Readonly<Record<Role, readonly Duty[]>> = {
  comms: [],
  approver: ["approver", "officer"],
  admin: ["officer"],
};

export type RootEdit =
  | { readonly kind: "list"; readonly key: PendingKey; readonly duties: readonly Duty[] }
  | { readonly kind: "duties"; readonly keyId: string; readonly duties: readonly Duty[] }
  /** `until`: what the key signed from then on is void. Its own `since` makes everything void. */
  | { readonly kind: "end"; readonly keyId: string; readonly until: number }
  | { readonly kind: "renew" }
  | { readonly kind: "lone"; readonly afterMs: number | undefined }
  | { readonly kind: "server"; readonly key: PublicKey }
  | { readonly kind: "add-root"; readonly key: PublicKey; readonly name: string; readonly both: boolean }
  | { readonly kind: "remove-root"; readonly keyId: string };

function machineKey(key: PublicKey, duty: "root" | "server", name: string, since: number): KeyEntry {
  const { keyId, x, y } = key;
  return { keyId, x, y, scheme: { kind: "es256" }, duties: [duty], owner: { id: keyId, name }, since };
}

/** The first root: who may change it and what the server signs with. Nobody may approve yet. */
export function firstRoot(rootKey: PublicKey, serverKey: PublicKey, names: MachineNames, now: number): Root {
  return {
    version: 1,
    issuedAt: now,
    expiresAt: now + rootLifeMs,
    keys: [machineKey(rootKey, "root", names.root, now), machineKey(serverKey, "server", names.server, now)],
    thresholds: { root: 1, approval: 1, takeover: 2 },
  };
}

export type MachineNames = { readonly root: string; readonly server: string };

/** The next version after `current`. Every signing with the recovery file also renews the date of expiry. */
export function nextRoot(current: Root, edit: RootEdit, names: MachineNames, now: number): Root {
  const { lone, ...rest } = edited(current, edit, names, now);
  const next = { ...rest, version: current.version + 1, issuedAt: now, expiresAt: now + rootLifeMs };
  return lone ? { ...next, lone } : next;
}

function edited(current: Root, edit: RootEdit, names: MachineNames, now: number): Root {
  switch (edit.kind) {
    case "renew":
      return current;
    case "list": {
      const { keyId, x, y, scheme, owner } = edit.key;
      const listed: KeyEntry = { keyId, x, y, scheme, duties: inOrder(edit.duties), owner, since: now };
      return { ...current, keys: [...current.keys.filter((key) => key.keyId !== keyId), listed] };
    }
    case "duties":
      return withKey(current, edit.keyId, (key) => ({ ...key, duties: inOrder(edit.duties) }));
    case "end":
      return withKey(current, edit.keyId, (key) => ({ ...key, until: Math.max(key.since, edit.until) }));
    case "lone": {
      const { lone: _before, ...without } = current;
      return edit.afterMs === undefined ? without : { ...without, lone: { afterMs: edit.afterMs } };
    }
    case "server":
      return {
        ...current,
        keys: [
          ...current.keys.filter(({ duties }) => !duties.includes("server")),
          machineKey(edit.key, "server", names.server, now),
        ],
      };
    case "add-root":
      return {
        ...current,
        keys: [machineKey(edit.key, "root", edit.name, now), ...current.keys],
        thresholds: { ...current.thresholds, root: edit.both ? 2 : current.thresholds.root },
      };
    case "remove-root":
      return withoutRootKey(current, edit.keyId);
  }
  return edit satisfies never;
}

function withoutRootKey(current: Root, keyId: string): Root {
  const keys = current.keys.filter((key) => key.keyId !== keyId);
  const left = keys.filter(({ duties }) => duties.includes("root")).length;
  return { ...current, keys, thresholds: { ...current.thresholds, root: Math.min(current.thresholds.root, left) } };
}

const withKey = (root: Root, keyId: string, change: (key: KeyEntry) => KeyEntry): Root => ({
  ...root,
  keys: root.keys.map((key) => (key.keyId === keyId ? change(key) : key)),
});

/** One spelling of the same duties, whatever order they were ticked in. */
const inOrder = (duties: readonly Duty[]): Duty[] => personDuties.filter((duty) => duties.includes(duty));

/** Whether the server signs with a key that the root does not list: screens refuse everything it publishes. */
export function serverUnlisted(root: Root, { serverKey }: Pick<TrustView, "serverKey">): boolean {
  return !serverKeys(root).some(({ keyId }) => keyId === serverKey.keyId);
}
