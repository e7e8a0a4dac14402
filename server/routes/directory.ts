import type { Hono } from "hono";
import { Problem } from "../../content/wire/problem.ts";
import { change } from "../change.ts";
import { findInRegister, listRegister, saveInRegister } from "../db/directory.ts";
import type { Deps } from "../deps.ts";
import { serve } from "../serve.ts";

/** Sources, official letters and contacts. */
export function directoryRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "sources", async () => listRegister(deps.db, "source"));
  serve(app, deps, "contacts", async () => listRegister(deps.db, "contact"));
  serve(app, deps, "areas", async () => listRegister(deps.db, "area"));
  serve(app, deps, "directives", async () =>
    (await listRegister(deps.db, "directive")).sort((a, b) => (a.date < b.date ? 1 : -1)),
  );

  serve(app, deps, "addSource", async ({ asker, body }) =>
    change(deps, asker.id, async ({ db, audit, tell }) => {
      if (await findInRegister(db, "source", body.id)) throw new Problem("source/taken");
      await saveInRegister(db, "source", body);
      await audit("source.add", `source:${body.id}`, { name: body.name });
      tell("directory");
      return body;
    }),
  );

  serve(app, deps, "addDirective", async ({ asker, body }) =>
    change(deps, asker.id, async ({ db, audit, tell }) => {
      if (await findInRegister(db, "directive", body.id)) throw new Problem("directive/taken");
      await saveInRegister(db, "directive", body);
      await audit("directive.add", `directive:${body.id}`, { number: body.number });
      tell("directory");
      return body;
    }),
  );
}
