import { afterEach, beforeEach, expect, test } from "vitest";
import "../../admin/pages/approvals.ts";
import type { DeskPage } from "../../admin/elements/desk-page.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import type { CampaignView, Person, PlaylistView } from "../../content/wire/views.ts";
import { mountPage, unmountPage, press, until } from "./mount.ts";
import { approvalCode } from "../../content/editorial/revision.ts";
import { approvalType, isAbout, openApproval } from "../../content/trust/approval-statement.ts";
import { verify } from "../../admin/keys/es256.ts";
import { rootOf } from "../../admin/keys/trust.ts";
import { VenueKind } from "../../content/network/venue.ts";
import { contentOf, ha, json, messageOf, phuc, pretendServer, tuyet, type Heard } from "./pretend-server.ts";
import { payloadOf, pretendTrust, trustOf, usualTrust, firstEnvelope, withEdit } from "./pretend-trust.ts";

const line = (text: string): MessageContent => contentOf(text, { ticker: { text: { vi: text } } });
const submitted = (
  id: string,
  text: string,
  at: number,
  more: Partial<Record<"author" | "lastEditor" | "submitter", Person>> = {},
) => messageOf(id, line(text), { status: "submitted", submitter: tuyet, updatedAt: at, ...more });

let server: ReturnType<typeof pretendServer> | undefined;
let home = "";
beforeEach(() => {
  localStorage.clear();
  home = location.href;
});
afterEach(() => {
  unmountPage();
  server?.stop();
  history.replaceState(null, "", home);
});

/** The player says that it is ready, as the frame of a real one does. */
function playersReady(page: DeskPage): void {
  for (const preview of page.querySelectorAll("bt-preview")) {
    const source = preview.shadowRoot?.querySelector("iframe")?.contentWindow ?? null;
    const data = { type: "bangtin:preview-ready" };
    window.dispatchEvent(new MessageEvent("message", { data, origin: location.origin, source }));
  }
}

async function open(
  messages: ReturnType<typeof submitted>[],
  person: Person = ha,
  role: "approver" | "comms" = "approver",
  first?: (heard: Heard) => Promise<Response | undefined>,
): Promise<DeskPage> {
  server = pretendServer({ person, role, messages, trust: usualTrust, ...(first ? { first } : {}) });
  const page = await mountPage("desk-approvals");
  await until(() => messages.length === 0 || page.querySelector("bt-preview"), "the previews");
  await page.updateComplete;
  return page;
}

const decisions = (heard: readonly Heard[]): readonly Heard[] =>
  heard.filter(({ method, path }) => method === "POST" && path.startsWith("/api/messages/"));
const approveButton = (page: HTMLElement): (HTMLElement & { disabled: boolean }) | null =>
  page.querySelector(".approve");
const sentence = (page: HTMLElement): string =>
  page.querySelector(".sentence")?.textContent?.replace(/\s+/g, " ").trim() ?? "";

test("nothing can be approved before every form has been drawn", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1)]);
  expect(approveButton(page)?.disabled).toBe(true);
  press("d");
  await page.updateComplete;
  expect(decisions(server?.heard ?? [])).toEqual([]);
  playersReady(page);
  await until(() => approveButton(page)?.disabled === false, "the button");
});

test("a revision that the player refuses cannot be approved", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1)]);
  playersReady(page);
  const source = page.querySelector("bt-preview")?.shadowRoot?.querySelector("iframe")?.contentWindow ?? null;
  const data = { type: "bangtin:preview-refused" };
  window.dispatchEvent(new MessageEvent("message", { data, origin: location.origin, source }));
  await page.updateComplete;
  expect(approveButton(page)?.disabled).toBe(true);
  expect(page.textContent).toContain("Trình phát không vẽ được");
});

test("D approves exactly the revision that was seen, and the next one comes up", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1), submitted("m2", "Đeo khẩu trang", 2)]);
  const digest = server?.messages[0]?.head.digest;
  playersReady(page);
  await until(() => approveButton(page)?.disabled === false, "the button");
  press("d");
  await until(() => sentence(page).includes("Đeo khẩu trang"), "the next message");
  const sent = decisions(server?.heard ?? []);
  expect(sent).toMatchObject([{ method: "POST", path: "/api/messages/m1/approve", body: { digest } }]);
  expect(approveButton(page)?.disabled, "the next one has not been seen").toBe(true);
});

test("J and K move through the queue, whoever waited longest first", async () => {
  const page = await open([submitted("m2", "Sau", 2), submitted("m1", "Trước", 1)]);
  expect(sentence(page)).toContain("Trước");
  press("j");
  await page.updateComplete;
  expect(sentence(page)).toContain("Sau");
  press("j");
  await page.updateComplete;
  expect(sentence(page)).toContain("Sau");
  press("k");
  await page.updateComplete;
  expect(sentence(page)).toContain("Trước");
});

test("T asks for a reason and will not send without one", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1)]);
  press("t");
  const dialog = await until(() => document.querySelector<HTMLDialogElement>("dialog[open]"), "the question");
  const [, send] = dialog.querySelectorAll<HTMLElement>("vaadin-button");
  send?.click();
  await new Promise(requestAnimationFrame);
  expect(decisions(server?.heard ?? [])).toEqual([]);
  expect(dialog.open).toBe(true);
  const field = dialog.querySelector("textarea");
  if (!field) throw new Error("no field");
  field.value = "Ghi rõ 30 giây.";
  field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  send?.click();
  await until(() => decisions(server?.heard ?? []).length === 1, "the decision");
  const digest = page.isConnected ? server?.heard.find(({ path }) => path.endsWith("/return"))?.body : undefined;
  expect(digest).toMatchObject({ reason: "Ghi rõ 30 giây." });
});

test("R rejects, and Esc in the question leaves everything as it was", async () => {
  await open([submitted("m1", "Rửa tay", 1)]);
  press("r");
  const dialog = await until(() => document.querySelector<HTMLDialogElement>("dialog[open]"), "the question");
  expect(dialog.textContent).toContain("Từ chối");
  dialog.close();
  await new Promise(requestAnimationFrame);
  expect(decisions(server?.heard ?? [])).toEqual([]);
});

test("keys do nothing while a field has focus, and nothing when they are switched off", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1), submitted("m2", "Khác", 2)]);
  const field = document.createElement("input");
  page.append(field);
  field.focus();
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, composed: true }));
  localStorage.setItem("bangtin.single-keys", "off");
  press("j");
  await page.updateComplete;
  expect(sentence(page)).toContain("Rửa tay");
});

for (const [hand, more] of [
  ["author", { author: ha }],
  ["last editor", { lastEditor: ha }],
  ["submitter", { submitter: ha }],
] as const) {
  test(`the ${hand} of a message is offered no decision about it`, async () => {
    const page = await open([
      submitted("m1", "Rửa tay", 1, { author: phuc, lastEditor: phuc, submitter: phuc, ...more }),
    ]);
    playersReady(page);
    await page.updateComplete;
    expect(page.querySelector(".decision-bar")?.textContent).toContain("Cần một người khác duyệt");
    expect(page.querySelector(".decision-bar vaadin-button")).toBeNull();
    for (const key of ["d", "t", "r"]) press(key);
    await page.updateComplete;
    expect(document.querySelector("dialog[open]")).toBeNull();
    expect(decisions(server?.heard ?? [])).toEqual([]);
  });
}

test("who is no approver sees the queue and no decision", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1)], phuc, "comms");
  expect(page.querySelector(".decision-bar vaadin-button")).toBeNull();
  expect(page.querySelector(".decision-bar")?.textContent).toContain("Người duyệt quyết định");
});

test("what changed since the approved revision is marked as added and removed, for readers too", async () => {
  const before = line("đề nghị thuê bao tải ứng dụng");
  const message = submitted("m1", "đề nghị người dân tải ứng dụng", 1);
  const page = await open([
    { ...message, approved: { digest: "c".repeat(64), code: "ABCD-EFGH", at: 1, by: ha, content: before } },
  ]);
  const crawl = [...page.querySelectorAll(".diff")].find((p) => p.textContent?.includes("Chạy chữ"));
  expect(crawl?.querySelector("ins")?.textContent).toBe("thêm người dân");
  expect(crawl?.querySelector("del")?.textContent).toBe("bỏ thuê bao");
});

test("an empty queue says so and when the last decision was made", async () => {
  server = pretendServer({
    person: ha,
    role: "approver",
    messages: [
      messageOf("m1", line("Rửa tay"), { status: "approved", decision: { move: "approve", by: ha, at: Date.now() } }),
    ],
  });
  const page = await mountPage("desk-approvals");
  expect(page.textContent).toMatch(/Không còn gì chờ duyệt.*Lần cuối \d\d:\d\d\./s);
});

for (const [what, screens, said] of [
  ["no campaign", undefined, false],
  ["a campaign without screens", 0, false],
  ["a campaign with a screen", 1, true],
] as const) {
  test(`approving a message in ${what} ${said ? "promises" : "does not promise"} it to screens, at the top`, async () => {
    const playlist: PlaylistView = {
      id: "p1",
      name: "Danh sách",
      items: [{ message: "m1" }],
      version: 1,
      updatedAt: 1,
      campaigns: [],
    };
    const campaign: CampaignView = {
      id: "c1",
      name: "Đợt",
      playlist: "p1",
      venues: ["v1"],
      from: "2020-01-01",
      to: "2999-01-01",
      hours: [],
      weekdays: [],
      level: "routine",
      frequency: { kind: "per-day", times: 1 },
      status: "active",
      version: 1,
      updatedAt: 1,
      reach: { venues: 1, screens: screens ?? 0, from: 1, until: Date.UTC(2999, 0, 2), leftOut: [] },
    };
    server = pretendServer({
      person: ha,
      role: "approver",
      trust: usualTrust,
      messages: [submitted("m1", `Rửa tay, ${what}`, 1)],
      first: ({ path }) => {
        if (path === "/api/playlists") return json([playlist]);
        return path === "/api/campaigns" && screens !== undefined ? json([campaign]) : undefined;
      },
    });
    const page = await mountPage("desk-approvals");
    await until(() => page.querySelector("bt-preview"), "the previews");
    playersReady(page);
    await until(() => approveButton(page)?.disabled === false, "the button");
    press("d");
    const card = await until(
      () =>
        [...document.querySelectorAll("vaadin-notification-card")].find(({ textContent }) =>
          textContent.includes(`Đã duyệt “Rửa tay, ${what}”.`),
        ),
      "the toast",
    );
    expect(card.slot).toBe("top-center");
    expect(card.textContent.includes("Màn hình nhận")).toBe(said);
  });
}

/** The approval that went to the server with the last decision. */
function approvalSent(): string {
  const { approval } = (decisions(server?.heard ?? []).at(-1)?.body ?? {}) as { approval?: string };
  if (approval === undefined) throw new Error("nothing was signed");
  return approval;
}

test("what is signed is the message as it is drawn, word for word, by the approver's own key", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1)]);
  const [message] = server?.messages ?? [];
  if (!message) throw new Error("no message");
  expect(page.querySelector(".revision-code .code")?.textContent).toBe(approvalCode(message.head.digest));
  playersReady(page);
  await until(() => approveButton(page)?.disabled === false, "the button");
  const before = Date.now();
  approveButton(page)?.click();
  await until(() => decisions(server?.heard ?? []).length === 1, "the decision");
  const root = rootOf(usualTrust)?.root;
  if (!root) throw new Error("no root");
  const { statement, signers } = await openApproval(approvalSent(), root, verify);
  expect(isAbout(statement, message.head)).toBe(true);
  expect(signers.map(({ owner }) => owner)).toEqual([ha]);
  expect(statement.approver).toEqual(ha);
  expect(statement.hands).toEqual({ author: tuyet.id, lastEditor: tuyet.id, submitter: tuyet.id });
  const { scope, at } = statement;
  expect(scope).toMatchObject({ venueKinds: VenueKind.options, from: at, level: "priority" });
  expect(at).toBeGreaterThan(before - 60_000);
  expect((scope.until - at) / 86_400_000).toBeGreaterThan(364);
  expect((scope.until - at) / 86_400_000).toBeLessThan(368);
});

test("an approval can be narrowed for one message, and the next one begins wide again", async () => {
  const page = await open([submitted("m1", "Rửa tay", 1), submitted("m2", "Đeo khẩu trang", 2)]);
  const said = (): string => page.querySelector(".approval-scope")?.textContent?.replace(/\s+/g, " ") ?? "";
  expect(said()).toContain("mọi loại địa điểm");
  page.querySelector<HTMLElement>(".approval-scope button")?.click();
  const dialog = await until(() => document.querySelector<HTMLDialogElement>("dialog[open]"), "the question");
  for (const box of dialog.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
    if (box.parentElement?.textContent?.trim() !== "Sân bay") box.click();
  }
  dialog.querySelector<HTMLInputElement>("input[type=radio]")?.click();
  dialog.querySelector<HTMLElement>("vaadin-button[theme=primary]")?.click();
  await until(() => said().includes("sân bay"), "the narrower sentence");
  expect(said()).toContain("mức cao nhất thường");
  playersReady(page);
  await until(() => approveButton(page)?.disabled === false, "the button");
  press("d");
  await until(() => decisions(server?.heard ?? []).length === 1, "the decision");
  expect(payloadOf(approvalSent(), approvalType)).toMatchObject({
    scope: { venueKinds: ["airport"], level: "routine" },
  });
  await until(() => sentence(page).includes("Đeo khẩu trang"), "the next message");
  expect(said()).toContain("mọi loại địa điểm");
});

test("content that is not what its digest names is not signed, and the page says so", async () => {
  const message = submitted("m1", "Rửa tay", 1);
  const other = { ...message.head, digest: "d".repeat(64) };
  const page = await open([{ ...message, head: other }]);
  playersReady(page);
  await page.updateComplete;
  expect(approveButton(page)?.disabled).toBe(true);
  expect(page.querySelector("#approve-why")?.textContent).toContain("không khớp mã của nó");
  press("d");
  await page.updateComplete;
  expect(decisions(server?.heard ?? [])).toEqual([]);
});

test("an approver without a key makes one in place and approves as soon as it is listed", async () => {
  const trust = trustOf(firstEnvelope);
  const page = await open([submitted("m1", "Rửa tay", 1)], ha, "approver", pretendTrust(trust, [firstEnvelope]));
  playersReady(page);
  await page.updateComplete;
  expect(approveButton(page)?.disabled).toBe(true);
  const offer = page.querySelector(".my-key");
  expect(offer?.textContent).toContain("Bạn chưa có khóa ký");
  offer?.querySelector<HTMLElement>("button.plain")?.click();
  const code = await until(() => page.querySelector(".key-code"), "the code to read aloud");
  const [pending] = trust.pending;
  if (!pending) throw new Error("nothing waits");
  expect(code.textContent?.replaceAll(" ", "").toLowerCase()).toBe(pending.key.keyId);
  expect(approveButton(page)?.disabled, "still not listed").toBe(true);
  expect(sentence(page), "the same message is open").toContain("Rửa tay");

  trust.root = await withEdit(firstEnvelope, { kind: "list", key: pending.key, duties: ["approver"] });
  trust.pending = [];
  await page.refresh();
  await until(() => approveButton(page)?.disabled === false, "the button");
  press("d");
  await until(() => decisions(server?.heard ?? []).length === 1, "the decision");
  const root = rootOf(trust)?.root;
  if (!root) throw new Error("no root");
  expect((await openApproval(approvalSent(), root, verify)).signers[0]?.keyId).toBe(pending.key.keyId);
});
