import { beforeEach, describe, expect, test } from "vitest";
import type { Heartbeat } from "../../content/trust/heartbeat.ts";
import { Problem } from "../../content/wire/problem.ts";
import { Alarms } from "../../player/alarms.ts";
import { Authority } from "../../player/authority.ts";
import { TrustedClock } from "../../player/clock.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { Heartbeats, type HeartbeatsDeps } from "../../player/heartbeats.ts";
import { Notebook } from "../../player/notes.ts";
import { verifySignature } from "../../player/verify.ts";
import { token } from "./answers.ts";
import { day, freshName, hour, newSigner, noon, place, type Signer } from "./forge.ts";

let signer: Signer;
let heartbeats: Heartbeats;
let notebook: Notebook;
let clock: TrustedClock;
let alarms: Alarms;
let authority: Authority;
/** What the server says of itself in the next answer, and to which number. */
let said: Partial<Heartbeat>;
let answered: string | undefined;
/** What has passed by the device's monotonic clock. */
let passed: number;
let restart: () => void;

const minute = 60_000;

beforeEach(async () => {
  signer = await newSigner();
  const name = freshName();
  const cupboard = new Cupboard(name);
  notebook = await Notebook.open(cupboard, name);
  // A device whose own clock runs a year ahead.
  passed = 0;
  alarms = new Alarms(
    () => noon,
    () => {},
  );
  const common = { verify: verifySignature, notebook, alarms };
  authority = new Authority({ ...common, root: signer.root, place, cupboard, changed: () => {} });
  said = {};
  answered = undefined;
  restart = () => {
    const since = passed;
    const { floor, latest } = notebook.notes;
    const monotonic = (): number => passed - since;
    clock = new TrustedClock({ device: () => noon + 365 * day, monotonic, floor, latest });
    heartbeats = listening(common, monotonic);
  };
  restart();
});

function listening(
  common: Pick<HeartbeatsDeps, "verify" | "notebook" | "alarms">,
  monotonic: () => number,
): Heartbeats {
  return new Heartbeats({
    ...common,
    fetch: async (path) => {
      const nonce = answered ?? new URL(path, "http://x").searchParams.get("nonce") ?? "";
      return new Response(await signer.heartbeat({ answer: { nonce, screen: "s1" }, ...said }));
    },
    token,
    screen: "s1",
    authority,
    clock,
    monotonic,
  });
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
}

describe("a heartbeat", () => {
  test("that answers our own number sets the clock, back too, and is noted", async () => {
    await heartbeats.ask();
    expect(clock.now()).toBe(noon);
    expect(notebook.notes.beat).toEqual({ at: noon, expiresAt: noon + 15 * minute });
  });

  test("that answers another number, another screen or nobody is refused", async () => {
    answered = "0".repeat(32);
    expect(await codeOf(heartbeats.ask())).toBe("trust/other-answer");
    answered = undefined;
    said = { answer: { nonce: "0".repeat(32), screen: "s2" } };
    expect(await codeOf(heartbeats.ask())).toBe("trust/other-answer");
    said = { at: noon, expiresAt: noon };
    expect(await codeOf(heartbeats.ask())).toBe("trust/stale");
    expect(notebook.notes.beat).toBeUndefined();
  });

  test("of another server is refused", async () => {
    const mine = signer;
    signer = await newSigner();
    expect(await codeOf(heartbeats.ask())).toBe("trust/unknown-key");
    signer = mine;
  });

  test("to everybody says nothing before our own number was answered", async () => {
    expect(await heartbeats.broadcast(await signer.heartbeat())).toBeUndefined();
    expect(notebook.notes.beat).toBeUndefined();
  });

  test("to everybody moves the clock on, never back, and is refused once it has expired", async () => {
    await heartbeats.ask();
    await heartbeats.broadcast(await signer.heartbeat({ at: noon + minute, expiresAt: noon + 16 * minute }));
    expect(clock.now()).toBe(noon + minute);
    expect(
      await heartbeats.broadcast(await signer.heartbeat({ at: noon, expiresAt: noon + 15 * minute })),
    ).toBeUndefined();
    expect(clock.now()).toBe(noon + minute);
    clock.heard(noon + hour);
    const old = await signer.heartbeat({ at: noon + 2 * minute, expiresAt: noon + 17 * minute });
    expect(await codeOf(heartbeats.broadcast(old))).toBe("trust/stale");
  });

  /** An answer that says it is `at`. */
  const hear = async (at: number): Promise<string | undefined> => {
    said = { at, expiresAt: at + 15 * minute };
    return codeOf(heartbeats.ask());
  };

  test("corrects a server's clock by two minutes, and does not walk it back in such steps", async () => {
    await hear(noon);
    expect(await hear(noon - 2 * minute)).toBeUndefined();
    expect(clock.now()).toBe(noon - 2 * minute);
    expect(await hear(noon - 3 * minute)).toBe("trust/rollback");
    expect(await hear(noon - 2 * minute - 1)).toBe("trust/rollback");
  });

  test("cannot make time stand still: what passes here counts, across restarts too", async () => {
    await hear(noon);
    passed += 10 * minute;
    expect(await hear(noon)).toBe("trust/rollback");
    expect(await hear(noon + minute)).toBe("trust/rollback");
    expect(clock.now()).toBe(noon + 10 * minute);
    // As `Session` saves it each minute.
    await notebook.change({ latest: clock.latest() });
    restart();
    expect(await hear(noon + minute)).toBe("trust/rollback");
    expect(await hear(noon + 10 * minute)).toBeUndefined();
  });

  test("of an honest server whose clock is the slower one by some seconds a day is believed for a year", async () => {
    await hear(noon);
    for (let days = 1; days <= 365; days++) {
      passed += day;
      expect(await hear(noon + days * (day - 10_000)), `day ${days}`).toBeUndefined();
    }
    expect(clock.now()).toBe(noon + 365 * (day - 10_000));
  });

  test("cannot bring back yesterday under an ordinary new root, only under one that has replaced the key that vouched", async () => {
    await hear(noon + 3 * day);
    await authority.follow((await signer.next({})).root);
    expect(await hear(noon)).toBe("trust/rollback");
    const other = await newSigner();
    const keys = [...signer.root.root.keys.filter(({ duties }) => !duties.includes("server")), other.server.entry];
    await authority.follow((await signer.next({ version: 3, keys, issuedAt: noon - hour })).root);
    signer = other;
    expect(await hear(noon - hour - 3 * minute)).toBe("trust/rollback");
    expect(await hear(noon)).toBeUndefined();
    expect(clock.now()).toBe(noon);
    // From here on the new key's word binds as the old one's did.
    expect(await hear(noon - hour)).toBe("trust/rollback");
  });

  test("never says a time before the root was made", async () => {
    const { issuedAt } = signer.root.root;
    expect(await hear(issuedAt - 10 * day)).toBe("trust/rollback");
    expect(await hear(issuedAt - minute)).toBeUndefined();
    expect(clock.now()).toBe(issuedAt);
  });

  test("of a server that knows less than it once told is an alarm", async () => {
    said = { audit: { size: 7, head: "a".repeat(64) } };
    await heartbeats.ask();
    expect(alarms.list()).toEqual([]);
    for (const audit of [
      { size: 6, head: "b".repeat(64) },
      { size: 7, head: "c".repeat(64) },
    ]) {
      alarms.clear("record/rolled-back");
      said = { audit };
      await heartbeats.ask();
      expect(alarms.list().map(({ code }) => code)).toEqual(["record/rolled-back"]);
    }
    expect(notebook.notes.audit).toEqual({ size: 7, head: "a".repeat(64) });
    said = { root: 0 };
    await heartbeats.ask();
    expect(alarms.list().map(({ code }) => code)).toContain("trust/rollback");
  });
});
