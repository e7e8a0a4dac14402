import type { Insertable } from "kysely";
import type { Db } from "./connect.ts";
import type { ApprovalRow } from "./tables.ts";

/** Records an approval for ever; answers its id. The table refuses author, last editor and submitter by itself. */
export async function insertApproval(db: Db, approval: Insertable<ApprovalRow>): Promise<number> {
  const { id } = await db.insertInto("approval").values(approval).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** Messages whose approval carries no signature, because it is older than signatures. */
export async function unsignedApprovals(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("message")
    .innerJoin("approval", "approval.id", "message.approval")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("approval.envelope", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}
