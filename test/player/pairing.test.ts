import { beforeEach, describe, expect, test } from "vitest";
import { pair, type Asking } from "../../player/pairing.ts";
import { problem } from "./answers.ts";
import { board, newSigner, noon } from "./forge.ts";

/** A server that answers from a script, one answer per question; the last one stays. */
let script: (() => Response | Promise<Response>)[];
let asked: string[];
let shown: Asking[];
let kept: string[];
let waits: number[];
let now: number;

beforeEach(() => {
  script = [];
  asked = [];
  shown = [];
  kept = [];
  waits = [];
  now = noon;
});

const life = 15 * 60_000;
const started = (code: string) => () =>
  Response.json({ code, token: `token-of-the-code-${code}`, expiresAt: now + life, serverTime: now });
const waiting = (code: string) => () =>
  Response.json({ state: "waiting", code, expiresAt: now + life, serverTime: now });
const gone = (): never => {
  throw new TypeError("Failed to fetch");
};

async function paired() {
  const { key } = await newSigner();
  const screen = { id: "s1", name: "Ga đến", venue: "Sân bay Cần Thơ", canvas: board };
  const safeCard = { agency: "Sở TT&TT", label: "Đường dây nóng", number: "1900 9095" };
  const body = { state: "paired", screen, serverKey: key, safeCard, serverTime: now };
  return { answer: () => Response.json(body), screen, serverKey: key, safeCard };
}

async function run(token?: string) {
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
      keep: async (token) => void kept.push(token),
    },
    token,
  );
}

describe("pairing", () => {
  test("shows a code, asks every two seconds and ends with the server's key pinned", async () => {
    const { answer, screen, serverKey, safeCard } = await paired();
    script = [started("ABC234"), waiting("ABC234"), waiting("ABC234"), answer];
    expect(await run()).toEqual({ token: "token-of-the-code-ABC234", paired: { screen, serverKey, safeCard } });
    expect(shown.at(-1)).toEqual({ code: "ABC234", expiresAt: noon + 2000 + life, unreachable: false });
    expect(waits).toEqual([2000, 2000]);
    expect(kept).toEqual(["token-of-the-code-ABC234"]);
  });

  test("goes on with the code that it showed before a restart", async () => {
    const { answer } = await paired();
    script = [waiting("ABC234"), answer];
    await run("token-of-the-code-ABC234");
    expect(shown.map(({ code }) => code)).toEqual(["ABC234"]);
    expect(asked[0]).toBe("token-of-the-code-ABC234 /api/pairing/state");
  });

  test("asks for another code when one has run out", async () => {
    const { answer } = await paired();
    script = [() => problem("pairing/code-expired", 410), started("DEF567"), answer];
    expect((await run("token-of-the-code-ABC234")).token).toBe("token-of-the-code-DEF567");
  });

  test("asks for a code when the token that it was given is not known", async () => {
    const { answer } = await paired();
    script = [() => problem("screen/unknown-token", 401), started("DEF567"), answer];
    expect((await run("a-claimed-token-of-nobody")).token).toBe("token-of-the-code-DEF567");
  });

  test("without a network says so, keeps the code, and asks less and less often", async () => {
    const { answer } = await paired();
    script = [waiting("ABC234"), ...Array.from({ length: 8 }, () => gone), answer];
    expect((await run("token-of-the-code-ABC234")).token).toBe("token-of-the-code-ABC234");
    expect(shown[1]).toMatchObject({ code: "ABC234", unreachable: true });
    expect(waits[1]).toBe(3000);
    expect(Math.max(...waits)).toBe(10_000);
    expect(kept).toEqual([]);
  });

  test("takes no answer of a stranger for one of the server", async () => {
    const { answer } = await paired();
    const { screen, serverKey } = await paired();
    script = [
      waiting("ABC234"),
      () => new Response("<h1>Welcome to our hotel</h1>"),
      () => Response.json({ state: "paired", screen, serverKey }),
      () => problem("auth/signed-out", 401),
      answer,
    ];
    expect((await run("token-of-the-code-ABC234")).token).toBe("token-of-the-code-ABC234");
  });
});
