// Over 300 lines: every way an approval may be refused, beside the one way in which it is taken.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, messageStatuses, type MessageMove, type MessageStatus } from "../../content/editorial/approval.ts";
import type { MessageView } from "../../content/wire/views.ts";
import type { Role } from "../../content/wire/roles.ts";
import { approvedText, assign } from "../support/assign.ts";
import { approvalBody, approve, type Hand } from "../support/keys.ts";
import { readManifest } from "../support/read-manifest.ts";
import { refusal } from "../support/refusal.ts";
import { type Client, createWorld, messageContent, password, type World } from "../support/world.ts";

let world: World;
let second: Client;
let secondKey: Hand;
beforeAll(async () => {
  world = await createWorld();
  second = await colleague("approver-2", "approver");
  secondKey = await world.enrol("approver-2@bangtin.test", ["approver"]);
});
afterAll(() => world.end());

async function colleague(name: string, role: Role): Promise<Client> {
  const email = `${name}@bangtin.test`;
  await world.admin.call("addUser", { body: { name, email, password, role } });
  return world.signIn(email, password);
}

/** People change posts; what they did before stays theirs. */
async function promote(name: string): Promise<void> {
  await world.server.deps.db
    .updateTable("user")
    .set({ role: "approver" })
    .where("email", "=", `${name}@bangtin.test`)
    .execute();
}

async function submitted(text: string, by: Client = world.comms): Promise<{ id: string; digest: string }> {
  const draft = await by.call("addMessage", { body: { content: messageContent(text) } });
  const view = await by.call("submitMessage", { params: { id: draft.id }, body: { version: draft.version } });
  return { id: draft.id, digest: view.head.digest };
}

/** What the approver would send about what this view shows. */
const signed = (view: MessageView) => approvalBody(view, world.keys.approver, world.now);

describe("four eyes", () => {
  test("an author cannot approve their own message, not even after a change of post", async () => {
    const author = await colleague("tac-gia", "comms");
    const draft = await author.call("addMessage", { body: { content: messageContent("Rửa tay") } });
    const view = await world.comms.call("submitMessage", {
      params: { id: draft.id },
      body: { version: draft.version },
    });
    await promote("tac-gia");
    const decision = { params: { id: draft.id }, body: { digest: view.head.digest, reason: "được" } };
    const approving = author.call("approveMessage", { params: { id: draft.id }, body: signed(view) });
    expect(await refusal(approving)).toBe("approval/own-message");
    expect(await refusal(author.call("returnMessage", decision))).toBe("approval/own-message");
    expect(await refusal(author.call("rejectMessage", decision))).toBe("approval/own-message");
    expect((await world.comms.call("message", { params: { id: draft.id } })).status).toBe("submitted");
  });

  test("the last editor cannot approve what they edited", async () => {
    const editor = await colleague("bien-tap", "comms");
    const draft = await world.comms.call("addMessage", { body: { content: messageContent("Rửa tay") } });
    const edited = await editor.call("editMessage", {
      params: { id: draft.id },
      body: { version: draft.version, content: messageContent("Rửa tay bằng xà phòng") },
    });
    const view = await world.comms.call("submitMessage", {
      params: { id: draft.id },
      body: { version: edited.version },
    });
    await promote("bien-tap");
    const approving = editor.call("approveMessage", { params: { id: draft.id }, body: signed(view) });
    expect(await refusal(approving)).toBe("approval/own-message");
  });

  test("the submitter cannot approve what they submitted", async () => {
    const submitter = await colleague("trinh", "comms");
    const draft = await world.comms.call("addMessage", { body: { content: messageContent("Rửa tay") } });
    const view = await submitter.call("submitMessage", { params: { id: draft.id }, body: { version: draft.version } });
    await promote("trinh");
    const approving = submitter.call("approveMessage", { params: { id: draft.id }, body: signed(view) });
    expect(await refusal(approving)).toBe("approval/own-message");
  });

  test.each(["author", "last_editor", "submitter"] as const)(
    "the database itself refuses an approval by the %s",
    async (hand) => {
      const { id, digest } = await submitted(`Tự duyệt ${hand}`);
      const row = {
        message: id,
        digest,
        approver: "x",
        author: "a",
        last_editor: "b",
        submitter: "c",
        at: world.now,
        envelope: null,
      };
      const inserting = world.server.deps.db
        .insertInto("approval")
        .values({ ...row, [hand]: "x" })
        .execute();
      await expect(inserting).rejects.toThrow(/four_eyes/);
    },
  );
});

describe("a decision", () => {
  test("is about the revision that the approver saw, and no other", async () => {
    const { id, digest } = await submitted("Bản thứ nhất");
    const view = await world.comms.call("message", { params: { id } });
    const approving = { params: { id }, body: signed(view) };
    const back = await world.comms.call("takeBackMessage", { params: { id }, body: { version: view.version } });
    const edited = await world.comms.call("editMessage", {
      params: { id },
      body: { version: back.version, content: messageContent("Bản thứ hai") },
    });
    await world.comms.call("submitMessage", { params: { id }, body: { version: edited.version } });
    expect(await refusal(world.approver.call("approveMessage", approving))).toBe("approval/other-revision");
    for (const decide of ["returnMessage", "rejectMessage"] as const) {
      const deciding = world.approver.call(decide, { params: { id }, body: { digest, reason: "đã xem" } });
      expect(await refusal(deciding)).toBe("approval/other-revision");
    }
    expect((await world.comms.call("message", { params: { id } })).approved).toBeUndefined();
  });

  test.each(["returnMessage", "rejectMessage"] as const)("%s needs a reason", async (decide) => {
    const { id, digest } = await submitted("Cần lý do");
    for (const reason of [undefined, "", "   "]) {
      const body = { digest, ...(reason === undefined ? {} : { reason }) };
      expect(await refusal(world.approver.call(decide, { params: { id }, body }))).toBe("approval/reason-missing");
    }
    const decided = await world.approver.call(decide, { params: { id }, body: { digest, reason: "Sai số" } });
    expect(decided.decision).toMatchObject({ reason: "Sai số", by: { name: "Người approver" } });
  });

  test("to withdraw needs a reason that says something", async () => {
    const id = await approvedText(world, "Gỡ cần lý do");
    for (const reason of ["", "   "]) {
      const withdrawing = world.approver.call("withdrawMessage", { params: { id }, body: { reason } });
      expect(await refusal(withdrawing)).toBe("approval/reason-missing");
    }
  });

  test("of fifty approvals of one revision at once, one is recorded", async () => {
    const { id } = await submitted("Tranh nhau duyệt");
    const view = await world.comms.call("message", { params: { id } });
    const bySecond = approvalBody(view, secondKey, world.now);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => {
        const [who, body] = n % 2 ? [second, bySecond] : [world.approver, signed(view)];
        return refusal(who.call("approveMessage", { params: { id }, body }));
      }),
    );
    expect(answers.filter((answer) => answer === "allowed")).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(["allowed", "message/illegal-move"]));
    const rows = await world.server.deps.db.selectFrom("approval").selectAll().where("message", "=", id).execute();
    expect(rows).toHaveLength(1);
  });

  test("of two edits of one version, the second hears that it changed meanwhile", async () => {
    const draft = await world.comms.call("addMessage", { body: { content: messageContent("Hai người sửa") } });
    const edit = (who: Client, text: string): Promise<string> =>
      refusal(
        who.call("editMessage", {
          params: { id: draft.id },
          body: { version: draft.version, content: messageContent(text) },
        }),
      );
    const answers = await Promise.all([edit(world.comms, "Của tôi"), edit(world.admin, "Của anh")]);
    expect(answers.sort()).toEqual(["allowed", "message/changed-meanwhile"]);
  });
});

describe("the table of moves", () => {
  /** How a message comes to each status through the door. */
  const into: Record<MessageStatus, (text: string) => Promise<string>> = {
    draft: async (text) => (await world.comms.call("addMessage", { body: { content: messageContent(text) } })).id,
    submitted: async (text) => (await submitted(text)).id,
    returned: (text) => decided(text, "returnMessage"),
    rejected: (text) => decided(text, "rejectMessage"),
    approved: (text) => approvedText(world, text),
    async withdrawn(text) {
      const id = await approvedText(world, text);
      await world.approver.call("withdrawMessage", { params: { id }, body: { reason: "hết hiệu lực" } });
      return id;
    },
  };

  async function decided(text: string, decide: "returnMessage" | "rejectMessage"): Promise<string> {
    const { id, digest } = await submitted(text);
    await world.approver.call(decide, { params: { id }, body: { digest, reason: "vì vậy" } });
    return id;
  }

  const moves: Record<MessageMove, (id: string, version: number, digest: string) => Promise<unknown>> = {
    edit: (id, version) =>
      world.comms.call("editMessage", { params: { id }, body: { version, content: messageContent(`Sửa ${id}`) } }),
    submit: (id, version) => world.comms.call("submitMessage", { params: { id }, body: { version } }),
    "take-back": (id, version) => world.comms.call("takeBackMessage", { params: { id }, body: { version } }),
    approve: (id) => approve(world, id),
    return: (id, _, digest) =>
      world.approver.call("returnMessage", { params: { id }, body: { digest, reason: "vì vậy" } }),
    reject: (id, _, digest) =>
      world.approver.call("rejectMessage", { params: { id }, body: { digest, reason: "vì vậy" } }),
    withdraw: (id) => world.approver.call("withdrawMessage", { params: { id }, body: { reason: "vì vậy" } }),
  };

  const cases = messageStatuses.flatMap((status) =>
    (Object.keys(moves) as MessageMove[]).map((what) => ({ status, what, next: after(status, what) })),
  );

  test.each(cases.filter(({ next }) => next === undefined))(
    "refuses to $what what is $status",
    async ({ status, what }) => {
      const id = await into[status](`${status} ${what}`);
      const before = await world.comms.call("message", { params: { id } });
      expect(await refusal(moves[what](id, before.version, before.head.digest))).toBe("message/illegal-move");
      expect(await world.comms.call("message", { params: { id } })).toEqual(before);
    },
  );

  test.each(cases.filter(({ next }) => next !== undefined))(
    "makes $next of $status by $what, and records it",
    async ({ status, what, next }) => {
      const id = await into[status](`${status} ${what}`);
      const before = await world.comms.call("message", { params: { id } });
      await moves[what](id, before.version, before.head.digest);
      const now = await world.comms.call("message", { params: { id } });
      expect(now).toMatchObject({ status: next, version: before.version + 1 });
      const [entry] = await world.comms.call("messageHistory", { params: { id } });
      expect(entry).toMatchObject({ action: `message.${what}`, subject: `message:${id}` });
    },
  );
});

describe("on the air", () => {
  test("the approved revision stays while a newer one is written and submitted, and goes when that is approved", async () => {
    const screen = await world.pair("airport");
    const id = await approvedText(world, "Bản đang phát");
    await assign(world, [id], ["airport"]);
    const first = await readManifest(screen.client);
    expect(first.tickers).toEqual(["Bản đang phát"]);

    const view = await world.comms.call("message", { params: { id } });
    const edited = await world.comms.call("editMessage", {
      params: { id },
      body: { version: view.version, content: messageContent("Bản mới", "Bản mới") },
    });
    expect(edited.status).toBe("draft");
    expect(edited.head.digest).not.toBe(view.head.digest);
    expect(edited.approved).toMatchObject({ digest: view.head.digest, content: { title: "Bản đang phát" } });
    expect((await readManifest(screen.client)).etag).toBe(first.etag);

    await world.comms.call("submitMessage", { params: { id }, body: { version: edited.version } });
    expect((await readManifest(screen.client)).etag).toBe(first.etag);

    await approve(world, id);
    const next = await readManifest(screen.client);
    expect(next.tickers).toEqual(["Bản mới"]);
    expect(next.manifest.version).toBeGreaterThan(first.manifest.version);
    expect(next.payload).not.toContain("Bản đang phát");
  });

  test("a rejected rewrite leaves the approved revision on the air", async () => {
    const screen = await world.pair("airport");
    const id = await approvedText(world, "Bản cũ vẫn đúng");
    await assign(world, [id], ["airport"]);
    const view = await world.comms.call("message", { params: { id } });
    const edited = await world.comms.call("editMessage", {
      params: { id },
      body: { version: view.version, content: messageContent("Bản viết lại sai") },
    });
    const waiting = await world.comms.call("submitMessage", { params: { id }, body: { version: edited.version } });
    await world.approver.call("rejectMessage", {
      params: { id },
      body: { digest: waiting.head.digest, reason: "Sai" },
    });
    const { tickers } = await readManifest(screen.client);
    expect(tickers).toContain("Bản cũ vẫn đúng");
    expect(tickers).not.toContain("Bản viết lại sai");
  });

  test.each(["approved", "being rewritten"] as const)(
    "withdrawing a message that is %s takes its bytes out of the manifest",
    async (state) => {
      const screen = await world.pair("cable");
      const text = `Rút lại khi ${state}`;
      const id = await approvedText(world, text);
      await assign(world, [id], ["cable"]);
      if (state === "being rewritten") {
        const { version } = await world.comms.call("message", { params: { id } });
        await world.comms.call("editMessage", {
          params: { id },
          body: { version, content: messageContent("Đang sửa") },
        });
      }
      const before = await readManifest(screen.client);
      expect(before.payload).toContain(text);
      await world.admin.call("withdrawMessage", { params: { id }, body: { reason: "Có số liệu mới" } });
      const now = await readManifest(screen.client);
      expect(now.payload).not.toContain(text);
      expect(now.manifest.version).toBeGreaterThan(before.manifest.version);
      expect((await world.comms.call("message", { params: { id } })).approved).toBeUndefined();
    },
  );

  test("nothing that is not approved is in a manifest, whatever its state", async () => {
    const screen = await world.pair("cable");
    const draft = await world.comms.call("addMessage", { body: { content: messageContent("Mới là bản nháp") } });
    const waiting = await submitted("Còn chờ duyệt");
    const returned = await submitted("Bị trả lại");
    await world.approver.call("returnMessage", {
      params: { id: returned.id },
      body: { digest: returned.digest, reason: "Sửa" },
    });
    await assign(world, [draft.id, waiting.id, returned.id], ["cable"]);
    const { payload } = await readManifest(screen.client);
    for (const text of ["Mới là bản nháp", "Còn chờ duyệt", "Bị trả lại"]) expect(payload).not.toContain(text);
  });
});

describe("the record", () => {
  test.each(["approval", "audit", "revision"] as const)(
    "the table %s refuses to be changed or emptied",
    async (table) => {
      await approvedText(world, `Không sửa được ${table}`);
      const { db } = world.server.deps;
      const rows = await db.selectFrom(table).selectAll().execute();
      expect(rows.length).toBeGreaterThan(0);
      await expect(db.updateTable(table).set({ at: 1 }).execute()).rejects.toThrow(`${table} is append-only`);
      await expect(db.deleteFrom(table).execute()).rejects.toThrow(`${table} is append-only`);
      expect(await db.selectFrom(table).selectAll().execute()).toEqual(rows);
    },
  );

  test("the same bytes stored again do not replace the revision that bears their name", async () => {
    const { id, digest } = await submitted("Không ghi đè được");
    const { db } = world.server.deps;
    const replacing = db.replaceInto("revision").values({ digest, bytes: "{}", made_by: "x", at: 0 }).execute();
    await expect(replacing).rejects.toThrow("revision is append-only");
    expect((await world.comms.call("message", { params: { id } })).head.content.title).toBe("Không ghi đè được");
  });
});

describe("the check", () => {
  test("a message that it blocks cannot be submitted, and the refusal names what was found", async () => {
    const content = messageContent("Chữ đảo \u202Ehướng");
    const draft = await world.comms.call("addMessage", {
      body: { content: { ...content, source: { id: "", name: "" } } },
    });
    const asking = world.comms.raw("POST", `/api/messages/${draft.id}/submit`, {
      body: JSON.stringify({ version: draft.version }),
      headers: { "content-type": "application/json" },
    });
    const response = await asking;
    const problem = (await response.json()) as { code: string; detail: string };
    expect(response.status).toBe(422);
    expect(problem.code).toBe("message/blocked-by-check");
    expect(problem.detail).toContain("source-missing source");
    expect(problem.detail).toContain("bidi-control forms.ticker.text.vi");
    expect((await world.comms.call("message", { params: { id: draft.id } })).status).toBe("draft");
  });

  test("text is kept in NFC, and its revision is named by those bytes", async () => {
    const decomposed = "Phòng, chống dịch bệnh".normalize("NFD");
    const one = await world.comms.call("addMessage", { body: { content: messageContent(decomposed) } });
    const two = await world.comms.call("addMessage", {
      body: { content: messageContent(decomposed.normalize("NFC")) },
    });
    expect(one.head.content.forms.ticker?.text.vi).toBe(decomposed.normalize("NFC"));
    expect(one.head.digest).toBe(two.head.digest);
  });
});
