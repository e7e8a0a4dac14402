import * as z from "zod/mini";
import { KeyEntry } from "../../content/trust/key.ts";
import type { Db } from "./connect.ts";

/** What a person registers; since when and for what it counts is the root's to say. */
export const RegisteredKey = z.omit(KeyEntry, { since: true, until: true, duties: true });
export type RegisteredKey = z.infer<typeof RegisteredKey>;

export type PendingKey = { readonly key: RegisteredKey; readonly at: number };

/** Oldest first. */
export async function pendingKeys(db: Db): Promise<PendingKey[]> {
  const rows = await db.selectFrom("pending_key").selectAll().orderBy("at").orderBy("key_id").execute();
  return rows.map(({ body, at }) => ({ key: RegisteredKey.parse(JSON.parse(body)), at }));
}

export async function insertPendingKey(db: Db, { key, at }: PendingKey): Promise<void> {
  await db
    .insertInto("pending_key")
    .values({ key_id: key.keyId, owner: key.owner.id, body: JSON.stringify(key), at })
    .execute();
}

/** Answers whether it was there. */
export async function deletePendingKey(db: Db, keyId: string): Promise<boolean> {
  const result = await db.deleteFrom("pending_key").where("key_id", "=", keyId).executeTakeFirst();
  return result.numDeletedRows === 1n;
}
