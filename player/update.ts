import { longestEnvelope } from "../content/trust/envelope.ts";
import type { MediaEntry } from "../content/trust/manifest.ts";
import { Problem } from "../content/wire/problem.ts";
import { screenPaths } from "../content/wire/screen-api.ts";
import { ask, Unreachable, type Fetch } from "./ask.ts";
import type { Cupboard } from "./cupboard.ts";
import {
  collectGarbage,
  dropMedia,
  judge,
  readMedia,
  storedMedia,
  storeGeneration,
  storeMedia,
  type Generation,
  type Trust,
} from "./generation.ts";
import { fetchMedia } from "./media.ts";
import { isWhole } from "./verify.ts";

export type Progress = {
  /** Items complete, of how many. */
  readonly done: number;
  readonly of: number;
  /** 0 to 100, by bytes. */
  readonly percent: number;
};

export type UpdateDeps = {
  readonly fetch: Fetch;
  readonly token: string;
  readonly trust: Trust;
  readonly cupboard: Cupboard;
  /**
   * Called where nothing plays that could tell what is new: the server's signed answer to a number of our own. Resolves
   * to the version below which nothing may come now.
   */
  readonly anchor: () => Promise<number>;
  readonly wait: (ms: number) => Promise<void>;
  /** Every byte of this generation is in the store: a new one to play, or the playing one mended. */
  readonly complete: (generation: Generation) => void;
  /** Items complete of how many; `undefined` when nothing is being fetched. */
  readonly progress: (progress: Progress | undefined) => void;
};

/** Files fetched at the same time. */
const abreast = 3;
/** Waits between tries of one file, before the whole update is left for its next occasion. */
const retryMs = [1000, 3000, 9000];

export type Outcome = "none" | "unchanged" | "switched";

/**
 * Brings the store from one generation to the next: fetch, judge, gather every byte, switch, tidy. Until the switch the
 * last good generation is untouched, whatever arrives.
 */
export class Updater {
  private readonly deps: UpdateDeps;
  /** Media found right on this disk in this boot; what was not is read and hashed before a generation counts as complete. */
  private readonly whole = new Set<string>();
  private playing: Generation | undefined;
  private running: Promise<Outcome> | undefined;
  private closed = false;

  constructor(deps: UpdateDeps, current: Generation | undefined) {
    this.deps = deps;
    this.playing = current;
  }

  get current(): Generation | undefined {
    return this.playing;
  }

  /**
   * One round; a second call while one is under way waits for it and then runs its own, since what was announced may be
   * newer than what is being fetched. @throws Problem, Unreachable, Removed
   */
  async run(): Promise<Outcome> {
    while (this.running) await this.running.catch(() => undefined);
    this.running = this.round();
    try {
      return await this.running;
    } finally {
      this.running = undefined;
    }
  }

  /** This screen was removed: nothing is stored or played any more, whatever is still on its way. */
  close(): void {
    this.closed = true;
  }

  /** A stored picture turned out wrong: it is fetched again at the next round. */
  async spoiled(sha256: string): Promise<void> {
    this.whole.delete(sha256);
    await dropMedia(this.deps.cupboard, sha256);
  }

  private async round(): Promise<Outcome> {
    const { fetch, token, trust, cupboard } = this.deps;
    const current = this.playing;
    const least = current ? 0 : await this.deps.anchor();
    const answer = await ask(fetch, screenPaths.manifest, {
      token,
      limit: longestEnvelope,
      ...(current ? { etag: current.etag } : {}),
    });
    if (answer.status === 304 || (current && answer.status === 200 && answer.etag === current.etag)) {
      if (current && (await this.gather(current))) this.deps.complete(current);
      return "unchanged";
    }
    // 404: nothing was published for this screen yet.
    if (answer.status === 404 || answer.status === 204) return "none";
    if (answer.status !== 200) throw new Unreachable(`${screenPaths.manifest}: ${answer.status} ${answer.code ?? ""}`);
    if (!answer.body) throw new Problem("trust/too-long");
    const arriving = await judge(textOf(answer.body), answer.etag, trust, current);
    const { version } = arriving.trusted.manifest;
    if (version < least) throw new Problem("trust/rollback", { detail: `${version} < ${least}` });
    await collectGarbage(cupboard, [current, arriving]);
    await this.gather(arriving);
    if (this.closed) return "none";
    await storeGeneration(cupboard, arriving);
    this.playing = arriving;
    this.deps.complete(arriving);
    await collectGarbage(cupboard, [arriving]);
    return "switched";
  }

  /**
   * Fetches what is missing. Resolves only when every file of the generation is here and right; answers whether any
   * was missing.
   */
  private async gather(generation: Generation): Promise<boolean> {
    const { media } = generation.trusted.manifest;
    const missing = await this.missing(media);
    if (missing.length === 0) return false;
    const bytesOf = (entries: readonly MediaEntry[]): number => entries.reduce((sum, { bytes }) => sum + bytes, 0);
    const of = bytesOf(media);
    let done = media.length - missing.length;
    let bytes = of - bytesOf(missing);
    // Without a title: until its approvals are judged, whose words would it be?
    const report = (): void => this.deps.progress({ done, of: media.length, percent: (100 * bytes) / of });
    try {
      const queue = [...missing];
      const worker = async (): Promise<void> => {
        for (let entry = queue.shift(); entry; entry = queue.shift()) {
          report();
          await this.fetchOne(entry);
          done++;
          bytes += entry.bytes;
          report();
        }
      };
      const workers = Array.from({ length: Math.min(abreast, missing.length) }, worker);
      const ends = await Promise.allSettled(workers);
      for (const end of ends) if (end.status === "rejected") throw end.reason;
      return true;
    } finally {
      this.deps.progress(undefined);
    }
  }

  private async missing(media: readonly MediaEntry[]): Promise<MediaEntry[]> {
    const { cupboard } = this.deps;
    const stored = await storedMedia(cupboard);
    const missing: MediaEntry[] = [];
    for (const entry of media) {
      const { sha256 } = entry;
      if (stored.has(sha256) && !this.whole.has(sha256)) {
        const blob = await readMedia(cupboard, sha256);
        if (blob && (await isWhole(blob, sha256))) this.whole.add(sha256);
        else stored.delete(sha256);
      }
      if (!stored.has(sha256)) missing.push(entry);
    }
    return missing;
  }

  private async fetchOne(entry: MediaEntry): Promise<void> {
    const { fetch, token, cupboard, wait } = this.deps;
    for (let attempt = 0; ; attempt++) {
      try {
        await storeMedia(cupboard, entry.sha256, await fetchMedia(fetch, token, entry));
        this.whole.add(entry.sha256);
        return;
      } catch (error) {
        const pause = retryMs[attempt];
        if (pause === undefined || !(error instanceof Unreachable || error instanceof Problem)) throw error;
        await wait(pause);
      }
    }
  }
}

/** @throws Problem trust/malformed when the bytes are not UTF-8 */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Problem("trust/malformed", { cause });
  }
}
