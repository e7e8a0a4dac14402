import { afterEach, beforeEach, expect, test } from "vitest";
import { PairingCode, pairingAlphabet } from "../../content/wire/screen-api.ts";
import { refusal } from "../support/refusal.ts";
import { createWorld, preset, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const minute = 60_000;
const binding = (code: string) => ({ body: { code, name: "Màn", venue: "airport", canvas: preset("board-1080") } });
const started = () => world.nobody.call("startPairing", { body: {} });

test("a code has six characters that cannot be mistaken for one another", async () => {
  expect(pairingAlphabet).not.toMatch(/[0O1IL]/);
  const codes = new Set<string>();
  for (let n = 0; n < 40; n++) {
    const { code } = await started();
    expect(PairingCode.parse(code)).toBe(code);
    expect(code.split("").every((character) => pairingAlphabet.includes(character))).toBe(true);
    codes.add(code);
  }
  expect(codes.size).toBe(40);
});

test("a screen waits with its code until an admin binds it, and then knows who it is", async () => {
  const { code, token, expiresAt } = await started();
  const screen = world.client({ authorization: `Bearer ${token}` });
  expect(await screen.call("pairingState")).toEqual({ state: "waiting", code, expiresAt, serverTime: world.now });
  await world.admin.call("pairScreen", binding(code));
  expect(await screen.call("pairingState")).toMatchObject({
    state: "paired",
    screen: { name: "Màn", venue: "Sân bay Cần Thơ", canvas: { id: "board-1080" } },
    safeCard: { number: "1900 9095" },
  });
  expect((await screen.raw("GET", "/api/screen/manifest")).status).toBe(200);
});

test("neither a code nor a token of a screen is in the database in clear", async () => {
  const { token } = await world.pair("airport");
  const { token: waiting } = await started();
  const { db } = world.server.deps;
  const rows = JSON.stringify([
    await db.selectFrom("screen").selectAll().execute(),
    await db.selectFrom("pairing").selectAll().execute(),
    await db.selectFrom("audit").selectAll().execute(),
  ]);
  expect(rows).not.toContain(token);
  expect(rows).not.toContain(waiting);
});

test("a code that nobody shows is unknown", async () => {
  expect(await refusal(world.admin.call("pairScreen", binding("222222")))).toBe("pairing/unknown-code");
});

test("what has not six of those characters is not a code", async () => {
  for (const code of ["", "12345", "ABCDE0", "abcdef", "ABCDEFG", "%_____"])
    expect(await refusal(world.admin.call("pairScreen", binding(code)))).toBe("request/malformed");
});

test("a code expires after a quarter of an hour, for the desk and for the screen", async () => {
  const { code, token, expiresAt } = await started();
  expect(expiresAt).toBe(world.now + 15 * minute);
  const screen = world.client({ authorization: `Bearer ${token}` });
  world.now = expiresAt - 1;
  expect((await screen.call("pairingState")).state).toBe("waiting");
  world.now = expiresAt;
  expect(await refusal(screen.call("pairingState"))).toBe("pairing/code-expired");
  expect(await refusal(world.admin.call("pairScreen", binding(code)))).toBe("pairing/code-expired");
  await started();
  expect(await refusal(world.admin.call("pairScreen", binding(code)))).toBe("pairing/unknown-code");
});

test("a code is used once, also by two admins at the same moment", async () => {
  const { code } = await started();
  const answers = await Promise.all([
    refusal(world.admin.call("pairScreen", binding(code))),
    refusal(world.admin.call("pairScreen", binding(code))),
  ]);
  expect(answers.sort()).toEqual(["allowed", "pairing/unknown-code"]);
  expect(await world.admin.call("screens")).toHaveLength(1);
  expect(await refusal(world.admin.call("pairScreen", binding(code)))).toBe("pairing/unknown-code");
});

test("a code bound to a venue that is not there stays free", async () => {
  const { code } = await started();
  const nowhere = { body: { ...binding(code).body, venue: "khong-co" } };
  expect(await refusal(world.admin.call("pairScreen", nowhere))).toBe("venue/not-found");
  expect(await refusal(world.admin.call("pairScreen", binding(code)))).toBe("allowed");
});

test("codes cannot be guessed: after twenty tries the desk hears 429, the right code included", async () => {
  const { code } = await started();
  const answers = [];
  for (let n = 0; n < 21; n++) answers.push(await refusal(world.admin.call("pairScreen", binding("222222"))));
  expect(answers.slice(0, 20).every((answer) => answer === "pairing/unknown-code")).toBe(true);
  expect(answers[20]).toBe("request/too-many");
  expect(await refusal(world.admin.call("pairScreen", binding(code)))).toBe("request/too-many");
});

test("asking for codes without end is answered 429, whatever address a header claims", async () => {
  const answers = [];
  for (let n = 0; n < 61; n++) {
    const headers = { "x-forwarded-for": `10.0.0.${n}`, "x-bangtin-client": `10.0.0.${n}`, "x-real-ip": `10.0.0.${n}` };
    answers.push(await refusal(world.client(headers).call("startPairing", { body: {} })));
  }
  expect(new Set(answers.slice(0, 60))).toEqual(new Set(["allowed"]));
  expect(answers[60]).toBe("request/too-many");
});

test("a removed screen's token is unknown everywhere, and it can be paired again with a new one", async () => {
  const screen = await world.pair("airport");
  await world.admin.call("removeScreen", { params: { id: screen.id } });
  expect(await refusal(screen.client.call("pairingState"))).toBe("screen/unknown-token");
  for (const path of ["/api/screen/manifest", `/media/${"0".repeat(64)}`])
    expect((await screen.client.raw("GET", path)).status).toBe(401);
  const plays = { boot: "0123456789abcdef", plays: [] as never[] };
  const sending = screen.client.raw("POST", "/api/screen/plays", {
    body: JSON.stringify({
      ...plays,
      plays: [
        { seq: 0, message: "0".repeat(64), campaign: "c", lane: "stage", from: 1, until: 2, whole: true, version: 1 },
      ],
    }),
    headers: { "content-type": "application/json" },
  });
  expect((await sending).status).toBe(401);
  expect(await refusal(world.admin.call("removeScreen", { params: { id: screen.id } }))).toBe("screen/not-found");
  expect((await world.pair("airport")).id).not.toBe(screen.id);
});
