import { expect, test } from "vitest";
import { publicKeyOf, verify } from "../../../admin/keys/es256.ts";
import { makeRootKey } from "../../../admin/keys/recovery.ts";
import { firstRoot, nextRoot, serverUnlisted, type RootEdit } from "../../../admin/keys/root-edit.ts";
import { followsFrom, rootPayload, signRoot } from "../../../admin/keys/sign-root.ts";
import { keysFor, openNextRoot, readRoot, rootLifeMs, type Root } from "../../../content/trust/root.ts";
import { Problem } from "../../../content/wire/problem.ts";
import { ha, json } from "../pretend-server.ts";
import { firstEnvelope, keyOf, names, rootKey, rootSecret, serverKey, withEdit } from "../pretend-trust.ts";

const now = Date.UTC(2026, 10, 22);
const first = firstRoot(rootKey, serverKey, names, now);
const edited = (root: Root, edit: RootEdit, at = now): Root => readRoot(rootPayload(nextRoot(root, edit, names, at)));

test("the first root lists who may change it and the server, and nobody who may approve", () => {
  const root = readRoot(rootPayload(first));
  expect(root.keys.map(({ duties }) => duties)).toEqual([["root"], ["server"]]);
  expect(root.thresholds).toEqual({ root: 1, approval: 1, takeover: 2 });
});

test("every signing is one version further and renews the expiry", () => {
  const next = edited(first, { kind: "renew" }, now + 1000);
  expect(next).toMatchObject({ version: 2, issuedAt: now + 1000, expiresAt: now + 1000 + rootLifeMs });
  expect(next.keys).toEqual(first.keys);
});

test("who left is void from now, what was stolen from its beginning, and no key ends before it began", async () => {
  const { key } = await keyOf(ha);
  const listed = edited(first, { kind: "list", key, duties: ["officer", "approver"] });
  expect(keysFor(listed, "approver")[0]).toMatchObject({ duties: ["approver", "officer"], since: now, owner: ha });
  const ended = (until: number): number | undefined =>
    keysFor(edited(listed, { kind: "end", keyId: key.keyId, until }), "approver")[0]?.until;
  expect(ended(now + 5)).toBe(now + 5);
  expect(ended(now)).toBe(now);
  expect(ended(now - 5)).toBe(now);
});

test("a new server key takes the old one's place", async () => {
  const key = await publicKeyOf((await makeRootKey()).publicKey);
  expect(serverUnlisted(first, { serverKey: key })).toBe(true);
  const next = edited(first, { kind: "server", key });
  expect(keysFor(next, "server").map(({ keyId }) => keyId)).toEqual([key.keyId]);
  expect(serverUnlisted(next, { serverKey: key })).toBe(false);
});

test("a leader alone: allowed after a wait, and taken back", () => {
  const on = edited(first, { kind: "lone", afterMs: 180_000 });
  expect(on.lone).toEqual({ afterMs: 180_000 });
  expect(edited(on, { kind: "lone", afterMs: undefined })).not.toHaveProperty("lone");
});

test("where both files are needed, both sign the root that says so, and one alone changes nothing any more", async () => {
  const pair = await makeRootKey();
  const key = await publicKeyOf(pair.publicKey);
  const own = { key: rootKey, secret: rootSecret, root: "" };
  const second = { key, secret: pair.privateKey, root: "" };
  const both = nextRoot(first, { kind: "add-root", key, name: "Phó giám đốc", both: true }, names, now);
  const payload = rootPayload(both);
  expect(both.thresholds.root).toBe(2);
  await expect(openNextRoot(first, await signRoot(payload, [own]), verify)).rejects.toBeInstanceOf(Problem);
  await openNextRoot(first, await signRoot(payload, [own, second]), verify);
  const renewed = rootPayload(nextRoot(both, { kind: "renew" }, names, now));
  await expect(openNextRoot(both, await signRoot(renewed, [second]), verify)).rejects.toBeInstanceOf(Problem);
  await openNextRoot(both, await signRoot(renewed, [second, own]), verify);
  const left = edited(both, { kind: "remove-root", keyId: rootKey.keyId });
  expect(left.thresholds.root).toBe(1);
  expect(keysFor(left, "root").map(({ keyId }) => keyId)).toEqual([key.keyId]);
});

test("a root key that is listed no more is told apart from a chain that does not follow", async () => {
  const pair = await makeRootKey();
  const key = await publicKeyOf(pair.publicKey);
  const next = await withEdit(firstEnvelope, { kind: "renew" });
  const real = window.fetch;
  window.fetch = async () => json({ roots: [next] });
  try {
    const newest = { root: readRoot(payloadIn(next)), payload: payloadIn(next) };
    const stranger = { key, secret: pair.privateKey, root: firstEnvelope };
    await expect(followsFrom(stranger, newest)).rejects.toMatchObject({ code: "key/not-found" });
    await followsFrom({ key: rootKey, secret: rootSecret, root: firstEnvelope }, newest);
    const other = { root: newest.root, payload: `${newest.payload} ` };
    await expect(followsFrom({ ...stranger, key: rootKey }, other)).rejects.toMatchObject({ code: "trust/root-gap" });
  } finally {
    window.fetch = real;
  }
});

test("a key whose file is a hundred roots old still signs: the chain is asked for until it ends", async () => {
  const chain = [firstEnvelope];
  while (chain.length <= 100) chain.push(await withEdit(chain.at(-1) ?? "", { kind: "renew" }));
  const asked: string[] = [];
  const real = window.fetch;
  window.fetch = async (input) => {
    const after = new URL(input instanceof Request ? input.url : input, location.href).searchParams.get("after") ?? "";
    asked.push(after);
    return json({ roots: chain.slice(Number(after), Number(after) + 64) });
  };
  try {
    const payload = payloadIn(chain.at(-1) ?? "");
    const own = { key: rootKey, secret: rootSecret, root: firstEnvelope };
    await followsFrom(own, { root: readRoot(payload), payload });
    expect(asked).toEqual(["1", "65"]);
    // A server that tells of a root and does not hand over what leads to it.
    chain.length = 80;
    await expect(followsFrom(own, { root: readRoot(payload), payload })).rejects.toMatchObject({
      code: "trust/root-gap",
    });
  } finally {
    window.fetch = real;
  }
});

const payloadIn = (envelope: string): string => (JSON.parse(envelope) as { payload: string }).payload;
