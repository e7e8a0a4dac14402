import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canvasPresets } from "../../content/network/canvas.ts";
import { onAir } from "../../content/playout/on-air.ts";
import { approvedText, assign, campaignDraft } from "../support/assign.ts";
import { pinnedKey, readManifest } from "../support/read-manifest.ts";
import { screenSocket } from "../support/screen-socket.ts";
import { createWorld, preset, type World, zone } from "../support/world.ts";

const day = 24 * 3_600_000;
let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const rows = () =>
  world.server.deps.db.selectFrom("manifest").select(["version", "line_up"]).orderBy("version").execute();

describe("screens with the same campaigns, canvas and hours", () => {
  test("share one line-up: one manifest, and one announcement that reaches each of them once", async () => {
    const screens = [await world.pair("airport"), await world.pair("terminal"), await world.pair("airport")];
    const sockets = await Promise.all(screens.map(({ token }) => screenSocket(world.url, token)));
    for (const socket of sockets) await socket.hello();
    const before = Math.max(...(await rows()).map((row) => row.version));
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport", "terminal"]);
    const heard = await Promise.all(sockets.map((socket) => socket.announced(before)));
    expect(new Set(heard.map(({ version, etag, lineUp }) => `${version} ${etag} ${lineUp}`)).size).toBe(1);
    expect((await rows()).filter((row) => row.version > before)).toHaveLength(1);
    const manifests = await Promise.all(screens.map(({ client }) => readManifest(client)));
    expect(new Set(manifests.map(({ payload }) => payload)).size).toBe(1);
    await Promise.all(sockets.map((socket) => socket.hello()));
    for (const socket of sockets) {
      expect(socket.announcements).toHaveLength(1);
      socket.close();
    }
  });

  test("that are paired later take what is there: nothing is published again", async () => {
    await world.pair("airport");
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
    const before = await rows();
    const late = await world.pair("airport");
    expect(await rows()).toEqual(before);
    expect((await readManifest(late.client)).tickers).toEqual(["Rửa tay"]);
  });

  test("are told apart by canvas, campaign and opening hours", async () => {
    await world.admin.call("addVenue", {
      body: {
        name: "Bưu điện",
        kind: "post-office",
        operator: "",
        area: "can-tho",
        address: "",
        timeZone: zone,
        openingHours: [{ weekdays: [1, 2, 3, 4, 5], from: "07:00", until: "18:00" }],
        reading: "walk",
      },
    });
    const office = (await world.admin.call("venues")).find((venue) => venue.name === "Bưu điện")?.id ?? "";
    const screens = [
      await world.pair("airport"),
      await world.pair("airport", preset("billboard-1080")),
      await world.pair(office),
      await world.pair("terminal"),
    ];
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport", office]);
    const lineUps = await Promise.all(screens.map(async ({ client }) => (await readManifest(client)).manifest.lineUp));
    expect(new Set(lineUps).size).toBe(4);
  });
});

describe("a change", () => {
  test("publishes only what it touches; the other line-ups keep their version and their bytes", async () => {
    const here = await world.pair("airport");
    const there = await world.pair("terminal", preset("crawler-1080"));
    const airport = await assign(world, [await approvedText(world, "Sân bay")], ["airport"]);
    await assign(world, [await approvedText(world, "Truyền hình")], ["terminal"]);
    const before = [await readManifest(here.client), await readManifest(there.client)] as const;
    const other = await approvedText(world, "Thêm ở sân bay");
    await world.comms.call("editPlaylist", {
      params: { id: airport.playlist },
      body: { version: 1, playlist: { name: "Danh sách thử", items: [{ message: other }] } },
    });
    const now = [await readManifest(here.client), await readManifest(there.client)] as const;
    expect(now[0].tickers).toEqual(["Thêm ở sân bay"]);
    expect(now[0].manifest.version).toBeGreaterThan(before[1].manifest.version);
    expect(now[1].payload).toBe(before[1].payload);
  });

  test("that changes nothing on screens publishes nothing", async () => {
    await world.pair("airport");
    const message = await approvedText(world, "Rửa tay");
    const { playlist, campaign } = await assign(world, [message], ["airport"]);
    const before = await rows();
    const edited = await world.comms.call("editPlaylist", {
      params: { id: playlist },
      body: { version: 1, playlist: { name: "Tên khác", items: [{ message }] } },
    });
    expect(edited).toMatchObject({ version: 2, name: "Tên khác" });
    await world.comms.call("editCampaign", {
      params: { id: campaign },
      body: { version: 1, campaign: campaignDraft(playlist, ["airport"]) },
    });
    await world.admin.call("saveSettings", { body: await world.admin.call("settings") });
    await approvedText(world, "Không ở danh sách nào");
    expect(await rows()).toEqual(before);
  });

  test("of the agency's hotline reaches every safe card", async () => {
    const screens = [await world.pair("airport"), await world.pair("terminal", preset("crawler-576"))];
    const settings = await world.admin.call("settings");
    await world.admin.call("saveSettings", {
      body: { ...settings, hotline: { label: "Đường dây nóng", number: "0292 3 999 999" } },
    });
    for (const { client } of screens)
      expect((await readManifest(client)).manifest.safeCard.number).toBe("0292 3 999 999");
  });

  test("is announced after its commit: who fetches at once gets the new version", async () => {
    const screen = await world.pair("airport");
    const key = await pinnedKey(screen.client);
    const messages = [await approvedText(world, "Một"), await approvedText(world, "Hai")];
    const { playlist } = await assign(world, messages, ["airport"]);
    const socket = await screenSocket(world.url, screen.token);
    let { current } = await socket.hello();
    const fetched: Promise<{ announced: number; got: number }>[] = [];
    socket.socket.on("announce", ({ version }) => {
      fetched.push(
        readManifest(screen.client, key).then(({ manifest }) => ({ announced: version, got: manifest.version })),
      );
    });
    for (let version = 1; version <= 10; version++) {
      const items = (version % 2 ? messages : messages.toReversed()).map((message) => ({
        message,
        seconds: 20 + version,
      }));
      await world.comms.call("editPlaylist", {
        params: { id: playlist },
        body: { version, playlist: { name: "P", items } },
      });
      current = await socket.announced(current?.version ?? 0);
    }
    const pairs = await Promise.all(fetched);
    expect(pairs).toHaveLength(10);
    for (const { announced, got } of pairs) expect(got).toBeGreaterThanOrEqual(announced);
    socket.close();
  });

  test("that fails half-way leaves no trace on screens, in the record or in the room", async () => {
    const screen = await world.pair("airport");
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
    const socket = await screenSocket(world.url, screen.token);
    await socket.hello();
    const before = [await rows(), await world.admin.call("audit"), await world.admin.call("campaigns")];
    const refused = world.comms.call("addCampaign", { body: campaignDraft("khong-co", ["airport"]) });
    await expect(refused).rejects.toThrow("campaign/unknown-playlist");
    await socket.hello();
    expect([await rows(), await world.admin.call("audit"), await world.admin.call("campaigns")]).toEqual(before);
    expect(socket.announcements).toEqual([]);
    socket.close();
  });
});

describe("a version", () => {
  test("never goes back for a screen that moves to an older line-up, and it hears of the move", async () => {
    const moving = await world.pair("airport");
    const resident = await world.pair("terminal");
    await assign(world, [await approvedText(world, "Truyền hình")], ["terminal"]);
    const { playlist } = await assign(world, [await approvedText(world, "Sân bay")], ["airport"]);
    const old = await readManifest(resident.client);
    const before = await readManifest(moving.client);
    expect(before.manifest.version).toBeGreaterThan(old.manifest.version);

    const socket = await screenSocket(world.url, moving.token);
    await socket.hello();
    const edit = { name: "Màn", canvas: preset("board-1080") };
    await world.admin.call("editScreen", { params: { id: moving.id }, body: { ...edit, venue: "terminal" } });
    const announced = await socket.announced(before.manifest.version);
    const moved = await readManifest(moving.client);
    expect(moved.tickers).toEqual(["Truyền hình"]);
    expect(moved.manifest.version).toBe(announced.version);
    expect(moved.manifest.lineUp).toBe(old.manifest.lineUp);

    // The new room is its own now, and the old one is not.
    await world.pair("airport");
    await world.comms.call("editPlaylist", {
      params: { id: playlist },
      body: { version: 1, playlist: { name: "P", items: [] } },
    });
    await socket.hello();
    expect(socket.announcements.at(-1)).toEqual(announced);
    socket.close();
  });

  test("is announced to a screen alone that moves to a newer line-up, which is not published again", async () => {
    const moving = await world.pair("airport");
    await world.pair("terminal");
    await assign(world, [await approvedText(world, "Sân bay")], ["airport"]);
    await assign(world, [await approvedText(world, "Truyền hình")], ["terminal"]);
    const socket = await screenSocket(world.url, moving.token);
    const { current } = await socket.hello();
    const before = await rows();
    await world.admin.call("editScreen", {
      params: { id: moving.id },
      body: { name: "Màn", canvas: preset("board-1080"), venue: "terminal" },
    });
    const { version } = await socket.announced(current?.version ?? 0);
    expect((await readManifest(moving.client)).manifest.version).toBe(version);
    expect(
      (await rows()).map((row) => row.version).filter((one) => !before.some((row) => row.version === one)),
    ).toEqual([]);
    socket.close();
  });

  test("only grows, whatever happens to campaigns, venues and screens", async () => {
    const screen = await world.pair("airport");
    const key = await pinnedKey(screen.client);
    const versions = [(await readManifest(screen.client, key)).manifest.version];
    const see = async (): Promise<void> =>
      void versions.push((await readManifest(screen.client, key)).manifest.version);
    const { campaign } = await assign(world, [await approvedText(world, "Một")], ["airport", "terminal"]);
    await see();
    for (let round = 0; round < 3; round++) {
      await world.comms.call("stopCampaign", { params: { id: campaign }, body: {} });
      await see();
      await world.comms.call("resumeCampaign", { params: { id: campaign }, body: {} });
      await see();
      for (const canvas of canvasPresets.filter(({ shape }) => shape === "board")) {
        const venue = round % 2 ? "airport" : "terminal";
        await world.admin.call("editScreen", { params: { id: screen.id }, body: { name: "Màn", canvas, venue } });
        await see();
      }
    }
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    // A line-up without screens is gone with its manifests; a handful is kept of each that is there.
    expect((await rows()).length).toBeLessThan(8);
  });
});

test("a stopped campaign is gone from the programme, and comes back when it is resumed", async () => {
  const screen = await world.pair("airport");
  const { campaign } = await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
  await world.approver.call("stopCampaign", { params: { id: campaign }, body: {} });
  const stopped = await readManifest(screen.client);
  expect(stopped.tickers).toEqual([]);
  expect(stopped.manifest.messages).toEqual([]);
  expect(onAir(stopped.manifest.programme, [], world.now).stage.kind).toBe("safe");
  await world.comms.call("resumeCampaign", { params: { id: campaign }, body: {} });
  const resumed = await readManifest(screen.client);
  expect(resumed.tickers).toEqual(["Rửa tay"]);
  expect(onAir(resumed.manifest.programme, [], world.now).stage.kind).toBe("spot");
});

test("an unchanged manifest is answered 304 by its ETag, and in full by another one", async () => {
  const screen = await world.pair("airport");
  const { etag } = await readManifest(screen.client);
  expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
  const ask = (value: string) =>
    screen.client.raw("GET", "/api/screen/manifest", { headers: { "if-none-match": value } });
  const same = await ask(etag);
  expect({ status: same.status, etag: same.headers.get("etag"), body: await same.text() }).toEqual({
    status: 304,
    etag,
    body: "",
  });
  expect(same.headers.get("cache-control")).toBe("private, no-cache");
  expect((await ask('"khac"')).status).toBe(200);
  await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
  expect((await ask(etag)).status).toBe(200);
});

describe("a restart", () => {
  test("publishes nothing again on the same day, and everything anew on the next", async () => {
    const screen = await world.pair("airport");
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
    const before = await rows();
    const first = await readManifest(screen.client);
    world.now += 3 * 3_600_000;
    await world.restart();
    expect(await rows()).toEqual(before);
    expect((await readManifest(screen.client)).payload).toBe(first.payload);

    world.now += day;
    await world.restart();
    const next = await readManifest(screen.client);
    expect(next.manifest.version).toBeGreaterThan(first.manifest.version);
    expect(next.manifest.programme.until).toBe(first.manifest.programme.until + day);
    expect(next.manifest.expiresAt).toBeGreaterThan(first.manifest.expiresAt);
  });

  test("keeps the key that screens have pinned", async () => {
    const screen = await world.pair("airport");
    const key = await pinnedKey(screen.client);
    await world.restart();
    await assign(world, [await approvedText(world, "Rửa tay")], ["airport"]);
    expect((await readManifest(screen.client, key)).tickers).toEqual(["Rửa tay"]);
  });
});

test("what a screen shows is the same by its own reckoning and by the desk's", async () => {
  const screen = await world.pair("airport");
  await assign(world, [await approvedText(world, "Rửa tay"), await approvedText(world, "Đeo khẩu trang")], ["airport"]);
  const { manifest } = await readManifest(screen.client);
  for (const at of [world.now, world.now + 7000, world.now + day, world.now + 30 * day]) {
    const moment = await world.comms.call("screenMoment", { params: { id: screen.id }, query: { at: String(at) } });
    const { stage } = onAir(manifest.programme, [], at);
    expect(moment.stage?.digest).toBe(stage.kind === "spot" ? stage.spot.message : undefined);
  }
});

test("a campaign with an empty playlist is refused, and nothing is assigned", async () => {
  const { id } = await world.comms.call("addPlaylist", { body: { name: "Rỗng", items: [] } });
  const asked = world.comms.call("addCampaign", { body: campaignDraft(id, ["airport"]) });
  await expect(asked).rejects.toThrow("campaign/empty-playlist");
  expect(await world.comms.call("campaigns")).toEqual([]);
});
