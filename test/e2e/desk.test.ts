import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, localDateAt } from "../../content/playout/wall-clock.ts";
import { pairingPage } from "../../content/wire/screen-api.ts";
import { openBrowser, screenContext, visibleText } from "../support/browser.ts";
import { until } from "../support/until.ts";
import { createWorld, password, preset, zone, type World } from "../support/world.ts";

// The main job through the desk's own pages: written, approved by another, assigned, paired, on the screen.

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await createWorld({ now: Date.now(), running: true, root: false });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.end();
});

/** Passkeys belong to a domain name: the desk is opened by one, as in an office. */
const desk = (): string => world.url.replace("127.0.0.1", "localhost");

async function signInAs(who: "comms" | "approver" | "admin", path: string, width = 1440, height = 900): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: "vi-VN" });
  const page = await context.newPage();
  await page.goto(desk() + path);
  await page.getByLabel("Email").fill(`${who}@bangtin.test`);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  return page;
}

async function write(page: Page, title: string, headline: string): Promise<void> {
  await page.getByRole("textbox", { name: "Tên gọi" }).fill(title);
  await page.getByRole("combobox", { name: "Nguồn", exact: true }).fill("Bộ Y tế");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Câu chính" }).fill(headline);
  await page.keyboard.press("Control+Enter");
  await until(`${title} to be submitted`, async () => (await statusOf(title)) === "submitted");
}

async function statusOf(title: string): Promise<string | undefined> {
  return (await world.comms.call("messages")).find((message) => message.head.content.title === title)?.status;
}

/** The six characters that the screen shows. */
async function pairingCode(screen: Page): Promise<string> {
  const code = await screen.locator("bt-pairing").evaluate((element: Element & { code?: string }) => element.code);
  if (code === undefined) throw new Error("the pairing page has no code");
  await until("the code on the screen", async () => (await visibleText(screen)).replaceAll(/\s/g, "").includes(code));
  return code;
}

const passphrase = "mười hai con giáp";

/** Makes the root key on the page of keys; answers the recovery file as it was downloaded. */
async function makeRoot(page: Page): Promise<string> {
  await page.getByLabel("Cụm mật khẩu của tệp").fill(passphrase);
  await page.getByLabel("Gõ lại cụm mật khẩu").fill(passphrase);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Tạo và tải tệp khôi phục" }).click();
  const file = await (await downloading).path();
  await page.getByLabel("Tệp khôi phục").setInputFiles(file);
  await page.getByLabel("Cụm mật khẩu của tệp").fill(passphrase);
  await page.getByRole("button", { name: "Dùng khóa gốc này" }).click();
  await page.locator(".root-code").waitFor();
  return file;
}

/** A device that recognises its owner, as a telephone with a fingerprint reader does. */
async function withFingerprint(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable", { enableUI: false });
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** A date as it is typed at the desk. */
const typed = (date: string): string => date.split("-").reverse().join("/");

test("a message written at the desk, approved by another and assigned is on the screen that was paired there", async () => {
  const writing = await signInAs("comms", "/admin/messages/new");
  await write(writing, "Rửa tay thường xuyên", "Rửa tay\nthường xuyên");

  const keys = await signInAs("admin", "/admin/trust");
  const file = await makeRoot(keys);

  const deciding = await signInAs("approver", "/admin/approvals", 390, 844);
  await withFingerprint(deciding);
  await deciding.getByText("Bạn chưa có khóa ký").waitFor();
  await deciding.getByRole("button", { name: /^Tạo khóa ký/ }).click();
  const code = await deciding.locator(".key-code").textContent();
  // The administrator hears it over the telephone and compares.
  await keys.locator(".pending-key", { hasText: code ?? "no code" }).waitFor();
  await keys.getByRole("button", { name: "Đã so mã" }).click();
  await keys.getByRole("checkbox", { name: new RegExp(`đọc đúng mã ${code}`) }).check();
  await keys.getByLabel("Tệp khôi phục").setInputFiles(file);
  await keys.getByLabel("Cụm mật khẩu của tệp").fill(passphrase);
  await keys.getByRole("button", { name: "Đưa Người approver vào danh sách" }).click();
  // The approver's page hears of it by itself.
  await deciding.getByRole("button", { name: /^Duyệt/, disabled: false }).click();
  await until("the approval", async () => (await statusOf("Rửa tay thường xuyên")) === "approved");

  const screen = await (await screenContext(browser, preset("board-1080"))).newPage();
  await screen.goto(`${world.url}/player/`);
  const shown = await pairingCode(screen);
  const managing = await signInAs("admin", pairingPage(shown), 390, 844);
  await managing.getByRole("checkbox", { name: /Mã gốc trên màn hình có phải/ }).check();
  await managing.getByRole("radio", { name: /Sân bay Cần Thơ/ }).check();
  await managing.getByRole("button", { name: `Ghép màn hình ${shown}` }).click();
  await until("the screen to say whose it is", async () =>
    (await visibleText(screen)).includes("Đang chờ nội dung mới"),
  );

  const listing = await signInAs("admin", "/admin/playlists/new");
  await listing.getByRole("textbox", { name: "Tên danh sách" }).fill("Sân bay");
  await listing.getByRole("button", { name: "Thêm “Rửa tay thường xuyên”" }).click();
  await listing.getByRole("button", { name: "Tạo danh sách" }).click();
  await until("the playlist", async () => (await world.comms.call("playlists")).length === 1);

  await writing.goto(`${desk()}/admin/campaigns/new`);
  await writing.getByRole("textbox", { name: "Tên đợt" }).fill("Tháng này");
  await writing.getByRole("combobox", { name: "Danh sách phát" }).fill("Sân bay");
  await writing.keyboard.press("Enter");
  await writing.getByRole("checkbox", { name: /Sân bay Cần Thơ/ }).check();
  await writing.getByRole("combobox", { name: "Đến hết ngày" }).fill(typed(addDays(localDateAt(world.now, zone), 3)));
  await writing.keyboard.press("Enter");
  await writing.getByRole("button", { name: /^Phát ở 1 địa điểm/ }).click();
  await until("the message on the screen", async () => {
    const words = (await visibleText(screen)).replaceAll(/\s+/g, " ");
    return words.includes("Rửa tay thường xuyên") && words.includes("Nguồn: Bộ Y tế");
  });
});

test("an approval is refused to the author, at the desk and behind it", async () => {
  const page = await signInAs("approver", "/admin/messages/new");
  await write(page, "Tự viết tự duyệt", "Tự viết\ntự duyệt");
  await page.goto(`${desk()}/admin/approvals`);
  await page.getByText("Cần một người khác duyệt").first().waitFor();
  expect(await page.getByRole("button", { name: /^Duyệt/ }).count()).toBe(0);
  await page.keyboard.press("d");

  // And who goes around the page is refused by the server.
  const [own] = (await world.comms.call("messages")).filter((message) => message.status === "submitted");
  const refused = await page.evaluate(
    async ([path, digest]) => {
      const init = {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ digest, approval: "{}" }),
      };
      const response = await fetch(path ?? "", init);
      return { status: response.status, ...((await response.json()) as { code: string }) };
    },
    [`/api/messages/${own?.id}/approve`, own?.head.digest],
  );
  expect(refused).toMatchObject({ status: 403, code: "approval/own-message", detail: "author" });
  expect(await statusOf("Tự viết tự duyệt")).toBe("submitted");
});
