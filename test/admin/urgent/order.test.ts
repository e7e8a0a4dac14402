import { afterEach, beforeEach, expect, test } from "vitest";
import "../../../admin/pages/urgent/order.ts";
import "../../../admin/elements/bt-order-banner.ts";
import type { DeskPage } from "../../../admin/elements/desk-page.ts";
import { verify } from "../../../admin/keys/es256.ts";
import { longest, openSigned, readEnvelope, readPayload } from "../../../content/trust/envelope.ts";
import { openOrder, OrderStatement, orderType } from "../../../content/trust/order-statement.ts";
import { readRoot, rootType } from "../../../content/trust/root.ts";
import { sealRevision } from "../../../content/editorial/revision.ts";
import type { OrderView } from "../../../content/wire/views.ts";
import { mountPage, unmountPage, until } from "../mount.ts";
import { ha, json, phuc, pretendServer, tuyet } from "../pretend-server.ts";
import {
  answers,
  button,
  officer,
  playersReady,
  put,
  rootOver,
  screenOf,
  waitingOrder,
  type Officer,
} from "./urgent-world.ts";

let server: ReturnType<typeof pretendServer> | undefined;
let home = "";
let first: Officer;
let second: Officer;
beforeEach(async () => {
  localStorage.clear();
  home = location.href;
  first = await officer(phuc);
  second = await officer(ha, ["officer", "leader"]);
});
afterEach(() => {
  unmountPage();
  server?.stop();
  history.replaceState(null, "", home);
});

async function open(order: OrderView, more: Partial<Parameters<typeof answers>[0]> = {}): Promise<DeskPage> {
  const root = await rootOver([first, second]);
  const orders = () => [order];
  server = pretendServer({ person: ha, role: "approver", first: answers({ root, jwk: second, orders, ...more }) });
  const page = await mountPage("desk-order", order.id);
  await until(() => page.querySelector(".takeover-main"), "the order");
  return page;
}

const posted = (end: string) =>
  (server?.heard ?? []).find(({ method, path }) => method === "POST" && path.endsWith(end));
const release = (page: DeskPage) => button(page, "Phát ngay");

test("the second person adds a signature over the very same bytes, and screens take it", async () => {
  const order = await waitingOrder(first);
  const page = await open(order, {
    act: ({ path }) => (path.endsWith("/release") ? json({ ...order, number: 7 }) : undefined),
  });
  expect(page.querySelector(".takeover-ask")?.textContent).toContain(phuc.name);
  expect(page.textContent).toContain("Chữ ký của Lê Văn Phúc đúng");
  expect(page.querySelector(".call-back")?.getAttribute("href")).toBe("tel:02923811502");
  playersReady(page);
  await page.updateComplete;
  expect(release(page)?.disabled).toBe(true);
  page.querySelector<HTMLInputElement>(".understood input")?.click();
  await until(() => release(page)?.disabled === false, "that it may be released");
  release(page)?.click();
  const sent = await until(() => posted("/release"), "the release");
  const { envelope } = sent.body as { envelope: string };
  expect(readEnvelope(envelope, orderType, longest.order).payload).toBe(order.payload);
  const root = readRoot(readEnvelope(await rootOver([first, second]), rootType).payload);
  if (!order.content) throw new Error("no words");
  const opened = await openOrder({ number: 7, envelope, revision: sealRevision(order.content).bytes }, root, verify);
  expect(opened.signers.map(({ owner }) => owner.id).sort()).toEqual([ha.id, phuc.id].sort());
});

test("words that are not those that were signed cannot be released", async () => {
  const order = await waitingOrder(first);
  if (!order.content) throw new Error("no words");
  const page = await open({ ...order, content: { ...order.content, title: "Khác" } });
  await until(() => page.textContent?.includes("không khớp nhau"), "the warning");
  expect(release(page)).toBeUndefined();
});

test("a first signature by somebody whom the root does not list cannot be released", async () => {
  const page = await open(await waitingOrder(await officer(phuc)));
  playersReady(page);
  page.querySelector<HTMLInputElement>(".understood input")?.click();
  await page.updateComplete;
  expect(page.textContent).toContain("không khớp nhau");
  expect(release(page)?.disabled).toBe(true);
});

test("the one who asked sees the wait and may withdraw it, and has nothing to release it with", async () => {
  const order = await waitingOrder(second);
  const page = await open(order, { act: ({ method }) => (method === "DELETE" ? json({}) : undefined) });
  expect(release(page)).toBeUndefined();
  expect(page.textContent).toContain("Không ai được phát một mình");
  button(page, "Rút lệnh")?.click();
  await until(
    () => server?.heard.some(({ method, path }) => method === "DELETE" && path.endsWith(order.id)),
    "it to go",
  );
});

test("a leader alone: only after the wait that the root sets, with a note of who allowed it", async () => {
  const order = await waitingOrder(first, { at: Date.now() - 200_000 });
  const root = await rootOver([first, second], { afterMs: 180_000 });
  const page = await open(order, { root, act: ({ path }) => (path.endsWith("/release") ? json(order) : undefined) });
  playersReady(page);
  page.querySelector<HTMLInputElement>(".understood input")?.click();
  await page.updateComplete;
  expect(button(page, "Phát một mình ngay")?.disabled).toBe(true);
  put(page, ".alone-release vaadin-text-area", "Chủ tịch cho phép, 13:20");
  await until(() => button(page, "Phát một mình ngay")?.disabled === false, "that it may be released alone");
  button(page, "Phát một mình ngay")?.click();
  const { envelope } = (await until(() => posted("/release"), "the release")).body as { envelope: string };
  const { payload } = await openSigned(envelope, orderType, [second.entry], verify, longest.order);
  expect(readPayload(OrderStatement, payload)).toMatchObject({
    id: order.id,
    by: { id: ha.id },
    alone: { askedAt: order.at, note: "Chủ tịch cho phép, 13:20" },
  });
});

test("before the wait is over no leader is offered to release it alone", async () => {
  const root = await rootOver([first, second], { afterMs: 180_000 });
  const page = await open(await waitingOrder(first), { root });
  expect(button(page, "Phát một mình ngay")).toBeUndefined();
  expect(page.textContent).toContain("phát một mình sau");
});

test("a running takeover counts what screens say, those that are silent first, and one person ends it", async () => {
  const { envelope: _first, ...order } = await waitingOrder(first, {
    status: "running",
    number: 4,
    shown: { on: 1, of: 2 },
    signers: [phuc, ha],
  });
  const screens = [screenOf("s1", "ga-den", 4), screenOf("s2", "cho")];
  const page = await open(order, {
    screens,
    act: ({ path }) => (path === "/api/orders/recalls" ? json(order) : undefined),
  });
  expect(page.querySelector(".live-count")?.textContent?.replaceAll(/\s+/g, " ")).toContain("1 / 2 màn hình");
  expect(page.querySelector(".countdown")?.textContent).toMatch(/^(60:00|59:\d\d|1:00:00)$/);
  expect([...page.querySelectorAll(".live-venues .late b")].map((b) => b.textContent)).toEqual(["Chợ Tân An"]);
  button(page, "Kết thúc")?.click();
  const { envelope } = (await until(() => posted("/recalls"), "the end")).body as { envelope: string };
  const { payload } = await openSigned(envelope, orderType, [second.entry], verify, longest.order);
  expect(readPayload(OrderStatement, payload)).toMatchObject({
    kind: "recall",
    what: { kind: "takeover", order: order.id },
  });
});

test("somebody of comms watches a takeover and cannot end it", async () => {
  const watcher = await officer(tuyet);
  const { envelope: _first, ...order } = await waitingOrder(first, {
    status: "running",
    number: 4,
    shown: { on: 1, of: 2 },
  });
  const page = await open(order, { jwk: watcher, role: "comms" });
  expect(page.querySelector(".countdown")).not.toBeNull();
  expect(button(page, "Kết thúc")).toBeUndefined();
});

test("a waiting order is announced on every page and in the title of the tab", async () => {
  const order = await waitingOrder(first);
  await open(order);
  document.title = "Màn hình · Bảng Tin";
  const banner = document.createElement("bt-order-banner");
  document.body.append(banner);
  const link = await until(() => banner.querySelector("a"), "the banner");
  expect(link.getAttribute("href")).toBe(`/admin/urgent/${order.id}`);
  expect(link.textContent).toContain("chờ người thứ hai");
  await until(() => document.title === "⚠ Chờ người thứ hai · Màn hình · Bảng Tin", "the title");
  document.title = "Đợt · Bảng Tin";
  await until(() => document.title === "⚠ Chờ người thứ hai · Đợt · Bảng Tin", "the title of another page");
  banner.remove();
});
