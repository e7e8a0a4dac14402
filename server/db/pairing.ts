import type { Db } from "./connect.ts";

export type Pairing = {
  readonly token_hash: string;
  readonly code: string;
  readonly expires_at: number;
  readonly screen: string | null;
  readonly public_key: string | null;
};

export async function insertPairing(db: Db, pairing: Pairing): Promise<void> {
  await db.insertInto("pairing").values(pairing).execute();
}

export async function pairingByCode(db: Db, code: string): Promise<Pairing | undefined> {
  return db.selectFrom("pairing").selectAll().where("code", "=", code).executeTakeFirst();
}

export async function pairingByTokenHash(db: Db, tokenHash: string): Promise<Pairing | undefined> {
  return db.selectFrom("pairing").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst();
}

export async function deletePairing(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("pairing").where("token_hash", "=", tokenHash).execute();
}

/** Codes that nobody typed in time. */
export async function deleteExpiredPairings(db: Db, now: number): Promise<void> {
  await db.deleteFrom("pairing").where("expires_at", "<=", now).execute();
}
