import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { isTimeZone } from "../../content/playout/wall-clock.ts";
import type { VenueDraft } from "../../content/wire/api.ts";
import { Problem } from "../../content/wire/problem.ts";
import { change } from "../change.ts";
import type { Db } from "../db/connect.ts";
import { findInRegister, listRegister, saveInRegister } from "../db/directory.ts";
import { screensAtVenues } from "../db/screens.ts";
import type { Deps } from "../deps.ts";
import { serve } from "../serve.ts";

export function venueRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "venues", async () => listRegister(deps.db, "venue"));

  serve(app, deps, "addVenue", async ({ asker, body }) =>
    change(deps, asker.id, async ({ db, audit, tell }) => {
      await checkDraft(db, body);
      const venue = { ...body, id: randomUUID() };
      await saveInRegister(db, "venue", venue);
      await audit("venue.add", `venue:${venue.id}`, { name: venue.name });
      tell("venues", venue.id);
      return venue;
    }),
  );

  serve(app, deps, "editVenue", async ({ asker, body, param }) =>
    change(deps, asker.id, async ({ db, audit, tell, touched }) => {
      const id = param("id");
      const before = await findInRegister(db, "venue", id);
      if (!before) throw new Problem("venue/not-found");
      await checkDraft(db, body);
      // Screens there pinned what kind of place it is and in which areas; they would go by the old one.
      const moved = before.kind !== body.kind || before.area !== body.area;
      const paired = moved ? await screensAtVenues(db, [id]) : [];
      if (paired.length > 0) throw new Problem("venue/has-screens", { detail: String(paired.length) });
      const venue = { ...body, id };
      await saveInRegister(db, "venue", venue);
      touched.venues.add(id);
      await audit("venue.edit", `venue:${id}`, venue);
      tell("venues", id);
      return venue;
    }),
  );
}

async function checkDraft(db: Db, draft: VenueDraft): Promise<void> {
  if (!isTimeZone(draft.timeZone)) throw new Problem("venue/unknown-time-zone", { detail: draft.timeZone });
  if (!(await findInRegister(db, "area", draft.area))) throw new Problem("venue/unknown-area", { detail: draft.area });
}
