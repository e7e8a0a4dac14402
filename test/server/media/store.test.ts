import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFolderStore, sha256Of } from "../../../server/media/store.ts";
import { Problem } from "../../../content/wire/problem.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bangtin-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = new TextEncoder().encode("Rửa tay thường xuyên");
const name = sha256Of(bytes);
const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

/** Every file of the store by its path, apart from those that are still arriving. */
async function whole(): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !entry.parentPath.endsWith("arriving")) paths.push(join(entry.parentPath, entry.name));
  }
  return paths;
}

describe("a store of media", () => {
  test("gives back, by their hash, the bytes that were put", async () => {
    const store = await createFolderStore(folder);
    expect(await store.put(bytes)).toBe(name);
    expect(await store.has(name)).toBe(true);
    expect(await store.verify(name)).toBe(true);
    expect(Buffer.from((await store.read(name)) ?? []).equals(bytes)).toBe(true);
    const media = await store.open(name);
    expect(media?.size).toBe(bytes.length);
    expect(await new Response(media?.stream()).text()).toBe("Rửa tay thường xuyên");
    expect(await new Response(media?.stream({ from: 6, to: 8 })).text()).toBe("tay");
  });

  test("keeps one copy of what is put twice, also at once", async () => {
    const store = await createFolderStore(folder);
    await Promise.all([1, 2, 3, 4].map(() => store.put(bytes)));
    expect(await whole()).toEqual([pathOf(name)]);
  });

  test("keeps what it had when it is opened again", async () => {
    await (await createFolderStore(folder)).put(bytes);
    expect(await (await createFolderStore(folder)).verify(name)).toBe(true);
  });

  test.each([
    "f".repeat(64),
    "",
    "..",
    "../../etc/passwd",
    `${name.slice(0, 63)}/`,
    name.toUpperCase(),
    `${name}\0`,
    "arriving",
  ])("has nothing under %j", async (unknown) => {
    const store = await createFolderStore(folder);
    await store.put(bytes);
    expect(await store.has(unknown)).toBe(false);
    expect(await store.open(unknown)).toBeUndefined();
    expect(await store.read(unknown)).toBeUndefined();
    expect(await store.verify(unknown)).toBe(false);
  });

  test("notices bytes that rotted on the disk, and mends them when they are put again", async () => {
    const store = await createFolderStore(folder);
    await store.put(bytes);
    await writeFile(pathOf(name), Buffer.from(bytes).fill(0, 3, 4));
    expect(await store.verify(name)).toBe(false);
    await store.put(bytes);
    expect(await store.verify(name)).toBe(true);
  });

  test("sweeps away what a crash left arriving", async () => {
    await mkdir(join(folder, "arriving"));
    await writeFile(join(folder, "arriving", "half"), "ha");
    await createFolderStore(folder);
    expect(await readdir(join(folder, "arriving"))).toEqual([]);
  });
});

describe("a disk in trouble", () => {
  test("is said as such when the folder is not a folder", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(createFolderStore(join(folder, "file", "media"))).rejects.toMatchObject({
      code: "server/unavailable",
    });
  });

  const canMount = process.platform === "linux" && process.getuid?.() === 0;
  test.skipIf(!canMount)(
    "refuses when it is full, keeps what it has, and goes on when there is room (needs root, to mount)",
    async () => {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "none", folder]);
      try {
        const store = await createFolderStore(folder);
        await store.put(bytes);
        const tooMuch = store.put(new Uint8Array(1_000_000));
        await expect(tooMuch).rejects.toBeInstanceOf(Problem);
        await expect(tooMuch).rejects.toMatchObject({ code: "server/unavailable", detail: "media store: ENOSPC" });
        expect(await readdir(join(folder, "arriving"))).toEqual([]);
        expect(await whole()).toEqual([pathOf(name)]);
        expect(await store.verify(await store.put(new Uint8Array(10_000)))).toBe(true);

        execFileSync("mount", ["-o", "remount,ro", folder]);
        await expect(store.put(new Uint8Array(7))).rejects.toMatchObject({ detail: "media store: EROFS" });
        await expect(createFolderStore(folder)).rejects.toMatchObject({ code: "server/unavailable" });
        expect(await store.verify(name)).toBe(true);
      } finally {
        execFileSync("umount", [folder]);
      }
    },
  );
});

test("kill -9 at any moment of a put leaves no file that is not whole", async () => {
  const program = fileURLToPath(new URL("putting.ts", import.meta.url));
  let stored = 0;
  for (let round = 0; round < 16; round++) {
    const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    // Each line says that one more put of four at once has begun; the kill falls somewhere in their writing.
    let begun = 0;
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (line !== "begun") acknowledged.push(line);
      else if (++begun === 1 + (round % 13)) child.kill("SIGKILL");
    }
    await ended;
    for (const path of await whole()) expect(sha256Of(await readFile(path))).toBe(path.slice(-64));
    const store = await createFolderStore(folder);
    for (const sha256 of acknowledged) expect(await store.has(sha256)).toBe(true);
    expect(await readdir(join(folder, "arriving"))).toEqual([]);
    stored += acknowledged.length;
  }
  expect(stored).toBeGreaterThan(0);
});
