import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rootCode, rootType, type TrustedRoot } from "../../content/trust/root.ts";
import { pair, pairingView, type Asking, type PairingDeps, type Pinned } from "../../player/pairing.ts";
import { Consent } from "../../player/repairing.ts";
import { problem } from "./answers.ts";
import { board, crawler, day, holder, newSigner, noon, place, sealed, type Holder, type Signer } from "./forge.ts";

/** A server that answers from a script, one answer per question; the last one stays. */
let script: (() => Response | Promise<Response>)[];
let asked: string[];
let shown: Asking[];
let kept: string[];
let waits: number[];
let now: number;
let baked: TrustedRoot | undefined;
let before: PairingDeps["before"];
let ownCard: PairingDeps["safeCard"];
/** What stands in front of the screen, and what it does during the n-th wait. */
let device0: EventTarget;
let consent: Consent;
let atWait: (n: number) => void;
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
  before = undefined;
  ownCard = undefined;
  device0 = new EventTarget();
  consent = new Consent(device0);
  atWait = () => {};
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
        atWait(waits.length);
        if (waits.length > 1000) throw new Error("it would ask for ever");
      },
      show: (asking) => shown.push(asking),
      newKey: async () => device.entry,
      baked,
      before,
      safeCard: ownCard,
      agreed: (changes) => consent.to(changes),
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

describe("pairing again, after the server removed this screen", () => {
  const paired = { screen, safeCard };
  const as =
    (other: object, card: object = {}) =>
    () =>
      Response.json({
        state: "paired",
        screen: { ...screen, ...other },
        safeCard: { ...safeCard, ...card },
        serverTime: now,
      });
  const moved = { place: { ...place, kind: "outdoor", venue: "cho-dem" }, venue: "Chợ đêm" };
  const press = (): boolean => device0.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  const codes = (): unknown[] => shown.map(({ code, distrust }) => [code, distrust?.match(/\((.+)\)/)?.[1]]);

  beforeEach(() => {
    before = { root: signer.root, paired };
  });

  test("goes on by itself at the same place with the same safe card, under the root that it had", async () => {
    script = [started("ABC234", root), answer];
    expect(await run()).toMatchObject({ root: signer.root.payload, paired });
  });

  test("follows the chain from the root that it had to a newer one", async () => {
    const next = await signer.next({ expiresAt: noon + 900 * day });
    script = [started("ABC234", next.envelope), chain(next.envelope), chain(), answer];
    expect(await run()).toMatchObject({ root: next.root.payload });
  });

  test("takes neither an older root nor another authority's, and says whose this device is", async () => {
    const next = await signer.next({ expiresAt: noon + 900 * day });
    before = { root: next.root, paired };
    const other = await newSigner();
    const theirs = await sealed(rootType, other.root.payload, other.rootKey);
    script = [
      started("ABC234", root),
      chain(),
      started("BCD345", theirs),
      chain((await other.next({ version: 3 })).envelope),
      started("CDE456", next.envelope),
      answer,
    ];
    expect(await run()).toMatchObject({ root: next.root.payload });
    expect(codes().slice(0, 2)).toEqual([
      [undefined, "trust/root-gap"],
      [undefined, "trust/unknown-key"],
    ]);
    expect(shown[0]?.distrust).toContain(`Máy này thuộc mã gốc ${rootCode(next.root.payload)}; xóa dữ liệu trang`);
  });

  test("takes another place and another safe card only after a key is pressed at the device, and shows both before", async () => {
    script = [started("ABC234", root), as(moved, { number: "0900 000 000" })];
    press();
    atWait = (n) => {
      // Until somebody is there, nobody reads what the server would write.
      if (n < 40) expect(shown.at(-1)?.changes.map(({ after }) => after)).toEqual([undefined, undefined]);
      if (n === 40) for (let times = 0; times < 2; times++) press();
      if (n === 50) press();
    };
    const found = await run();
    expect(waits).toHaveLength(50);
    expect(found.paired.screen.place).toEqual(moved.place);
    expect(pairingView(shown.at(-1) ?? never(), true)).toMatchObject({
      code: "",
      changes: [
        { vi: "Nơi đặt", before: "Sân bay Cần Thơ (airport)", after: "Chợ đêm (outdoor)" },
        { vi: "Thẻ an toàn", after: "Sở TT&TT · Đường dây nóng · 0900 000 000" },
      ],
    });
  });

  test("asks anew when the server changes its answer after the key was pressed", async () => {
    script = [started("ABC234", root), as({}, { agency: "Sở Y tế" }), as({}, { agency: "Động đất" })];
    atWait = (n) => {
      if (n === 1) press();
      if (n === 20) press();
      if (n === 30) device0.dispatchEvent(new MouseEvent("click"));
    };
    expect((await run()).paired.safeCard.agency).toBe("Động đất");
    expect(waits).toHaveLength(30);
  });

  test("hides them again when whoever looked has left", async () => {
    script = [started("ABC234", root), as({}, { agency: "Động đất" })];
    atWait = (n) => {
      if (n === 3 || n === 60 || n === 62) press();
      if (n === 10) expect(shown.at(-1)?.changes[0]?.after).toContain("Động đất");
      if (n === 50) expect(shown.at(-1)?.changes[0]?.after).toBeUndefined();
    };
    await run();
    expect(waits).toHaveLength(62);
  });

  test("asks about another shape of canvas; of a place of the same name says what differs", async () => {
    script = [started("ABC234", root), as({ canvas: crawler, place: { ...place, areas: ["hau-giang"] } })];
    atWait = (n) => (n === 3 || n === 5) && press();
    await run();
    expect(shown.at(-1)?.changes.map(({ after }) => after)).toEqual([
      "Sân bay Cần Thơ (airport, san-bay, hau-giang)",
      "crawler",
    ]);
  });

  test("with a safe card built in never takes the server's", async () => {
    ownCard = safeCard;
    script = [started("ABC234", root), as({}, { agency: "Động đất" })];
    expect((await run()).paired.safeCard).toEqual(safeCard);
  });
});

function never(): never {
  throw new Error("nothing was shown");
}
