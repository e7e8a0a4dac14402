import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../../content/wire/problem.ts";
import { serveMedia } from "../../../server/media/serve.ts";
import { createFolderStore } from "../../../server/media/store.ts";

let folder: string;
let sha256: string;
const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251);
const app = new Hono();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-serve-"));
  const store = await createFolderStore(folder);
  sha256 = await store.put(bytes);
  app.get("/media/:sha256", (c) => serveMedia(store, c.req.param("sha256"), c.req.raw));
  app.onError((error, c) => {
    if (!(error instanceof Problem)) throw error;
    return c.text(error.code, error.status as 404);
  });
});
afterAll(() => rm(folder, { recursive: true }));

const get = (headers: Record<string, string> = {}, method = "GET"): Promise<Response> =>
  Promise.resolve(app.request(`/media/${sha256}`, { method, headers }));

async function holds(response: Response, from: number, to: number): Promise<boolean> {
  return Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(from, to + 1));
}

describe("media by their hash", () => {
  test("come whole, as what they are, to be kept for ever", async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "public, max-age=31536000, immutable",
      "content-length": "300000",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "image/webp",
      etag: `"${sha256}"`,
      "x-content-type-options": "nosniff",
    });
    expect(await holds(response, 0, 299_999)).toBe(true);
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=100-199", 100, 199],
    ["bytes=299999-", 299_999, 299_999],
    ["bytes=200000-999999999", 200_000, 299_999],
    ["bytes=-1", 299_999, 299_999],
    ["bytes=-5000", 295_000, 299_999],
    ["bytes=-400000", 0, 299_999],
  ])("come in part for %s", async (range, from, to) => {
    const response = await get({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${from}-${to}/300000`);
    expect(response.headers.get("content-length")).toBe(String(to - from + 1));
    expect(response.headers.get("etag")).toBe(`"${sha256}"`);
    expect(await holds(response, from, to)).toBe(true);
  });

  test.each(["bytes=300000-", "bytes=999999999-", "bytes=300000-300001", "bytes=-0"])(
    "do not reach to %s",
    async (range) => {
      const response = await get({ range });
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */300000");
      expect(await response.text()).toBe("");
    },
  );

  test.each([
    "bytes=5-2",
    "bytes=-",
    "bytes=a-b",
    "bytes=0-1,5-6",
    "items=0-5",
    "bytes=0x1-5",
    "bytes=99999999999999999999-",
  ])("come whole where the range %s cannot be understood", async (range) => {
    const response = await get({ range });
    expect(response.status).toBe(200);
    expect(await holds(response, 0, 299_999)).toBe(true);
  });

  test("are not sent again to who has them", async () => {
    for (const tag of [`"${sha256}"`, `W/"${sha256}"`, `"other", "${sha256}"`, "*"]) {
      const response = await get({ "if-none-match": tag, range: "bytes=0-5" });
      expect(response.status).toBe(304);
      expect(await response.text()).toBe("");
    }
    expect((await get({ "if-none-match": '"other"' })).status).toBe(200);
  });

  test("come in part only while they are what the asker had before", async () => {
    expect((await get({ range: "bytes=0-5", "if-range": `"${sha256}"` })).status).toBe(206);
    expect((await get({ range: "bytes=0-5", "if-range": '"other"' })).status).toBe(200);
  });

  test("answer HEAD with their size, and leave no file open", async () => {
    const before = await readdir("/proc/self/fd");
    for (let i = 0; i < 20; i++) {
      const response = await get({}, "HEAD");
      expect(response.headers.get("content-length")).toBe("300000");
      expect(await response.text()).toBe("");
    }
    expect((await readdir("/proc/self/fd")).length).toBeLessThan(before.length + 10);
  });

  test("let go of the file when the asker goes away", async () => {
    const before = await readdir("/proc/self/fd");
    for (let i = 0; i < 20; i++) await (await get()).body?.cancel();
    await expect.poll(async () => (await readdir("/proc/self/fd")).length).toBeLessThan(before.length + 10);
  });

  test.each(["f".repeat(64), "x", "..%2f..%2fetc%2fpasswd", "%2e%2e", "F".repeat(64)])(
    "are not found at %s",
    async (name) => {
      const response = await app.request(`/media/${name}`);
      expect(response.status).toBe(404);
    },
  );
});
