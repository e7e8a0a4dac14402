import { PlayBatch, playsType } from "../content/record/proof.ts";
import { PlaysStored, screenPaths } from "../content/wire/screen-api.ts";
import { ask, parseJson, Unreachable, type Fetch } from "./ask.ts";
import type { DeviceKey } from "./device-key.ts";
import type { Outbox, Row } from "./outbox.ts";

const longestAnswer = 100_000;

/** Takes proofs to the server. A row leaves the outbox only when the server has named its seq as stored. */
export class Courier {
  private readonly outbox: Outbox;
  private readonly fetch: Fetch;
  private readonly token: string;
  private readonly key: DeviceKey | undefined;
  private under: Promise<void> | undefined;

  constructor(outbox: Outbox, fetch: Fetch, token: string, key: DeviceKey | undefined) {
    this.outbox = outbox;
    this.fetch = fetch;
    this.token = token;
    this.key = key;
  }

  /** Sends until nothing is left; a second call joins the one under way. @throws Unreachable, Removed */
  async send(): Promise<void> {
    this.under ??= this.sendAll().finally(() => {
      this.under = undefined;
    });
    return this.under;
  }

  private async sendAll(): Promise<void> {
    for (let rows = await this.outbox.oldest(); rows.length > 0; rows = await this.outbox.oldest()) {
      await this.deliver(rows);
    }
  }

  private async deliver(rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const body = await this.sealed({ boot: first.boot, plays: rows.map((row) => row.play) });
    const answer = await ask(this.fetch, screenPaths.plays, { token: this.token, body, limit: longestAnswer });
    if (answer.status === 200) {
      const stored = PlaysStored.safeParse(parseJson(answer.body));
      if (!stored.success) throw new Unreachable(`${screenPaths.plays}: not an acknowledgement`);
      const seqs = new Set(stored.data.stored);
      await this.outbox.forget(rows.filter((row) => seqs.has(row.play.seq)));
      const left = rows.filter((row) => !seqs.has(row.play.seq));
      if (left.length === rows.length) await this.isolate(rows);
      else await this.deliver(left);
      return;
    }
    if (answer.status === 400 || answer.status === 413 || answer.status === 422) await this.isolate(rows);
    // Signed out, moved, not found: this says nothing about the rows.
    else throw new Unreachable(`${screenPaths.plays}: ${answer.status}`);
  }

  /** A screen that was paired by a token alone has no key that the server knows. */
  private async sealed(batch: PlayBatch): Promise<unknown> {
    const { key } = this;
    if (!key) return batch;
    const payload = JSON.stringify(PlayBatch.parse(batch));
    const signature = await key.sign(playsType, payload);
    const signatures = [{ keyId: key.publicKey.keyId, signature }];
    return { envelope: JSON.stringify({ type: playsType, payload, signatures }) };
  }

  /** One poisonous row must not hold up the rest: halves until it stands alone. */
  private async isolate(rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (rows.length === 1 && first) {
      await this.outbox.setAside(first.key, { boot: first.boot, play: first.play });
      return;
    }
    const half = rows.length >> 1;
    await this.deliver(rows.slice(0, half));
    await this.deliver(rows.slice(half));
  }
}
