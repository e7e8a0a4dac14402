import { longest, type Verify } from "../content/trust/envelope.ts";
import { openHeartbeat, type Heartbeat } from "../content/trust/heartbeat.ts";
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

/** The server's clock may be set back by so much; by more it takes a new root (below). */
const mostBackMs = 24 * 3_600_000;

/**
 * The server's signed word on what is newest, and on the time. Time decides which approvals count, so an unsigned time
 * (`welcome`, the event `time`) never sets the clock: it is only a reason to ask for a signed one. A broadcast may move
 * the clock forward; only an answer to this screen's own number, which cannot be old, may set it back, and never more
 * than a day below what was vouched for before: whoever has the server's key must not bring back what has expired.
 * A server that was once far ahead is let back by a new root.
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
    // Not the clock alone: set back a day by each answer, it would be walked back as far as anyone likes.
    const latest = Math.max(clock.floor() ?? 0, this.deps.notebook.notes.latest ?? 0);
    const fresh = this.newRoot();
    if (at < latest - mostBackMs && !fresh) {
      throw new Problem("trust/rollback", { detail: `time ${at} < ${latest}` });
    }
    clock.heard(at);
    this.answered = true;
    this.accept(heartbeat, fresh ? at : Math.max(latest, at));
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
    if (at > clock.now()) clock.heard(at);
    this.accept(heartbeat, this.newRoot() ? at : Math.max(notebook.notes.latest ?? 0, at));
    return heartbeat;
  }

  private accept({ at, expiresAt, audit, root, orders }: Heartbeat, latest: number): void {
    const { notebook, authority, alarms } = this.deps;
    this.acceptedAt = this.deps.monotonic();
    const known = notebook.notes.audit;
    const mine = authority.root.root.version;
    // A server that knows less than it once told us was restored from an old copy, or is not the one it was.
    if (root < mine) alarms.raise("trust/rollback", `root ${root} < ${mine}`);
    if (orders < authority.orders) alarms.raise("trust/rollback", `order ${orders} < ${authority.orders}`);
    const shorter =
      audit && known && (audit.size < known.size || (audit.size === known.size && audit.head !== known.head));
    if (shorter) alarms.raise("record/rolled-back", `${audit.size} ${audit.head.slice(0, 16)}`);
    void notebook.change({ beat: { at, expiresAt }, latest, timeRoot: mine, ...(audit && !shorter ? { audit } : {}) });
  }

  /** Whether a newer root than the one under which time was heard last is pinned. */
  private newRoot(): boolean {
    const { timeRoot } = this.deps.notebook.notes;
    return timeRoot !== undefined && timeRoot < this.deps.authority.root.root.version;
  }
}

function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
