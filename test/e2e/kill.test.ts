import { mkdtemp, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, localDateAt } from "../../content/playout/wall-clock.ts";
import { openBrowser, screenContext, visibleText } from "../support/browser.ts";
import { freePort, startChild, type ChildServer } from "../support/child-server.ts";
import { clientOf, signIn, type Client } from "../support/http-client.ts";
import { approvalBody, makeRoot, type Hand } from "../support/keys.ts";
import { until } from "../support/until.ts";
import { messageContent, password, preset, zone } from "../support/world.ts";

// A real server process killed without a word, again and again, under a real screen.

const rounds = 4;

let folder: string;
let port: number;
let server: ChildServer;
let browser: Browser;
let page: Page;
let comms: Client;
let admin: Client;
let approver: Client;
let approverKey: Hand;

const restart = async (): Promise<void> => void (server = await startChild({ port, dataFolder: folder }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-kill-"));
  port = await freePort();
  await restart();
  const nobody = clientOf(server.url, {});
  const agency = { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" };
  const settings = { agency, hotline: { label: "Đường dây nóng", number: "1900 9095" } };
  const first = { name: "Quản trị", email: "admin@bangtin.test", password, settings };
  await nobody.call("setup", { body: { token: server.setupToken ?? "", ...first } });
  admin = await signIn(server.url, first.email, password);
  for (const role of ["comms", "approver"] as const) {
    await admin.call("addUser", { body: { name: role, email: `${role}@bangtin.test`, password, role } });
  }
  comms = await signIn(server.url, "comms@bangtin.test", password);
  approver = await signIn(server.url, "approver@bangtin.test", password);
  const duties = ["approver" as const];
  const [key] = (await makeRoot(admin, [{ email: "approver@bangtin.test", duties }], Date.now())).hands;
  if (!key) throw new Error("the approver has no key");
  approverKey = key;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Works on until the connection breaks; any other failure is thrown on. */
async function untilKilled(work: () => Promise<void>): Promise<void> {
  try {
    for (;;) await work();
  } catch (error) {
    if (!(error instanceof TypeError && error.message === "fetch failed")) throw error;
  }
}

test("killing the server during publications and proof ingest loses nothing and counts nothing twice", async () => {
  const [area] = await admin.call("areas");
  const venue = await admin.call("addVenue", {
    body: {
      name: "Sân bay",
      kind: "airport",
      operator: "",
      area: area?.id ?? "",
      address: "",
      timeZone: zone,
      openingHours: [],
      reading: "walk",
    },
  });
  const messages: string[] = [];
  for (const text of ["Rửa tay", "Đeo khẩu trang", "Giữ khoảng cách"]) {
    const content = { ...messageContent(text, text), source: { id: "bo-y-te", name: "Bộ Y tế" } };
    const draft = await comms.call("addMessage", { body: { content } });
    const submitted = await comms.call("submitMessage", { params: { id: draft.id }, body: { version: draft.version } });
    const body = approvalBody(submitted, approverKey, Date.now());
    await approver.call("approveMessage", { params: { id: draft.id }, body });
    messages.push(draft.id);
  }
  const items = messages.map((message) => ({ message, seconds: 3 }));
  const playlist = await comms.call("addPlaylist", { body: { name: "0", items } });
  const today = localDateAt(Date.now(), zone);
  const campaign = await comms.call("addCampaign", {
    body: {
      name: "Đợt thử",
      playlist: playlist.id,
      venues: [venue.id],
      from: today,
      to: addDays(today, 9),
      hours: [],
      weekdays: [],
      level: "routine",
      frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    },
  });
  const pair = async (name: string): Promise<string> => {
    const { code, token } = await clientOf(server.url, {}).call("startPairing", { body: {} });
    await admin.call("pairScreen", { body: { code, name, venue: venue.id, canvas: preset("board-1080") } });
    return token;
  };
  const token = await pair("Bảng");
  const poster = clientOf(server.url, { authorization: `Bearer ${await pair("Máy gửi bằng chứng")}` });
  const context = await screenContext(browser, preset("board-1080"));
  page = await context.newPage();
  await page.goto(`${server.url}/player/#claim=${token}`);
  await until("the screen to play", async () => /Rửa tay|Đeo khẩu trang|Giữ khoảng cách/.test(await visibleText(page)));

  // A second screen with very many proofs: sends a batch again until it is acknowledged, as the player does.
  const [revision] = (await comms.call("messages")).map((message) => message.head.digest);
  let acknowledged = 0;
  const prove = async (): Promise<void> => {
    const plays = Array.from({ length: 50 }, (_, i) => {
      const seq = acknowledged + i;
      const from = 1_600_000_000_000 + seq * 3000;
      return {
        seq,
        message: revision ?? "",
        campaign: campaign.id,
        lane: "stage" as const,
        from,
        until: from + 3000,
        whole: true,
        version: 1,
      };
    });
    const { stored } = await poster.call("addPlays", { body: { boot: "00000000000000aa", plays } });
    expect(stored).toEqual(plays.map((play) => play.seq));
    acknowledged += stored.length;
  };

  let version = playlist.version;
  const publish = async (): Promise<void> => {
    const shifted = [...items.slice(version % 3), ...items.slice(0, version % 3)];
    const playlistDraft = { name: String(version), items: shifted };
    version = (
      await comms.call("editPlaylist", { params: { id: playlist.id }, body: { version, playlist: playlistDraft } })
    ).version;
  };

  for (let round = 1; round <= rounds; round++) {
    // Publish and prove without a pause; the kill falls somewhere inside both.
    const busy = Promise.allSettled([untilKilled(publish), untilKilled(prove)]);
    const enough = { version: version + 4, proofs: acknowledged + 500 };
    await until("publications and proofs", () => version > enough.version && acknowledged > enough.proofs);
    await server.kill();
    for (const end of await busy) if (end.status === "rejected") throw end.reason;
    expect(await visibleText(page)).toMatch(/Rửa tay|Đeo khẩu trang|Giữ khoảng cách/);
    await restart();

    const current = (await comms.call("playlists")).find((list) => list.id === playlist.id);
    // Every acknowledged publication is there; at most the one under way came on top of it.
    expect([version, version + 1]).toContain(current?.version);
    version = current?.version ?? 0;
    await until(
      "the screen to play what the desk wants",
      async () => {
        const [screen] = await admin.call("screens");
        return screen?.online === true && screen.shown === screen.wanted && screen.wanted > 0;
      },
      30_000,
    );
  }

  // Every proof that the screen recorded arrives, once, whatever the server lived through.
  await until(
    "the outbox to empty",
    async () => {
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      const [screen] = await admin.call("screens");
      return (
        screen?.report?.outbox === 0 && (await admin.call("screenPlays", { params: { id: screen.id } })).length > 3
      );
    },
    60_000,
  );
  await server.kill();
  const database = new DatabaseSync(join(folder, "bangtin.db"));
  const boots = database
    .prepare(
      "SELECT boot, count(*) AS plays, max(seq) - min(seq) + 1 AS span, min(seq) AS first FROM play GROUP BY boot",
    )
    .all();
  expect(boots).toHaveLength(2);
  const proven = Number(boots.find((boot) => boot["boot"] === "00000000000000aa")?.["plays"]);
  // A batch under way at a kill may be in without its acknowledgement; it was sent again, and counts once.
  expect(proven).toBeGreaterThanOrEqual(acknowledged);
  expect(proven).toBeLessThanOrEqual(acknowledged + 50);
  for (const boot of boots) {
    expect(boot["first"]).toBe(0);
    expect(boot["plays"]).toBe(boot["span"]);
  }
  expect(database.prepare("PRAGMA integrity_check").get()).toMatchObject({ integrity_check: "ok" });
  database.close();
  await restart();
  await context.close();
});
