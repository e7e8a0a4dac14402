import { Role } from "../../content/wire/roles.ts";
import type { Person, UserView } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "./connect.ts";

type User = z.infer<typeof UserView>;

/** The people that better-auth keeps, as the desk knows them. */
export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db
    .selectFrom("user")
    .select(["id", "name", "email", "role", "createdAt"])
    .orderBy("name")
    .execute();
  return rows.flatMap((row) => {
    const role = Role.safeParse(row.role);
    return role.success
      ? [{ id: row.id, name: row.name, email: row.email, role: role.data, createdAt: Date.parse(row.createdAt) }]
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
