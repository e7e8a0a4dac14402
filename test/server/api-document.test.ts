import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api, type Operation } from "../../content/wire/api.ts";
import { problems } from "../../content/wire/problem.ts";
import { createWorld, type World } from "../support/world.ts";

type Json = Record<string, unknown>;
let world: World;
let document: Json;
beforeAll(async () => {
  world = await createWorld();
  document = (await (await world.nobody.raw("GET", "/api/openapi.json")).json()) as Json;
});
afterAll(() => world.end());

const operations = Object.entries(api) as [string, Operation][];

function described(path: string, method: string): Json {
  const paths = document["paths"] as Record<string, Record<string, Json>>;
  const found = paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`${method} ${path} is not in the document`);
  return found;
}

/** Every value in the document with its path. */
function* walk(value: unknown, path = "#"): Generator<[string, unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) yield* walk(item, `${path}/${key}`);
}

test("the document is OpenAPI 3.1 with what that asks for", () => {
  expect(document["openapi"]).toMatch(/^3\.1\.\d+$/);
  expect(document["info"]).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  expect(Object.keys(document["paths"] as Json).every((path) => path.startsWith("/"))).toBe(true);
  expect(JSON.stringify(document)).not.toContain('"nullable"');
});

test("it has every operation of the table and no other, each under a name of its own", () => {
  const listed = Object.values(document["paths"] as Record<string, Record<string, Json>>).flatMap((path) =>
    Object.values(path).map((operation) => String(operation["operationId"])),
  );
  expect(listed.toSorted()).toEqual(operations.map(([name]) => name).sort());
});

test.each(operations)("%s says its parameters, body, replies and who may", (name, operation) => {
  const found = described(operation.path, operation.method);
  const parameters = (found["parameters"] ?? []) as { name: string; in: string; required: boolean }[];
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key);
  expect(parameters.filter((one) => one.in === "path").map((one) => one.name)).toEqual(inPath);
  expect(parameters.every((one) => one.in !== "path" || one.required)).toBe(true);
  expect(Object.hasOwn(found, "requestBody")).toBe(operation.body !== undefined || operation.bodyType !== undefined);
  const responses = found["responses"] as Record<string, { content: Json }>;
  expect(Object.keys(responses["200"]?.content ?? {})).toEqual([operation.replyType ?? "application/json"]);
  expect(Object.keys(responses["default"]?.content ?? {})).toEqual(["application/problem+json"]);
  const schemes = Object.keys((document["components"] as { securitySchemes: Json }).securitySchemes);
  const security = found["security"] as Json[];
  for (const one of security) expect(schemes).toEqual(expect.arrayContaining(Object.keys(one)));
  expect(security.length === 0).toBe(operation.who === "anyone" && !operation.known);
  expect(found["operationId"]).toBe(name);
});

test("media is said to need a session or a token, as it does", () => {
  const { security } = described("/media/{sha256}", "GET") as { security: Json[] };
  expect(security.flatMap((one) => Object.keys(one)).sort()).toEqual(["screen", "session"]);
});

test("every reference in it points at something in it", () => {
  for (const [path, value] of walk(document)) {
    if (!path.endsWith("/$ref")) continue;
    const target = String(value)
      .replace(/^#\//, "")
      .split("/")
      .reduce<unknown>((at, key) => (at as Json | undefined)?.[key], document);
    expect({ path, found: target !== undefined }).toEqual({ path, found: true });
  }
});

test("it lists every refusal", () => {
  const { schemas } = document["components"] as { schemas: { Problem: { properties: { code: { enum: string[] } } } } };
  expect(schemas.Problem.properties.code.enum).toEqual(Object.keys(problems));
});

describe("for people", () => {
  test("every operation is readable at /api/docs", async () => {
    const response = await world.nobody.raw("GET", "/api/docs");
    expect(response.headers.get("content-type")).toContain("text/html");
    const html = await response.text();
    for (const [name, { path, summary }] of operations) {
      expect(html).toContain(`id="${name}"`);
      expect(html).toContain(`<code>${path}</code>`);
      expect(html).toContain(summary.replaceAll("'", "&#39;"));
    }
    expect((await world.nobody.raw("GET", "/api/docs.css")).headers.get("content-type")).toContain("text/css");
  });

  test("a supervisor hears that the process is alive and ready, and when its database is not", async () => {
    for (const path of ["/health", "/ready"])
      expect(await (await world.nobody.raw("GET", path)).json()).toEqual({ ok: true });
    const broken = await createWorld();
    try {
      await broken.server.deps.db.schema.dropTable("setting").execute();
      expect((await broken.nobody.raw("GET", "/health")).status).toBe(200);
      expect((await broken.nobody.raw("GET", "/ready")).status).toBeGreaterThanOrEqual(500);
    } finally {
      await broken.end();
    }
  });
});
