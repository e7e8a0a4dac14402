import * as z from "zod/mini";
import { Play } from "../content/record/proof.ts";
import type { Cupboard } from "./cupboard.ts";

const Count = z.int().check(z.nonnegative());

/** Rows of a `PlayBatch`. */
const batchSize = 200;
/** About a month of spots at one a minute on each lane; when full the oldest go first. */
const mostRows = 50_000;
const rowPrefix = "play:";
const asidePrefix = "aside:";
const bootCountKey = "boots";

export type Row = { readonly key: string; readonly boot: string; readonly play: Play };
const StoredRow = z.strictObject({ boot: z.string(), play: Play });

/**
 * Proofs that wait to be sent. Keyed by (boot, seq), so that a batch sent twice is counted once; a row leaves only when
 * the server has named its seq as stored (attacks.md §4.2). `courier.ts` sends them.
 */
export class Outbox {
  private readonly cupboard: Cupboard;
  /** Random per start of the player. */
  readonly boot: string;
  /** Boots in order, so that what an older one left is sent first. */
  private readonly order: string;
  private seq = 0;
  private rows: string[];
  private readonly most: number;
  /** Rows that the server would not take, kept apart until the next boot. */
  aside = 0;
  /** Rows thrown away because the outbox was full. */
  dropped = 0;

  private constructor(cupboard: Cupboard, boot: string, order: number, rows: string[], most: number) {
    this.cupboard = cupboard;
    this.boot = boot;
    this.order = String(order).padStart(9, "0");
    this.rows = rows;
    this.most = most;
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
    return this.rows.length;
  }

  /** Resolves when the play is durable; only then is it recorded. */
  async record(play: Omit<Play, "seq">): Promise<void> {
    const seq = this.seq++;
    const key = `${rowPrefix}${this.order}:${String(seq).padStart(9, "0")}`;
    const full = this.rows.splice(0, Math.max(0, this.rows.length + 1 - this.most));
    this.dropped += full.length;
    await this.cupboard.write([[key, { boot: this.boot, play: { ...play, seq } }]], full);
    this.rows.push(key);
  }

  /** The oldest rows, of one boot. A row that cannot be read any more is set aside on the way. */
  async oldest(): Promise<Row[]> {
    const batch: Row[] = [];
    const keys = this.rows.slice(0, batchSize);
    const stored = await this.cupboard.getMany(keys);
    for (const [at, key] of keys.entries()) {
      const row = StoredRow.safeParse(stored[at]);
      if (!row.success) {
        await this.setAside(key, stored[at]);
        continue;
      }
      if (batch[0] && batch[0].boot !== row.data.boot) break;
      batch.push({ key, ...row.data });
    }
    return batch;
  }

  async setAside(key: string, value: unknown): Promise<void> {
    // A row whose bytes the disk has lost has nothing left to keep.
    const kept = value === undefined ? [] : ([[asidePrefix + key.slice(rowPrefix.length), value]] as const);
    await this.cupboard.write(kept, [key]);
    this.rows = this.rows.filter((row) => row !== key);
    this.aside++;
  }

  /** The server has committed these. */
  async forget(rows: readonly Row[]): Promise<void> {
    const gone = new Set(rows.map((row) => row.key));
    await this.cupboard.write([], [...gone]);
    this.rows = this.rows.filter((key) => !gone.has(key));
  }
}

/** A name for one start of the player: 16 random hex digits. */
export function newBoot(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
