import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { Canvas } from "../../content/network/canvas.ts";
import { openBrowser, screenContext } from "../support/browser.ts";
import { frontOf, type Front } from "../support/front.ts";
import { createWorld, preset, type World } from "../support/world.ts";

type Undo = () => Promise<unknown> | void;

/** What one attack stands on: servers, screens and folders that are gone when it is over. */
export class Ground {
  readonly #shared: Shared;
  readonly #undo: Undo[] = [];

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  async end(): Promise<void> {
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }

  after(undo: Undo): void {
    this.#undo.push(undo);
  }

  /** A real server of this attack's own, whose clock is the machine's and runs. */
  async world(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
    const world = await createWorld({ now: Date.now(), running: true, ...options });
    this.after(() => world.end());
    return world;
  }

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "bangtin-attack-"));
    this.after(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }

  browser(): Promise<Browser> {
    return this.#shared.browser();
  }

  /** The player as it is in the sources now, built into a folder of our own. */
  get player(): string {
    return this.#shared.player;
  }

  /** Stands between screens and a server, serves the player, and may answer anything otherwise. */
  async front(world: World): Promise<Front> {
    const front = await frontOf(world.url, this.player);
    this.after(() => front.end());
    return front;
  }

  /** A real screen: a page of the real player in Chromium, at the pixels of a canvas. */
  async page(url: string, token: string, canvas: Canvas = preset("board-1080")): Promise<Page> {
    const context = await screenContext(await this.browser(), canvas);
    this.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`${url}/player/#claim=${token}`);
    return page;
  }
}

/** What all attacks of a run share, because it is dear: one browser, one build of the player. */
export class Shared {
  #browser: Promise<Browser> | undefined;
  #player: string | undefined;

  browser(): Promise<Browser> {
    return (this.#browser ??= openBrowser());
  }

  get player(): string {
    return (this.#player ??= process.env["ATTACKS_PLAYER"] ?? buildPlayer());
  }

  async end(): Promise<void> {
    if (this.#browser) await (await this.#browser).close();
  }
}

/** `ATTACKS_PLAYER` names a build made before. Beside dist, which belongs to whoever ran `npm run build`: a run must face the player of the sources. */
function buildPlayer(): string {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const folder = join(root, "test/out/attacks-player");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const config = ["-c", "vite.player.config.ts", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn"];
  execFileSync(process.execPath, [vite, "build", ...config], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}
