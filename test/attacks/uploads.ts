/** Long because it is a list: one attempt after another at the one door for files. */

import { readFile, readdir } from "node:fs/promises";
import { request } from "node:http";
import sharp from "sharp";
import { blackPng, frames, noise, plain, quarters, uint32, pngOf } from "../server/media/pictures.ts";
import { animationBomb, svg, zip } from "./crafted-files.ts";
import { until } from "../support/until.ts";
import type { Client, World } from "../support/world.ts";
import { long, quick, seen, waits, type Case } from "./case.ts";

const octets = { "content-type": "application/octet-stream" };

type Verdict = { status: number; code: string; digest: string; ms: number };

async function upload(world: World, bytes: Uint8Array, headers: Record<string, string> = {}): Promise<Verdict> {
  const from = performance.now();
  const body = new Uint8Array(bytes);
  const response = await world.comms.raw("POST", "/api/pictures", { body, headers: { ...octets, ...headers } });
  const { code = "", digest = "" } = (await response.json()) as { code?: string; digest?: string };
  return { status: response.status, code, digest, ms: Math.round(performance.now() - from) };
}

async function stored(world: World, digest: string): Promise<Buffer> {
  const response = await world.comms.raw("GET", `/media/${digest}`);
  seen(response.status === 200, `the picture is answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Each upload must be refused with 4xx and a `picture/` code; answers the codes that were heard. */
async function allRefused(world: World, uploads: readonly (readonly [string, Uint8Array])[]): Promise<string> {
  const codes = new Set<string>();
  for (const [what, bytes] of uploads) {
    const { status, code } = await upload(world, bytes);
    seen(status >= 400 && status < 500 && code.startsWith("picture/"), `${what} was answered ${status} ${code}`);
    codes.add(code);
  }
  return [...codes].join(", ");
}

/** Kilobytes that the decoder held at its highest, since it was started. */
async function peakOf(world: World): Promise<number> {
  const { pid } = world.server.deps.pictures;
  const status = pid === undefined ? "" : await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
}

export const uploadCases: readonly Case[] = [
  quick(47, "a PNG that unpacks to 900 megapixels, and others too large to hold", async (ground) => {
    const world = await ground.world();
    await upload(world, await plain(640, 360).png().toBuffer());
    const before = await peakOf(world);
    const times: number[] = [];
    for (const [width, height] of [
      [30_000, 30_000],
      [17_000, 17_000],
      [8000, 5001],
    ] as const) {
      const { status, code, ms } = await upload(world, blackPng(width, height));
      seen(status === 422 && code === "picture/too-many-pixels", `${width}×${height}: ${status} ${code}`);
      times.push(ms);
    }
    const lossless = await plain(640, 360).webp({ lossless: true }).toBuffer();
    // VP8L: fourteen bits of width less one, fourteen of height less one, behind the byte 0x2f.
    lossless.writeUInt32LE((16_383 | (16_383 << 14)) >>> 0, lossless.indexOf("VP8L") + 9);
    const avif = await plain(640, 360).avif({ effort: 0 }).toBuffer();
    const size = avif.indexOf("ispe") + 8;
    avif.writeUInt32BE(30_000, size);
    avif.writeUInt32BE(30_000, size + 4);
    for (const [kind, bomb] of [["WebP", lossless] as const, ["AVIF", avif] as const]) {
      const { status, code, ms } = await upload(world, bomb);
      seen(status === 422 && /too-many-pixels|unreadable/.test(code), `${kind}: ${status} ${code}`);
      times.push(ms);
    }
    const grown = Math.round(((await peakOf(world)) - before) / 1024);
    seen(grown < 50, `the decoder grew by ${grown} MB`);
    seen(Math.max(...times) < 100, `refused after ${times.join(", ")} ms`);
    return `422 after ${times.join(", ")} ms; decoder grew by ${grown} MB`;
  }),

  quick(48, "animations: many frames in few bytes, WebP, GIF and APNG", async (ground) => {
    const world = await ground.world();
    const still = await plain(640, 480).png().toBuffer();
    const control = pngOf([["acTL", Buffer.concat([uint32(10_000), uint32(0)])]]).subarray(8);
    const apng = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
    const bomb = await animationBomb(10_000);
    const codes = await allRefused(world, [
      ["a WebP of 10,000 frames", bomb],
      ["a WebP of 120 frames", await animationBomb(120)],
      ["a GIF", await (await frames()).gif().toBuffer()],
      ["an APNG", apng],
    ]);
    return `all four refused: ${codes} (10,000 frames came in ${Math.round(bomb.length / 1024)} kB)`;
  }),

  quick(49, "pictures with HTML, JavaScript, a zip or a jar behind their end", async (ground) => {
    const world = await ground.world();
    const tails = [
      "<script>alert(1)</script>",
      "*/=alert(document.cookie)//",
      zip([["evil.class", Buffer.from("CAFEBABE")]]),
    ];
    for (const [n, tail] of tails.entries()) {
      for (const picture of [
        await plain(640, 480 + n)
          .png()
          .toBuffer(),
        await plain(640, 480 + n)
          .jpeg()
          .toBuffer(),
      ]) {
        const { status, digest } = await upload(world, Buffer.concat([picture, Buffer.from(tail)]));
        seen(status === 200, `refused ${status}`);
        const bytes = await stored(world, digest);
        for (const left of ["script", "alert", "PK\x03\x04", "CAFEBABE", "evil"])
          seen(!bytes.includes(Buffer.from(left, "latin1")), `${left} is still in what is served`);
        seen(bytes.readUInt32LE(4) + 8 === bytes.length, "there are bytes behind the end of the picture");
        const { headers } = await world.comms.raw("GET", `/media/${digest}`);
        seen(headers.get("content-type") === "image/webp", `served as ${headers.get("content-type")}`);
        seen(headers.get("x-content-type-options") === "nosniff", "served without nosniff");
      }
    }
    return "six polyglots re-encoded, no byte of a tail left, served image/webp with nosniff";
  }),

  quick(
    50,
    "SVG with script, xi:include, use href, foreignObject, an entity, and under a false name",
    async (ground) => {
      const world = await ground.world();
      const evil = [
        svg("<script>alert(1)</script>"),
        svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'),
        svg('<use href="http://127.0.0.1:9/x.svg#a"/>'),
        svg('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject>'),
        svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), svg("")]),
        Buffer.concat([Buffer.from("\ufeff"), svg("<a onload='x'/>")]),
      ];
      const codes = await allRefused(
        world,
        evil.map((bytes, n) => [`SVG ${n + 1}`, bytes] as const),
      );
      return `${evil.length} of ${evil.length} refused: ${codes}`;
    },
  ),

  long(51, "every picture truncated and bit-flipped at many places", async (ground) => {
    const world = await ground.world();
    const whole = [
      await noise(400, 400).jpeg({ quality: 40 }).toBuffer(),
      await noise(400, 330).png().toBuffer(),
      await noise(400, 330).webp({ quality: 40 }).toBuffer(),
      await plain(400, 400).avif({ effort: 0 }).toBuffer(),
    ];
    let refused = 0;
    let mended = 0;
    for (const picture of whole) {
      for (let n = 0; n < 14; n++) {
        const place = Math.floor((picture.length * n) / 14);
        const flipped = Buffer.from(picture);
        for (let k = 0; k < 8; k++) flipped[(place + k * 37) % flipped.length] = (n * 41 + k * 97) & 255;
        for (const bytes of [picture.subarray(0, place), flipped]) {
          const { status, code } = await upload(world, bytes);
          const right = status === 200 || ((status === 422 || status === 413) && code.startsWith("picture/"));
          seen(right, `answered ${status} ${code}`);
          if (status === 200) mended++;
          else refused++;
        }
      }
    }
    const after = await upload(world, await plain(640, 480).png().toBuffer());
    seen(after.status === 200, `an honest picture afterwards is answered ${after.status} ${after.code}`);
    return `${refused} refused with picture/…, ${mended} decoded whole and re-encoded, no crash; an honest one after them is taken`;
  }),

  quick(52, "EXIF with a place, XMP, a colour profile and all eight orientations", async (ground) => {
    const world = await ground.world();
    const honest = await (await quarters(640, 480)).png().toBuffer();
    for (let orientation = 1; orientation <= 8; orientation++) {
      const photo = await sharp(honest)
        .withExif({ IFD0: { Artist: "Nguyen Thi Bi Mat" }, IFD3: { GPSLatitude: "10/1 2/1 3/1" } })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
        .withIccProfile("p3")
        .withMetadata({ orientation })
        .jpeg()
        .toBuffer();
      const { status, digest } = await upload(world, photo);
      seen(status === 200, `orientation ${orientation}: ${status}`);
      const bytes = await stored(world, digest);
      const { width, height, exif, xmp, icc, iptc, orientation: kept } = await sharp(bytes).metadata();
      seen(
        [exif, xmp, icc, iptc, kept].every((field) => field === undefined),
        `orientation ${orientation}: metadata is left`,
      );
      seen(!bytes.includes("Bi Mat"), "the author's name is left");
      const turned = orientation >= 5;
      seen(
        width === (turned ? 480 : 640) && height === (turned ? 640 : 480),
        `orientation ${orientation}: ${width}×${height}`,
      );
    }
    return "nothing of EXIF, XMP, ICC or IPTC left in eight pictures; each upright";
  }),

  quick(53, "names with dots and slashes, NUL, 4 kB, right-to-left marks", async (ground) => {
    const world = await ground.world();
    const names = ["../../x", "..\\..\\x", "x\u0000.png", "x".repeat(4000), "\u202Egnp.exe", "/etc/passwd", "CON"];
    for (const [n, name] of names.entries()) {
      const encoded = encodeURIComponent(name);
      const { status, digest } = await upload(
        world,
        await plain(640, 360 + n)
          .png()
          .toBuffer(),
        {
          "content-disposition": `attachment; filename*=UTF-8''${encoded}`,
          "x-file-name": encoded,
        },
      );
      seen(status === 200 && /^[0-9a-f]{64}$/.test(digest), `${status} ${digest}`);
    }
    const beside = await readdir(world.folder);
    const named = beside.filter((file) => names.some((name) => name.includes(file)) || /png|\.\./.test(file));
    seen(named.length === 0, `beside the media stands ${named.join()}`);
    const files = (await readdir(`${world.folder}/media`, { recursive: true, withFileTypes: true })).filter((f) =>
      f.isFile(),
    );
    seen(
      files.every(({ name }) => /^[0-9a-f]{64}$/.test(name)),
      `stored as ${files.map((f) => f.name).join()}`,
    );
    return `${names.length} names ignored; every file is named by its hash`;
  }),

  quick(
    54,
    "zips that climb out, link out, or unpack to a gigabyte, at every door that takes bytes",
    async (ground) => {
      const world = await ground.world();
      const zips = [
        zip([["../../../../tmp/climbed", Buffer.from("x")]]),
        zip([["link", Buffer.from("/etc/passwd"), 0o120777]]),
        zip([["bomb", Buffer.alloc(50_000_000)]]),
        zip(Array.from({ length: 5000 }, (_, n) => [`f${n}`, Buffer.from("x")] as const)),
      ];
      const codes = await allRefused(
        world,
        zips.map((bytes, n) => [`zip ${n + 1}`, bytes] as const),
      );
      return `no door unpacks archives; four zips at the only door for files: ${codes}`;
    },
  ),

  quick(55, "a flood: 60 uploads at once, a body too large, and 20 bodies that never end", async (ground) => {
    const world = await ground.world();
    const { port } = new URL(world.url);
    const asking = (who: Client, length: number, body: Uint8Array | undefined): Promise<string> =>
      new Promise((resolve) => {
        const headers = { ...who.headers, ...octets, origin: world.url, "content-length": String(length) };
        const one = request({ host: "127.0.0.1", port, method: "POST", path: "/api/pictures", headers, agent: false });
        ground.after(() => void one.destroy());
        one.on("response", (response) => resolve(String(response.resume().statusCode)));
        // It hangs up on who goes on sending what was refused already.
        one.on("error", (error) => resolve(error.message));
        if (body) one.end(body);
        else one.write("x");
      });
    const slow = Array.from({ length: 20 }, () => asking(world.comms, 1_000_000, undefined));
    const picture = new Uint8Array(await noise(800, 450).png().toBuffer());
    const floods = Array.from({ length: 60 }, () => asking(world.comms, picture.length, picture));
    const waits: number[] = [];
    let over = false;
    const answers = Promise.all(floods).finally(() => (over = true));
    await until(
      "the flood to be over",
      async () => {
        const from = performance.now();
        const { status } = await world.approver.raw("GET", "/api/messages");
        seen(status === 200, `somebody else was answered ${status}`);
        waits.push(performance.now() - from);
        return over;
      },
      60_000,
    );
    const other = await asking(world.admin, picture.length, picture);
    seen(other === "200", `an upload of somebody else was answered ${other}`);
    const large = await asking(world.approver, 20 * 1024 * 1024 + 1, undefined);
    seen(large === "413", `20 MB and a byte: ${large}`);
    const count = new Map<string, number>();
    for (const answer of await answers) count.set(answer, (count.get(answer) ?? 0) + 1);
    const told = [...count].map(([answer, n]) => `${n} × ${answer}`).join(", ");
    seen((count.get("429") ?? 0) > 0 && !told.includes("500"), told);
    const worst = Math.round(Math.max(...waits));
    seen(worst < 2000, `somebody else waited ${worst} ms`);
    return `${told}, with ${slow.length} open bodies; too large 413; others: an upload 200, ${waits.length} reads, slowest ${worst} ms`;
  }),

  waits(55, "a body that comes too slowly is cut off", async (ground) => {
    const world = await ground.world();
    const { port } = new URL(world.url);
    const from = performance.now();
    const status = await new Promise<string>((resolve) => {
      const headers = { ...world.comms.headers, ...octets, origin: world.url, "content-length": "1000000" };
      const asking = request({ host: "127.0.0.1", port, method: "POST", path: "/api/pictures", headers, agent: false });
      const drip = setInterval(() => asking.write("x"), 1000);
      const end = (how: string): void => {
        clearInterval(drip);
        resolve(how);
      };
      ground.after(() => void asking.destroy());
      asking.on("response", (response) => end(String(response.statusCode)));
      asking.on("error", (error) => end(error.message));
    });
    const seconds = Math.round((performance.now() - from) / 1000);
    seen(status === "408" || /ECONNRESET|hang up|EPIPE/.test(status), `it ended with ${status}`);
    seen(seconds < 70, `only after ${seconds} s`);
    return `${status} after ${seconds} s`;
  }),
];
