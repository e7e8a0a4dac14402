import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Db } from "../db/connect.ts";
import { anyAdmin } from "../db/people.ts";
import { readSetting, removeSetting, writeSetting } from "../db/settings.ts";

const key = "setup-token-hash";

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A token nobody can guess, for a device or for the one-time link. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** A fresh one-time token while there is no admin; the one of an earlier start stops working. `undefined` when there is one. */
export async function offerSetup(db: Db): Promise<string | undefined> {
  if (await anyAdmin(db)) {
    await removeSetting(db, key);
    return undefined;
  }
  const token = newToken();
  await writeSetting(db, key, hashToken(token));
  return token;
}

/** Takes the printed token out of use when `token` is it: of two who come at once, one is answered `true`. */
export async function takeSetupToken(db: Db, token: string): Promise<boolean> {
  const expected = await readSetting(db, key);
  if (expected === undefined || (await anyAdmin(db))) return false;
  if (!timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(hashToken(token), "hex"))) return false;
  return removeSetting(db, key);
}

/** Puts a taken token back, because no admin came of it. A crash before that is mended by the next start's new token. */
export async function returnSetupToken(db: Db, token: string): Promise<void> {
  await writeSetting(db, key, hashToken(token));
}
