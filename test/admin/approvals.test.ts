import { afterEach, beforeEach, expect, test } from "vitest";
import "../../admin/pages/approvals.ts";
import type { DeskPage } from "../../admin/elements/desk-page.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import type { CampaignView, Person, PlaylistView } from "../../content/wire/views.ts";
import { mountPage, unmountPage, press, until } from "./mount.ts";
import { contentOf, ha, json, messageOf, phuc, pretendServer, tuyet, type Heard } from "./pretend-server.ts";

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
): Promise<DeskPage> {
  server = pretendServer({ person, role, messages });
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
  expect(decisions(server?.heard ?? [])).toEqual([
    { method: "POST", path: "/api/messages/m1/approve", body: { digest } },
  ]);
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
