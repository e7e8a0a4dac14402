import { afterEach, expect, test } from "vitest";
import "../../../admin/pages/campaigns.ts";
import type { CampaignView, PlaylistView } from "../../../content/wire/views.ts";
import { mountPage, unmountPage, until } from "../mount.ts";
import { json, phuc, pretendServer, problem, type Heard } from "../pretend-server.ts";

const reach = { venues: 1, screens: 1, leftOut: [] };
const playlist = (...messages: string[]): PlaylistView => ({
  id: "p1",
  name: "Danh sách",
  items: messages.map((message) => ({ message })),
  version: 1,
  updatedAt: 1,
  campaigns: [],
});
const campaign: CampaignView = {
  id: "c1",
  name: "Đợt 1",
  playlist: "p1",
  venues: ["v1"],
  from: "2020-01-01",
  to: "2999-01-01",
  hours: [],
  weekdays: [],
  level: "routine",
  frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
  status: "active",
  version: 1,
  updatedAt: 1,
  reach,
};

let server: ReturnType<typeof pretendServer> | undefined;
afterEach(() => {
  server?.stop();
  unmountPage();
});

/** Opens the campaign; `answer` may answer before the pretended server does. */
async function open(id: string, answer: (heard: Heard, current: CampaignView) => Response | undefined) {
  let current = campaign;
  server = pretendServer({
    person: phuc,
    role: "admin",
    messages: [],
    first: (heard) => {
      const early = answer(heard, current);
      if (early) {
        if (!early.ok) current = { ...current, name: "Của người khác", version: current.version + 1 };
        return early;
      }
      if (heard.path === "/api/campaigns") return json([current]);
      if (heard.method === "PUT") {
        const { campaign: sent } = heard.body as { campaign: Partial<CampaignView> };
        current = { ...current, ...sent, version: current.version + 1 };
        return json(current);
      }
      if (heard.path === "/api/campaigns/check") return json(reach);
      if (["/api/playlists", "/api/venues", "/api/areas"].includes(heard.path)) return json([]);
      return undefined;
    },
  });
  const page = await mountPage("desk-campaigns", id);
  await until(() => page.querySelector("[data-field=name] input"), "the fields");
  return page;
}

function name(page: HTMLElement, text: string): void {
  const input = page.querySelector<HTMLInputElement>("[data-field=name] input");
  if (!input) throw new Error("no name");
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

const puts = (): readonly Heard[] => server?.heard.filter(({ method }) => method === "PUT") ?? [];
const ctrlEnter = { key: "Enter", ctrlKey: true, bubbles: true, composed: true };

test("Ctrl+Enter saves what was changed with the version that was seen, once", async () => {
  const page = await open("c1", () => undefined);
  name(page, " Đợt hai ");
  await until(() => page.textContent.includes("Chưa lưu"), "the sign that it is not saved");
  const field = page.querySelector("[data-field=name] input");
  for (let i = 0; i < 2; i++) field?.dispatchEvent(new KeyboardEvent("keydown", ctrlEnter));
  await until(() => page.querySelector("h1")?.textContent === "Đợt hai", "the saved name");
  expect(puts()).toHaveLength(1);
  expect(puts()[0]?.body).toMatchObject({ version: 1, campaign: { name: "Đợt hai", venues: ["v1"] } });
  await until(() => !page.textContent.includes("Chưa lưu"), "the sign to go");
});

test("a campaign that somebody else saved meanwhile is explained, and the author may save over it", async () => {
  let refused = false;
  const page = await open("c1", ({ method }) => {
    if (method !== "PUT" || refused) return undefined;
    refused = true;
    return problem("campaign/changed-meanwhile");
  });
  name(page, "Của tôi");
  page.querySelector("[data-field=name] input")?.dispatchEvent(new KeyboardEvent("keydown", ctrlEnter));
  const note = await until(() => page.querySelector(".note.stale"), "the explanation");
  const [, mine] = note.querySelectorAll("button");
  mine?.click();
  const second = await until(() => puts()[1], "the second save");
  expect(second.body).toMatchObject({ version: 2, campaign: { name: "Của tôi" } });
});

test("the author is brought to the first thing that a new campaign lacks, and nothing is sent", async () => {
  const page = await open("new", () => undefined);
  name(page, "Mới");
  page.querySelector("[data-field=name] input")?.dispatchEvent(new KeyboardEvent("keydown", ctrlEnter));
  await until(() => document.activeElement?.closest("[data-field=playlist]"), "the focus on the playlist");
  expect(server?.heard.filter(({ method }) => method === "POST")).toEqual([]);
});

const saveButtons = (page: HTMLElement): boolean[] =>
  [...page.querySelectorAll<HTMLElement & { disabled: boolean }>(".save")].map(({ disabled }) => disabled);

test("a campaign of an empty playlist cannot be saved, and says so instead of a green line", async () => {
  const page = await open("c1", ({ path }) => (path === "/api/playlists" ? json([playlist()]) : undefined));
  name(page, "Tên khác");
  await until(() => page.textContent.includes("Chưa lưu"), "the sign that it is not saved");
  expect(saveButtons(page)).toEqual([true, true]);
  expect(page.querySelector(".page-head .why-not")?.textContent).toContain("chưa có thông điệp nào");
  expect(page.querySelector(".reach-panel")?.textContent).toContain("màn hình sẽ hiện thẻ chờ");
  expect(page.querySelector(".reach-panel .ok")).toBeNull();
  expect(page.querySelector(".page-head bt-status")).toBeNull();
  page.querySelector("[data-field=name] input")?.dispatchEvent(new KeyboardEvent("keydown", ctrlEnter));
  await until(() => document.activeElement?.closest("[data-field=playlist]"), "the focus on the playlist");
  expect(puts()).toEqual([]);
});

test("an end before the start switches saving off and is said wherever something is missed", async () => {
  const page = await open("c1", ({ path }) => (path === "/api/playlists" ? json([playlist("m1")]) : undefined));
  const to = page.querySelector<HTMLElement & { value: string }>("[data-field=to]");
  if (!to) throw new Error("no last day");
  to.value = "2019-12-31";
  to.dispatchEvent(new CustomEvent("change"));
  await until(() => page.querySelector(".page-head .why-not"), "the reason");
  expect(saveButtons(page)).toEqual([true, true]);
  for (const where of [".page-head .why-not", ".counts", ".reach-panel"]) {
    expect(page.querySelector(where)?.textContent, where).toContain("Ngày kết thúc đứng trước ngày bắt đầu");
  }
  expect(page.textContent).not.toContain("Chọn danh sách phát, địa điểm và ngày");
});

test("venues that have no screen are counted where there are fewer screens than venues", async () => {
  let screens = 1;
  const page = await open("c1", ({ path }) => {
    if (path === "/api/playlists") return json([playlist("m1")]);
    return path === "/api/campaigns/check" ? json({ ...reach, venues: 3, screens }) : undefined;
  });
  expect(page.querySelector(".reach-panel")?.textContent).not.toContain("chưa có màn hình");
  name(page, "Một");
  await until(() => page.textContent.includes("2 địa điểm được chọn chưa có màn hình"), "the count");
  expect(page.textContent).not.toContain("Ít nhất");
  screens = 2;
  name(page, "Hai");
  await until(() => page.textContent.includes("Ít nhất 1 địa điểm được chọn chưa có màn hình"), "the least count");
});

test("the list calls no campaign simply running of which nothing is shown", async () => {
  const leftOut = [{ message: "m1", title: "Thu hồi", canvas: "Bảng", reason: "not-approved" as const, screens: 1 }];
  const all: CampaignView[] = [
    { ...campaign, id: "good", name: "Tốt" },
    { ...campaign, id: "left", name: "Bỏ hết", reach: { ...reach, leftOut } },
    { ...campaign, id: "none", name: "Chưa có màn", reach: { ...reach, screens: 0 } },
    { ...campaign, id: "late", name: "Sau", from: "2998-01-01", reach: { ...reach, screens: 0 } },
  ];
  server = pretendServer({
    person: phuc,
    role: "admin",
    first: ({ path }) => {
      if (path === "/api/campaigns") return json(all);
      return path === "/api/playlists" ? json([playlist("m1")]) : undefined;
    },
  });
  const page = await mountPage("desk-campaigns");
  await until(() => page.querySelector(".campaign-row"), "the list");
  const row = (id: string) => page.querySelector(`.campaign-row[href$="/${id}"]`);
  expect(row("good")?.querySelector("bt-status")).not.toBeNull();
  expect(row("left")?.querySelector("bt-status")).toBeNull();
  expect(row("left")?.textContent).toContain("Đang chạy, không có gì để phát");
  expect(row("none")?.textContent).toContain("Đang chạy, chưa có màn hình");
  expect(row("late")?.querySelector("bt-status")).not.toBeNull();
});
