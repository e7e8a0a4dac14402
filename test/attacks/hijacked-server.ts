import { createPublicKey, verify, type KeyObject } from "node:crypto";
import * as fc from "fast-check";
import type { Verify } from "../../content/trust/envelope.ts";
import { day, noon } from "../content/trust/signing.ts";
import { approvals, orders, people, roots } from "./hijacked/people.ts";
import { place, Screen, type Drawn } from "./hijacked/screen.ts";
import { HijackedServer, type Publication } from "./hijacked/server.ts";

/**
 * The attacker owns the server, its database and its online key, and does whatever comes to mind, thousands of times
 * over. What people truly signed is known here by itself, not by the functions under test: nothing else may be drawn,
 * versions never go down, and a lane is never without a message or the safe card.
 */

export type Figures = {
  readonly histories: number;
  readonly steps: number;
  /** Drawings of a lane: approved words, takeovers, safe cards. */
  readonly approved: number;
  readonly takeovers: number;
  readonly safe: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly seconds: number;
};

type Step =
  | { readonly do: "publish"; readonly what: Publication }
  | { readonly do: "replay" | "cross" | "root"; readonly n: number }
  | { readonly do: "order"; readonly n: number; readonly where: "next" | "skip" | "again" }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "lie"; readonly ms: number }
  | { readonly do: "device"; readonly ms: number }
  | { readonly do: "beat-by"; readonly n: number }
  /** Every heartbeat from now on claims an earlier day than the one before. */
  | { readonly do: "creep" | "freeze" | "thaw" | "cut" | "mend" | "wipe" | "restart" | "broadcast" };

const publication: fc.Arbitrary<Publication> = fc.record({
  messages: fc.array(
    fc.record({
      which: fc.nat(11),
      dress: fc.oneof({ weight: 2, arbitrary: fc.constant(11) }, fc.nat(11)),
      level: fc.nat(2),
    }),
    { maxLength: 4 },
  ),
  version: fc.oneof(
    { weight: 6, arbitrary: fc.constant("next" as const) },
    fc.constantFrom("same", "older", "far", "farthest"),
  ),
  by: fc.oneof(
    { weight: 6, arbitrary: fc.constant("server" as const) },
    fc.constantFrom("newServer", "stranger", "ha", "nobody"),
  ),
  twist: fc.nat(40),
});

const span = fc.constantFrom(1000, 60_000, 3_600_000, day, 3 * day, 8 * day);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: publication.map((what) => ({ do: "publish" as const, what })) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("replay", "cross"), n: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("root" as const), n: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("order" as const),
      n: fc.nat(20),
      where: fc.constantFrom("next", "skip", "again"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: span }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("lie", "device"),
      ms: fc.tuple(span, fc.constantFrom(1, -1)).map(([ms, sign]) => sign * ms),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("beat-by" as const), n: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("creep", "freeze", "thaw", "cut", "mend", "wipe", "restart", "broadcast"),
    }),
  },
);

/** Node's own ES256: real signatures, thousands of times a second. */
const keys = new Map<string, KeyObject>();
const checkedByNode: Verify = async ({ keyId, x, y }, bytes, signature) => {
  let key = keys.get(keyId);
  if (!key) {
    key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    keys.set(keyId, key);
  }
  return verify("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
};

const loudness = ["routine", "priority", "urgent"];

/** What is wrong with a drawing, by what people truly did; `undefined` when nothing is. */
function wrong(screen: Screen, drawn: Drawn, obeyed: ReadonlySet<string>): string | undefined {
  if (drawn.safe) return undefined;
  const now = screen.clock.now();
  const root = roots.find(({ root: { version } }) => version === screen.authority.root.root.version)?.root;
  if (!root) return `a root of version ${screen.authority.root.root.version} that nobody signed is pinned`;
  const { bytes } = drawn.revision;
  const holds = (keyId: string, at: number): boolean =>
    root.keys.some((key) => key.keyId === keyId && key.since <= at && (key.until === undefined || at < key.until));
  const recalls = orders.flatMap(({ envelope, statement }) =>
    obeyed.has(envelope) && statement.kind === "recall" ? [statement.what] : [],
  );
  const voided = (keyId: string, at: number): boolean =>
    recalls.some((what) => what.kind === "key" && what.keyId === keyId && what.since <= at);
  if (recalls.some((what) => what.kind === "revision" && what.revision === drawn.revision.digest))
    return `recalled: ${bytes}`;
  if (drawn.takeover) {
    const right = orders.some(({ envelope, statement, revision }) => {
      if (statement.kind !== "takeover" || revision?.bytes !== bytes || !obeyed.has(envelope)) return false;
      if (now < statement.from || now >= statement.until) return false;
      if (recalls.some((what) => what.kind === "takeover" && what.order === statement.id)) return false;
      const { scope, at } = statement;
      if (scope.kind === "places" && !scope.venues.includes(place.venue)) return false;
      return [people.ha, people.phuc].every(({ key: { keyId } }) => holds(keyId, at) && !voided(keyId, at));
    });
    return right ? undefined : `a takeover that officers did not sign: ${bytes}`;
  }
  const approved = approvals.some(({ revision, by, at, scope, own }) => {
    if (revision.bytes !== bytes || own || !holds(by.key.keyId, at) || voided(by.key.keyId, at)) return false;
    if (!scope.venueKinds.includes(place.kind) || now < scope.from || now >= scope.until) return false;
    return loudness.indexOf(drawn.level) <= loudness.indexOf(scope.level);
  });
  return approved ? undefined : `not approved here and now: ${bytes.slice(0, 60)}`;
}

class Found extends Error {
  override readonly name = "Found";
}

type Counters = { steps: number; approved: number; takeovers: number; safe: number; refusals: Map<string, number> };

async function live(steps: readonly Step[], name: string, counters: Counters, gullible: boolean): Promise<void> {
  const server = new HijackedServer();
  const screen = new Screen(server, checkedByNode, name, gullible);
  await screen.pair();
  let vouched = 0;
  let floors = { manifest: 0, key: "", ordersBy: "", orders: 0, root: 1, timeKey: "" };
  for (const one of steps) {
    await take(one, server, screen);
    await screen.round();
    const obeyed = new Set(server.handedOut);
    counters.steps++;
    for (const drawn of screen.shows()) {
      const fault = wrong(screen, drawn, obeyed);
      if (fault !== undefined) throw new Found(fault);
      if (drawn.safe) counters.safe++;
      else if (drawn.takeover) counters.takeovers++;
      else counters.approved++;
    }
    const { manifest, orders: highest = 0, ordersBy = "" } = screen.notebook.notes.floors ?? {};
    // A root that replaces the server's key frees the screen from that key's log.
    if (ordersBy !== floors.ordersBy) floors.orders = 0;
    const root = screen.authority.root.root.version;
    // The first word of a server key that replaced another may let a clock back that the old one had set ahead.
    const { timeKey = "" } = screen.notebook.notes;
    if (timeKey !== floors.timeKey) vouched = 0;
    vouched = Math.max(vouched, screen.clock.floor() ?? 0);
    if (screen.clock.now() < vouched - 3_600_000) throw new Found("the clock was walked back");
    if (manifest && manifest.keyId === floors.key && manifest.version < floors.manifest)
      throw new Found("the manifest's floor went down");
    if (highest < floors.orders) throw new Found("the floor of the orders went down");
    if (root < floors.root) throw new Found("the root went back");
    floors = { manifest: manifest?.version ?? 0, key: manifest?.keyId ?? "", ordersBy, orders: highest, root, timeKey };
  }
  for (const [code, count] of screen.refusals) counters.refusals.set(code, (counters.refusals.get(code) ?? 0) + count);
}

async function take(one: Step, server: HijackedServer, screen: Screen): Promise<void> {
  switch (one.do) {
    case "publish":
      return server.publish(one.what);
    case "replay":
      return server.replay(one.n);
    case "cross":
      return server.crossType(one.n);
    case "root":
      return server.root(one.n);
    case "order":
      return server.order(one.n, one.where);
    case "pass":
      server.now += one.ms;
      return screen.pass(one.ms);
    case "lie":
      server.lie = one.ms;
      return undefined;
    case "device":
      return screen.setDevice(noon + one.ms);
    case "beat-by":
      server.beatBy = [people.server, people.newServer, people.stranger, people.ha][one.n] ?? people.server;
      return undefined;
    case "creep":
      server.creep = 0.9 * day;
      return undefined;
    case "freeze":
      server.frozen = server.lastBeat;
      return undefined;
    case "thaw":
      server.frozen = undefined;
      return undefined;
    case "cut":
      server.down = true;
      return undefined;
    case "mend":
      server.down = false;
      return undefined;
    case "wipe":
      server.handedOut.clear();
      return screen.wipe();
    case "restart":
      return screen.boot();
    case "broadcast":
      return server.lastBeat === undefined ? undefined : screen.broadcast(server.lastBeat);
  }
}

/** Storage of the page, as far as the player's notebook uses it; Node has none that needs no file. */
function pretendLocalStorage(): void {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string): string | null => kept.get(key) ?? null,
    setItem: (key: string, value: string): void => void kept.set(key, value),
  };
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

/**
 * Lives so many histories. @throws Error with the shortest history in which something went wrong
 * @param gullible with a screen that believes its server: it must be found out
 */
export async function hijack(histories: number, options: { seed?: number; gullible?: boolean } = {}): Promise<Figures> {
  pretendLocalStorage();
  const counters: Counters = { steps: 0, approved: 0, takeovers: 0, safe: 0, refusals: new Map() };
  const from = performance.now();
  let lived = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24, size: "+1" }), async (steps) => {
      await live(steps, `history-${lived++}`, counters, options.gullible ?? false);
    }),
    { numRuns: histories, ...(options.seed === undefined ? {} : { seed: options.seed }) },
  );
  const { refusals, ...rest } = counters;
  const sorted = [...refusals].sort(([, a], [, b]) => b - a);
  const seconds = Math.round((performance.now() - from) / 1000);
  return { histories: lived, ...rest, refusals: Object.fromEntries(sorted), seconds };
}
