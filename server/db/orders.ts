import type { LogEntry } from "../../content/trust/order-statement.ts";
import type { Db } from "./connect.ts";
import { readFloors } from "./floors.ts";
import type { OrderRow, Tables } from "./tables.ts";

export type Proposal = Tables["takeover_proposal"];

/** The highest number that was ever given out, or 0. */
export async function highestOrder(db: Db): Promise<number> {
  const row = await db
    .selectFrom("order_log")
    .select((eb) => eb.fn.max("number").as("number"))
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** One more than any number that this database gave out or that a screen has seen. */
export async function nextOrderNumber(db: Db): Promise<number> {
  return Math.max(await highestOrder(db), (await readFloors(db)).orders) + 1;
}

export async function insertOrder(db: Db, row: OrderRow): Promise<void> {
  await db.insertInto("order_log").values(row).execute();
}

export async function findOrder(db: Db, id: string): Promise<OrderRow | undefined> {
  return db.selectFrom("order_log").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Newest first. */
export async function listOrders(db: Db, limit: number): Promise<OrderRow[]> {
  return db.selectFrom("order_log").selectAll().orderBy("number", "desc").limit(limit).execute();
}

/** The entries above a number as screens are given them, in order. */
export async function ordersAfter(db: Db, number: number, limit: number): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom("order_log")
    .selectAll()
    .where("number", ">", number)
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

/** An entry as it travels. */
export function entryOf({ number, envelope, revision }: OrderRow): LogEntry {
  return { number, envelope, ...(revision === null ? {} : { revision }) };
}

/** What was let go by `now`: every recall, and the takeovers that are not over then. In order. */
export async function standingOrders(db: Db, now: number, letGoBy: number): Promise<OrderRow[]> {
  return db
    .selectFrom("order_log")
    .selectAll()
    .where("at", "<=", letGoBy)
    .where((eb) => eb.or([eb("until_at", "is", null), eb("until_at", ">", now)]))
    .orderBy("number")
    .execute();
}

export async function insertProposal(db: Db, proposal: Proposal): Promise<void> {
  await db.insertInto("takeover_proposal").values(proposal).execute();
}

export async function findProposal(db: Db, id: string): Promise<Proposal | undefined> {
  return db.selectFrom("takeover_proposal").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Newest first. */
export async function listProposals(db: Db): Promise<Proposal[]> {
  return db.selectFrom("takeover_proposal").selectAll().orderBy("at", "desc").orderBy("id").execute();
}

export async function keepSignatures(db: Db, id: string, envelope: string): Promise<void> {
  await db.updateTable("takeover_proposal").set({ envelope }).where("id", "=", id).execute();
}

export async function deleteProposal(db: Db, id: string): Promise<void> {
  await db.deleteFrom("takeover_proposal").where("id", "=", id).execute();
}
