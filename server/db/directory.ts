import type * as z from "zod/mini";
import { Contact } from "../../content/editorial/contact.ts";
import { Directive } from "../../content/editorial/directive.ts";
import { Source } from "../../content/editorial/source.ts";
import { Area } from "../../content/network/area.ts";
import { Venue } from "../../content/network/venue.ts";
import type { Db } from "./connect.ts";

/** The plain registers: each row is an id and a body that its schema has parsed. */
const registers = { source: Source, directive: Directive, contact: Contact, area: Area, venue: Venue } as const;
export type RegisterName = keyof typeof registers;
export type Entry<R extends RegisterName> = z.output<(typeof registers)[R]>;

export async function listRegister<R extends RegisterName>(db: Db, register: R): Promise<Entry<R>[]> {
  const table: RegisterName = register;
  const rows = await db.selectFrom(table).select("body").orderBy("id").execute();
  return rows.map((row) => JSON.parse(row.body) as Entry<R>);
}

export async function findInRegister<R extends RegisterName>(
  db: Db,
  register: R,
  id: string,
): Promise<Entry<R> | undefined> {
  const table: RegisterName = register;
  const row = await db.selectFrom(table).select("body").where("id", "=", id).executeTakeFirst();
  return row && (JSON.parse(row.body) as Entry<R>);
}

/** Adds or replaces. */
export async function saveInRegister<R extends RegisterName>(db: Db, register: R, entry: Entry<R>): Promise<void> {
  const table: RegisterName = register;
  const body = JSON.stringify(registers[register].parse(entry));
  await db
    .insertInto(table)
    .values({ id: entry.id, body })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ body }))
    .execute();
}

export async function venuesById(db: Db, ids: readonly string[]): Promise<Map<string, Venue>> {
  const venues = new Map<string, Venue>();
  for (const part of inParts(ids)) {
    const rows = await db.selectFrom("venue").selectAll().where("id", "in", part).execute();
    for (const row of rows) venues.set(row.id, JSON.parse(row.body) as Venue);
  }
  return venues;
}

/** Lists of bound values have a limit in every engine. */
export function inParts<T>(all: readonly T[], size = 500): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < all.length; i += size) parts.push(all.slice(i, i + size));
  return parts;
}
