import { describe, expect, test } from "vitest";
import { Cupboard } from "../../player/cupboard.ts";
import { Notebook } from "../../player/notes.ts";
import { board, freshName, place } from "./forge.ts";

async function request<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no reason"));
  });
}

describe("the cupboard", () => {
  test("keeps values through a restart", async () => {
    const name = freshName();
    await new Cupboard(name).write([
      ["b", { n: 1 }],
      ["a:2", 2],
      ["a:1", 1],
    ]);
    const again = new Cupboard(name);
    expect(await again.get("b")).toEqual({ n: 1 });
    expect(await again.keys("a:")).toEqual(["a:1", "a:2"]);
    expect(await again.getMany(["a:2", "none", "a:1"])).toEqual([2, undefined, 1]);
    expect(again.durable).toBe(true);
  });

  test("writes all of it or nothing", async () => {
    const name = freshName();
    const cupboard = new Cupboard(name);
    await cupboard.write([["generation", "old"]]);
    // The second value cannot be cloned; the first one must not arrive without it.
    const unstorable = (): void => {};
    const half = cupboard.write([
      ["generation", "new"],
      ["bad", unstorable],
    ]);
    await expect(half).rejects.toThrow("could not be cloned");
    expect(await new Cupboard(name).get("generation")).toBe("old");
  });

  test("goes on in memory when the store is not usable, and says so", async () => {
    const name = freshName();
    // What damage leaves behind: a database of that name without its store.
    const empty = await request(indexedDB.open(name));
    empty.close();
    const cupboard = new Cupboard(name);
    await cupboard.write([["a", 1]]);
    expect(cupboard.durable).toBe(false);
    expect(await cupboard.get("a")).toBe(1);
    await cupboard.write([["b", 2]], ["a"]);
    expect(await cupboard.keys("")).toEqual(["b"]);
    expect(await cupboard.get("a")).toBeUndefined();
  });

  test("opens again when the browser threw the store away under it", async () => {
    const name = freshName();
    const cupboard = new Cupboard(name);
    await cupboard.write([["a", 1]]);
    await request(indexedDB.deleteDatabase(name));
    expect(await cupboard.get("a")).toBeUndefined();
    await cupboard.write([["a", 2]]);
    expect(cupboard.durable).toBe(true);
    expect(await new Cupboard(name).get("a")).toBe(2);
  });
});

describe("the notes", () => {
  test("survive the loss of either copy", async () => {
    for (const lose of [
      async (name: string) => localStorage.removeItem(name),
      async (name: string) => localStorage.setItem(name, '{"rev":'),
      async (name: string) => void (await request(indexedDB.deleteDatabase(name))),
    ]) {
      const name = freshName();
      const cupboard = new Cupboard(name);
      await (await Notebook.open(cupboard, name)).change({ token: "t", floor: 7 });
      await lose(name);
      expect((await Notebook.open(new Cupboard(name), name)).notes).toMatchObject({ token: "t", floor: 7 });
    }
  });

  test("trust the newer copy", async () => {
    const name = freshName();
    const notebook = await Notebook.open(new Cupboard(name), name);
    await notebook.change({ token: "old" });
    const stored = localStorage.getItem(name) ?? "";
    await notebook.change({ token: "new" });
    localStorage.setItem(name, stored);
    expect((await Notebook.open(new Cupboard(name), name)).notes.token).toBe("new");
  });

  test("under another token from the device itself forget who the screen was, but not what time it is", async () => {
    const name = freshName();
    const notebook = await Notebook.open(new Cupboard(name), name);
    await notebook.change({ token: "t", floor: 7, contact: 8, floors: { orders: 9 } });
    await notebook.claim("u");
    const { rev: _, ...kept } = (await Notebook.open(new Cupboard(name), name)).notes;
    expect(kept).toEqual({ floor: 7, token: "u", claimed: "u" });
  });

  test("lose only who the screen is when the server removes it: root, floors, time, place and safe card stay", async () => {
    const name = freshName();
    const notebook = await Notebook.open(new Cupboard(name), name);
    const screen = { id: "s1", name: "Ga đến", venue: "Sân bay Cần Thơ", canvas: board, place };
    const paired = { screen, safeCard: { agency: "Sở TT&TT", label: "Đường dây nóng", number: "1900 9095" } };
    const stays = { floor: 7, latest: 8, floors: { orders: 9, manifest: { keyId: "k", version: 3 } }, claimed: "t" };
    await notebook.change({ ...stays, token: "t", key: "k", paired, root: "{}", contact: 8, quarantined: true });
    await notebook.unpair();
    const after = async () => (await Notebook.open(new Cupboard(name), name)).notes;
    const { rev: _, ...kept } = await after();
    expect(kept).toEqual({ ...stays, before: { root: "{}", paired } });
    // A code that waits, and is removed as well, changes nothing of it.
    await notebook.change({ token: "v", key: "l", root: "another" });
    await notebook.unpair();
    const { rev: __, ...later } = await after();
    expect(later).toEqual(kept);
  });
});
