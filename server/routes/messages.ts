import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { after, type MessageMove, ownHand } from "../../content/editorial/approval.ts";
import { blocks, check } from "../../content/editorial/check.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import { approvalCode, type Revision, sealRevision } from "../../content/editorial/revision.ts";
import { Problem } from "../../content/wire/problem.ts";
import type { MessageView } from "../../content/wire/views.ts";
import type { z } from "zod";
import { change, type Change } from "../change.ts";
import { authorityAt, standingOf } from "../trust/coverage.ts";
import { listAudit } from "../db/audit.ts";
import { insertApproval } from "../db/approvals.ts";
import { listRegister } from "../db/directory.ts";
import {
  findMessage,
  insertMessage,
  insertRevision,
  messageViews,
  revisionsByDigest,
  updateMessage,
  type StoredDecision,
} from "../db/messages.ts";
import { peopleById } from "../db/people.ts";
import { renditionCache } from "../db/pictures.ts";
import { listScreens } from "../db/screens.ts";
import type { MessageRow } from "../db/tables.ts";
import type { Deps } from "../deps.ts";
import { renditionsOf, sizesFor } from "../media/renditions.ts";
import { serve } from "../serve.ts";
import { checkApproval } from "../trust/signed-approval.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import type { Db } from "../db/connect.ts";

type View = z.infer<typeof MessageView>;

/** Writing, submitting and deciding. Every move is one of the table in `content/editorial/approval.ts`. */
export function messageRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "messages", async () => viewsOf(deps.db, deps.clock()));
  serve(app, deps, "message", async ({ param }) => viewOf(deps.db, deps.clock(), param("id")));
  serve(app, deps, "messageHistory", async ({ param }) => {
    await seen(deps.db, param("id"));
    return listAudit(deps.db, await peopleById(deps.db), { subject: `message:${param("id")}`, limit: 200 });
  });

  serve(app, deps, "addMessage", async ({ asker, body }) => {
    const content = await withRenditions(deps, body.content);
    return change(deps, asker.id, async ({ db, now, audit, tell }) => {
      const id = randomUUID();
      const revision = sealRevision(content);
      await insertRevision(db, revision, asker.id, now);
      await insertMessage(db, {
        id,
        status: "draft",
        version: 1,
        head: revision.digest,
        approval: null,
        author: asker.id,
        last_editor: asker.id,
        submitter: null,
        decision: null,
        created_at: now,
        updated_at: now,
      });
      await audit("message.add", `message:${id}`, { digest: revision.digest, title: content.title });
      tell("messages", id);
      return viewOf(db, now, id);
    });
  });

  serve(app, deps, "editMessage", async ({ asker, body, param }) => {
    const content = await withRenditions(deps, body.content);
    return change(deps, asker.id, async (step) => {
      const row = await seen(step.db, param("id"), body.version);
      const revision = sealRevision(content);
      await insertRevision(step.db, revision, asker.id, step.now);
      // The decision stays readable beside the text that it was about.
      return move(
        step,
        row,
        "edit",
        { head: revision.digest, last_editor: asker.id, submitter: null },
        { digest: revision.digest },
      );
    });
  });

  serve(app, deps, "submitMessage", async ({ asker, body, param }) =>
    change(deps, asker.id, async (step) => {
      const row = await seen(step.db, param("id"), body.version);
      const revision = await headOf(step.db, row);
      const findings = check(revision.content, { sources: await listRegister(step.db, "source") });
      if (blocks(findings)) {
        const blocking = findings.filter((finding) => finding.level === "block");
        throw new Problem("message/blocked-by-check", {
          detail: blocking.map((f) => `${f.code} ${f.where}`).join("; "),
        });
      }
      return move(step, row, "submit", { submitter: asker.id, decision: null }, { digest: row.head });
    }),
  );

  serve(app, deps, "takeBackMessage", async ({ asker, body, param }) =>
    change(deps, asker.id, async (step) =>
      move(step, await seen(step.db, param("id"), body.version), "take-back", { submitter: null }, {}),
    ),
  );

  serve(app, deps, "approveMessage", async ({ asker, body, param }) =>
    change(deps, asker.id, async (step) => {
      const row = await decidable(step, param("id"), body.digest, asker.id);
      const hands = { author: row.author, lastEditor: row.last_editor, submitter: row.submitter ?? row.last_editor };
      const revision = await headOf(step.db, row);
      await checkApproval(step.db, body.approval, { revision, hands, approver: asker.id }, step.now);
      const approval = await insertApproval(step.db, {
        message: row.id,
        digest: row.head,
        approver: asker.id,
        author: hands.author,
        last_editor: hands.lastEditor,
        submitter: hands.submitter,
        at: step.now,
        envelope: body.approval,
      });
      step.touched.messages.add(row.id);
      const decision = decisionBy(asker, "approve", step.now, body.reason);
      return move(
        step,
        row,
        "approve",
        { approval, decision: JSON.stringify(decision) },
        { digest: row.head, code: approvalCode(row.head) },
      );
    }),
  );

  for (const [name, what] of [
    ["returnMessage", "return"],
    ["rejectMessage", "reject"],
  ] as const) {
    serve(app, deps, name, async ({ asker, body, param }) =>
      change(deps, asker.id, async (step) => {
        const row = await decidable(step, param("id"), body.digest, asker.id);
        if (!body.reason?.trim()) throw new Problem("approval/reason-missing");
        const decision = decisionBy(asker, what, step.now, body.reason);
        return move(step, row, what, { decision: JSON.stringify(decision) }, { digest: row.head, reason: body.reason });
      }),
    );
  }

  serve(app, deps, "withdrawMessage", async ({ asker, body, param }) =>
    change(deps, asker.id, async (step) => {
      const row = await seen(step.db, param("id"));
      if (row.approval === null) throw new Problem("message/illegal-move", { detail: "withdraw" });
      if (!body.reason.trim()) throw new Problem("approval/reason-missing");
      step.touched.messages.add(row.id);
      const decision = JSON.stringify(decisionBy(asker, "withdraw", step.now, body.reason));
      const detail = { reason: body.reason };
      // A newer text under way stays under way; only what is on the air goes.
      if (after(row.status, "withdraw") === undefined)
        return save(step, row, "withdraw", { approval: null, decision }, detail);
      return move(step, row, "withdraw", { approval: null, decision }, detail);
    }),
  );
}

/** Views with what their approvals are worth now. */
async function viewsOf(db: Db, now: number, id?: string): Promise<View[]> {
  const authority = await authorityAt(db, now, now);
  return messageViews(db, await peopleById(db), (revision, envelope) => standingOf(revision, envelope, authority), id);
}

async function headOf(db: Db, row: MessageRow): Promise<Revision> {
  const revision = (await revisionsByDigest(db, [row.head])).get(row.head);
  if (!revision) throw new Error(`Message ${row.id} has no head revision.`);
  return revision;
}

async function viewOf(db: Db, now: number, id: string): Promise<View> {
  const [view] = await viewsOf(db, now, id);
  if (!view) throw new Problem("message/not-found");
  return view;
}

/** The message, as long as it is still at the version that the asker saw. */
async function seen(db: Db, id: string, version?: number): Promise<MessageRow> {
  const row = await findMessage(db, id);
  if (!row) throw new Problem("message/not-found");
  if (version !== undefined && row.version !== version) throw new Problem("message/changed-meanwhile");
  return row;
}

/** The message, when exactly this revision waits for a decision and this person may take it. */
async function decidable({ db }: Change, id: string, digest: string, approver: string): Promise<MessageRow> {
  const row = await seen(db, id);
  if (row.status !== "submitted") throw new Problem("message/illegal-move", { detail: row.status });
  if (row.head !== digest) throw new Problem("approval/other-revision");
  const hand = ownHand(
    { author: row.author, lastEditor: row.last_editor, submitter: row.submitter ?? row.last_editor },
    approver,
  );
  if (hand) throw new Problem("approval/own-message", { detail: hand });
  return row;
}

function decisionBy(
  by: { id: string; name: string },
  move: StoredDecision["move"],
  at: number,
  reason: string | undefined,
): StoredDecision {
  return { move, by: { id: by.id, name: by.name }, at, ...(reason ? { reason } : {}) };
}

async function move(
  step: Change,
  row: MessageRow,
  what: MessageMove,
  changes: Partial<MessageRow>,
  detail: Record<string, unknown>,
): Promise<View> {
  const status = after(row.status, what);
  if (!status) throw new Problem("message/illegal-move", { detail: `${what}: ${row.status}` });
  return save(step, row, what, { ...changes, status }, detail);
}

async function save(
  step: Change,
  row: MessageRow,
  what: MessageMove,
  changes: Partial<MessageRow>,
  detail: Record<string, unknown>,
): Promise<View> {
  if (!(await updateMessage(step.db, row, { ...changes, updated_at: step.now })))
    throw new Problem("message/changed-meanwhile");
  await step.audit(`message.${what}`, `message:${row.id}`, detail);
  step.tell("messages", row.id);
  return viewOf(step.db, step.now, row.id);
}

/** The crops that this banner needs on the canvases in use; what the desk sends as renditions counts for nothing. */
async function withRenditions(deps: Deps, content: MessageContent): Promise<MessageContent> {
  const banner = content.forms.banner;
  if (!banner) return content;
  const canvases = (await listScreens(deps.db)).map((screen) => JSON.parse(screen.canvas) as Canvas);
  const tools = { store: deps.media, worker: deps.pictures, cache: renditionCache(deps.db) };
  const renditions = await renditionsOf(tools, banner.picture, banner.focal, sizesFor(canvases));
  return { ...content, forms: { ...content.forms, banner: { ...banner, renditions } } };
}
