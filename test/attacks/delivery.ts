import sharp from "sharp";
import type { MessageContent } from "../../content/editorial/message.ts";
import { until } from "../support/until.ts";
import { messageContent, preset, type World } from "../support/world.ts";
import {
  announce,
  approvedWords,
  attackedScreen,
  forgedWords,
  honest,
  instead,
  manifestIn,
  plant,
  publishedRow,
  type AttackedScreen,
} from "./attacked-screen.ts";
import { long, seen, waits, type Case } from "./case.ts";

/** What an attacker between server and screen can do to bytes on their way, or with bytes that were right once. */

const manifestPath = /^\/api\/screen\/manifest/;
const mediaPath = /^\/media\//;

async function banner(world: World, colour: string, title: string): Promise<MessageContent> {
  const bytes = new Uint8Array(
    await sharp({ create: { width: 1920, height: 1080, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  );
  const headers = { "content-type": "application/octet-stream" };
  const response = await world.comms.raw("POST", "/api/pictures", { body: bytes, headers });
  const { digest } = (await response.json()) as { digest: string };
  const picture = { picture: digest, focal: { x: 0.5, y: 0.5 }, alt: { vi: title }, renditions: [] };
  return { ...messageContent(title), forms: { banner: picture } };
}

/** Adds approved pictures to what the screen plays, through the desk. */
export async function addBanners(screen: AttackedScreen, colours: readonly string[]): Promise<void> {
  const { world, playlist } = screen;
  const made: string[] = [];
  for (const colour of colours) made.push(await world.approved(await banner(world, colour, `Hình ${colour}`)));
  const list = (await world.comms.call("playlists")).find(({ id }) => id === playlist);
  const items = [...(list?.items ?? []), ...made.map((message) => ({ message, seconds: 5 }))];
  await world.comms.call("editPlaylist", {
    params: { id: playlist },
    body: { version: list?.version ?? 0, playlist: { name: "Có ảnh", items } },
  });
}

/** Right after an attack: the last approved programme is on, and nothing of the attacker's. */
async function playsOn(screen: AttackedScreen, version: number): Promise<void> {
  seen((await screen.shown()) === version, `the screen plays version ${await screen.shown()}, not ${version}`);
  const text = await screen.text();
  seen(!text.includes(forgedWords), "the forged words are on the screen");
  seen(text.includes(approvedWords), `the screen shows: ${text.slice(0, 120)}`);
}

export const deliveryCases: readonly Case[] = [
  long(3, "an older programme, once signed and right, is replayed; and again after a restart", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world, front } = screen;
    const old = publishedRow(world);
    const list = (await world.comms.call("playlists")).find(({ id }) => id === screen.playlist);
    for (const name of ["mới", "mới hơn"]) {
      const current = (await world.comms.call("playlists")).find(({ id }) => id === screen.playlist);
      const items = (list?.items ?? []).map((item) => ({ ...item, seconds: name === "mới" ? 8 : 9 }));
      await world.comms.call("editPlaylist", {
        params: { id: screen.playlist },
        body: { version: current?.version ?? 0, playlist: { name, items } },
      });
    }
    const version = publishedRow(world).version;
    await until("the newest programme", async () => (await screen.shown()) === version);
    const replay = instead(manifestPath, (_, answer) => answer.writeHead(200, { etag: '"old"' }).end(old.envelope));
    front.tamper = replay;
    announce(world);
    const first = await screen.alarmed(/^trust\/rollback$/);
    await playsOn(screen, version);
    await screen.restart();
    await until("the programme after a restart", () => screen.shows(approvedWords));
    await until("the report after the restart", async () => (await screen.shown()) === version);
    // Until it has connected again, what is announced is lost on it.
    const nag = setInterval(() => announce(world), 1000);
    ground.after(() => clearInterval(nag));
    const again = await screen.alarmed(/^trust\/rollback$/);
    await playsOn(screen, version);
    return `${old.version} after ${version} refused, alarm ${first}; after a restart again ${again}, ${version} plays`;
  }),

  long(4, "the same version with other bytes, signed by the server's own key", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    const last = publishedRow(world);
    const other = { ...manifestIn(last.envelope), issuedAt: 1_600_000_000_000 };
    plant(world, world.server.deps.signer.sign("bangtin/manifest/1", JSON.stringify(other)), last.version);
    const alarm = await screen.alarmed(/^trust\/same-version-other-bytes$/);
    await playsOn(screen, last.version);
    return `version ${last.version} with other bytes refused, alarm ${alarm}`;
  }),

  long(7, "the right programme with the files of another generation", async (ground) => {
    const screen = await attackedScreen(ground, { canvas: preset("billboard-1080") });
    const { world, front } = screen;
    const version = await screen.shown();
    const files = new Map<string, Buffer>();
    // Each file is answered with the bytes of another one that this server once published, whole and well-formed.
    front.tamper = instead(mediaPath, (asked, answer) => {
      void honest(world, asked).then((bytes) => {
        const other = [...files].find(([path]) => path !== asked.url)?.[1] ?? bytes.subarray(0, -1);
        files.set(asked.url ?? "", bytes);
        answer.writeHead(200, { "content-type": "image/webp" }).end(other);
      });
    });
    await addBanners(screen, ["#c81e1e", "#1e1ec8", "#1ec81e"]);
    const alarm = await screen.alarmed(/^trust\/media-bytes$/, 60_000);
    await playsOn(screen, version);
    front.tamper = () => false;
    await until("the whole generation, once the files are right", async () => (await screen.shown()) > version, 40_000);
    return `${files.size} files of other generations refused, alarm ${alarm}; ${version} played on, and switched whole once they were right`;
  }),

  long(8, "one of twelve files is withheld", async (ground) => {
    const screen = await attackedScreen(ground, { canvas: preset("billboard-1080") });
    const { world, front } = screen;
    const version = await screen.shown();
    const asked = new Set<string>();
    front.tamper = (request, answer) => {
      if (!mediaPath.test(request.url ?? "")) return false;
      asked.add(request.url ?? "");
      if ([...asked].indexOf(request.url ?? "") !== 5) return false;
      answer.writeHead(404).end();
      return true;
    };
    await addBanners(
      screen,
      Array.from({ length: 12 }, (_, n) => `hsl(${n * 30}, 80%, 40%)`),
    );
    const view = async () => (await world.admin.call("screens")).find(({ id }) => id === screen.id);
    const from = performance.now();
    const progress = await until(
      "eleven of twelve",
      async () => {
        const { report } = (await view()) ?? {};
        return report?.progress?.done === 11 && report.progress;
      },
      60_000,
    );
    await until(
      "the files to have been given up",
      async () => asked.size === 12 && (await view())?.report?.progress === undefined,
      60_000,
    );
    await playsOn(screen, version);
    const status = (await view())?.status;
    seen(status === "downloading" || status === "error", `the desk calls the screen ${status}`);
    const seconds = Math.round((performance.now() - from) / 1000);
    return `${progress.done} of ${progress.of} came; ${version} plays on, the desk says ${status} (after ${seconds} s)`;
  }),

  long(9, "a programme without an end, and a picture without an end", async (ground) => {
    const screen = await attackedScreen(ground, { canvas: preset("billboard-1080") });
    const { world, front, page } = screen;
    const version = await screen.shown();
    const usage = (): Promise<number> => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    const before = await usage();
    let sent = 0;
    const endless = (path: RegExp): void => {
      sent = 0;
      front.tamper = instead(path, (_, answer) => {
        answer.writeHead(200, { etag: `"endless-${Math.random()}"`, "content-type": "application/json" });
        const pour = (): void => {
          while (!answer.destroyed && answer.write(Buffer.alloc(1_000_000, 0x20)));
        };
        answer.on("drain", pour);
        const { socket } = answer;
        const before = socket?.bytesWritten ?? 0;
        answer.on("close", () => (sent += Math.round(((socket?.bytesWritten ?? 0) - before) / 1e6)));
        pour();
      });
    };
    endless(manifestPath);
    announce(world);
    const first = await screen.alarmed(/^trust\/too-long$/);
    const megabytes = sent;
    seen(megabytes < 100, `${megabytes} MB were taken of a manifest`);
    endless(mediaPath);
    await addBanners(screen, ["#123456"]);
    const second = await screen.alarmed(/^trust\/media-bytes$/, 60_000);
    await playsOn(screen, version);
    const grown = Math.round(((await usage()) - before) / 1e6);
    seen(sent < 400, `${sent} MB were poured for a picture`);
    seen(grown < 5, `the disk grew by ${grown} MB`);
    return `cut off: ${first} after ${megabytes} MB, ${second} after ${sent} MB in all tries; disk grew by ${grown} MB`;
  }),

  waits(10, "a programme that arrives one byte a second", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world, front } = screen;
    const version = await screen.shown();
    let ended = 0;
    let begun = 0;
    front.tamper = instead(manifestPath, (_, answer) => {
      begun ||= performance.now();
      answer.writeHead(200, { etag: `"slow-${Math.random()}"` });
      const drip = setInterval(() => answer.write(" "), 1000);
      answer.on("close", () => {
        clearInterval(drip);
        ended ||= performance.now();
      });
    });
    announce(world);
    await until("the screen to give up a trickle", () => ended > 0, 75_000);
    await playsOn(screen, version);
    front.tamper = () => false;
    const items = [{ message: screen.messages[0] ?? "", seconds: 7 }];
    const list = (await world.comms.call("playlists")).find(({ id }) => id === screen.playlist);
    await world.comms.call("editPlaylist", {
      params: { id: screen.playlist },
      body: { version: list?.version ?? 0, playlist: { name: "Sau đó", items } },
    });
    await until("the next programme", async () => (await screen.shown()) > version, 40_000);
    return `given up after ${Math.round((ended - begun) / 1000)} s, ${version} played on, the next try took the new one`;
  }),

  long(11, "one bit of a picture flipped, at another place in every try", async (ground) => {
    const screen = await attackedScreen(ground, { canvas: preset("billboard-1080") });
    const { world, front } = screen;
    const version = await screen.shown();
    const places: number[] = [];
    front.tamper = instead(mediaPath, (asked, answer) => {
      void honest(world, asked).then((bytes) => {
        const place = [0, bytes.length - 1, bytes.length >> 1, 12, 100][places.length] ?? 20 + places.length;
        places.push(place);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << (places.length % 8));
        answer.writeHead(200, { "content-type": "image/webp" }).end(bytes);
      });
    });
    await addBanners(screen, ["#c81e1e", "#1e1ec8"]);
    const alarm = await screen.alarmed(/^trust\/media-bytes$/, 60_000);
    await playsOn(screen, version);
    return `${places.length} flips at bytes ${places.join(", ")}: each refused, alarm ${alarm}, ${version} plays on`;
  }),
];
