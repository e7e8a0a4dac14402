import { Role } from "../../content/wire/roles.ts";
import type { Person, UserView } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "./connect.ts";

type User = z.infer<typeof UserView>;

/** The people that better-auth keeps, as the desk knows them. */
export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db
    .selectFrom("user")
    .select(["id", "name", "email", "role", "createdAt", "banned"])
    .orderBy("name")
    .execute();
  return rows.flatMap((row) => {
    const role = Role.safeParse(row.role);
    return role.success
      ? [
          {
            id: row.id,
            name: row.name,
            email: row.email,
            role: role.data,
            createdAt: Date.parse(row.createdAt),
            ...(row.banned ? { disabled: true as const } : {}),
          },
        ]
      : [];
  });
}

export async function peopleById(db: Db): Promise<Map<string, Person>> {
  const rows = await db.selectFrom("user").select(["id", "name"]).execute();
  return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name }]));
}

export async function anyAdmin(db: Db): Promise<boolean> {
  return (
    (await db.selectFrom("user").select("id").where("role", "=", "admin").limit(1).executeTakeFirst()) !== undefined
  );
}

/** Somebody other than `id` who may still sign in and is an admin. */
export async function otherAdmin(db: Db, id: string): Promise<boolean> {
  const others = db.selectFrom("user").select("id").where("role", "=", "admin").where("id", "<>", id);
  return (
    (await others.where((is) => is.or([is("banned", "is", null), is("banned", "=", 0)])).executeTakeFirst()) !==
    undefined
  );
}

/** Lets somebody in no more and ends their sessions, or lets them in again. In better-auth's own tables, so that it is one
 * transaction with its entry in the record. */
export async function setDisabled(db: Db, id: string, disabled: boolean): Promise<void> {
  await db
    .updateTable("user")
    .set({ banned: disabled ? 1 : 0 })
    .where("id", "=", id)
    .execute();
  if (disabled) await db.deleteFrom("session").where("userId", "=", id).execute();
}

/** Those of `sessions` that are neither ended nor run out. */
export async function holdingSessions(db: Db, sessions: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("session")
    .select(["id", "expiresAt"])
    .where("id", "in", [...sessions])
    .execute();
  return new Set(rows.filter((row) => Date.parse(row.expiresAt) > Date.now()).map((row) => row.id));
}
