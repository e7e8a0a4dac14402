import { expect, test } from "vitest";
import { publicKeyOf, signWith, verify } from "../../../admin/keys/es256.ts";
import { makeRootKey, openRecoveryFile, recoveryFile } from "../../../admin/keys/recovery.ts";
import { signedBytes } from "../../../content/trust/envelope.ts";

const passphrase = "Rửa tay thường xuyên 30 giây";

async function file(root = "envelope of the root"): Promise<{ text: string; keyId: string }> {
  const pair = await makeRootKey();
  const key = await publicKeyOf(pair.publicKey);
  return { text: await recoveryFile(pair.privateKey, { key, root, passphrase, now: 1 }), keyId: key.keyId };
}

test("the file opens with its passphrase, and the key in it signs and can be taken no further", async () => {
  const { text, keyId } = await file();
  // The same words as another keyboard writes them.
  const opened = await openRecoveryFile(text, passphrase.normalize("NFD"));
  if (!opened.opened) throw new Error(opened.why);
  const { key, secret, root } = opened.rootKey;
  expect(key.keyId).toBe(keyId);
  expect(root).toBe("envelope of the root");
  expect(secret.extractable).toBe(false);
  const { signature } = await signWith(secret, key, "bangtin/root/1", "payload");
  expect(await verify(key, signedBytes("bangtin/root/1", "payload"), signature)).toBe(true);
});

test("the file says what it is and where to keep it in both languages, and nothing in it is the key", async () => {
  const { text } = await file();
  const { read_me, lock } = JSON.parse(text) as { read_me: Record<string, string>; lock: { iterations: number } };
  expect(read_me["vi"]).toContain("USB");
  expect(read_me["en"]).toContain("USB");
  expect(lock.iterations).toBeGreaterThanOrEqual(600_000);
  expect(text).not.toContain(passphrase);
  expect(text).not.toMatch(/"d"|PRIVATE/);
});

test("another passphrase does not open it", async () => {
  const { text } = await file();
  expect(await openRecoveryFile(text, `${passphrase}.`)).toEqual({ opened: false, why: "wrong-passphrase" });
});

test("whoever has the file in hand cannot put another root into it", async () => {
  const { text } = await file();
  const changed = text.replace("envelope of the root", "envelope of mine now");
  expect(changed).not.toBe(text);
  expect(await openRecoveryFile(changed, passphrase)).toEqual({ opened: false, why: "wrong-passphrase" });
});

test("a file that is no recovery file is named as that, and one with a weakened lock too", async () => {
  const { text } = await file();
  const notOne = { opened: false, why: "not-a-recovery-file" };
  expect(await openRecoveryFile("%PDF-1.7", passphrase)).toEqual(notOne);
  expect(await openRecoveryFile("{}", passphrase)).toEqual(notOne);
  expect(await openRecoveryFile(text.replace('"iterations": 600000', '"iterations": 1'), passphrase)).toEqual(notOne);
});
