import { afterEach, expect, test } from "vitest";
import "../../../admin/pages/screens/screen-pairing.ts";
import { rootCode } from "../../../content/trust/root.ts";
import { rootOf } from "../../../admin/keys/trust.ts";
import { mountPage, unmountPage, until } from "../mount.ts";
import { json, phuc, pretendServer } from "../pretend-server.ts";
import { firstEnvelope, trustOf } from "../pretend-trust.ts";

let server: ReturnType<typeof pretendServer> | undefined;
const home = location.href;
afterEach(() => {
  unmountPage();
  server?.stop();
  history.replaceState(null, "", home);
});

const airport = {
  id: "airport",
  name: "Sân bay Cần Thơ",
  kind: "airport",
  operator: "",
  area: "can-tho",
  address: "",
  timeZone: "Asia/Ho_Chi_Minh",
  openingHours: [],
  reading: "walk",
};
const paired = (): boolean => (server?.heard ?? []).some(({ path }) => path === "/api/screens/pair");

test("a screen is paired only after its root code was compared with the desk's", async () => {
  history.replaceState(null, "", `${location.pathname}?code=7K3F22&venue=airport`);
  server = pretendServer({
    person: phuc,
    role: "admin",
    trust: trustOf(firstEnvelope),
    first: ({ path }) => (path === "/api/venues" ? json([airport]) : undefined),
  });
  const page = await mountPage("screen-pairing");
  const code = rootCode(rootOf({ root: firstEnvelope })?.payload ?? "");
  expect(page.querySelector("[data-part=root]")?.textContent).toContain(code);
  const pair = page.querySelector<HTMLElement>(".action-bar vaadin-button");
  pair?.click();
  await until(() => page.textContent?.includes("So mã gốc trên màn hình rồi đánh dấu"), "what is lacking");
  expect(paired()).toBe(false);
  page.querySelector<HTMLInputElement>("input[name=root]")?.click();
  pair?.click();
  await until(paired, "the screen to be paired");
});

test("without a root the pairing page says that the screen would have to be paired again", async () => {
  server = pretendServer({ person: phuc, role: "admin", trust: trustOf(undefined) });
  const page = await mountPage("screen-pairing");
  expect(page.querySelector("[data-part=root]")?.textContent).toContain("Chưa có khóa gốc");
});
