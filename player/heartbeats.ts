import { longest, type Verify } from "../content/trust/envelope.ts";
import { openHeartbeat, type Heartbeat, type SignedHeartbeat } from "../content/trust/heartbeat.ts";
import { serverKeys } from "../content/trust/root.ts";
import { Problem } from "../content/wire/problem.ts";
import { screenPaths } from "../content/wire/screen-api.ts";
import { ask, Unreachable, type Fetch } from "./ask.ts";
import type { Alarms } from "./alarms.ts";
import type { Authority } from "./authority.ts";
import type { TrustedClock } from "./clock.ts";
import type { Notebook } from "./notes.ts";

export type HeartbeatsDeps = {
  readonly fetch: Fetch;
  readonly token: string;
  readonly screen: string;
  readonly authority: Authority;
  readonly verify: Verify;
  readonly clock: TrustedClock;
  readonly notebook: Notebook;
  readonly monotonic: () => number;
  readonly alarms: Alarms;
};

/** An answer may be so much behind what was vouched for before; the clock of an honest server is corrected by less. */
const slackMs = 2 * 60_000;

/**
 * The server's signed word on what is newest, and on the time. Time decides which approvals count, so an unsigned time
 * (`welcome`, the event `time`) never sets the clock: it is only a reason to ask for a signed one. A broadcast may move
 * the clock forward; only an answer to this screen's own number, which cannot be old, may set it back, and never more
 * than two minutes below the latest that was vouched for *and what has passed since*: whoever has the server's key must
 * neither bring back what has expired nor keep it from expiring. A server that was once further ahead is refused until
 * its time has caught up, or until a root replaces the key that vouched; and none is believed that says a time before
 * the root was made.
 */
export class Heartbeats {
  private readonly deps: HeartbeatsDeps;
  private answered = false;
  private acceptedAt = -Infinity;

  constructor(deps: HeartbeatsDeps) {
    this.deps = deps;
  }

  /** Milliseconds since the last one that was believed. */
  get age(): number {
    return this.deps.monotonic() - this.acceptedAt;
  }

  /** Asks with a number of our own. @throws Problem, Unreachable, Removed, Quarantined */
  async ask(): Promise<Heartbeat> {
    const { fetch, token, screen, authority, verify, clock, monotonic } = this.deps;
    const nonce = randomHex(16);
    const asked = monotonic();
    const answer = await ask(fetch, `${screenPaths.heartbeat}?nonce=${nonce}`, { token, limit: 4 * longest.heartbeat });
    if (!answer.body) throw new Problem("trust/too-long", { detail: "heartbeat" });
    if (answer.status !== 200) throw new Unreachable(`${screenPaths.heartbeat}: ${answer.status} ${answer.code ?? ""}`);
    const envelope = new TextDecoder().decode(answer.body);
    const heartbeat = await openHeartbeat(envelope, authority.root.root, verify, { nonce, screen });
    const at = heartbeat.at + Math.round((monotonic() - asked) / 2);
    const { issuedAt } = authority.root.root;
    const latest = this.keyIsGone() ? undefined : clock.latest();
    const least = Math.max(issuedAt, latest ?? 0);
    if (at < least - slackMs) throw new Problem("trust/rollback", { detail: `time ${at} < ${least}` });
    clock.heard(Math.max(at, issuedAt), latest === undefined);
    this.answered = true;
    this.accept(heartbeat, at >= (latest ?? 0));
    await authority.vouch(heartbeat);
    return heartbeat;
  }

  /**
   * One that came to everybody; `undefined` when it says nothing new. Before the first answer of this boot none is
   * believed: this screen has no time to hold it against. @throws Problem
   */
  async broadcast(envelope: string): Promise<Heartbeat | undefined> {
    const { authority, verify, clock, notebook } = this.deps;
    if (!this.answered) return undefined;
    const heartbeat = await openHeartbeat(envelope, authority.root.root, verify);
    const { at, expiresAt } = heartbeat;
    if (at <= (notebook.notes.beat?.at ?? 0)) return undefined;
    if (expiresAt <= clock.now()) throw new Problem("trust/stale", { detail: `heartbeat of ${at}` });
    // Where the key that vouched is gone, only an answer to a number of our own settles the time.
    const ahead = at > clock.now() && !this.keyIsGone();
    if (ahead) clock.heard(at);
    this.accept(heartbeat, ahead);
    await authority.vouch(heartbeat);
    return heartbeat;
  }

  /** `vouches`: the latest time is so by the word of its key. */
  private accept(heartbeat: SignedHeartbeat, vouches: boolean): void {
    const { at, expiresAt, audit, root, orders, keyId } = heartbeat;
    const { notebook, authority, alarms, clock } = this.deps;
    this.acceptedAt = this.deps.monotonic();
    const known = notebook.notes.audit;
    const mine = authority.root.root.version;
    // A server that knows less than it once told us was restored from an old copy, or is not the one it was.
    if (root < mine) alarms.raise("trust/rollback", `root ${root} < ${mine}`);
    if (orders < authority.orders) alarms.raise("trust/rollback", `order ${orders} < ${authority.orders}`);
    const shorter =
      audit && known && (audit.size < known.size || (audit.size === known.size && audit.head !== known.head));
    if (shorter) alarms.raise("record/rolled-back", `${audit.size} ${audit.head.slice(0, 16)}`);
    void notebook.change({
      beat: { at, expiresAt },
      latest: clock.latest(),
      ...(vouches ? { timeKey: keyId } : {}),
      ...(audit && !shorter ? { audit } : {}),
    });
  }

  /** Whether the key that vouched for the latest time has left the root: then its word binds nobody. */
  private keyIsGone(): boolean {
    const { timeKey } = this.deps.notebook.notes;
    return timeKey !== undefined && !serverKeys(this.deps.authority.root.root).some(({ keyId }) => keyId === timeKey);
  }
}

function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
