import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Revision } from "../../content/editorial/revision.ts";
import { openHeartbeat } from "../../content/trust/heartbeat.ts";
import { orderPayload, orderType, type LogEntry, type OrderStatement } from "../../content/trust/order-statement.ts";
import { Alarms } from "../../player/alarms.ts";
import { Unreachable } from "../../player/ask.ts";
import { Authority } from "../../player/authority.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { Notebook } from "../../player/notes.ts";
import { catchUp, obeyPushed } from "../../player/order-log.ts";
import { mostRecalls } from "../../player/order-book.ts";
import { verifySignature } from "../../player/verify.ts";
import { token } from "./answers.ts";
import {
  day,
  freshName,
  holder,
  hour,
  newMessage,
  newSigner,
  noon,
  panelForm,
  place,
  sealed,
  type Holder,
  type Signer,
} from "./forge.ts";

let signer: Signer;
let name: string;
let root: Signer["root"];
let authority: Authority;
let notebook: Notebook;
let alarms: Alarms;
/** What the server would say, and how often it was asked from where. */
let log: LogEntry[];
let asked: number[];
const urgent = newMessage("Sơ tán", panelForm("Sơ tán"));
const digest = (n: number): string => n.toString(16).padStart(64, "0");

beforeAll(async () => {
  signer = await newSigner();
});

beforeEach(async () => {
  name = freshName();
  root = signer.root;
  [log, asked] = [[], []];
  await boot();
});

async function boot(): Promise<void> {
  const cupboard = new Cupboard(name);
  notebook = await Notebook.open(cupboard, name);
  alarms = new Alarms(
    () => noon,
    () => {},
  );
  const deps = { root, place, verify: verifySignature, cupboard, notebook, alarms, changed: () => {} };
  authority = new Authority(deps);
  await authority.load();
}

async function entry(number: number, statement: OrderStatement, by: readonly Holder[], revision?: Revision) {
  const envelope = await sealed(orderType, orderPayload(statement), ...by);
  return { number, envelope, ...(revision ? { revision: revision.bytes } : {}) };
}

const head = { by: { id: "u3", name: "u3" }, reason: "Thử" };

/** The n-th recall, of the n-th message. */
async function recall(n: number, number = n, by: Holder = signer.officers[0]): Promise<LogEntry> {
  const what = { kind: "revision", revision: digest(n) } as const;
  return entry(number, { kind: "recall", id: digest(n).slice(32), ...head, at: noon + n, what }, [by]);
}

async function takeover(number: number, until: number): Promise<LogEntry> {
  const id = digest(number + 0xf000).slice(32);
  const times = { from: until - hour, until, at: until - hour };
  const scope = { kind: "everywhere" } as const;
  const statement = { kind: "takeover", id, ...head, ...times, revision: urgent.digest, scope } as const;
  return entry(number, statement, signer.officers, urgent);
}

const junk = (number: number): LogEntry => ({ number, envelope: "junk" });
const recalled = (): string[] =>
  authority
    .ruling(noon)
    .orders.flatMap((order) => (order.kind === "recall" ? [order.message] : []))
    .sort();

/** The server signs how long its log is. */
async function beat(orders: number, at = noon): Promise<void> {
  const envelope = await signer.heartbeat({ orders, at, expiresAt: at + hour });
  await authority.vouch(await openHeartbeat(envelope, signer.root.root, verifySignature));
}

async function visit(): Promise<void> {
  const fetch = async (path: string): Promise<Response> => {
    const after = Number(new URL(path, "http://x").searchParams.get("after"));
    asked.push(after);
    return Response.json({ entries: log.filter(({ number }) => number > after).slice(0, 200) });
  };
  await catchUp({ fetch, token, authority });
}

describe("an entry that nobody signed", () => {
  test("takes no number from an order, at the end of all numbers neither", async () => {
    await beat(2);
    await authority.obey([junk(1), junk(Number.MAX_SAFE_INTEGER)]);
    expect([authority.orders, authority.ordersHere, authority.complete]).toEqual([0, 0, true]);
    log = [await recall(1), await recall(2)];
    await visit();
    expect(recalled()).toEqual([digest(1), digest(2)]);
    expect([authority.orders, authority.ordersHere]).toEqual([2, 2]);
    await boot();
    expect([recalled(), authority.orders, authority.ordersHere]).toEqual([[digest(1), digest(2)], 2, 2]);
  });

  test("among the others keeps nothing from being asked for after it", async () => {
    await beat(3);
    log = [await recall(1), junk(2), await recall(3), junk(Number.MAX_SAFE_INTEGER)];
    await visit();
    expect([recalled(), asked]).toEqual([[digest(1), digest(3)], [0]]);
    log = [...log.slice(0, 3), await recall(4)];
    await beat(4);
    await visit();
    expect([recalled(), asked]).toEqual([
      [digest(1), digest(3), digest(4)],
      [0, 3],
    ]);
    await boot();
    expect(authority.ordersHere).toBe(1);
  });

  test("is not stored, by the hundred thousand neither, and the orders before it hold after a reboot", async () => {
    await authority.obey([await recall(1)]);
    for (let n = 0; n < 500; n++) await authority.obey(Array.from({ length: 300 }, (_, at) => junk(n * 300 + at + 2)));
    await beat(1);
    expect(await new Cupboard(name).keys("order:")).toHaveLength(1);
    await boot();
    expect([recalled(), authority.orders]).toEqual([[digest(1)], 1]);
  });

  test("leads nobody through pages without end", async () => {
    let pages = 0;
    const endless = async (path: string): Promise<Response> => {
      const after = Number(new URL(path, "http://x").searchParams.get("after"));
      return ++pages > 100 ? Response.error() : Response.json({ entries: [junk(after + 1)] });
    };
    await catchUp({ fetch: endless, token, authority });
    expect(pages).toBeLessThanOrEqual(5);
    await beat(300);
    await catchUp({ fetch: endless, token, authority });
    expect(pages).toBeLessThanOrEqual(10);
    await beat(9e12, noon + 1);
    await catchUp({ fetch: endless, token, authority });
    expect(pages).toBeLessThanOrEqual(60);
  });
});

describe("the number of an order", () => {
  test("is signed by nobody: two orders under one are both obeyed", async () => {
    await beat(1);
    await authority.obey([await recall(1)]);
    await authority.obey([await recall(2, 1)]);
    expect(recalled()).toEqual([digest(1), digest(2)]);
    await boot();
    expect(recalled()).toEqual([digest(1), digest(2)]);
  });

  test("above what the server has signed raises no floor, and the order holds at once", async () => {
    await beat(1);
    await authority.obey([await recall(1), await recall(9, 900)]);
    expect([recalled(), authority.orders, authority.ordersHere]).toEqual([[digest(1), digest(9)], 1, 1]);
    log = [await recall(1), await recall(2)];
    await beat(2);
    await visit();
    expect([recalled(), authority.orders]).toEqual([[digest(1), digest(2), digest(9)], 2]);
  });

  test("of a known order given to another leaves no gap unseen after a reboot", async () => {
    await beat(3);
    const one = await recall(1);
    log = [one, { ...one, number: 3 }];
    await visit();
    await boot();
    expect(authority.ordersHere).toBe(0);
    log = [one, await recall(2), await recall(3)];
    await beat(3);
    await visit();
    expect(recalled()).toEqual([digest(1), digest(2), digest(3)]);
    expect(authority.ordersHere).toBe(3);
  });

  test("that came inside a push needs no asking once the server has signed it", async () => {
    await authority.obey([await recall(1)]);
    expect(authority.ordersHere).toBe(0);
    await beat(1);
    expect(authority.ordersHere).toBe(1);
  });
});

test("an order inside a push holds though the log with those before it does not answer", async () => {
  await beat(3);
  const down = async (): Promise<Response> => Response.json({}, { status: 503 });
  const pushed = obeyPushed(await recall(4), { fetch: down, token, authority });
  await expect(pushed).rejects.toThrow(Unreachable);
  expect(recalled()).toEqual([digest(4)]);
});

describe("recalls that the store lost", () => {
  const lose = async (): Promise<void> => {
    const cupboard = new Cupboard(name);
    await cupboard.write([], await cupboard.keys("order:"));
    await boot();
  };
  beforeEach(async () => {
    log = [await recall(1), await recall(2)];
    await beat(2);
    await visit();
    await lose();
  });

  test("are missed, and nothing is played until they are back; the desk hears of it", async () => {
    expect([authority.complete, authority.orders, authority.ordersHere]).toEqual([false, 2, 0]);
    authority.review(noon);
    expect(alarms.list().map(({ code }) => code)).toEqual(["trust/rollback"]);
    await authority.obey([junk(2), await recall(2)]);
    expect(authority.complete).toBe(false);
    await visit();
    expect([authority.complete, authority.ordersHere, recalled()]).toEqual([true, 2, [digest(1), digest(2)]]);
  });

  test("are not missed for ever: a root that replaces the server's key frees the screen", async () => {
    const other = await holder("server-2", ["server"], { owner: { id: "", name: "" } });
    const keys = signer.root.root.keys;
    const rest = keys.filter(({ keyId }) => keyId !== signer.server.entry.keyId);
    await authority.follow((await signer.next({ keys: [...rest, other.entry] })).root);
    expect([authority.complete, authority.orders]).toEqual([true, 0]);
  });

  test("count no more when their officer's key left the root meanwhile", async () => {
    const { keys } = signer.root.root;
    const [first] = signer.officers;
    const next = await signer.next({ keys: keys.filter(({ keyId }) => keyId !== first.entry.keyId) });
    await authority.follow(next.root);
    expect(authority.complete).toBe(true);
  });

  test("are still missed under a root that only adds a key", async () => {
    const more = await holder("u9", ["officer"]);
    await authority.follow((await signer.next({ keys: [...signer.root.root.keys, more.entry] })).root);
    expect(authority.complete).toBe(false);
  });
});

describe("the stored log", () => {
  test("lets go of takeovers that are over, and their numbers stay taken", async () => {
    const over = await takeover(1, noon + hour);
    log = [over, await takeover(2, noon + 3 * day)];
    await beat(2);
    await visit();
    const size = async (): Promise<number> => JSON.stringify(await stored()).length;
    const before = await size();
    await beat(2, noon + hour + 25 * hour);
    expect(await size()).toBeLessThan(before / 1.5);
    await boot();
    expect([authority.ordersHere, authority.complete]).toEqual([2, true]);
    await authority.obey([{ ...over, number: 3 }]);
    await beat(3, noon + 2 * day);
    await boot();
    expect(authority.ordersHere).toBe(2);
  });

  test("keeps the newest recalls, so many and no more, and says so", async () => {
    const recalls = await Promise.all(Array.from({ length: mostRecalls + 3 }, async (_, n) => recall(n + 1)));
    await authority.obey(recalls);
    await beat(recalls.length);
    expect(recalled()).toHaveLength(mostRecalls);
    expect(recalled()[0]).toBe(digest(4));
    authority.review(noon);
    expect(alarms.list().map(({ code }) => code)).toEqual(["trust/too-long"]);
    await boot();
    expect([recalled().length, authority.ordersHere, authority.complete]).toEqual([mostRecalls, mostRecalls + 3, true]);
  });

  async function stored(): Promise<unknown[]> {
    const cupboard = new Cupboard(name);
    return cupboard.getMany(await cupboard.keys("order:"));
  }
});
