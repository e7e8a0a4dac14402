import { afterEach, beforeEach, expect, test } from "vitest";
import { createWorld, password, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const json = { "content-type": "application/json" };
const signIn = (email: string, secret: string, headers: Record<string, string> = {}): Promise<Response> =>
  world.nobody.raw("POST", "/api/auth/sign-in/email", {
    body: JSON.stringify({ email, password: secret }),
    headers: { ...json, ...headers },
  });

test("a wrong password and an unknown address are answered alike", async () => {
  const wrong = await signIn("comms@bangtin.test", "khong-phai-mat-khau");
  const unknown = await signIn("khong-co-ai@bangtin.test", "khong-phai-mat-khau");
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(await unknown.text()).toBe(await wrong.text());
  expect([wrong.headers.getSetCookie(), unknown.headers.getSetCookie()]).toEqual([[], []]);
});

test("nobody signs up by themselves", async () => {
  for (const path of ["sign-up/email", "sign-in/anonymous", "sign-in/social", "forget-password", "reset-password"]) {
    const response = await world.nobody.raw("POST", `/api/auth/${path}`, {
      body: JSON.stringify({ email: "moi@bangtin.test", password, name: "Người lạ", role: "admin" }),
      headers: json,
    });
    expect({ path, status: response.status }).toEqual({ path, status: 404 });
  }
  expect((await world.admin.call("users")).map((user) => user.email)).not.toContain("moi@bangtin.test");
});

test("the cookie of a session is kept from scripts and from other sites, and ends within half a day", async () => {
  const [cookie] = (await signIn("comms@bangtin.test", password)).headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(Number(/Max-Age=(\d+)/i.exec(cookie ?? "")?.[1])).toBeLessThanOrEqual(12 * 3600);
});

test("signing in makes a session of its own, whatever cookie came along", async () => {
  const planted = "bangtin.session_token=planted.signature";
  const response = await signIn("comms@bangtin.test", password, { cookie: planted });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect(cookie).not.toContain("planted");
  expect(cookie).not.toBe(world.comms.headers["cookie"]);
  expect((await world.client({ cookie: planted }).call("session")).user).toBeUndefined();
});

test("a cookie is worth nothing after signing out, and nothing when a byte of it is changed", async () => {
  const { cookie = "" } = world.comms.headers;
  const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === "A" ? "B" : "A"}`);
  expect((await world.client({ cookie: forged }).call("session")).user).toBeUndefined();
  expect((await world.comms.call("session")).user?.role).toBe("comms");
  await world.comms.raw("POST", "/api/auth/sign-out", { body: "{}", headers: json });
  expect((await world.comms.call("session")).user).toBeUndefined();
  expect((await world.comms.raw("GET", "/api/messages")).status).toBe(401);
});

test("an address belongs to one person, in whatever letters it is written", async () => {
  const person = { name: "Trùng", password, role: "comms" as const };
  for (const email of ["comms@bangtin.test", "COMMS@Bangtin.test"]) {
    const adding = world.admin.call("addUser", { body: { ...person, email } });
    await expect(adding).rejects.toMatchObject({ status: 409, code: "auth/email-taken" });
  }
});

test("no answer ever carries a password, its hash or a session's token", async () => {
  const person = { name: "Mới", email: "moi@bangtin.test", password: "mat-khau-rieng-cua-toi", role: "comms" as const };
  const answers = [
    await world.admin.call("addUser", { body: person }),
    await world.admin.call("users"),
    await world.admin.call("audit"),
    await world.admin.call("session"),
  ];
  expect(JSON.stringify(answers)).not.toMatch(/mat-khau|"password"|"token"/);
});
