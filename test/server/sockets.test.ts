import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { io } from "socket.io-client";
import { WebSocket } from "ws";
import { approvedText, assign } from "../support/assign.ts";
import { readManifest } from "../support/read-manifest.ts";
import { deskSocket, screenSocket } from "../support/screen-socket.ts";
import { until, within } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ jitterMs: 250 });
});
afterAll(() => world.end());

const alive = async (): Promise<boolean> => (await world.nobody.raw("GET", "/health")).status === 200;
const cookie = (): string => world.comms.headers["cookie"] ?? "";

describe("a connection of a screen", () => {
  test.each([
    ["a token that was never given", "x".repeat(32)],
    ["too short a token", "x"],
    ["no token at all", ""],
  ])("with %s is refused", async (_, token) => {
    await expect(screenSocket(world.url, token)).rejects.toThrow("screen/unknown-token");
  });

  test("with the token of a screen that only waits to be paired is refused", async () => {
    const { token } = await world.nobody.call("startPairing", { body: {} });
    await expect(screenSocket(world.url, token)).rejects.toThrow("screen/unknown-token");
  });

  test.each(["https://evil.example", "null", "http://127.0.0.1:1"])("from a page of %s is refused", async (origin) => {
    const { token } = await world.pair("airport");
    await expect(screenSocket(world.url, token, origin)).rejects.toThrow("websocket error");
    (await screenSocket(world.url, token)).close();
  });

  test("by polling is refused: it would come without an origin to judge", async () => {
    const { status } = await world.nobody.raw("GET", "/socket.io/?EIO=4&transport=polling");
    expect(status).toBe(400);
  });

  test("is greeted with the time, what it should play and when to come back", async () => {
    const screen = await world.pair("airport");
    const { manifest, etag } = await readManifest(screen.client);
    const socket = await screenSocket(world.url, screen.token);
    expect(await socket.hello()).toEqual({
      serverTime: world.now,
      current: { lineUp: manifest.lineUp, version: manifest.version, etag, jitterMs: 250 },
      orders: 0,
      root: expect.any(Number) as number,
      reconnectWindowMs: 300,
      reportEveryMs: 1000,
    });
    socket.close();
  });

  test("hears a publication within two seconds, and only of its own line-up", async () => {
    const [here, there] = [await world.pair("airport"), await world.pair("cable")];
    const [one, other] = [await screenSocket(world.url, here.token), await screenSocket(world.url, there.token)];
    const { current } = await one.hello();
    await other.hello();
    await assign(world, [await approvedText(world, "Chỉ ở sân bay")], ["airport"]);
    const heard = await one.announced(current?.version ?? 0, 2000);
    expect(heard).toMatchObject({ jitterMs: 250, version: (await readManifest(here.client)).manifest.version });
    await other.hello();
    expect(other.announcements).toEqual([]);
    one.close();
    other.close();
  });

  test("is told the server's time when that is set", async () => {
    const socket = await screenSocket(world.url, (await world.pair("airport")).token);
    const told = new Promise<number>((resolve) => void socket.socket.once("time", resolve));
    world.now += 60_000;
    expect(await within("time", told)).toBe(world.now);
    socket.close();
  });

  test("ends with `unpaired` when the screen is removed, and its token opens nothing any more", async () => {
    const screen = await world.pair("airport");
    const socket = await screenSocket(world.url, screen.token);
    await socket.hello();
    await world.admin.call("removeScreen", { params: { id: screen.id } });
    await until("the end of the connection", () => !socket.socket.connected);
    expect(socket.events).toContain("unpaired");
    await expect(screenSocket(world.url, screen.token)).rejects.toThrow("screen/unknown-token");
  });

  test("shows at the desk as online, and as offline when it is gone", async () => {
    const screen = await world.pair("airport");
    const { manifest } = await readManifest(screen.client);
    const view = () => world.comms.call("screen", { params: { id: screen.id } });
    expect(await view()).toMatchObject({ online: false, status: "waiting", shown: 0, wanted: manifest.version });
    const socket = await screenSocket(world.url, screen.token);
    await socket.hello({ clock: world.now + 90_000 });
    socket.socket.emit("report", {
      version: manifest.version,
      state: "playing",
      onAir: {},
      clock: world.now + 90_000,
      outbox: 3,
      persisted: true,
    });
    await until("the report", async () => (await view()).report?.outbox === 3);
    expect(await view()).toMatchObject({
      online: true,
      status: "playing",
      shown: manifest.version,
      clockSkewMs: 90_000,
      lastSeenAt: world.now,
    });
    socket.close();
    await until("offline", async () => !(await view()).online);
    await world.restart();
    expect(await view()).toMatchObject({
      online: false,
      status: "offline",
      shown: manifest.version,
      lastSeenAt: world.now,
    });
  });
});

describe("what a screen should not say", () => {
  const report = { version: 1, state: "playing", onAir: {}, clock: 1, outbox: 0, persisted: true };
  const bad: [what: string, event: string, args: unknown[]][] = [
    ["a hello without anything", "hello", []],
    ["a hello of null", "hello", [null, () => undefined]],
    ["a hello with a foreign field", "hello", [{ ...hello(), admin: true }, () => undefined]],
    ["a hello with a wrong boot", "hello", [{ ...hello(), boot: "x" }, () => undefined]],
    ["a hello without anybody to answer", "hello", [hello()]],
    ["a report of a string", "report", ["x"]],
    ["a report with a foreign field", "report", [{ ...report, admin: true }]],
    ["a report of a negative version", "report", [{ ...report, version: -1 }]],
    ["a report as a Buffer", "report", [Buffer.alloc(1000)]],
    ["a report nested deep", "report", [JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`)]],
    ["a report of 100 KB", "report", [{ ...report, state: "x".repeat(100_000) }]],
  ];

  function hello() {
    return { version: 0, etag: "", clock: 0, boot: "0123456789abcdef", player: "test" };
  }

  test("closes that connection, and no other", async () => {
    const screen = await world.pair("airport");
    const good = await screenSocket(world.url, screen.token);
    for (const [what, event, args] of bad) {
      const socket = await screenSocket(world.url, screen.token);
      // Past the types on purpose: this is what a stranger sends.
      (socket.socket as unknown as { emit(name: string, ...all: unknown[]): void }).emit(event, ...args);
      await until(`the end after ${what}`, () => !socket.socket.connected);
    }
    expect(good.socket.connected).toBe(true);
    await good.hello();
    good.close();
  });

  test("below socket.io, byte by byte, does not stop the server", async () => {
    const { token } = await world.pair("airport");
    const packets = [
      `40/screens,{"token":"${token}"`,
      "40/screens,[]",
      "40/screens,null",
      "40/khong-co,",
      "40__proto__",
      `42/screens,["hello"`,
      `42/screens,["__proto__",{}]`,
      `42/screens,["disconnect"]`,
      `451-/screens,["report",{"_placeholder":true,"num":0}]`,
      `451-/screens,["report",{"_placeholder":true,"num":99999}]`,
      `4599999999-/screens,["x",{"_placeholder":true,"num":"splice"}]`,
      "43/screens,1[]",
      "49",
      "9",
      "",
      "\u0000\uFFFF",
      "4".repeat(70_000),
      Buffer.alloc(70_000),
      Buffer.from([0x04, 0xff, 0x00]),
    ];
    for (const packet of packets) {
      const socket = new WebSocket(`${world.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
        origin: world.url,
      });
      await within(
        "an end",
        new Promise<void>((resolve, reject) => {
          socket.once("error", reject);
          socket.once("close", () => resolve());
          socket.once("message", () => {
            socket.send(`40/screens,${JSON.stringify({ token })}`);
            socket.once("message", () => {
              socket.send(packet);
              socket.close();
            });
          });
        }),
      );
    }
    expect(await alive()).toBe(true);
    const after = await screenSocket(world.url, token);
    await after.hello();
    after.close();
  });
});

describe("a connection of the desk", () => {
  test("needs somebody signed in", async () => {
    await expect(deskSocket(world.url)).rejects.toThrow("auth/signed-out");
    await expect(deskSocket(world.url, "bangtin.session_token=x.y")).rejects.toThrow("auth/signed-out");
  });

  test("is refused to a page of another origin, whatever cookie the browser adds", async () => {
    await expect(deskSocket(world.url, cookie(), "https://evil.example")).rejects.toThrow("websocket error");
  });

  test("is not opened by the token of a screen", async () => {
    const { token } = await world.pair("airport");
    const socket = io(`${world.url}/desk`, {
      transports: ["websocket"],
      reconnection: false,
      auth: { token },
      extraHeaders: { authorization: `Bearer ${token}` },
    });
    const error = await within(
      "a refusal",
      new Promise<Error>((resolve) => void socket.once("connect_error", resolve)),
    );
    expect(error.message).toBe("auth/signed-out");
    socket.disconnect();
  });

  test("hears what changed, once it is committed", async () => {
    const desk = await deskSocket(world.url, cookie());
    const screen = await world.pair("airport");
    const id = await approvedText(world, "Bàn biên tập nghe thấy");
    await assign(world, [id], ["airport"]);
    for (const topic of ["messages", "playlists", "campaigns", "screens"] as const)
      await until(topic, () => desk.changes.some((change) => change.topic === topic));
    expect(desk.changes.filter((change) => change.id === id).map((change) => change.topic)).toEqual([
      "messages",
      "messages",
      "messages",
    ]);
    await world.admin.call("removeScreen", { params: { id: screen.id } });
    desk.close();
  });

  test("cannot speak for a screen", async () => {
    const desk = await deskSocket(world.url, cookie());
    (desk.socket as unknown as { emit(name: string, ...all: unknown[]): void }).emit("report", { version: 1 });
    (desk.socket as unknown as { emit(name: string, ...all: unknown[]): void }).emit("announce", { version: 1 });
    expect(await alive()).toBe(true);
    desk.close();
  });
});
