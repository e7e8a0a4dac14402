import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { io } from "socket.io-client";
import { refusal } from "../support/refusal.ts";
import { deskSocket } from "../support/screen-socket.ts";
import { until, within } from "../support/until.ts";
import { type Client, createWorld, password, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const json = { "content-type": "application/json" };
const idOf = async (email: string): Promise<string> => {
  const person = (await world.admin.call("users")).find((user) => user.email === email);
  if (!person) throw new Error(`nobody has ${email}`);
  return person.id;
};
const socketOf = (client: Client) => deskSocket(world.url, client.headers["cookie"]);
const recorded = async (action: string) => (await world.admin.call("audit")).find((entry) => entry.action === action);

describe("a person who is disabled", () => {
  test("is answered 401 at the next request, and their sockets end within a second, on every machine", async () => {
    const elsewhere = await world.signIn("comms@bangtin.test", password);
    const sockets = [await socketOf(world.comms), await socketOf(elsewhere)];
    const bystander = await socketOf(world.approver);
    const id = await idOf("comms@bangtin.test");
    const disabling = Date.now();
    expect(await world.admin.call("disableUser", { params: { id }, body: {} })).toMatchObject({ id, disabled: true });
    for (const client of [world.comms, elsewhere]) expect((await client.raw("GET", "/api/messages")).status).toBe(401);
    await until("the end of both sockets", () => sockets.every(({ socket }) => !socket.connected), 1000);
    expect(Date.now() - disabling).toBeLessThan(1000);
    await expect(socketOf(world.comms)).rejects.toThrow("auth/signed-out");
    expect(bystander.socket.connected).toBe(true);
    expect((await world.approver.raw("GET", "/api/messages")).status).toBe(200);
    expect(await recorded("user.disable")).toMatchObject({ subject: `user:${id}`, by: { name: "Người admin" } });
    bystander.close();
  });

  test("is answered like a wrong password, and comes back with the old one when enabled", async () => {
    const id = await idOf("comms@bangtin.test");
    const attempt = (secret: string): Promise<Response> =>
      world.nobody.raw("POST", "/api/auth/sign-in/email", {
        body: JSON.stringify({ email: "comms@bangtin.test", password: secret }),
        headers: json,
      });
    await world.admin.call("disableUser", { params: { id }, body: {} });
    const [right, wrong] = [await attempt(password), await attempt("khong-phai-mat-khau")];
    expect([right.status, wrong.status]).toEqual([401, 401]);
    expect(await right.text()).toBe(await wrong.text());
    expect(right.headers.getSetCookie()).toEqual([]);
    const enabled = await world.admin.call("enableUser", { params: { id }, body: {} });
    expect(enabled.disabled).toBeUndefined();
    const back = await world.signIn("comms@bangtin.test", password);
    expect((await back.call("session")).user?.id).toBe(id);
    expect((await world.comms.raw("GET", "/api/messages")).status).toBe(401);
  });

  test("is never oneself, never the last admin, and never somebody who is not there", async () => {
    const oneself = await idOf("admin@bangtin.test");
    const disable = (id: string, by = world.admin) => refusal(by.call("disableUser", { params: { id }, body: {} }));
    expect(await disable(oneself)).toBe("user/oneself");
    expect(await disable("khong-co")).toBe("user/not-found");
    expect(await refusal(world.admin.call("enableUser", { params: { id: "khong-co" }, body: {} }))).toBe(
      "user/not-found",
    );
    expect(await disable(oneself, world.comms)).toBe("auth/not-allowed");
    const person = { name: "Quản trị hai", email: "admin2@bangtin.test", password, role: "admin" as const };
    const second = await world.admin.call("addUser", { body: person });
    const other = await world.signIn("admin2@bangtin.test", password);
    // Two admins who disable each other in the same moment leave one.
    const outcomes = await Promise.all([disable(second.id), disable(oneself, other)]);
    expect(outcomes.filter((code) => code === "allowed")).toHaveLength(1);
    const left = (
      await world.server.deps.db.selectFrom("user").selectAll().where("role", "=", "admin").execute()
    ).filter((user) => !user.banned);
    expect(left).toHaveLength(1);
  });
});

describe("a session that ends", () => {
  test("by signing out takes its own sockets along, and no others of the same person", async () => {
    const elsewhere = await world.signIn("comms@bangtin.test", password);
    const [here, there] = [await socketOf(world.comms), await socketOf(elsewhere)];
    await world.comms.raw("POST", "/api/auth/sign-out", { body: "{}", headers: json });
    await until("the end of the socket", () => !here.socket.connected, 1000);
    expect(there.socket.connected).toBe(true);
    there.close();
  });

  test("by a new password is every other one, and that is in the record", async () => {
    const elsewhere = await world.signIn("comms@bangtin.test", password);
    const there = await socketOf(elsewhere);
    const asking = (currentPassword: string): Promise<Response> =>
      world.comms.raw("POST", "/api/auth/change-password", {
        body: JSON.stringify({ currentPassword, newPassword: "mat-khau-hoan-toan-moi", revokeOtherSessions: false }),
        headers: json,
      });
    expect((await asking("khong-phai")).status).toBe(400);
    expect(await recorded("user.password")).toBeUndefined();
    expect((await asking(password)).status).toBe(200);
    await until("the end of the other socket", () => !there.socket.connected, 1000);
    expect((await elsewhere.raw("GET", "/api/messages")).status).toBe(401);
    const id = await idOf("comms@bangtin.test");
    expect(await recorded("user.password")).toMatchObject({ subject: `user:${id}`, by: { id }, detail: {} });
    await expect(world.signIn("comms@bangtin.test", password)).rejects.toThrow("401");
    await world.signIn("comms@bangtin.test", "mat-khau-hoan-toan-moi");
  });
});

test("a person is added together with the entry that says so, or not at all", async () => {
  const { db } = world.server.deps;
  const person = { name: "Người mới", email: "moi@bangtin.test", password, role: "comms" as const };
  const tables = () =>
    Promise.all([db.selectFrom("user").select("id").execute(), db.selectFrom("audit").select("seq").execute()]);
  const before = await tables();
  await db.schema.alterTable("audit").renameTo("elsewhere").execute();
  await expect(world.admin.call("addUser", { body: person })).rejects.toMatchObject({ status: 500 });
  await db.schema.alterTable("elsewhere").renameTo("audit").execute();
  expect(await tables()).toEqual(before);
  const added = await world.admin.call("addUser", { body: person });
  expect(await recorded("user.add")).toMatchObject({ subject: `user:${added.id}` });
  await world.signIn("moi@bangtin.test", password);
});

test("socket.io's own namespace is nobody's", async () => {
  const socket = io(world.url, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: { cookie: world.admin.headers["cookie"] ?? "", origin: world.url },
  });
  const error = await within("a refusal", new Promise<Error>((resolve) => void socket.once("connect_error", resolve)));
  expect(error.message).toBe("request/not-found");
  socket.disconnect();
});
