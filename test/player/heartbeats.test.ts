import { beforeEach, describe, expect, test } from "vitest";
import type { Heartbeat } from "../../content/trust/heartbeat.ts";
import { Problem } from "../../content/wire/problem.ts";
import { Alarms } from "../../player/alarms.ts";
import { Authority } from "../../player/authority.ts";
import { TrustedClock } from "../../player/clock.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { Heartbeats } from "../../player/heartbeats.ts";
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

const minute = 60_000;

beforeEach(async () => {
  signer = await newSigner();
  const name = freshName();
  const cupboard = new Cupboard(name);
  notebook = await Notebook.open(cupboard, name);
  // A device whose own clock runs a year ahead.
  clock = new TrustedClock({ device: () => noon + 365 * day, monotonic: () => 0, floor: undefined });
  alarms = new Alarms(
    () => noon,
    () => {},
  );
  const common = { verify: verifySignature, notebook, alarms };
  authority = new Authority({ ...common, root: signer.root, place, cupboard, changed: () => {} });
  said = {};
  answered = undefined;
  heartbeats = new Heartbeats({
    ...common,
    fetch: async (path) => {
      const nonce = answered ?? new URL(path, "http://x").searchParams.get("nonce") ?? "";
      return new Response(await signer.heartbeat({ answer: { nonce, screen: "s1" }, ...said }));
    },
    token,
    screen: "s1",
    authority,
    clock,
    monotonic: () => 0,
  });
});

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

  test("cannot bring back the day before yesterday, until a new root lets it", async () => {
    await heartbeats.ask();
    said = { at: noon - 2 * day, expiresAt: noon - 2 * day + minute };
    expect(await codeOf(heartbeats.ask())).toBe("trust/rollback");
    expect(clock.now()).toBe(noon);
    await authority.follow((await signer.next({ issuedAt: noon - 3 * day })).root);
    await heartbeats.ask();
    expect(clock.now()).toBe(noon - 2 * day);
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
