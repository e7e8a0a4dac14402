import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Running, startServer } from "../../server/start.ts";

let folder: string;
let server: Running;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-setup-"));
  server = await start();
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function start(): Promise<Running> {
  const config = {
    host: "127.0.0.1",
    port: 0,
    dataFolder: folder,
    publicUrl: undefined,
    jitterMs: 0,
    reconnectWindowMs: 300,
    reportEveryMs: 1000,
  };
  return startServer(config, { log: () => undefined, signInsPerMinute: 100 });
}

const url = (): string => server.url.replace("localhost", "127.0.0.1");
const settings = { agency: { name: "Sở TT&TT Cần Thơ", short: "Sở TT&TT" }, hotline: { label: "Gọi", number: "1900" } };
const secret = "mat-khau-dau-tien";

async function post(path: string, body: unknown): Promise<{ status: number; body: { code?: string } }> {
  const response = await fetch(url() + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url() },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { code?: string } };
}

const setUp = (token: string | undefined, email = "admin@bangtin.test") =>
  post("/api/setup", { token: token ?? "", name: "Quản trị", email, password: secret, settings });
const session = async () => (await (await fetch(`${url()}/api/session`)).json()) as { setup: boolean };

test("a fresh server has no account, says so, and is ready for no guess at one", async () => {
  expect(await session()).toMatchObject({ setup: true });
  expect(await server.deps.db.selectFrom("user").selectAll().execute()).toEqual([]);
  for (const name of ["admin", "root", "bangtin", "demo"]) {
    for (const guess of ["", "admin", "password", "changeme123", name]) {
      const { status } = await post("/api/auth/sign-in/email", { email: `${name}@bangtin.test`, password: guess });
      expect([400, 401]).toContain(status);
    }
  }
});

test("the one-time token makes the first admin, once, and sets the agency's name", async () => {
  const token = server.setupToken;
  expect(token).toMatch(/^[\w-]{32}$/);
  expect((await setUp(token)).status).toBe(200);
  expect(await session()).toMatchObject({ setup: false });
  expect((await post("/api/auth/sign-in/email", { email: "admin@bangtin.test", password: secret })).status).toBe(200);
  expect(await setUp(token, "second@bangtin.test")).toMatchObject({ status: 403, body: { code: "auth/setup-token" } });
  const people = await server.deps.db.selectFrom("user").select(["email", "role"]).execute();
  expect(people).toEqual([{ email: "admin@bangtin.test", role: "admin" }]);
});

test("of two who use the link at the same moment, one becomes admin", async () => {
  const token = server.setupToken;
  const answers = await Promise.all([1, 2, 3, 4].map((n) => setUp(token, `admin${n}@bangtin.test`)));
  expect(answers.map(({ status }) => String(status)).sort()).toEqual(["200", "403", "403", "403"]);
  expect(await server.deps.db.selectFrom("user").select("email").execute()).toHaveLength(1);
});

test("a wrong token makes nobody admin, and may not be tried without end", async () => {
  const statuses = [];
  for (let n = 0; n < 12; n++) statuses.push((await setUp(`${"x".repeat(31)}${n % 10}`)).status);
  expect(new Set(statuses.slice(0, 10))).toEqual(new Set([403]));
  expect(statuses.at(-1)).toBe(429);
  expect(await session()).toMatchObject({ setup: true });
});

test("a refused first try leaves the link usable", async () => {
  const token = server.setupToken;
  const short = await post("/api/setup", { token, name: "Q", email: "a@bangtin.test", password: "ngan", settings });
  expect(short.status).toBe(400);
  expect((await setUp(token)).status).toBe(200);
});

test("the token of an earlier start is worth nothing while another was printed", async () => {
  const first = server.setupToken;
  await server.stop();
  server = await start();
  expect(server.setupToken).not.toBe(first);
  expect((await setUp(first)).status).toBe(403);
  expect((await setUp(server.setupToken)).status).toBe(200);
});

test("a start with an admin offers no token, and the old one is worth nothing", async () => {
  const token = server.setupToken;
  await setUp(token);
  await server.stop();
  server = await start();
  expect(server.setupToken).toBeUndefined();
  expect((await setUp(token, "second@bangtin.test")).status).toBe(403);
});

test("keys and secrets are readable by their owner only, and differ from server to server", async () => {
  for (const name of ["server-key.pem", "session-secret"])
    expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  const key = server.deps.signer.publicKey.keyId;
  const other = await mkdtemp(join(tmpdir(), "bangtin-setup-"));
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  folder = other;
  server = await start();
  expect(server.deps.signer.publicKey.keyId).not.toBe(key);
});
