import type { Hono } from "hono";
import { Problem } from "../../content/wire/problem.ts";
import type { Deps } from "../deps.ts";
import { release } from "../push/identity.ts";
import { screenViews } from "../screen-state.ts";
import { serve } from "../serve.ts";

/** What an admin does after two devices came with one name. */
export function identityRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "releaseScreen", async ({ asker, param }) => {
    await release(deps, asker.id, param("id"));
    const [screen] = await screenViews(deps, param("id"));
    if (!screen) throw new Problem("screen/not-found");
    return screen;
  });
}
