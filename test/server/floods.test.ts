import { request } from "node:http";
import { connect } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { readConfig } from "../../server/config.ts";
import { startServer } from "../../server/start.ts";
import { screenSocket } from "../support/screen-socket.ts";
import { timings, welchT, withoutTail } from "../support/timing.ts";
import { until, within } from "../support/until.ts";
import { createWorld, password, type World } from "../support/world.ts";
import { plain } from "./media/pictures.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const json = { "content-type": "application/json" };
const report = { version: 1, state: "playing", onAir: {}, clock: 1, outbox: 0, persisted: true };

describe("a socket that says too much", () => {
  test("is closed, the server lives, and the screen beside it hears and is heard", async () => {
    const [loud, good] = [await world.pair("airport"), await world.pair("airport")];
    const [flood, other] = [await screenSocket(world.url, loud.token), await screenSocket(world.url, good.token)];
    for (let n = 0; n < 10_000; n++) flood.socket.emit("report", { ...report, version: n } as never);
    await until("the end of the loud one", () => !flood.socket.connected);
    expect(other.socket.connected).toBe(true);
    await other.hello();
    const heard = (await world.comms.call("screen", { params: { id: loud.id } })).report?.version ?? 0;
    expect(heard).toBeLessThan(200);
    other.close();
    const again = await screenSocket(world.url, loud.token);
    await again.hello();
    again.close();
  });

  test("is closed before it ever says who it is", async () => {
    const socket = new WebSocket(`${world.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
      origin: world.url,
    });
    await within("a connection", once(socket, "open"));
    const closed = once(socket, "close");
    for (let n = 0; n < 1000; n++) socket.send("2probe");
    await within("the end", closed);
    expect((await world.nobody.raw("GET", "/health")).status).toBe(200);
  });
});

describe("a slow request", () => {
  test("is answered 408 and hung up on, in its headers as in its body, while others are served", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bangtin-slow-"));
    const server = await startServer(readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder }), {
      log: () => undefined,
      slowestMs: 600,
    });
    try {
      const port = Number(new URL(server.url).port);
      for (const start of [
        "GET /health HTTP/1.1\r\nhost: x\r\nx-slow: ",
        "POST /api/pairing HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{",
      ]) {
        const slow = connect(port, "127.0.0.1");
        let answer = "";
        slow.on("data", (part) => void (answer += part.toString()));
        slow.on("error", () => undefined);
        const closed = once(slow, "close");
        slow.write(start);
        expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
        await within("the end of the slow one", closed, 5000);
        expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      }
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("uploads", () => {
  /** An upload whose body stops half-way. */
  function hanging(cookie: string): { answered: Promise<number>; end(): void } {
    const { hostname, port } = new URL(world.url);
    const asking = request({
      hostname,
      port,
      method: "POST",
      path: "/api/pictures",
      agent: false,
      headers: { cookie, origin: world.url, "content-type": "application/octet-stream", "content-length": 1_000_000 },
    });
    const answered = new Promise<number>((resolve) => {
      asking.on("response", (response) => resolve(response.statusCode ?? 0));
      asking.on("error", () => resolve(0));
    });
    asking.write(Buffer.alloc(1000));
    return { answered, end: () => void asking.destroy() };
  }

  test("by one person are only so many at once; the next is answered 429 and everybody else is served", async () => {
    const cookie = world.comms.headers["cookie"] ?? "";
    const slow = [hanging(cookie), hanging(cookie), hanging(cookie)];
    const bytes = new Uint8Array(await plain(640, 480).png().toBuffer());
    const send = (client: typeof world.comms): Promise<Response> =>
      client.raw("POST", "/api/pictures", { body: bytes, headers: { "content-type": "application/octet-stream" } });
    const refused = await until("the refusal", async () => {
      const response = await send(world.comms);
      return response.status === 429 ? response : undefined;
    });
    expect(await refused.json()).toMatchObject({ code: "request/too-many", detail: "uploads" });
    expect((await send(world.admin)).status).toBe(200);
    expect((await world.comms.raw("GET", "/api/messages")).status).toBe(200);
    for (const upload of slow) upload.end();
    await until("room again", async () => (await send(world.comms)).status === 200);
  });

  test("end where one person's pictures have filled their share, and nobody else's", async () => {
    const { db } = world.server.deps;
    const { id } = (await world.approver.call("session")).user ?? { id: "" };
    await db
      .insertInto("picture")
      .values({ digest: "f".repeat(64), width: 1, height: 1, bytes: 5 * 1024 ** 3, made_by: id, at: 1 })
      .execute();
    const bytes = new Uint8Array(await plain(640, 480).png().toBuffer());
    const send = (client: typeof world.comms): Promise<Response> =>
      client.raw("POST", "/api/pictures", { body: bytes, headers: { "content-type": "application/octet-stream" } });
    const refused = await send(world.approver);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([413, "picture/quota"]);
    expect((await send(world.comms)).status).toBe(200);
  });
});

describe("guessing", () => {
  const attempt = (email: string, secret = "doan-mo-mat-khau"): Promise<Response> =>
    world.nobody.raw("POST", "/api/auth/sign-in/email", {
      body: JSON.stringify({ email, password: secret }),
      headers: json,
    });

  test("takes as long for an address that nobody has as for a wrong password", async () => {
    const taken = await timings(
      [() => attempt("approver@bangtin.test"), () => attempt(`${Math.random()}@bangtin.test`)],
      20,
    );
    const [known = [], unknown = []] = taken.map(withoutTail);
    expect(Math.abs(welchT(known, unknown))).toBeLessThan(4.5);
  });

  test("one account's password ends in 429 from wherever it is tried, whether the account exists or not", async () => {
    for (const email of ["comms@bangtin.test", "khong-co@bangtin.test"]) {
      const statuses: number[] = [];
      for (let n = 0; n < 32; n++) statuses.push((await attempt(n % 2 ? email : email.toUpperCase())).status);
      expect({ email, statuses }).toEqual({ email, statuses: [...Array<number>(30).fill(401), 429, 429] });
    }
    expect((await attempt("comms@bangtin.test", password)).status).toBe(429);
    // Whoever is in stays in, and nobody else is kept out.
    expect((await world.comms.raw("GET", "/api/messages")).status).toBe(200);
    expect((await attempt("admin@bangtin.test", password)).status).toBe(200);
  });
});
