import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort, startChild } from "../support/child-server.ts";
import { within } from "../support/until.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-process-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the server until it gives up by itself. */
async function failure(env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"] ?? "", HOST: "127.0.0.1", PORT: "0", DATA_DIR: join(folder, "data"), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (part: Buffer) => void (stderr += part.toString()));
  try {
    await within("the server to give up", once(child, "close"), 20_000);
  } finally {
    child.kill("SIGKILL");
  }
  return { code: child.exitCode, lines: stderr.trimEnd().split("\n") };
}

describe("what an operator can mend is one line and an exit code", () => {
  test("a port that another program has", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const { code, lines } = await failure({ PORT: port });
    other.close();
    expect(lines).toEqual([`Port ${port} is in use by another program. Set PORT to another one.`]);
    expect(code).toBe(1);
  });

  test.each([
    ["a file stands in its place", (file: string) => file],
    ["a file stands above it", (file: string) => join(file, "data")],
  ])("a data folder that cannot be written because %s", async (_, place) => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const { code, lines } = await failure({ DATA_DIR: place(file) });
    expect(lines).toEqual([expect.stringContaining(`The data folder ${place(file)} cannot be written`)]);
    expect(code).toBe(1);
  });

  test("a second server on the same data, which leaves the first one running", async () => {
    const first = await startChild({ port: await freePort(), dataFolder: folder });
    const { code, lines } = await failure({ DATA_DIR: folder });
    expect(lines).toEqual([`Another server is running on the data folder ${folder}.`]);
    expect(code).toBe(1);
    expect((await fetch(`${first.url}/ready`)).status).toBe(200);
    await first.kill();
    const again = await startChild({ port: await freePort(), dataFolder: folder });
    expect(await again.stop()).toBe(0);
  });

  test.each([
    ["PORT", "abc", /^PORT must be a whole number from 0 to 65535, not "abc"\.$/],
    ["HOST", "192.0.2.1", /^HOST is not an address of this machine/],
  ])("%s=%s", async (name, value, line) => {
    const { code, lines } = await failure({ [name]: value });
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(code).toBe(1);
  });
});

describe("a stop", () => {
  test("by SIGTERM is clean, although connections are open and one request never ends", async () => {
    const server = await startChild({ port: await freePort(), dataFolder: folder });
    const port = Number(new URL(server.url).port);
    await (await fetch(`${server.url}/health`)).json();
    const slow = connect(port, "127.0.0.1");
    slow.on("error", () => undefined);
    await once(slow, "connect");
    slow.write("POST /api/pairing HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{");
    const idle = connect(port, "127.0.0.1");
    idle.on("error", () => undefined);
    await once(idle, "connect");
    idle.write("GET /health HTTP/1.1\r\nhost: x\r\n");
    await (await fetch(`${server.url}/health`)).json();
    expect(await within("a clean stop", server.stop(), 8000)).toBe(0);
    slow.destroy();
    idle.destroy();
    const again = await startChild({ port, dataFolder: folder });
    expect(await again.stop()).toBe(0);
  });

  test("and a start on the same data offer the set-up link until there is an admin", async () => {
    const first = await startChild({ port: await freePort(), dataFolder: folder });
    expect(first.setupToken).toBeDefined();
    await first.stop();
    const second = await startChild({ port: await freePort(), dataFolder: folder });
    expect(second.setupToken).toBeDefined();
    expect(second.setupToken).not.toBe(first.setupToken);
    const response = await fetch(`${second.url}/api/setup`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        token: second.setupToken,
        name: "Quản trị",
        email: "admin@bangtin.test",
        password: "mat-khau-dau-tien",
        settings: { agency: { name: "Sở", short: "Sở" }, hotline: { label: "Gọi", number: "1900" } },
      }),
    });
    expect(response.status).toBe(200);
    await second.kill();
    const third = await startChild({ port: await freePort(), dataFolder: folder });
    expect(third.setupToken).toBeUndefined();
    await third.stop();
  });
});
