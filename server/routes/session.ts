import type { Hono } from "hono";
import { Problem } from "../../content/wire/problem.ts";
import { EmailTaken, type User } from "../auth/auth.ts";
import { returnSetupToken, takeSetupToken } from "../auth/setup.ts";
import { change } from "../change.ts";
import type { Db } from "../db/connect.ts";
import { anyAdmin, listUsers, otherAdmin, setDisabled } from "../db/people.ts";
import { readSettings, writeSettings } from "../db/settings.ts";
import type { Deps } from "../deps.ts";
import type { Limits } from "../limits.ts";
import { seedRegisters } from "../seed.ts";
import { clientAddress, serve } from "../serve.ts";

/** Who is signed in, who works here, and what the desk is called. */
export function sessionRoutes(app: Hono, deps: Deps, limits: Limits): void {
  serve(app, deps, "session", async ({ context }) => {
    const user = await deps.auth.userOf(context.req.raw.headers);
    const demo = deps.demo();
    return {
      ...(user ? { user } : {}),
      setup: !(await anyAdmin(deps.db)),
      demo: demo !== undefined,
      ...(demo ? { demoKeys: [...demo.keys] } : {}),
      serverTime: deps.clock(),
    };
  });

  serve(app, deps, "setup", async ({ context, body }) => {
    await limits.setup(clientAddress(context));
    const { token, name, email, password } = body;
    if (!(await takeSetupToken(deps.db, token))) throw new Problem("auth/setup-token");
    const user = await addUser(deps, { name, email, password, role: "admin" }).catch(async (error: unknown) => {
      await returnSetupToken(deps.db, token);
      throw error;
    });
    await change(deps, user.id, async ({ db, audit, touched }) => {
      await seedRegisters(db);
      await writeSettings(db, body.settings);
      touched.everything = true;
      await audit("setup", `user:${user.id}`, { name: user.name });
    });
    return {};
  });

  serve(app, deps, "users", async () => listUsers(deps.db));

  serve(app, deps, "addUser", async ({ asker, body }) => {
    return change(deps, asker.id, async ({ db, audit, tell }) => {
      const user = await addUser(deps, body, db);
      await audit("user.add", `user:${user.id}`, { name: user.name, role: user.role });
      tell("users");
      return user;
    });
  });

  serve(app, deps, "disableUser", async ({ asker, param }) => {
    const id = param("id");
    if (id === asker.id) throw new Problem("user/oneself");
    const user = await change(deps, asker.id, async ({ db, audit, tell }) => {
      const before = await personOf(db, id);
      if (before.role === "admin" && !(await otherAdmin(db, id))) throw new Problem("user/last-admin");
      await setDisabled(db, id, true);
      await audit("user.disable", `user:${id}`, { name: before.name });
      tell("users");
      return personOf(db, id);
    });
    await deps.push.cutEnded(id);
    return user;
  });

  serve(app, deps, "enableUser", async ({ asker, param }) =>
    change(deps, asker.id, async ({ db, audit, tell }) => {
      const id = param("id");
      const { name } = await personOf(db, id);
      await setDisabled(db, id, false);
      await audit("user.enable", `user:${id}`, { name });
      tell("users");
      return personOf(db, id);
    }),
  );

  serve(app, deps, "settings", async () => readSettings(deps.db));

  serve(app, deps, "saveSettings", async ({ asker, body }) =>
    change(deps, asker.id, async ({ db, audit, touched, tell }) => {
      await writeSettings(db, body);
      // The safe card is part of every manifest.
      touched.everything = true;
      await audit("settings.change", "settings", body);
      tell("directory");
      return body;
    }),
  );
}

/** @throws Problem user/not-found */
async function personOf(db: Db, id: string): Promise<User> {
  const person = (await listUsers(db)).find((user) => user.id === id);
  if (!person) throw new Problem("user/not-found");
  return person;
}

async function addUser(
  deps: Deps,
  person: { name: string; email: string; password: string; role: User["role"] },
  within?: Db,
): Promise<User> {
  try {
    return await deps.auth.addUser(person, within);
  } catch (cause) {
    if (cause instanceof EmailTaken) throw new Problem("auth/email-taken", { cause });
    throw cause;
  }
}
