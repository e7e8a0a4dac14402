import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { Envelope } from "../../content/trust/envelope.ts";
import { type Manifest, manifestType } from "../../content/trust/manifest.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { visibleText } from "../support/browser.ts";
import { onAirAt } from "../support/campaign.ts";
import type { Front } from "../support/front.ts";
import { until } from "../support/until.ts";
import { messageContent, preset, type Client, type World } from "../support/world.ts";
import type { Ground } from "./ground.ts";

/** A real screen that plays approved messages, with an attacker on the way to its server and in its server's database. */
export type AttackedScreen = {
  readonly world: World;
  readonly front: Front;
  readonly id: string;
  readonly client: Client;
  readonly token: string;
  readonly playlist: string;
  readonly messages: readonly string[];
  page: Page;
  text(): Promise<string>;
  shows(words: string): Promise<boolean>;
  /** The version that the screen says it plays. */
  shown(): Promise<number>;
  /** The codes of the refusals of this start of the player that the desk has heard of. */
  alarms(): Promise<readonly string[]>;
  /** Waits for the desk to hear of this refusal; answers how long it took, in milliseconds. */
  alarmed(code: RegExp, ms?: number): Promise<string>;
  /** Closes the page and opens another on the same profile: the browser was restarted. */
  restart(): Promise<void>;
};

export const approvedWords = "Rửa tay bằng xà phòng";
export const forgedWords = "Gọi ngay số 0900 000 000";

/** A screen that shows `approvedWords`, through a front. */
export async function attackedScreen(
  ground: Ground,
  options: { canvas?: Canvas; world?: World; contents?: Parameters<typeof onAirAt>[2]; words?: string } = {},
): Promise<AttackedScreen> {
  const { canvas = preset("board-1080"), words = approvedWords } = options;
  const world = options.world ?? (await ground.world());
  const front = await ground.front(world);
  const contents = options.contents ?? [messageContent(approvedWords, approvedWords)];
  const { messages, playlist } = await onAirAt(world, ["airport"], contents);
  const { id, token, client } = await world.pair("airport", canvas);
  const page = await ground.page(front.url, token, canvas);
  let startedAt = 0;
  const mine = async () => (await world.admin.call("screens")).find((screen) => screen.id === id);
  const screen: AttackedScreen = {
    world,
    front,
    id,
    client,
    token,
    playlist,
    messages,
    page,
    text: () => visibleText(screen.page),
    shows: async (wanted) => (await visibleText(screen.page)).includes(wanted),
    shown: async () => (await mine())?.shown ?? 0,
    alarms: async () => {
      const { refused, alarms = [] } = (await mine())?.report ?? {};
      return [...alarms, ...(refused ? [refused] : [])].filter(({ at }) => at > startedAt).map(({ code }) => code);
    },
    async alarmed(code, ms = 30_000) {
      let heard: readonly string[] = [];
      const one = async (): Promise<string | undefined> => {
        heard = await screen.alarms();
        return heard.find((each) => code.test(each));
      };
      try {
        return await until(code.source, one, ms);
      } catch (cause) {
        throw new Error(`the desk did not hear of ${code.source} but of: ${heard.join(", ") || "nothing"}`, { cause });
      }
    },
    async restart() {
      const context = screen.page.context();
      await screen.page.close();
      startedAt = world.now;
      screen.page = await context.newPage();
      await screen.page.goto(`${front.url}/player/`);
    },
  };
  await until("the approved message on the screen", () => screen.shows(words), 30_000);
  await until(
    "the desk to hear what plays",
    async () => (await screen.shown()) === publishedRow(world).version,
    30_000,
  );
  return screen;
}

/** What was published last for a screen: the row of the database, exactly. */
export function publishedRow(world: World): { version: number; line_up: string; envelope: string; etag: string } {
  const database = new DatabaseSync(join(world.folder, "bangtin.db"), { timeout: 5000 });
  try {
    const row = database.prepare("SELECT * FROM manifest ORDER BY version DESC LIMIT 1").get();
    if (!row) throw new Error("nothing was published");
    return row as ReturnType<typeof publishedRow>;
  } finally {
    database.close();
  }
}

export const manifestIn = (envelope: string): Manifest =>
  JSON.parse(Envelope.parse(JSON.parse(envelope)).payload) as Manifest;

/**
 * Whoever owns the server: changes the last manifest as they like, signs it with the server's own key, writes it into
 * the database behind the server, and tells the screens.
 */
export function publishBehind(
  world: World,
  forge: (manifest: Manifest) => unknown,
  version = publishedRow(world).version + 1,
): { version: number; etag: string } {
  const last = publishedRow(world);
  const forged = forge({ ...structuredClone(manifestIn(last.envelope)), version });
  const envelope = world.server.deps.signer.sign(manifestType, JSON.stringify(forged));
  return plant(world, envelope, version);
}

/** Any text at all, as what the server has published for the line-up. */
export function plant(world: World, envelope: string, version: number): { version: number; etag: string } {
  const { line_up } = publishedRow(world);
  const etag = `"forged-${version}-${Math.random().toString(36).slice(2)}"`;
  const database = new DatabaseSync(join(world.folder, "bangtin.db"), { timeout: 5000 });
  try {
    database
      .prepare("INSERT OR REPLACE INTO manifest (version, line_up, etag, envelope, issued_at) VALUES (?, ?, ?, ?, 0)")
      .run(version, line_up, etag, envelope);
    database.prepare("UPDATE line_up SET version = ?, etag = ? WHERE id = ?").run(version, etag, line_up);
  } finally {
    database.close();
  }
  world.server.deps.push.announce([{ lineUp: line_up, version, etag, jitterMs: 0 }]);
  return { version, etag };
}

/** Announces something new, so that the screen asks now. */
export function announce(world: World): void {
  const { line_up, version } = publishedRow(world);
  world.server.deps.push.announce([{ lineUp: line_up, version, etag: `"news-${Math.random()}"`, jitterMs: 0 }]);
}

/** The server's own answer to what a screen asked. */
export async function honest(world: World, asked: IncomingMessage): Promise<Buffer> {
  const headers = { authorization: asked.headers.authorization ?? "" };
  return Buffer.from(await (await fetch(world.url + (asked.url ?? ""), { headers })).arrayBuffer());
}

/** Answers a request for this path in the server's place, and lets everything else pass. */
export function instead(
  path: RegExp,
  answer: (asked: IncomingMessage, response: ServerResponse) => void,
): Front["tamper"] {
  return (asked, response) => {
    if (!path.test(asked.url ?? "")) return false;
    answer(asked, response);
    return true;
  };
}

/** The SHA-256 of the pixels of a part of what the screen shows. */
export async function pixelHash(
  page: Page,
  part: { left: number; top: number; width: number; height: number },
): Promise<string> {
  const { data } = await sharp(await page.screenshot())
    .removeAlpha()
    .extract(part)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(data))).toString("hex");
}

/** The colour of a point of what the screen shows. */
export async function pixel(page: Page, x: number, y: number): Promise<readonly [number, number, number]> {
  const { data } = await sharp(await page.screenshot())
    .removeAlpha()
    .extract({ left: x, top: y, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
}
