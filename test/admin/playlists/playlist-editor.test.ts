import { afterEach, expect, test } from "vitest";
import "../../../admin/pages/playlists.ts";
import { canvasPresets } from "../../../content/network/canvas.ts";
import { problems } from "../../../content/wire/problem.ts";
import type { CampaignView, MessageView, PlaylistView, ScreenView } from "../../../content/wire/views.ts";
import { mountPage, unmountPage, until } from "../mount.ts";
import { contentOf, ha, json, messageOf, phuc, pretendServer, problem, type Heard } from "../pretend-server.ts";

const rule = (headline: string): Parameters<typeof contentOf>[1] => ({
  panel: { template: "rule", manner: "do", tag: { vi: "Nên làm" }, sign: "mask", headline: { vi: headline } },
});

function approved(id: string, title: string): MessageView {
  const message = messageOf(id, contentOf(title, rule(title)), { status: "approved" });
  return { ...message, approved: { digest: message.head.digest, code: message.head.code, at: 1, by: ha } };
}

const messages: MessageView[] = [
  approved("m1", "Một"),
  approved("m2", "Hai"),
  messageOf("m3", contentOf("Ba", rule("Ba")), { status: "submitted" }),
];
const playlist: PlaylistView = {
  id: "p1",
  name: "Bưu điện",
  items: [{ message: "m1", seconds: 10 }, { message: "m2" }, { message: "m3" }],
  version: 3,
  updatedAt: 1,
  campaigns: [{ id: "c1", name: "Đợt 1" }],
};
const campaign: CampaignView = {
  id: "c1",
  name: "Đợt 1",
  playlist: "p1",
  venues: ["v1", "v2"],
  from: "2020-01-01",
  to: "2999-01-01",
  hours: [],
  weekdays: [],
  level: "routine",
  frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
  status: "active",
  version: 1,
  updatedAt: 1,
  reach: { venues: 2, screens: 1, leftOut: [] },
};
const crawler = canvasPresets.find(({ shape }) => shape === "crawler");
const screen = {
  id: "s1",
  name: "Kênh 1",
  venue: { id: "v1", name: "Truyền hình", timeZone: "Asia/Ho_Chi_Minh" },
  canvas: crawler,
  status: "playing",
  online: true,
  pairedAt: 1,
  wanted: 1,
  shown: 1,
} as ScreenView;

let server: ReturnType<typeof pretendServer> | undefined;
afterEach(() => {
  server?.stop();
  unmountPage();
});

/** Opens the playlist; `save` answers the PUT. */
async function open(save: (heard: Heard) => Response): Promise<HTMLElement> {
  let current = playlist;
  server = pretendServer({
    person: phuc,
    role: "admin",
    messages,
    first: (heard) => {
      if (heard.path === "/api/playlists") return json([current]);
      if (heard.path === "/api/campaigns") return json([campaign]);
      if (heard.path === "/api/screens") return json([screen]);
      if (heard.method !== "PUT") return undefined;
      const answer = save(heard);
      if (answer.ok) {
        const { playlist: sent } = heard.body as { playlist: Pick<PlaylistView, "name" | "items"> };
        current = { ...current, ...sent, version: current.version + 1 };
        return json(current);
      }
      current = { ...current, name: "Của người khác", version: current.version + 1 };
      return answer;
    },
  });
  const page = await mountPage("desk-playlists", "p1");
  await until(() => page.querySelector("li.playlist-row"), "the rows");
  return page;
}

const titles = (page: HTMLElement): string[] =>
  [...page.querySelectorAll(".playlist-row .name")].map((name) => name.textContent);

function press(page: HTMLElement, at: number, key: string, more: KeyboardEventInit = {}): void {
  const row = page.querySelectorAll<HTMLElement>("li.playlist-row")[at];
  row?.focus();
  row?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

const button = (page: HTMLElement, words: string): HTMLElement | undefined =>
  [...page.querySelectorAll<HTMLElement>("vaadin-button, button")].find((each) => each.textContent.includes(words));

test("Alt and an arrow move the chosen item, and saving sends the new order with the version that was seen", async () => {
  const page = await open(() => json({}));
  press(page, 0, "ArrowDown", { altKey: true });
  await until(() => titles(page)[1] === "Một", "the new order");
  expect(titles(page)).toEqual(["Hai", "Một", "Ba"]);
  await until(() => document.activeElement?.matches('[data-at="1"]'), "the focus on the row that was moved");
  (await until(() => button(page, "Cập nhật 2 địa điểm"), "the button that names its effect")).click();
  const put = await until(() => server?.heard.find(({ method }) => method === "PUT"), "the save");
  expect(put.body).toEqual({
    version: 3,
    playlist: { name: "Bưu điện", items: [{ message: "m2" }, { message: "m1", seconds: 10 }, { message: "m3" }] },
  });
});

test("Delete removes, and undo brings the item back to its place", async () => {
  const page = await open(() => json({}));
  press(page, 1, "Delete");
  await until(() => titles(page).length === 2, "the removal");
  expect(titles(page)).toEqual(["Một", "Ba"]);
  press(page, 0, "z", { ctrlKey: true });
  await until(() => titles(page).length === 3, "the undo");
  expect(titles(page)).toEqual(["Một", "Hai", "Ba"]);
});

test("an item that is not approved is marked as skipped, and one without a form for a reached screen is named", async () => {
  const page = await open(() => json({}));
  const rows = [...page.querySelectorAll("li.playlist-row")];
  expect(rows.map((row) => row.textContent.includes("chưa duyệt: sẽ được bỏ qua"))).toEqual([false, false, true]);
  const note = page.querySelector(".note.stale")?.textContent;
  expect(note).toContain("“Một” sẽ bị bỏ qua ở 1 màn hình chạy chữ");
  expect(note).not.toContain("“Ba”");
});

test("a playlist that somebody else saved meanwhile is explained, and what was done here can still be saved over it", async () => {
  let refusals = 0;
  const page = await open(() => (refusals++ === 0 ? problem("playlist/changed-meanwhile") : json({})));
  expect(problems["playlist/changed-meanwhile"]).toBe(409);
  press(page, 2, "ArrowUp", { altKey: true });
  await until(() => titles(page)[1] === "Ba", "the new order");
  button(page, "Cập nhật 2 địa điểm")?.click();
  await until(() => page.textContent.includes("Người khác vừa sửa danh sách này"), "the explanation");
  expect(titles(page)).toEqual(["Một", "Ba", "Hai"]);
  button(page, "Lưu bản của tôi đè lên")?.click();
  const second = await until(() => server?.heard.filter(({ method }) => method === "PUT")[1], "the second save");
  expect(second.body).toMatchObject({ version: 4, playlist: { name: "Bưu điện" } });
});
