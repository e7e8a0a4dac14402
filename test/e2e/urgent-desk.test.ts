import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onAirAt } from "../support/campaign.ts";
import { openBrowser, screenContext, visibleText } from "../support/browser.ts";
import { until } from "../support/until.ts";
import { createWorld, messageContent, password, preset, type World } from "../support/world.ts";

// A takeover through the desk's own pages: one person asks, another lets it go, a screen shows it, one person ends it; and
// an approved message is recalled. Each officer has a browser of their own.

let world: World;
let browser: Browser;
let screen: Page;

const everyday = "Rửa tay";
const urgent = "Có dịch ở chợ Tân An";

beforeAll(async () => {
  world = await createWorld({ now: Date.now(), running: true });
  // The desk of a demo is given its people's keys; here they are the very keys of the root.
  const { approver, admin } = world.keys;
  const keys = [approver, admin].map(({ secret, entry }) => {
    const { x = "", y = "", d = "" } = secret.export({ format: "jwk" });
    return { owner: entry.owner.id, jwk: { x, y, d } };
  });
  world.server.setDemo({ accounts: [], keys, screens: [] });
  browser = await openBrowser();
  await onAirAt(world, ["airport"], [messageContent("Rửa tay thường xuyên", everyday)]);
  const { token } = await world.pair("airport");
  screen = await (await screenContext(browser, preset("board-1080"))).newPage();
  await screen.goto(`${world.url}/player/#claim=${token}`);
  await until("the everyday message", showing(everyday), 30_000);
});
afterAll(async () => {
  await browser?.close();
  await world?.end();
});

const showing = (words: string) => async (): Promise<boolean> => (await visibleText(screen)).includes(words);

/** WebCrypto needs a secure context, and `localhost` is one. */
const desk = (): string => world.url.replace("127.0.0.1", "localhost");

async function signIn(who: "approver" | "admin", path: string, width = 1440, height = 900): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width, height }, locale: "vi-VN" });
  const page = await context.newPage();
  await page.goto(desk() + path);
  await page.getByLabel("Email").fill(`${who}@bangtin.test`);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  return page;
}

test("what one officer asks for and another lets go is on the screen, is counted, and one person ends it", async () => {
  const asking = await signIn("admin", "/admin/screens");
  await asking.getByRole("link", { name: "KHẨN CẤP" }).first().waitFor();
  await asking.keyboard.press("Shift+E");
  await asking.getByRole("button", { name: "Ổ dịch tại một nơi" }).click();
  await asking.getByLabel("Ở đâu").fill("chợ Tân An");
  await asking.getByLabel("Nguồn", { exact: true }).selectOption("Bộ Y tế");
  await asking.getByRole("button", { name: "Tiếp tục" }).click();
  await asking.getByRole("checkbox", { name: /^Cần Thơ/ }).check();
  await asking.getByText("1 màn hình trực tuyến, 0 ngoại tuyến").waitFor();
  await asking.getByRole("button", { name: "Tiếp tục" }).click();
  await asking.getByLabel("Ai chỉ đạo").fill("Ban Chỉ đạo thành phố, ông Lâm");
  await asking.getByLabel("Số gọi lại để kiểm tra").fill("0292.3.811.502");
  await asking.getByRole("checkbox", { name: /thay toàn bộ chương trình trên 1 màn hình/ }).check();
  await asking.getByLabel(/Gõ tên khu vực/).fill("can tho");
  await asking.getByRole("button", { name: "Gửi người thứ hai" }).click();
  await asking.getByText("Đang chờ người thứ hai").waitFor();
  expect(await showing(everyday)()).toBe(true);

  const second = await signIn("approver", "/admin/approvals", 390, 844);
  await second.getByRole("alert").filter({ hasText: "chờ người thứ hai" }).click();
  await second.getByText("Chữ ký của Người admin đúng với nội dung này").waitFor();
  const release = second.getByRole("button", { name: "Phát ngay" });
  expect(await release.isDisabled()).toBe(true);
  await second.getByRole("checkbox", { name: /Tôi đã kiểm tra căn cứ/ }).check();
  await release.click();
  await until("the takeover on the screen", showing(urgent));
  await until("nothing beside it", async () => !(await showing(everyday)()));

  // The one who asked sees it go live without touching anything, and the screen's own word for it.
  await asking.getByText("ĐANG PHÁT KHẨN CẤP").waitFor();
  await until("the true count", async () =>
    /1\s*\/\s*1\s*màn hình báo/.test((await asking.locator(".live-count").textContent()) ?? ""),
  );
  const [order] = await world.comms.call("orders");
  expect(order).toMatchObject({ status: "running", alone: false });
  expect(order?.signers.map(({ name }) => name).sort()).toEqual(["Người admin", "Người approver"]);

  await asking.getByRole("button", { name: "Kết thúc" }).click();
  await asking.getByText("Đã kết thúc sớm").waitFor();
  await until("the everyday message again", showing(everyday));
});

test("a recall from the message's page takes it off the screen in the middle of its spot", async () => {
  const messages = await world.comms.call("messages");
  const message = messages.find(({ approved }) => approved !== undefined);
  const page = await signIn("approver", `/admin/messages/${message?.id}`);
  await page.getByRole("button", { name: "Thu hồi ngay" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Tắt trên 1 màn hình").waitFor();
  await dialog.getByLabel("Lý do").fill("Số điện thoại sai");
  await dialog.getByRole("button", { name: "Ký và thu hồi" }).click();
  await until("the message off the screen", async () => !(await showing(everyday)()));
  await dialog.getByText("Không màn hình trực tuyến nào còn hiện").waitFor();
});
