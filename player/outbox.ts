import * as z from "zod/mini";
import { Play } from "../content/record/proof.ts";
import { PlaysStored, screenPaths } from "../content/wire/screen-api.ts";
import { ask, parseJson, Unreachable, type Fetch } from "./ask.ts";
import type { Cupboard } from "./cupboard.ts";

const Count = z.int().check(z.nonnegative());

/** Rows of `PlayBatch`. */
const batchSize = 200;
/** About a month of spots at one a minute on each lane; when full the oldest go first. */
const mostRows = 50_000;
const rowPrefix = "play:";
const asidePrefix = "aside:";
const bootCountKey = "boots";

type Row = { readonly key: string; readonly boot: string; readonly play: Play };
const StoredRow = z.strictObject({ boot: z.string(), play: Play });

/**
 * Proofs that wait to be sent. Keyed by (boot, seq), so that a batch sent twice is counted once; a row leaves only when
 * the server has named its seq as stored (attacks.md §4.2).
 */
export class Outbox {
  readonly #cupboard: Cupboard;
  /** Random per start of the player. */
  readonly boot: string;
  /** Boots in order, so that what an older one left is sent first. */
  readonly #order: string;
  #seq = 0;
  #rows: string[];
  #aside = 0;
  #dropped = 0;
  #sending: Promise<void> | undefined;
  readonly #mostRows: number;

  private constructor(cupboard: Cupboard, boot: string, order: number, rows: string[], most: number) {
    this.#cupboard = cupboard;
    this.boot = boot;
    this.#order = String(order).padStart(9, "0");
    this.#rows = rows;
    this.#mostRows = most;
  }

  /** @param boot 16 random hex digits */
  static async open(cupboard: Cupboard, boot: string, most = mostRows): Promise<Outbox> {
    const counted = Count.safeParse(await cupboard.get(bootCountKey));
    const order = counted.success ? counted.data + 1 : 0;
    await cupboard.write([[bootCountKey, order]]);
    // What an earlier boot set aside gets one more chance: the refusal may have been the server's mistake.
    for (const key of await cupboard.keys(asidePrefix)) {
      await cupboard.write([[rowPrefix + key.slice(asidePrefix.length), await cupboard.get(key)]], [key]);
    }
    return new Outbox(cupboard, boot, order, await cupboard.keys(rowPrefix), most);
  }

  get waiting(): number {
    return this.#rows.length;
  }

  /** Rows that the server would not take, kept apart until the next boot. */
  get aside(): number {
    return this.#aside;
  }

  /** Rows thrown away because the outbox was full. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Resolves when the play is durable; only then is it recorded. */
  async record(play: Omit<Play, "seq">): Promise<void> {
    const seq = this.#seq++;
    const key = `${rowPrefix}${this.#order}:${String(seq).padStart(9, "0")}`;
    const full = this.#rows.splice(0, Math.max(0, this.#rows.length + 1 - this.#mostRows));
    this.#dropped += full.length;
    await this.#cupboard.write([[key, { boot: this.boot, play: { ...play, seq } }]], full);
    this.#rows.push(key);
  }

  /** Sends until nothing is left; a second call joins the one under way. @throws Unreachable, Removed */
  async send(fetch: Fetch, token: string): Promise<void> {
    this.#sending ??= this.#sendAll(fetch, token).finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #sendAll(fetch: Fetch, token: string): Promise<void> {
    for (let batch = await this.#nextBatch(); batch.length > 0; batch = await this.#nextBatch()) {
      await this.#deliver(fetch, token, batch);
    }
  }

  /** The oldest rows, of one boot. A row that cannot be read any more is set aside here. */
  async #nextBatch(): Promise<Row[]> {
    const batch: Row[] = [];
    const keys = this.#rows.slice(0, batchSize);
    const stored = await this.#cupboard.getMany(keys);
    for (const [at, key] of keys.entries()) {
      const row = StoredRow.safeParse(stored[at]);
      if (!row.success) {
        await this.#setAside(key, stored[at]);
        continue;
      }
      if (batch[0] && batch[0].boot !== row.data.boot) break;
      batch.push({ key, ...row.data });
    }
    return batch;
  }

  async #deliver(fetch: Fetch, token: string, rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const body = { boot: first.boot, plays: rows.map((row) => row.play) };
    const answer = await ask(fetch, screenPaths.plays, { token, body, limit: 100_000 });
    if (answer.status === 200) {
      const stored = PlaysStored.safeParse(parseJson(answer.body));
      if (!stored.success) throw new Unreachable(`${screenPaths.plays}: not an acknowledgement`);
      const seqs = new Set(stored.data.stored);
      await this.#forget(rows.filter((row) => seqs.has(row.play.seq)).map((row) => row.key));
      const left = rows.filter((row) => !seqs.has(row.play.seq));
      // Not named: alone it is the row that is at fault; in company the others are tried without it.
      if (left.length === rows.length) await this.#refused(fetch, token, left);
      else await this.#deliver(fetch, token, left);
      return;
    }
    if (answer.status !== 400 && answer.status !== 413 && answer.status !== 422) {
      // Signed out, moved, not found: this says nothing about the rows.
      throw new Unreachable(`${screenPaths.plays}: ${answer.status}`);
    }
    await this.#refused(fetch, token, rows);
  }

  /** One poisonous row must not hold up the rest: halves until it stands alone. */
  async #refused(fetch: Fetch, token: string, rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (rows.length === 1 && first) {
      await this.#setAside(first.key, { boot: first.boot, play: first.play });
      return;
    }
    const half = rows.length >> 1;
    await this.#deliver(fetch, token, rows.slice(0, half));
    await this.#deliver(fetch, token, rows.slice(half));
  }

  async #setAside(key: string, value: unknown): Promise<void> {
    // A row whose bytes the disk has lost has nothing left to keep.
    const kept = value === undefined ? [] : ([[asidePrefix + key.slice(rowPrefix.length), value]] as const);
    await this.#cupboard.write(kept, [key]);
    this.#rows = this.#rows.filter((row) => row !== key);
    this.#aside++;
  }

  async #forget(keys: readonly string[]): Promise<void> {
    await this.#cupboard.write([], keys);
    const gone = new Set(keys);
    this.#rows = this.#rows.filter((row) => !gone.has(row));
  }
}

/** A name for one start of the player: 16 random hex digits. */
export function newBoot(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
