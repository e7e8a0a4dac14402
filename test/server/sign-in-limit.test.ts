import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, password, type World } from "../support/world.ts";

// A file of its own: better-auth counts in one memory for all servers of a process.
let world: World;
beforeAll(async () => {
  world = await createWorld({ signInsPerMinute: 8 });
});
afterAll(() => world.end());

const signIn = (email: string, secret: string, headers: Record<string, string> = {}): Promise<Response> =>
  world.nobody.raw("POST", "/api/auth/sign-in/email", {
    body: JSON.stringify({ email, password: secret }),
    headers: { "content-type": "application/json", ...headers },
  });

test("a password cannot be tried without end: the right one is answered 429 too, whatever address a header claims", async () => {
  const statuses = [];
  for (let n = 0; n < 10; n++) {
    const claimed = { "x-forwarded-for": `10.0.0.${n}`, "x-bangtin-client": `10.0.0.${n}` };
    statuses.push((await signIn("comms@bangtin.test", "doan-mo-mat-khau", claimed)).status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect((await signIn("comms@bangtin.test", password)).status).toBe(429);
  expect((await world.comms.call("session")).user?.role).toBe("comms");
});
