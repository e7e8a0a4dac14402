import type { Kysely } from "kysely";
import { Migrator, type MigrationProvider } from "kysely/migration";
import * as first from "./0001-first.ts";
import * as record from "./0002-record.ts";
import * as trust from "./0003-trust.ts";

/** All migrations, listed by hand, in order. One that was released is never edited. */
const provider: MigrationProvider = {
  getMigrations: async () => ({ "0001-first": first, "0002-record": record, "0003-trust": trust }),
};

/** Brings the database to the newest schema. @throws whatever the failing migration threw; nothing is half applied. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
}
