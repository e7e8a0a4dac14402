import { afterEach, beforeEach, expect, test } from "vitest";
import "../../../admin/pages/urgent.ts";
import "../../../admin/pages/urgent/exercise.ts";
import type { DeskPage } from "../../../admin/elements/desk-page.ts";
import { longest, openSigned, readPayload } from "../../../content/trust/envelope.ts";
import { OrderStatement, orderType } from "../../../content/trust/order-statement.ts";
import { verify } from "../../../admin/keys/es256.ts";
import { openRevision } from "../../../content/editorial/revision.ts";
import { mountPage, press, unmountPage, until } from "../mount.ts";
import { ha, json, phuc, pretendServer, problem } from "../pretend-server.ts";
import { answers, button, officer, playersReady, put, rootOver, waitingOrder, type Officer } from "./urgent-world.ts";

let server: ReturnType<typeof pretendServer> | undefined;
let home = "";
let asker: Officer;
let second: Officer;
beforeEach(async () => {
  localStorage.clear();
  home = location.href;
  asker = await officer(phuc);
  second = await officer(ha);
});
afterEach(() => {
  unmountPage();
  server?.stop();
  history.replaceState(null, "", home);
});

async function open(tag: string, more: Partial<Parameters<typeof answers>[0]> = {}): Promise<DeskPage> {
  const root = await rootOver([asker, second]);
  server = pretendServer({ person: phuc, role: "approver", first: answers({ root, jwk: asker, ...more }) });
  const page = await mountPage(tag);
  await until(() => button(page, "Cháy"), "the templates");
  return page;
}

/** Template, place and scope: as far as the review. */
async function review(page: DeskPage): Promise<void> {
  button(page, "Ổ dịch")?.click();
  await until(() => page.querySelector("[data-field=blank] input"), "the blank");
  put(page, "[data-field=blank] input", "chợ Tân An");
  await page.updateComplete;
  const source = page.querySelector<HTMLSelectElement>("[data-field=source] select");
  if (source) {
    source.value = "bo-y-te";
    source.dispatchEvent(new Event("change"));
  }
  await onward(page);
  const area = await until(() => page.querySelector<HTMLInputElement>(".scope-list input"), "the areas");
  area.click();
  await until(() => page.querySelector(".reach-line")?.textContent?.includes("2 màn hình trực tuyến"), "the reach");
  await onward(page);
  await until(() => page.querySelector(".name-box input"), "the review");
}

async function onward(page: DeskPage): Promise<void> {
  await until(() => button(page, "Tiếp tục")?.disabled === false, "that one may go on");
  button(page, "Tiếp tục")?.click();
  await page.updateComplete;
}

async function confirm(page: DeskPage, name: string): Promise<void> {
  put(page, "[data-field=who] input", "Ban Chỉ đạo, ông Lâm");
  await page.updateComplete;
  page.querySelector<HTMLInputElement>(".understood input")?.click();
  await page.updateComplete;
  put(page, ".name-box input", name);
  await page.updateComplete;
}

const proposals = () =>
  (server?.heard ?? []).filter(({ path, method }) => method === "POST" && path === "/api/orders/takeovers");
const send = (page: DeskPage) => button(page, "Gửi người thứ hai");

test("a takeover goes to the second person signed, for the words, the place and the hour that were reviewed", async () => {
  const waiting = await waitingOrder(asker);
  const page = await open("desk-urgent", {
    act: ({ path }) => (path === "/api/orders/takeovers" ? json(waiting) : undefined),
  });
  await review(page);
  playersReady(page);
  await confirm(page, "can tho");
  await until(() => send(page)?.disabled === false, "that it may be sent");
  send(page)?.click();
  const [sent] = await until(() => proposals().length > 0 && proposals(), "the proposal");
  if (!sent) throw new Error("nothing was sent");
  const { envelope, revision } = sent.body as { envelope: string; revision: string };
  const { payload } = await openSigned(envelope, orderType, [asker.entry], verify, longest.order);
  const statement = readPayload(OrderStatement, payload);
  if (statement.kind !== "takeover") throw new Error("no takeover");
  expect(statement).toMatchObject({
    by: { id: phuc.id, name: phuc.name },
    scope: { kind: "places", areas: ["can-tho"], venues: [] },
  });
  expect(statement.until - statement.from).toBe(60 * 60_000);
  expect(statement.reason).toContain("Ban Chỉ đạo, ông Lâm");
  expect(openRevision(statement.revision, revision)?.content.forms.panel).toMatchObject({
    template: "urgent",
    headline: { vi: "Có dịch ở chợ Tân An:\nở nhà, chờ y tế gọi" },
  });
  await until(() => location.pathname.endsWith(`/urgent/${waiting.id}`), "the page of the order");
});

test("nothing is sent before the tick, the area's name, the source and the previews", async () => {
  const page = await open("desk-urgent");
  await review(page);
  expect(send(page)?.disabled).toBe(true);
  await confirm(page, "Hậu Giang");
  await page.updateComplete;
  expect(page.textContent).toContain("gõ tên khu vực");
  expect(send(page)?.disabled).toBe(true);
  put(page, ".name-box input", "CẦN THƠ");
  await page.updateComplete;
  expect(page.textContent).toContain("chờ bản xem trước");
  playersReady(page);
  await until(() => send(page)?.disabled === false, "that it may be sent");
  page.querySelector<HTMLInputElement>(".understood input")?.click();
  await until(() => send(page)?.disabled === true, "the tick to be missed");
});

test("who has no key is told so and where to get one", async () => {
  const page = await open("desk-urgent", { root: await rootOver([second]) });
  await review(page);
  playersReady(page);
  await confirm(page, "Cần Thơ");
  await page.updateComplete;
  expect(page.querySelector(".no-key a")?.getAttribute("href")).toBe("/admin/trust");
  expect(send(page)?.disabled).toBe(true);
});

test("a refusal is said in words and what was confirmed stays", async () => {
  const page = await open("desk-urgent", {
    act: ({ path }) => (path === "/api/orders/takeovers" ? problem("order/reaches-nobody") : undefined),
  });
  await review(page);
  playersReady(page);
  await confirm(page, "Cần Thơ");
  await until(() => send(page)?.disabled === false, "that it may be sent");
  send(page)?.click();
  await until(() => page.querySelector("[role=alert]")?.textContent?.includes("không có màn hình nào"), "the refusal");
  expect(page.querySelector<HTMLInputElement>(".name-box input")?.value).toBe("Cần Thơ");
});

test("an exercise asks nothing of the server but how many screens there are, and needs no second person", async () => {
  const page = await open("desk-exercise", { root: await rootOver([second]) });
  await review(page);
  await until(() => page.querySelectorAll(".drill-strip").length === 3, "the word on every preview");
  playersReady(page);
  await confirm(page, "Cần Thơ");
  await until(() => send(page)?.disabled === false, "that it may go on");
  send(page)?.click();
  await until(() => button(page, "Diễn tập phát"), "the second person's step");
  button(page, "Diễn tập phát")?.click();
  await until(() => page.textContent?.includes("Không màn hình nào thay đổi"), "the end");
  const asked = (server?.heard ?? []).filter(({ method }) => method !== "GET").map(({ path }) => path);
  expect(new Set(asked)).toEqual(new Set(["/api/orders/takeovers/check"]));
  for (const preview of page.querySelectorAll("bt-preview")) expect(preview.takeover).toBeUndefined();
});

test("Esc leaves while nothing was sent", async () => {
  await open("desk-urgent");
  press("Escape");
  expect(location.pathname).toBe("/admin/");
});
