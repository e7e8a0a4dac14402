import { OrderLog, screenPaths } from "../content/wire/screen-api.ts";
import { Problem } from "../content/wire/problem.ts";
import { ask, parseJson, Quarantined, Removed, Unreachable, type Fetch } from "./ask.ts";
import type { Authority } from "./authority.ts";

/** 200 entries of an order and its revision, each letter of them escaped twice at worst. */
const longestAnswer = 20_000_000;

/** A start that may have a network waits so long for orders that it missed, and no longer. */
const patienceMs = 1500;

/** Catches up before the first picture. Resolves when that is done, has failed, or takes too long; it then goes on by itself. */
export async function missedOrders(
  fetch: Fetch,
  token: string,
  authority: Authority,
  told: { readonly refuse: (problem: Problem) => void; readonly quarantined: () => void },
): Promise<void> {
  const failed = (error: unknown): void => {
    if (error instanceof Problem) told.refuse(error);
    else if (error instanceof Quarantined) told.quarantined();
    // Whether the server still knows this screen is the connection's to find out.
    else if (!(error instanceof Unreachable || error instanceof Removed)) throw error;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([catchUp(fetch, token, authority).catch(failed), late]);
  clearTimeout(timer);
}

/** Asks for the orders that this screen has not yet, and obeys them. @throws Problem, Unreachable, Removed, Quarantined */
export async function catchUp(fetch: Fetch, token: string, authority: Authority): Promise<void> {
  for (let after = authority.ordersHere; ;) {
    const path = `${screenPaths.orders}?after=${after}`;
    const answer = await ask(fetch, path, { token, limit: longestAnswer });
    if (!answer.body) throw new Problem("trust/too-long", { detail: "orders" });
    const log = OrderLog.safeParse(parseJson(answer.body));
    if (answer.status !== 200 || !log.success) throw new Unreachable(`${path}: ${answer.status}`);
    const highest = Math.max(0, ...log.data.entries.map(({ number }) => number));
    if (highest <= after) return;
    await authority.obey(log.data.entries);
    after = highest;
  }
}
