import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { messageContent, preset } from "../support/world.ts";
import { screenContext } from "../support/browser.ts";
import { screenSocket, type ScreenSocket } from "../support/screen-socket.ts";
import { pairDevice, proofOf } from "../support/officers.ts";
import { until } from "../support/until.ts";
import { sealed } from "../content/trust/signing.ts";
import { approvedWords, attackedScreen, instead, manifestIn, publishedRow } from "./attacked-screen.ts";
import { addBanners } from "./delivery.ts";
import { long, notYet, seen, type Case } from "./case.ts";

/** What may happen to the device: its storage altered or gone, its clock wrong, its power cut, its copy. */

/** Reads and writes the player's own store, as somebody with the device in their hands can. */
function alterStore(page: Page, kind: "media" | "generation"): Promise<number> {
  return page.evaluate(async (kind) => {
    const [{ name = "" } = {}] = (await indexedDB.databases()).filter((one) => one.name?.startsWith("bangtin-player"));
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error as Error));
    });
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result));
        request.addEventListener("error", () => reject(request.error as Error));
      });
    const read = (key: IDBValidKey): Promise<unknown> =>
      done<unknown>(db.transaction("keyval").objectStore("keyval").get(key));
    const keys = await done(db.transaction("keyval").objectStore("keyval").getAllKeys());
    let altered = 0;
    for (const key of keys) {
      const name = typeof key === "string" ? key : "";
      let value: unknown;
      if (kind === "media" && name.startsWith("media:")) {
        const bytes = new Uint8Array(await ((await read(key)) as Blob).arrayBuffer());
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        value = new Blob([bytes], { type: "image/webp" });
      } else if (kind === "generation" && name === "generation") {
        const stored = (await read(key)) as { envelope: string };
        value = { ...stored, envelope: stored.envelope.replaceAll("xà phòng", "nước lã") };
      } else continue;
      await done(db.transaction("keyval", "readwrite").objectStore("keyval").put(value, key));
      altered++;
    }
    db.close();
    return altered;
  }, kind);
}

const clear = async (page: Page, origin: string, storageTypes: string): Promise<void> => {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Storage.clearDataForOrigin", { origin, storageTypes });
  await cdp.detach();
};

const enough = (text: string): string | undefined => (text.trim().length > 8 ? text.trim() : undefined);

export const deviceCases: readonly Case[] = [
  long(26, "pictures and programme altered in the device's own storage", async (ground) => {
    const screen = await attackedScreen(ground, { canvas: preset("billboard-1080") });
    const { page, front } = screen;
    const before = await screen.shown();
    await addBanners(screen, ["#c81e1e"]);
    await until("the picture", async () => (await screen.shown()) > before, 30_000);
    const pictures = await alterStore(page, "media");
    // Nothing can be fetched anew: it must do without, not show what is wrong.
    front.tamper = instead(/^\/media\//, (_, answer) => answer.writeHead(404).end());
    await screen.restart();
    await until("what is right after a restart", () => screen.shows(approvedWords), 30_000);
    const first = await screen.alarmed(/^trust\/media-bytes$/, 40_000);
    front.tamper = () => false;
    const programmes = await alterStore(screen.page, "generation");
    seen(pictures > 0 && programmes === 1, `altered ${pictures} pictures, ${programmes} programmes`);
    await screen.restart();
    await until("what is right, fetched anew", () => screen.shows(approvedWords), 30_000);
    seen(!(await screen.shows("nước lã")), "the altered words are on the screen");
    return `${pictures} altered pictures: ${first}, not shown; altered words in the store: never shown, fetched anew`;
  }),

  long(27, "the store and its floors are wiped, and an older programme is replayed", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world, front } = screen;
    const old = publishedRow(world);
    const list = (await world.comms.call("playlists")).find(({ id }) => id === screen.playlist);
    const later = messageContent("Thông điệp mới", "Thông điệp mới");
    const fresh = await world.approved(later);
    await world.comms.call("editPlaylist", {
      params: { id: screen.playlist },
      body: { version: list?.version ?? 0, playlist: { name: "Mới", items: [{ message: fresh }] } },
    });
    await until("the newer programme", () => screen.shows("Thông điệp mới"), 30_000);
    const { token } = screen;
    front.tamper = (asked, answer) => {
      if (!/^\/api\/screen\/(manifest|heartbeat)/.test(asked.url ?? "")) return false;
      // The old programme is all that comes; no heartbeat can be made for a number that was never asked.
      if (asked.url?.startsWith("/api/screen/manifest")) answer.writeHead(200, { etag: '"old"' }).end(old.envelope);
      else answer.writeHead(502).end();
      return true;
    };
    await screen.page.goto("about:blank");
    await clear(screen.page, front.url, "all");
    await screen.page.goto(`${front.url}/player/#claim=${token}`);
    await until("something on the screen", async () => (await screen.text()).trim().length > 8, 30_000);
    const end = Date.now() + 12_000;
    let looks = 0;
    while (Date.now() < end) {
      seen(!(await screen.shows(approvedWords)), "the old programme is on the screen");
      looks++;
    }
    const meanwhile = (await screen.text()).replaceAll(/\s+/g, " ").slice(0, 60);
    return `${looks} looks over 12 s: no network content without a fresh heartbeat; on the screen: "${meanwhile}"`;
  }),

  long(28, "the profile of a paired screen is copied, and both connect", async (ground) => {
    const world = await ground.world();
    const device = await pairDevice(world, "airport");
    const boots = ["00000000000000a1", "00000000000000b2"] as const;
    const sockets: ScreenSocket[] = [];
    for (const boot of boots) {
      const socket = await screenSocket(world.url, device.token);
      ground.after(() => socket.close());
      // Each is alive and answers when it is asked.
      socket.socket.on("still", (answer: () => void) => answer());
      const nonce = await socket.nonce();
      void socket.hello({ boot, proof: proofOf(device, nonce, boot) }).catch(() => undefined);
      sockets.push(socket);
    }
    await until("both to be held", () => sockets.every(({ events }) => events.includes("quarantined")), 15_000);
    const { status } = await device.client.raw("GET", "/api/screen/manifest");
    seen(status === 403, `the manifest is answered ${status}`);
    return `both were told "quarantined"; the manifest is answered ${status} until an admin releases the screen`;
  }),

  long(75, "all storage is evicted, and only IndexedDB is", async (ground) => {
    const screen = await attackedScreen(ground);
    const { front } = screen;
    await screen.page.goto("about:blank");
    await clear(screen.page, front.url, "indexeddb");
    await screen.page.goto(`${front.url}/player/`);
    const first = await until("something after IndexedDB was lost", async () => enough(await screen.text()), 20_000);
    await screen.page.goto("about:blank");
    await clear(screen.page, front.url, "all");
    await screen.page.goto(`${front.url}/player/`);
    const second = await until("something after all was lost", async () => enough(await screen.text()), 20_000);
    seen(!second.includes(approvedWords), "content without an identity");
    const short = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 70);
    return `IndexedDB lost: "${short(first)}"; all lost: "${short(second)}": never blank, nothing unverified`;
  }),

  long(76, "the device's clock is 400 days ahead, ten years behind, and jumps back within a spot", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world, front, token } = screen;
    const seenTexts: string[] = [];
    for (const days of [400, -3650, 0.5]) {
      const context = await screenContext(await ground.browser(), preset("board-1080"));
      ground.after(() => context.close());
      await context.addInitScript(`{ const real = Date.now; let shift = ${days * 86_400_000}; Date.now = () => real() + shift;
        if (${days} === 0.5) setTimeout(() => { shift = -3600000; }, 4000); }`);
      const page = await context.newPage();
      const paired = days === 400 ? token : (await world.pair("airport")).token;
      screen.page = page;
      await page.goto(`${front.url}/player/#claim=${paired}`);
      await until(`the approved message at ${days} days`, () => screen.shows(approvedWords), 40_000);
      const end = Date.now() + 5000;
      while (Date.now() < end) seen((await screen.text()).trim().length > 8, "blank");
      seenTexts.push(`${days} d`);
    }
    const wanted = manifestIn(publishedRow(world).envelope).version;
    return `with the server's signed time, ${seenTexts.join(", ")}: version ${wanted} plays, never blank`;
  }),

  notYet(
    72,
    "SIGKILL at each step of an update",
    "not written: no browser process is killed in mid-update here (test/player/update.test.ts restarts an interrupted update, without a kill)",
  ),

  long(88, "a batch of proofs forged by another device, or altered under its signature", async (ground) => {
    const world = await ground.world();
    const [mine, other] = [await pairDevice(world, "airport"), await pairDevice(world, "airport")];
    const play = {
      seq: 0,
      message: "ab".repeat(32),
      campaign: "dot",
      lane: "stage",
      from: world.now - 6000,
      until: world.now,
      whole: true,
      version: 1,
    };
    const payload = JSON.stringify({ boot: "00000000000000aa", plays: [play] });
    const post = async (body: unknown): Promise<number> =>
      (
        await mine.client.raw("POST", "/api/screen/plays", {
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        })
      ).status;
    const right = sealed("bangtin/plays/1", payload, mine.hand);
    const statuses = [
      await post({ envelope: sealed("bangtin/plays/1", payload, other.hand) }),
      await post({ envelope: right.replace("dot", "dat") }),
      await post({ envelope: sealed("bangtin/order/1", payload, mine.hand) }),
      await post(JSON.parse(payload)),
    ];
    seen(
      statuses.every((status) => status >= 400 && status < 500),
      `answered ${statuses.join()}`,
    );
    seen((await post({ envelope: right })) === 200, "the right one is refused");
    const database = new DatabaseSync(join(world.folder, "bangtin.db"), { readOnly: true });
    const { n } = database.prepare("SELECT count(*) AS n FROM play").get() ?? {};
    database.close();
    seen(Number(n) === 1, `${String(n)} plays stored`);
    return `another device's signature, altered bytes, another type, none: ${statuses.join(", ")}; only its own batch is stored`;
  }),
];
