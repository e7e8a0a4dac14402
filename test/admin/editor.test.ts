import { afterEach, beforeEach, expect, test } from "vitest";
import "../../admin/pages/message.ts";
import { surroundWith } from "../../admin/client.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import { mountPage, unmountPage, press, textIn, type, until } from "./mount.ts";
import { contentOf, headOf, json, messageOf, pretendServer, problem, tuyet, type Heard } from "./pretend-server.ts";

const headline = "forms.panel.headline.vi";
const rule = (text: string): MessageContent =>
  contentOf("Rửa tay", {
    panel: { template: "rule", manner: "do", tag: { vi: "Nên làm" }, sign: "wash-hands", headline: { vi: text } },
  });

let server: ReturnType<typeof pretendServer> | undefined;
beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", location.href);
});
afterEach(() => {
  unmountPage();
  server?.stop();
  surroundWith({ signInAgain: async () => false, reached: () => undefined });
});

const saves = (heard: readonly Heard[]): readonly Heard[] => heard.filter(({ method }) => method === "PUT");
const noNetwork = (): never => {
  throw new TypeError("Failed to fetch");
};
const stateOf = (page: HTMLElement): string =>
  page.querySelector(".editor-head [role=status]")?.textContent?.trim() ?? "";

test("what was typed without a network is there again after a reload, and is sent", async () => {
  let online = true;
  const message = messageOf("m1", rule("Rửa tay"));
  server = pretendServer({
    person: tuyet,
    role: "comms",
    messages: [message],
    first: ({ method }) => (!online && method === "PUT" ? noNetwork() : undefined),
  });
  const page = await mountPage("desk-message", "m1");
  online = false;
  type(page, headline, "Rửa tay bằng xà phòng");
  await until(() => stateOf(page).includes("giữ trên máy này"), "the state that says it is kept here");

  unmountPage();
  const again = await mountPage("desk-message", "m1");
  expect(textIn(again, headline)).toBe("Rửa tay bằng xà phòng");
  expect(again.querySelector(".note")?.textContent).toContain("Đã lấy lại phần bạn viết dở");

  online = true;
  await until(() => stateOf(again).startsWith("Đã lưu"), "saved");
  expect(server.messages[0]?.head.content.forms.panel).toMatchObject({ headline: { vi: "Rửa tay bằng xà phòng" } });
  expect(Object.keys(localStorage).filter((key) => key.startsWith("bangtin.draft"))).toEqual([]);
});

test("a message is saved by itself, once for a burst of typing, with the version that was seen", async () => {
  server = pretendServer({
    person: tuyet,
    role: "comms",
    messages: [messageOf("m1", rule("Rửa tay"), { version: 7 })],
  });
  const page = await mountPage("desk-message", "m1");
  for (const text of ["R", "Rử", "Rửa tay 30 giây"]) type(page, headline, text);
  await until(() => stateOf(page).startsWith("Đã lưu"), "saved");
  expect(saves(server.heard)).toHaveLength(1);
  expect(saves(server.heard)[0]?.body).toMatchObject({
    version: 7,
    content: { forms: { panel: { headline: { vi: "Rửa tay 30 giây" } } } },
  });
});

test("another person's edit is told, and the author chooses which of the two stays", async () => {
  server = pretendServer({ person: tuyet, role: "comms", messages: [messageOf("m1", rule("Rửa tay"))] });
  const page = await mountPage("desk-message", "m1");
  server.messages[0] = messageOf("m1", rule("Của người khác"), { version: 5 });
  type(page, headline, "Của tôi");
  const note = await until(() => page.querySelector<HTMLElement>(".note.stale"), "the choice");
  expect(note.textContent).toContain("Người khác vừa sửa");
  expect(textIn(page, headline)).toBe("Của tôi");
  const [mine] = note.querySelectorAll("vaadin-button");
  mine?.click();
  await until(() => stateOf(page).startsWith("Đã lưu"), "saved");
  expect(server.messages[0]?.head.content.forms.panel).toMatchObject({ headline: { vi: "Của tôi" } });
});

test("a draft written over an older version is shown beside the choice, and not sent by itself", async () => {
  server = pretendServer({ person: tuyet, role: "comms", messages: [messageOf("m1", rule("Mới"), { version: 4 })] });
  localStorage.setItem("bangtin.draft.tuyet.m1", JSON.stringify({ content: rule("Viết dở"), version: 3, at: 1 }));
  const page = await mountPage("desk-message", "m1");
  expect(textIn(page, headline)).toBe("Viết dở");
  const note = await until(() => page.querySelector<HTMLElement>(".note.stale"), "the choice");
  note.querySelectorAll("vaadin-button")[1]?.click();
  await until(() => textIn(page, headline) === "Mới", "the server's text");
  expect(saves(server.heard)).toEqual([]);
  expect(localStorage.getItem("bangtin.draft.tuyet.m1")).toBeNull();
});

test("a new message is made with the first words, named after them, and submitted with Ctrl+Enter", async () => {
  server = pretendServer({ person: tuyet, role: "comms" });
  const page = await mountPage("desk-message", "new");
  type(page, headline, "Rửa tay\n30 giây");
  await until(() => stateOf(page).startsWith("Đã lưu"), "saved");
  expect(server.messages[0]?.head.content.title).toBe("Rửa tay 30 giây");
  expect(page.itemId).toBe("m1");

  // It has no source yet, and the check blocks: nothing is sent, and the author is brought to what is missing.
  press("Enter", { ctrlKey: true });
  await page.updateComplete;
  expect(server.heard.some(({ path }) => path.endsWith("/submit"))).toBe(false);
  expect(document.activeElement?.closest("[data-where]")?.getAttribute("data-where")).toBe("source");

  const directive = page.querySelector<HTMLElement & { value: string }>('[data-where="directive.number"]');
  if (!directive) throw new Error("no field for the letter");
  directive.value = "van-ban-d";
  directive.dispatchEvent(new CustomEvent("change"));
  await page.updateComplete;
  press("Enter", { ctrlKey: true });
  await until(() => server?.messages[0]?.status === "submitted", "submitted");
  expect(server.messages[0]?.head.content).toMatchObject({
    source: { id: "bo-y-te" },
    directive: { number: "337/STTTT-CNTT" },
  });
});

test("a warning is kept with a reason that names the letter, and the text stays byte for byte", async () => {
  const crawl = "Khai báo ý tế phòng dịch";
  const content = {
    ...contentOf("Chạy chữ", { ticker: { text: { vi: crawl } } }),
    directive: { id: "van-ban-d", number: "337/STTTT-CNTT" },
  };
  server = pretendServer({ person: tuyet, role: "comms", messages: [messageOf("m1", content)] });
  const page = await mountPage("desk-message", "m1");
  const keep = await until(
    () =>
      [...page.querySelectorAll<HTMLElement>("bt-findings vaadin-button")].find((b) => b.textContent?.includes("Giữ")),
    "the button",
  );
  keep.click();
  const dialog = await until(() => document.querySelector("dialog[open]"), "the question");
  expect(dialog.querySelector("textarea")?.value).toBe("theo văn bản 337/STTTT-CNTT");
  dialog.querySelectorAll<HTMLElement>("vaadin-button")[1]?.click();
  await until(() => stateOf(page).startsWith("Đã lưu"), "saved");
  const saved = server.messages[0]?.head.content;
  expect(saved?.forms.ticker?.text.vi).toBe(crawl);
  expect(saved?.kept).toEqual([
    { code: "known-slip", where: "forms.ticker.text.vi", excerpt: "ý tế", reason: "theo văn bản 337/STTTT-CNTT" },
  ]);
});

test("a submitted message is read only until it is taken back", async () => {
  const message = messageOf("m1", rule("Rửa tay"), { status: "submitted", submitter: tuyet });
  server = pretendServer({ person: tuyet, role: "comms", messages: [message] });
  const page = await mountPage("desk-message", "m1");
  type(page, headline, "Khác");
  await page.updateComplete;
  expect(stateOf(page)).toBe(`Bản ${message.head.code}`);
  expect(page.querySelector(".submit")).toBeNull();
  expect(page.textContent).toContain("Lấy lại để sửa");
});

test("the approver's reason stands on top when a message comes back", async () => {
  const message = messageOf("m1", rule("Rửa tay"), {
    status: "returned",
    submitter: tuyet,
    decision: { move: "return", by: { id: "ha", name: "Phạm Thu Hà" }, at: 1, reason: "Thêm 30 giây." },
  });
  server = pretendServer({ person: tuyet, role: "comms", messages: [message] });
  const page = await mountPage("desk-message", "m1");
  expect(page.querySelector(".note")?.textContent).toMatch(/Phạm Thu Hà trả lại.*Thêm 30 giây\./s);
});

test("when the server refuses, its reason is told and the text stays here", async () => {
  server = pretendServer({
    person: tuyet,
    role: "comms",
    messages: [messageOf("m1", rule("Rửa tay"))],
    first: ({ method }) => (method === "PUT" ? problem("request/too-large") : undefined),
  });
  const page = await mountPage("desk-message", "m1");
  type(page, headline, "Rửa tay kỹ");
  await until(() => stateOf(page).includes("Dữ liệu gửi đi quá lớn"), "the reason");
  expect(localStorage.getItem("bangtin.draft.tuyet.m1")).toContain("Rửa tay kỹ");
});

test("what the server cut from a picture comes back without disturbing what is typed meanwhile", async () => {
  const rendition = { width: 1920, height: 1080, sha256: "b".repeat(64), bytes: 9, type: "image/webp" as const };
  const banner = { picture: "a".repeat(64), focal: { x: 0.5, y: 0.5 }, alt: { vi: "Ảnh" }, renditions: [] };
  let answer: (() => void) | undefined;
  const message = messageOf("m1", contentOf("Ảnh", { banner }));
  server = pretendServer({
    person: tuyet,
    role: "comms",
    messages: [message],
    first: async ({ method, body }) => {
      if (method !== "PUT" || answer) return undefined;
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      const { content } = body as { content: MessageContent };
      const cut = { ...content, forms: { banner: { ...banner, ...content.forms.banner, renditions: [rendition] } } };
      const next = messageOf("m1", cut, { version: 2, head: headOf(cut) });
      server?.messages.splice(0, 1, next);
      return json(next);
    },
  });
  const page = await mountPage("desk-message", "m1");
  type(page, "forms.banner.alt.vi", "Ảnh rửa tay");
  await until(() => answer, "the first save");
  type(page, "forms.banner.alt.vi", "Ảnh rửa tay bằng xà phòng");
  answer?.();
  await until(() => stateOf(page).startsWith("Đã lưu"), "saved");
  expect(textIn(page, "forms.banner.alt.vi")).toBe("Ảnh rửa tay bằng xà phòng");
  expect(server.messages[0]?.head.content.forms.banner).toMatchObject({
    alt: { vi: "Ảnh rửa tay bằng xà phòng" },
    renditions: [rendition],
  });
});
