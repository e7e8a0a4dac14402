import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rootCode, rootType, type TrustedRoot } from "../../content/trust/root.ts";
import { pair, pairingView, type Asking, type Pinned } from "../../player/pairing.ts";
import { problem } from "./answers.ts";
import { board, day, holder, newSigner, noon, place, sealed, type Holder, type Signer } from "./forge.ts";

/** A server that answers from a script, one answer per question; the last one stays. */
let script: (() => Response | Promise<Response>)[];
let asked: string[];
let shown: Asking[];
let kept: string[];
let waits: number[];
let now: number;
let baked: TrustedRoot | undefined;
let signer: Signer;
let device: Holder;
/** The root's envelope, as the server hands it out. */
let root: string;
/** What a code that was shown before a restart had beside it. */
let kept1: Pinned;

beforeAll(async () => {
  [signer, device] = await Promise.all([newSigner(), holder("device", ["server"])]);
  root = await sealed(rootType, signer.root.payload, signer.rootKey);
  kept1 = { root: signer.root.payload, key: device.entry.keyId };
});

beforeEach(() => {
  baked = undefined;
  script = [];
  asked = [];
  shown = [];
  kept = [];
  waits = [];
  now = noon;
});

const life = 15 * 60_000;
const started = (code: string, root?: string) => () =>
  Response.json({
    code,
    token: `token-of-the-code-${code}`,
    expiresAt: now + life,
    serverTime: now,
    ...(root === undefined ? {} : { root }),
  });
const chain =
  (...roots: string[]) =>
  () =>
    Response.json({ roots });
const waiting = (code: string) => () =>
  Response.json({ state: "waiting", code, expiresAt: now + life, serverTime: now });
const gone = (): never => {
  throw new TypeError("Failed to fetch");
};

const screen = { id: "s1", name: "Ga đến", venue: "Sân bay Cần Thơ", canvas: board, place };
const safeCard = { agency: "Sở TT&TT", label: "Đường dây nóng", number: "1900 9095" };
const answer = () => Response.json({ state: "paired", screen, safeCard, serverTime: now });

async function run(token?: string, pinned: Pinned = token === undefined ? {} : kept1) {
  return pair(
    {
      fetch: async (path, init) => {
        asked.push(`${new Headers(init.headers).get("authorization")?.slice(7) ?? "-"} ${path}`);
        const answer = script.length > 1 ? script.shift() : script[0];
        if (!answer) throw new Error("the script is empty");
        return answer();
      },
      wait: async (ms) => {
        waits.push(ms);
        now += ms;
        if (waits.length > 1000) throw new Error("it would ask for ever");
      },
      heard: () => {},
      now: () => now,
      show: (asking) => shown.push(asking),
      newKey: async () => device.entry,
      baked,
      keep: async (token) => void kept.push(token),
    },
    token,
    pinned,
  );
}

describe("pairing", () => {
  test("shows a code, asks every two seconds and ends with the root pinned whose code it showed", async () => {
    script = [started("ABC234", root), waiting("ABC234"), waiting("ABC234"), answer];
    expect(await run()).toEqual({ token: "token-of-the-code-ABC234", paired: { screen, safeCard }, ...kept1 });
    expect(shown.at(-1)).toMatchObject({ code: "ABC234", root: signer.root.payload, unreachable: false });
    expect(shown.at(-1)?.expiresAt).toBe(noon + 2000 + life);
    const view = pairingView(shown[0] ?? never(), true);
    expect(view).toMatchObject({ code: "ABC234", rootCode: rootCode(signer.root.payload) });
    expect(waits).toEqual([2000, 2000]);
    expect(kept).toEqual(["token-of-the-code-ABC234"]);
  });

  test("goes on with the code that it showed before a restart", async () => {
    script = [waiting("ABC234"), answer];
    await run("token-of-the-code-ABC234");
    expect(shown.map(({ code }) => code)).toEqual(["ABC234"]);
    expect(asked[0]).toBe("token-of-the-code-ABC234 /api/pairing/state");
  });

  test("asks for another code when one has run out", async () => {
    script = [() => problem("pairing/code-expired", 410), started("DEF567", root), answer];
    expect((await run("token-of-the-code-ABC234")).token).toBe("token-of-the-code-DEF567");
  });

  test("asks for a code when the token that it was given is not known", async () => {
    script = [() => problem("screen/unknown-token", 401), started("DEF567", root), answer];
    expect((await run("a-claimed-token-of-nobody")).token).toBe("token-of-the-code-DEF567");
  });

  test("without a network says so, keeps the code, and asks less and less often", async () => {
    script = [waiting("ABC234"), ...Array.from({ length: 8 }, () => gone), answer];
    expect((await run("token-of-the-code-ABC234")).token).toBe("token-of-the-code-ABC234");
    expect(shown[1]).toMatchObject({ code: "ABC234", unreachable: true });
    expect(waits[1]).toBe(3000);
    expect(Math.max(...waits)).toBe(10_000);
    expect(kept).toEqual([]);
  });

  test("takes no answer of a stranger for one of the server", async () => {
    script = [
      waiting("ABC234"),
      () => new Response("<h1>Welcome to our hotel</h1>"),
      () => Response.json({ state: "paired", screen }),
      () => problem("auth/signed-out", 401),
      answer,
    ];
    expect((await run("token-of-the-code-ABC234")).token).toBe("token-of-the-code-ABC234");
  });

  test("pins nothing that a server without a root, or with a forged one, offers", async () => {
    const forged = await sealed(rootType, JSON.stringify({ ...signer.root.root, version: 9 }), device);
    script = [started("ABC234"), started("DEF567", forged), started("GHJ789", root), answer];
    expect((await run()).token).toBe("token-of-the-code-GHJ789");
    expect(shown.map(({ code, distrust }) => [code, distrust?.match(/\((.+)\)/)?.[1]])).toEqual([
      [undefined, "trust/no-root"],
      [undefined, "trust/unknown-key"],
      ["GHJ789", undefined],
    ]);
  });

  test("of a token that was paired beforehand follows the chain of roots from its beginning", async () => {
    const next = await signer.next({ expiresAt: noon + 900 * day });
    script = [answer, chain(root, next.envelope), chain(next.envelope), chain()];
    expect(await run("a-claimed-token-of-a-screen", {})).toMatchObject({ root: next.root.payload });
  });

  test("of a shell with a root built in takes a server whose chain leads on from it, and no other", async () => {
    baked = signer.root;
    const next = await signer.next({ expiresAt: noon + 900 * day });
    script = [started("ABC234", next.envelope), chain(next.envelope), chain(), answer];
    expect(await run()).toMatchObject({ root: next.root.payload });

    const other = await newSigner();
    const theirs = await sealed(rootType, other.root.payload, other.rootKey);
    script = [
      started("BCD345", theirs),
      chain(),
      started("CDE456", theirs),
      chain((await other.next({})).envelope),
      started("ABC234", next.envelope),
      chain(next.envelope),
      chain(),
      answer,
    ];
    shown = [];
    expect((await run()).token).toBe("token-of-the-code-ABC234");
    expect(shown.map(({ code, distrust }) => [code, distrust?.match(/\((.+)\)/)?.[1]])).toEqual([
      [undefined, "trust/root-gap"],
      [undefined, "trust/unknown-key"],
      ["ABC234", undefined],
    ]);
  });
});

function never(): never {
  throw new Error("nothing was shown");
}
