import { request, type IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api, type Operation } from "../../content/wire/api.ts";
import { problems, type ProblemCode } from "../../content/wire/problem.ts";
import { sql } from "kysely";
import { createWorld, messageContent, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

const json = { "content-type": "application/json" };
const unsafe = Object.entries(api as Record<string, Operation>).filter(([, { method }]) => method !== "GET");
const placeholder = (path: string): string => path.replaceAll(/\{\w+\}/g, "khong-co");

/** Status and code of a refusal, after its shape was held against RFC 9457. */
async function problemOf(response: Response): Promise<{ status: number; code: ProblemCode; detail?: string }> {
  const text = await response.text();
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const problem = JSON.parse(text) as {
    type: string;
    title: string;
    status: number;
    code: ProblemCode;
    detail?: string;
  };
  expect(problem).toMatchObject({ type: `urn:bangtin:problem:${problem.code}`, status: response.status });
  expect(problems[problem.code]).toBe(response.status);
  expect(text).not.toMatch(/\.ts:\d|node_modules|\bat [A-Za-z.]+ \(|SQLITE|no such/);
  return {
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
  };
}

/** A request whose every byte is ours: fetch would tidy the path and the headers. */
function bare(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: readonly (string | Buffer)[] = [],
): Promise<{ status: number; body: string; headers: IncomingHttpHeaders }> {
  const { hostname, port } = new URL(world.url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => void (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
    });
    // The server may answer and hang up before it was sent everything.
    asking.on("error", reject);
    for (const part of body) asking.write(part);
    asking.end();
  });
}

describe("a page of another origin", () => {
  const origins = ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example"];
  const types: (string | undefined)[] = [
    "application/json",
    "text/plain",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
    undefined,
  ];

  test.each(unsafe)("cannot %s with the cookie of an admin", async (_, { method, path }) => {
    for (const origin of origins) {
      for (const type of types) {
        const response = await bare(
          method,
          placeholder(path),
          { ...world.admin.headers, origin, ...(type === undefined ? {} : { "content-type": type }) },
          method === "DELETE" ? [] : ["{}"],
        );
        expect({ origin, type, ...response }).toMatchObject({ status: 403 });
        expect(JSON.parse(response.body)).toMatchObject({ code: "request/wrong-origin" });
      }
    }
  });

  test("cannot sign in or out on somebody's behalf", async () => {
    for (const path of ["/api/auth/sign-in/email", "/api/auth/sign-out"]) {
      const response = await world.comms.raw("POST", path, {
        body: JSON.stringify({ email: "comms@bangtin.test", password: "mat-khau-thu-nghiem" }),
        headers: { ...json, origin: "https://evil.example" },
      });
      expect(await problemOf(response)).toMatchObject({ code: "request/wrong-origin" });
    }
    expect((await world.comms.call("session")).user?.role).toBe("comms");
  });

  test("is told nothing that lets it read an answer", async () => {
    const response = await world.comms.raw("GET", "/api/messages", { headers: { origin: "https://evil.example" } });
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
    const preflight = await world.comms.raw("OPTIONS", "/api/messages", {
      headers: { origin: "https://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(404);
  });
});

describe("a body", () => {
  test.each(["text/plain", "application/octet-stream", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "that says it is %j is not taken for JSON, from our own origin either",
    async (type) => {
      for (const [, { method, path, bodyType }] of unsafe) {
        if (method === "DELETE" || bodyType === type) continue;
        const headers = { ...world.admin.headers, origin: world.url, ...(type === "" ? {} : { "content-type": type }) };
        const { status, body } = await bare(method, placeholder(path), headers, ["{}"]);
        expect({ path, status, body: JSON.parse(body) as unknown }).toMatchObject({
          status: 415,
          body: { code: "request/wrong-content-type" },
        });
      }
    },
  );

  test("with parameters on its content type is taken", async () => {
    const response = await world.comms.raw("POST", "/api/messages", {
      body: JSON.stringify({ content: messageContent("Rửa tay") }),
      headers: { "content-type": "Application/JSON; charset=utf-8" },
    });
    expect(response.status).toBe(200);
  });

  test.each(["", "{", "{'a':1}", "undefined", '{"content":', "\u0000", "[1,]"])(
    "that reads %j is malformed",
    async (body) => {
      const response = await world.comms.raw("POST", "/api/messages", { body, headers: json });
      expect(await problemOf(response)).toMatchObject({ status: 400, code: "request/malformed" });
    },
  );

  test.each(["null", "[]", '"x"', "1", "{}", '{"content":null}'])(
    "of the wrong shape, %j, is malformed and says where",
    async (body) => {
      const response = await world.comms.raw("POST", "/api/messages", { body, headers: json });
      expect(await problemOf(response)).toMatchObject({
        status: 400,
        code: "request/malformed",
        detail: expect.stringMatching(/body|content/),
      });
    },
  );

  test("nested ten thousand deep is malformed, and the server lives", async () => {
    const body = `${'{"content":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    expect(await problemOf(await world.comms.raw("POST", "/api/messages", { body, headers: json }))).toMatchObject({
      status: 400,
    });
    expect((await world.nobody.raw("GET", "/health")).status).toBe(200);
  });

  const large = "x".repeat(3 * 1024 * 1024);

  // Not by fetch: the server hangs up on what it did not read, and a pool would hand that socket to the next test.
  test.each([
    ["by its length", { "content-length": String(large.length) }],
    ["though it does not say how long it is", { "transfer-encoding": "chunked" }],
  ])("that is too large is refused %s", async (_, framing) => {
    const headers = { ...world.comms.headers, ...json, ...framing, origin: world.url };
    const { status, body } = await bare("POST", "/api/messages", headers, [large]);
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 413,
      body: { code: "request/too-large" },
    });
  });

  test("of a campaign that names 20,000 venues fits", async () => {
    const venues = Array.from(
      { length: 20_000 },
      (_, n) => `${String(n).padStart(8, "0")}-0000-4000-8000-000000000000`,
    );
    const response = await world.comms.raw("POST", "/api/campaigns", {
      headers: json,
      body: JSON.stringify({
        name: "Cả nước",
        playlist: "khong-co",
        venues,
        from: "2020-03-11",
        to: "2020-03-12",
        hours: [],
        weekdays: [],
        level: "routine",
        frequency: { kind: "per-day", times: 1 },
      }),
    });
    expect(await problemOf(response)).toMatchObject({ code: "campaign/unknown-playlist" });
  });
});

describe("what cannot be", () => {
  const draft = {
    name: "Đợt",
    playlist: "p",
    venues: ["airport"],
    from: "2020-03-11",
    to: "2020-03-12",
    hours: [] as unknown[],
    weekdays: [],
    level: "routine",
    frequency: { kind: "per-day", times: 1 },
  };

  test.each([
    [{ from: "2021-02-30", to: "2021-03-01" }],
    [{ from: "2021-01-01", to: "2021-02-29" }],
    [{ from: "2020-04-31", to: "2020-05-01" }],
    [{ from: "2020-13-01" }],
    [{ to: "9999-99-99" }],
    [{ from: "1960-01-01", to: "1960-01-02" }],
    [{ from: "0000-01-01" }],
    [{ weekdays: [0] }],
    [{ hours: [{ from: "25:00", until: "26:00" }] }],
    [{ frequency: { kind: "continuous", share: { spots: 0, of: 0 } } }],
  ])("a campaign with %j is refused or harmless, never a bug", async (more) => {
    const playlist = await world.comms.call("addPlaylist", { body: { name: "P", items: [] } });
    for (const path of ["/api/campaigns/check", "/api/campaigns"]) {
      const body = JSON.stringify({ ...draft, playlist: playlist.id, ...more });
      const { status } = await world.comms.raw("POST", path, { body, headers: json });
      expect([200, 400, 422]).toContain(status);
    }
    expect((await world.comms.raw("GET", "/api/campaigns")).status).toBe(200);
    expect((await world.comms.raw("GET", "/api/screens")).status).toBe(200);
  });

  test.each([
    "0",
    "1",
    "8640000000000000",
    "8640000000000001",
    "9999999999999999",
    "99999999999999999",
    "-1",
    "x",
    "1e3",
  ])("the moment %s of a screen is answered or refused, never a bug", async (at) => {
    const { id } = (await world.admin.call("screens"))[0] ?? (await world.pair("airport"));
    const response = await world.comms.raw("GET", `/api/screens/${id}/moment?at=${at}`);
    expect([200, 400]).toContain(response.status);
  });

  test.each(["Mars/Base", "+07:00", "UTC; DROP TABLE venue", "x".repeat(60)])(
    "a venue in the zone %s",
    async (timeZone) => {
      const body = {
        name: "V",
        kind: "office",
        operator: "",
        area: "can-tho",
        address: "",
        timeZone,
        openingHours: [],
        reading: "walk",
      };
      const response = await world.admin.raw("POST", "/api/venues", { body: JSON.stringify(body), headers: json });
      expect(await problemOf(response)).toMatchObject({ code: "venue/unknown-time-zone" });
    },
  );
});

describe("a path that is not there", () => {
  const paths = [
    "/api/khong-co",
    "/api/messages/khong-co",
    "/api/messages/khong-co/history",
    "/api/messages/'%20OR%201=1--",
    "/api/screens/khong-co",
    "/api/screens/khong-co/moment",
    "/api/screens/khong-co/plays",
    `/media/${"0".repeat(64)}`,
    "/media/../server-key.pem",
    "/media/%2e%2e%2fserver-key.pem",
    "/media/%00",
    "/api/demo",
    "/player/../package.json",
    "/player/%2e%2e/%2e%2e/package.json",
    "/player/..%2f..%2fpackage.json",
    "/player//etc/passwd",
    "/player/%00",
    "/player/%E0%A4%A",
    "/admin/..%2f..%2fpackage.json",
    "/admin/assets/%2e%2e/%2e%2e/%2e%2e/package.json",
    "/admin/assets/khong-co.js",
    "/server-key.pem",
    "/bangtin.db",
    "//evil.example/",
    `/api/messages/${"x".repeat(4000)}`,
  ];

  test.each(paths)("%s is answered 4xx as a problem, and gives nothing away", async (path) => {
    const { status, body } = await bare("GET", path, world.comms.headers);
    expect({ path, status }).toEqual({ path, status: status >= 400 && status < 500 ? status : "4xx" });
    expect(body).not.toMatch(/root:|"devDependencies"|PRIVATE KEY|SQLite format/);
    expect(JSON.parse(body)).toMatchObject({ code: expect.stringMatching(/^[a-z-]+\/[a-z-]+$/), status });
  });

  test("a method that an operation does not have is not there", async () => {
    for (const method of ["PATCH", "DELETE", "PUT"]) {
      expect((await world.admin.raw(method, "/api/messages", { body: "{}", headers: json })).status).toBe(404);
    }
  });
});

describe("an answer", () => {
  test("carries the headers that keep a browser from being led astray", async () => {
    for (const path of ["/health", "/api/docs", "/api/khong-co", "/admin/x.js", "/player/khong-co.js"]) {
      const { headers } = await world.nobody.raw("GET", path);
      const policy = headers.get("content-security-policy") ?? "";
      for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors"])
        expect(policy).toContain(rule);
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe(path.startsWith("/player/") ? "SAMEORIGIN" : "DENY");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  test("names in its policy the sockets of the host that was asked, and nothing that is no host", async () => {
    const policyFor = async (host: string): Promise<string> => {
      const { headers } = await bare("GET", "/admin/", { host });
      return String(headers["content-security-policy"]);
    };
    expect(await policyFor("bangtin.vn:8443")).toContain(
      "connect-src 'self' ws://bangtin.vn:8443 wss://bangtin.vn:8443;",
    );
    for (const host of ["evil.example; script-src *", "evil.example *", "'unsafe-inline'"])
      expect(await policyFor(host)).not.toMatch(/evil|unsafe|\*/);
  });

  test("about people and messages is kept by no cache", async () => {
    for (const path of ["/api/messages", "/api/screens", "/api/session"])
      expect((await world.comms.raw("GET", path)).headers.get("cache-control")).toBe("no-store");
  });

  test("to a bug tells the asker nothing and the operator everything", async () => {
    const broken = await createWorld();
    try {
      await sql`ALTER TABLE contact RENAME TO elsewhere`.execute(broken.server.deps.db);
      const response = await broken.comms.raw("GET", "/api/contacts");
      const problem = await problemOf(response);
      expect(problem).toEqual({ status: 500, code: "server/bug" });
      expect(broken.log.join("\n")).toMatch(/bug: GET \/api\/contacts: .*no such table: contact[\s\S]*\.ts:\d/);
    } finally {
      await broken.end();
    }
  });
});

test("a forged host is written into nothing that leads anywhere: no link, no redirect, no body", async () => {
  for (const path of ["/", "/player", "/admin", "/admin/", "/api/session", "/api/openapi.json", "/api/docs"]) {
    const { body, headers } = await bare("GET", path, { host: "evil.example", "x-forwarded-host": "evil.example" });
    expect(body).not.toContain("evil.example");
    // The policy names the sockets of the host that was asked: where the browser is already.
    const { "content-security-policy": _, ...others } = headers;
    expect(JSON.stringify(others)).not.toContain("evil.example");
  }
});
