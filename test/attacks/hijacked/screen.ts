import type { Revision } from "../../../content/editorial/revision.ts";
import { onAir } from "../../../content/playout/on-air.ts";
import type { Level } from "../../../content/playout/campaign.ts";
import type { Programme } from "../../../content/playout/programme.ts";
import type { Verify } from "../../../content/trust/envelope.ts";
import { openFirstRoot } from "../../../content/trust/root.ts";
import { Problem } from "../../../content/wire/problem.ts";
import { Alarms } from "../../../player/alarms.ts";
import { Unreachable } from "../../../player/ask.ts";
import { Authority, pinnedRoot } from "../../../player/authority.ts";
import { TrustedClock } from "../../../player/clock.ts";
import { Cupboard } from "../../../player/cupboard.ts";
import { forgetContent, loadGeneration, type Generation, type Trust } from "../../../player/generation.ts";
import { Heartbeats } from "../../../player/heartbeats.ts";
import { Notebook } from "../../../player/notes.ts";
import { catchUp } from "../../../player/order-log.ts";
import { newestRoot } from "../../../player/roots.ts";
import { Updater } from "../../../player/update.ts";
import { noon } from "../../content/trust/signing.ts";
import { roots } from "./people.ts";
import type { HijackedServer } from "./server.ts";

/** What is drawn on one lane: words and on whose account, or the safe card. */
export type Drawn =
  | { readonly safe: true }
  | { readonly safe: false; readonly revision: Revision; readonly level: Level; readonly takeover: boolean };

export const place = { venue: "airport", kind: "airport" as const, areas: ["can-tho"] };

const nothing: Programme = { from: 0, until: 0, lanes: { stage: [], ticker: [] }, loops: {}, campaigns: {} };
const token = "the-token-of-this-screen";

/**
 * A screen without a picture: the player's own authority, updater, heartbeats, stores and clock, joined as its session
 * joins them. Only drawing is left out, and time is given.
 */
export class Screen {
  readonly #server: HijackedServer;
  readonly #verify: Verify;
  /** A screen that takes its server's word, to prove that these histories would catch one. */
  readonly #gullible: boolean;
  readonly #cupboard: Cupboard;
  readonly #name: string;
  #monotonic = 0;
  #device = noon;
  notebook!: Notebook;
  clock!: TrustedClock;
  authority!: Authority;
  #updater!: Updater;
  #heartbeats!: Heartbeats;
  playing: Generation | undefined;
  readonly refusals = new Map<string, number>();

  constructor(server: HijackedServer, verify: Verify, name: string, gullible: boolean) {
    this.#server = server;
    this.#verify = verify;
    this.#gullible = gullible;
    this.#name = name;
    this.#cupboard = new Cupboard(name);
  }

  /** Pins the first root, and starts. */
  async pair(): Promise<void> {
    const pinned = await openFirstRoot(roots[0]?.envelope ?? "", this.#verify);
    this.notebook = await Notebook.open(this.#cupboard, this.#name);
    await this.notebook.change({ token, root: pinned.payload });
    await this.boot();
  }

  /** What a start of the player does before it draws. */
  async boot(): Promise<void> {
    this.notebook = await Notebook.open(this.#cupboard, this.#name);
    const { notebook } = this;
    this.#monotonic = 0;
    this.clock = new TrustedClock({
      device: () => this.#device,
      monotonic: () => this.#monotonic,
      floor: notebook.notes.floor,
      latest: notebook.notes.latest,
    });
    const root = pinnedRoot(notebook.notes.root);
    if (!root) throw new Error("the root is gone");
    const alarms = new Alarms(
      () => this.clock.now(),
      () => {},
    );
    this.#alarms = alarms;
    this.authority = new Authority({
      root,
      place,
      verify: this.#verify,
      cupboard: this.#cupboard,
      notebook,
      alarms,
      changed: () => {},
    });
    await this.authority.load();
    const trust: Trust = {
      root: () => this.authority.root.root,
      floors: () => notebook.notes.floors ?? {},
      shape: "board",
      verify: this.#verify,
    };
    this.#heartbeats = new Heartbeats({
      fetch: this.#server.fetch,
      token,
      screen: "man-1",
      authority: this.authority,
      verify: this.#verify,
      clock: this.clock,
      notebook,
      monotonic: () => this.#monotonic,
      alarms,
    });
    this.playing = undefined;
    const stored = await this.#try(() => loadGeneration(this.#cupboard, trust));
    if (stored) await this.#play(stored);
    this.#updater = new Updater(
      {
        fetch: this.#server.fetch,
        token,
        trust,
        cupboard: this.#cupboard,
        anchor: async () => (await this.#heartbeats.ask()).answer?.manifest?.version ?? 0,
        wait: async () => {},
        complete: (generation) => void (this.#arrived = generation),
        progress: () => {},
      },
      this.playing,
    );
  }

  #arrived: Generation | undefined;
  #alarms: Alarms | undefined;

  async #play(generation: Generation): Promise<void> {
    await this.authority.admit(generation.trusted, () => void (this.playing = generation));
    const { floors } = this.notebook.notes;
    const { version } = generation.trusted.manifest;
    const before = floors?.manifest?.keyId === generation.keyId ? floors.manifest.version : 0;
    if (version < before) return;
    await this.notebook.change({ floors: { ...floors, manifest: { keyId: generation.keyId, version } } });
  }

  /** Everything that a screen asks of its server, once. */
  async round(): Promise<void> {
    const { fetch } = this.#server;
    await this.#try(async () => {
      const root = await newestRoot(fetch, this.authority.root, this.#verify);
      if (root !== this.authority.root) await this.authority.follow(root);
    });
    await this.#try(() => catchUp({ fetch, token, authority: this.authority }));
    await this.#try(() => this.#heartbeats.ask());
    this.#arrived = undefined;
    await this.#try(() => this.#updater.run());
    if (this.#arrived) await this.#play(this.#arrived);
    await this.notebook.change({ floor: this.clock.floor(), latest: this.clock.latest() });
  }

  async broadcast(envelope: string): Promise<void> {
    await this.#try(() => this.#heartbeats.broadcast(envelope));
  }

  /** Content and orders are lost; the notes have a second copy. */
  async wipe(): Promise<void> {
    await forgetContent(this.#cupboard);
    await this.boot();
  }

  pass(ms: number): void {
    this.#monotonic += ms;
    this.#device += ms;
  }

  setDevice(at: number): void {
    this.#device = at;
  }

  /** Both lanes, as the playout would draw them now. Never throws: that would be a blank screen. */
  shows(): readonly [stage: Drawn, ticker: Drawn] {
    const now = this.clock.now();
    const ruling = this.authority.ruling(now);
    for (const { code } of this.#alarms?.list() ?? []) this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    const orders = this.#gullible ? ruling.orders.filter(({ kind }) => kind === "takeover") : ruling.orders;
    const trusted = this.authority.complete ? this.playing?.trusted : undefined;
    const programme = trusted?.manifest.programme ?? nothing;
    const answer = onAir(programme, orders, now);
    const draw = (lane: "stage" | "ticker"): Drawn => {
      const found = answer[lane];
      if (found.kind === "safe") return { safe: true };
      const { message, campaign } = found.spot;
      const revision = ruling.revisions.get(message) ?? trusted?.revisions.get(message);
      if (!revision) return { safe: true };
      const level = programme.campaigns[campaign]?.level ?? "urgent";
      return { safe: false, revision, level, takeover: found.loop === "takeover" };
    };
    return [draw("stage"), draw("ticker")];
  }

  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem) {
        this.refusals.set(error.code, (this.refusals.get(error.code) ?? 0) + 1);
        return undefined;
      }
      if (error instanceof Unreachable) return undefined;
      throw error;
    }
  }
}
