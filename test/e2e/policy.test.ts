import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pages } from "../../admin/pages.ts";
import { readConfig } from "../../server/config.ts";
import { seedDemo } from "../../server/seed.ts";
import { startServer, type Running } from "../../server/start.ts";
import { openBrowser, visibleText } from "../support/browser.ts";
import { until } from "../support/until.ts";

// Every page that a browser is given, with the demo's content in it, under its own policy: nothing it does is against it.

let folder: string;
let server: Running;
let browser: Browser;
let violations: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-policy-"));
  server = await startServer(readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder }), { log: () => undefined });
  server.setDemo(await seedDemo(server));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A browser that hears of every breach in every frame of every page, also where the page would swallow it. */
async function watched(): Promise<BrowserContext> {
  violations = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "vi-VN" });
  await context.exposeBinding("violated", ({ frame }, what: string) => {
    violations.push(`${new URL(frame.url()).pathname}: ${what}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
      (globalThis as unknown as { violated(what: string): void }).violated(
        [effectiveDirective, blockedURI, sample, `${sourceFile}:${lineNumber}`].join(" "),
      );
    });
  });
  context.on("weberror", (error) => violations.push(String(error.error())));
  return context;
}

async function signedIn(email: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await watched();
  const page = await context.newPage();
  await page.goto(`${server.url}/admin/`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Mật khẩu", { exact: true }).fill("bangtin-demo");
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.locator("desk-shell nav").first().waitFor();
  return { context, page };
}

/** A real id for `:id`, and `new` where the page makes one. */
async function addresses(): Promise<string[]> {
  const { db } = server.deps;
  const first = async (table: "message" | "playlist" | "campaign" | "venue" | "screen"): Promise<string> =>
    (await db.selectFrom(table).select("id").limit(1).executeTakeFirstOrThrow()).id;
  const ids: Record<string, string> = {
    approvals: await first("message"),
    messages: await first("message"),
    screens: await first("screen"),
    campaigns: await first("campaign"),
    playlists: await first("playlist"),
    venues: await first("venue"),
  };
  return pages.flatMap(({ path }) => {
    if (!path.endsWith("/:id")) return [path];
    const noun = path.slice(0, -4);
    const id = ids[noun];
    return [...(id === undefined ? [] : [`${noun}/${id}`]), ...(noun === "approvals" ? [] : [`${noun}/new`])];
  });
}

test("the policy is one that forbids inline scripts, inline styles and strings that become markup", async () => {
  for (const path of ["/", "/player/", "/player/sw.js", "/admin/", "/admin/users"]) {
    const policy = (await fetch(server.url + path)).headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toMatch(/trusted-types lit-html [a-z-]+(;|$)/);
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain(path.startsWith("/player/") ? "frame-ancestors 'self'" : "frame-ancestors 'none'");
  }
});

test("no page of the desk does anything against its policy", async () => {
  const { context, page } = await signedIn("phuc@bangtin.demo");
  for (const path of await addresses()) {
    await page.goto(`${server.url}/admin/${path}`);
    await until(`${path} to be drawn`, async () => (await visibleText(page)).length > 200);
    await page.waitForLoadState("networkidle");
    // What opens over the page: lists, calendars, dialogs.
    for (const kind of ["vaadin-combo-box", "vaadin-date-picker", "vaadin-time-picker", "vaadin-select"]) {
      const field = page.locator(kind).first();
      if (!(await field.isVisible())) continue;
      await field.locator("[part~=toggle-button]").first().click();
      await until(`${kind} to open`, () => field.evaluate((element) => element.hasAttribute("opened")));
      await page.keyboard.press("Escape");
    }
    expect({ path, violations }).toEqual({ path, violations: [] });
  }
  await page.goto(`${server.url}/admin/users`);
  await page.getByRole("button", { name: "Thêm người" }).click();
  await page.getByLabel("Họ và tên").waitFor();
  await page.goto(`${server.url}/admin/settings`);
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.locator("vaadin-notification-card").first().waitFor();
  expect(violations).toEqual([]);
  await context.close();
});

test("neither do the wall with its three screens, a screen that pairs, and one that plays", async () => {
  const context = await watched();
  const wall = await context.newPage();
  await wall.goto(server.url);
  await until("three screens on the wall", async () => {
    const playing = wall.frames().filter((frame) => frame.url().includes("/player/"));
    const drawn = await Promise.all(playing.map((frame) => frame.locator("bt-scene").count()));
    return drawn.length >= 3 && drawn.every((n) => n > 0);
  });
  await wall.waitForLoadState("networkidle");
  const pairing = await context.newPage();
  await pairing.goto(`${server.url}/player/?profile=moi`);
  await pairing.locator("bt-pairing").waitFor();
  const offered = await context.newPage();
  await offered.goto(`${server.url}/api/docs`);
  await offered.getByRole("heading", { name: "HTTP interface" }).waitFor();
  expect(violations).toEqual([]);
  await context.close();
});

test("a page that is made to break the policy is stopped, and heard: the watch above is awake", async () => {
  const context = await watched();
  const page = await context.newPage();
  await page.goto(`${server.url}/player/`);
  await page.locator("bt-pairing").waitFor();
  const outcome = await page.evaluate(() => {
    const script = document.createElement("script");
    const tried: string[] = [];
    try {
      document.body.innerHTML = "<img src=x onerror=alert(1)>";
      tried.push("markup");
    } catch {
      // Trusted Types throw.
    }
    try {
      script.text = "document.title = 'owned'";
      tried.push("script text");
    } catch {
      // Likewise.
    }
    const style = document.createElement("style");
    style.textContent = "body { opacity: 0.5 !important }";
    document.head.append(style);
    return { tried, title: document.title, opacity: getComputedStyle(document.body).opacity };
  });
  expect(outcome).toEqual({ tried: [], title: expect.not.stringContaining("owned"), opacity: "1" });
  await until("the breaches", () => violations.length >= 3);
  await context.close();
});

test("the desk stands in nobody's frame, the player only in this server's", async () => {
  const context = await watched();
  const page = await context.newPage();
  await page.goto(`${server.url}/api/docs`);
  const framed = async (path: string): Promise<boolean> => {
    const other = await context.newPage();
    await other.route("https://elsewhere.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<iframe src="${server.url}${path}"></iframe>` }),
    );
    await other.goto("https://elsewhere.example/");
    await other.waitForLoadState("networkidle");
    const [, frame] = other.frames();
    const shown = frame !== undefined && frame.url().startsWith(server.url);
    await other.close();
    return shown;
  };
  expect([await framed("/admin/"), await framed("/player/"), await framed("/")]).toEqual([false, false, false]);
  await context.close();
});
