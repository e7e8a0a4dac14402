import type { Hono } from "hono";
import type { LogEntry } from "../../content/trust/order-statement.ts";
import { change } from "../change.ts";
import { ordersAfter } from "../db/orders.ts";
import type { Deps } from "../deps.ts";
import { takeoverReach } from "../orders/order-reach.ts";
import { orderView, orderViews } from "../orders/order-views.ts";
import { recall, wouldTakeOff } from "../orders/recall.ts";
import { screenOf, serve } from "../serve.ts";
import { drop, propose, release } from "../orders/takeover.ts";

/** Who is further behind asks again (`OrderLog`). */
const entriesAtOnce = 200;

/** Takeovers and recalls: the short way past compiling, one signature and one broadcast (design §2). */
export function orderRoutes(app: Hono, deps: Deps): void {
  serve(app, deps, "orders", async () => orderViews(deps));
  serve(app, deps, "checkTakeover", async ({ body }) => takeoverReach(deps, body.scope));
  serve(app, deps, "checkRecall", async ({ body }) => wouldTakeOff(deps, body.what));

  serve(app, deps, "proposeTakeover", async ({ asker, body }) => {
    const id = await change(deps, asker.id, async (step) => propose(deps, step, asker, body));
    return orderView(deps, id);
  });

  serve(app, deps, "releaseTakeover", async ({ asker, body, param }) => {
    const entry = await change(deps, asker.id, async (step) => release(step, asker, param("id"), body.envelope));
    if (entry) await tell(deps, entry);
    return orderView(deps, param("id"));
  });

  serve(app, deps, "dropTakeover", async ({ asker, param }) => {
    await change(deps, asker.id, async (step) => drop(step, param("id")));
    return {};
  });

  serve(app, deps, "recall", async ({ asker, body }) => {
    const { entry, id } = await change(deps, asker.id, async (step) => recall(step, asker, body.envelope));
    await tell(deps, entry);
    return orderView(deps, id);
  });

  serve(app, deps, "orderLog", async ({ asker, query }) => {
    await screenOf(deps, asker.token);
    return { entries: await ordersAfter(deps.db, Number(query.after), entriesAtOnce) };
  });
}

/** The order first. The heartbeat after it names the number, so that a screen that missed the order asks for it. */
async function tell(deps: Deps, entry: LogEntry): Promise<void> {
  deps.push.order(entry);
  await deps.heartbeats.broadcast();
}
