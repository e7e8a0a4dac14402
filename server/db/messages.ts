import { approvalCode, openRevision, type Revision } from "../../content/editorial/revision.ts";
import type { MessageView, Person } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "./connect.ts";
import { inParts } from "./directory.ts";
import type { MessageRow } from "./tables.ts";

type View = z.infer<typeof MessageView>;
export type StoredDecision = NonNullable<View["decision"]>;

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  return db.selectFrom("message").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function insertMessage(db: Db, row: MessageRow): Promise<void> {
  await db.insertInto("message").values(row).execute();
}

/** Writes `changes` only where the version is still the one that was read; answers whether it was. */
export async function updateMessage(db: Db, seen: MessageRow, changes: Partial<MessageRow>): Promise<boolean> {
  const result = await db
    .updateTable("message")
    .set({ ...changes, version: seen.version + 1 })
    .where("id", "=", seen.id)
    .where("version", "=", seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Stores the exact bytes; the same bytes twice are one revision. */
export async function insertRevision(db: Db, revision: Revision, by: string, at: number): Promise<void> {
  await db
    .insertInto("revision")
    .values({ digest: revision.digest, bytes: revision.bytes, made_by: by, at })
    .onConflict((conflict) => conflict.column("digest").doNothing())
    .execute();
}

/** @throws Error when stored bytes are not what their digest names: the database was tampered with or is broken */
export async function revisionsByDigest(db: Db, digests: readonly string[]): Promise<Map<string, Revision>> {
  const found = new Map<string, Revision>();
  for (const part of inParts([...new Set(digests)])) {
    const rows = await db.selectFrom("revision").select(["digest", "bytes"]).where("digest", "in", part).execute();
    for (const row of rows) {
      const revision = openRevision(row.digest, row.bytes);
      if (!revision) throw new Error(`Revision ${row.digest} does not match its bytes.`);
      found.set(row.digest, revision);
    }
  }
  return found;
}

export type ApprovedMessage = {
  readonly id: string;
  readonly revision: Revision;
  readonly approver: string;
  readonly at: number;
  /** The signed approval; null where it was approved before there were signatures. */
  readonly envelope: string | null;
};

/** The approved revisions of these messages; a message without one is absent. */
export async function approvedMessages(db: Db, ids: readonly string[]): Promise<Map<string, ApprovedMessage>> {
  const rows = [];
  for (const part of inParts([...new Set(ids)])) {
    rows.push(
      ...(await db
        .selectFrom("message")
        .innerJoin("approval", "approval.id", "message.approval")
        .select(["message.id", "approval.digest", "approval.approver", "approval.at", "approval.envelope"])
        .where("message.id", "in", part)
        .execute()),
    );
  }
  const revisions = await revisionsByDigest(
    db,
    rows.map((row) => row.digest),
  );
  return new Map(
    rows.flatMap((row) => {
      const revision = revisions.get(row.digest);
      const { id, approver, at, envelope } = row;
      return revision ? [[id, { id, revision, approver, at, envelope }] as const] : [];
    }),
  );
}

/** Titles of all messages by the digest of any revision that was ever approved, and by id. */
export async function titlesByDigest(
  db: Db,
  digests: readonly string[],
): Promise<Map<string, { id: string; title: string }>> {
  const titles = new Map<string, { id: string; title: string }>();
  if (digests.length === 0) return titles;
  const revisions = await revisionsByDigest(db, digests);
  for (const part of inParts([...revisions.keys()])) {
    const rows = await db.selectFrom("approval").select(["digest", "message"]).where("digest", "in", part).execute();
    for (const row of rows)
      titles.set(row.digest, { id: row.message, title: revisions.get(row.digest)?.content.title ?? "" });
  }
  return titles;
}

/** The desk's name of each message, from its newest text. */
export async function messageTitles(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const part of inParts(ids)) {
    const rows = await db.selectFrom("message").select(["id", "head"]).where("id", "in", part).execute();
    const revisions = await revisionsByDigest(
      db,
      rows.map((row) => row.head),
    );
    for (const row of rows) titles.set(row.id, revisions.get(row.head)?.content.title ?? "");
  }
  return titles;
}

type Worth = Pick<NonNullable<View["approved"]>, "scope" | "void">;

/** `worthOf`: what a stored approval covers, or why it counts for nothing. */
export async function messageViews(
  db: Db,
  people: ReadonlyMap<string, Person>,
  worthOf: (revision: Revision, envelope: string | null) => Promise<Worth>,
  id?: string,
): Promise<View[]> {
  let query = db
    .selectFrom("message")
    .leftJoin("approval", "approval.id", "message.approval")
    .selectAll("message")
    .select([
      "approval.digest as approved_digest",
      "approval.approver as approver",
      "approval.at as approved_at",
      "approval.envelope as envelope",
    ])
    .orderBy("message.updated_at", "desc")
    .orderBy("message.id");
  if (id !== undefined) query = query.where("message.id", "=", id);
  const rows = await query.execute();
  const revisions = await revisionsByDigest(
    db,
    rows.flatMap((row) => [row.head, row.approved_digest ?? row.head]),
  );
  const person = (who: string): Person => people.get(who) ?? { id: who, name: who };
  const worth = new Map<string, Worth>();
  for (const { id: message, approved_digest, envelope } of rows) {
    const revision = revisions.get(approved_digest ?? "");
    if (revision) worth.set(message, await worthOf(revision, envelope));
  }
  return rows.flatMap((row) => {
    const head = revisions.get(row.head);
    if (!head) return [];
    const decision = row.decision === null ? undefined : (JSON.parse(row.decision) as StoredDecision);
    return [
      {
        id: row.id,
        status: row.status,
        version: row.version,
        head: { digest: head.digest, code: approvalCode(head.digest), content: head.content },
        ...(row.approved_digest !== null && row.approver !== null && row.approved_at !== null
          ? {
              approved: {
                digest: row.approved_digest,
                code: approvalCode(row.approved_digest),
                at: row.approved_at,
                by: person(row.approver),
                ...worth.get(row.id),
                ...contentUnlessHead(row.approved_digest, row.head, revisions),
              },
            }
          : {}),
        author: person(row.author),
        lastEditor: person(row.last_editor),
        ...(row.submitter === null ? {} : { submitter: person(row.submitter) }),
        ...(decision ? { decision } : {}),
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      },
    ];
  });
}

function contentUnlessHead(
  digest: string,
  head: string,
  revisions: ReadonlyMap<string, Revision>,
): { content?: Revision["content"] } {
  const content = digest === head ? undefined : revisions.get(digest)?.content;
  return content ? { content } : {};
}
