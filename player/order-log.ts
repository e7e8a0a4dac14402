import type { LogEntry } from "../content/trust/order-statement.ts";
import { OrderLog, screenPaths } from "../content/wire/screen-api.ts";
import { Problem } from "../content/wire/problem.ts";
import { ask, parseJson, Quarantined, Removed, Unreachable, type Fetch } from "./ask.ts";
import type { Authority } from "./authority.ts";

/** 200 entries of an order and its revision, each letter of them escaped twice at worst. */
const longestAnswer = 20_000_000;

const perPage = 200;
/** In one visit. The next one goes on. */
const mostPages = 50;
const mostUnsigned = 5;

/** A start that may have a network waits so long for orders that it missed, and no longer. */
const patienceMs = 1500;

export type Asking = { readonly fetch: Fetch; readonly token: string; readonly authority: Authority };

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
  await Promise.race([catchUp({ fetch, token, authority }).catch(failed), late]);
  clearTimeout(timer);
}

/**
 * Asks for the orders that this screen has not yet, and obeys them. Numbers are the server's unsigned word: those above
 * what it has signed lead nowhere, and it is not followed further than its signed number of pages.
 * @throws Problem, Unreachable, Removed, Quarantined
 */
export async function catchUp({ fetch, token, authority }: Asking): Promise<void> {
  let after = authority.ordersHere;
  const { named } = authority;
  const expected = named === undefined ? mostUnsigned : Math.min(mostPages, 1 + Math.ceil((named - after) / perPage));
  for (let pages = 0; pages < Math.max(1, expected); pages++) {
    const path = `${screenPaths.orders}?after=${after}`;
    const answer = await ask(fetch, path, { token, limit: longestAnswer });
    if (!answer.body) throw new Problem("trust/too-long", { detail: "orders" });
    const log = OrderLog.safeParse(parseJson(answer.body));
    if (answer.status !== 200 || !log.success) throw new Unreachable(`${path}: ${answer.status}`);
    const { entries } = log.data;
    if (entries.length > 0) await authority.obey(entries);
    const read = entries.reduce(
      (highest, { number }) => (number <= (named ?? number) ? Math.max(highest, number) : highest),
      after,
    );
    // An end of the log that the server's signed number does not name (a hole that a restored copy left) is one too.
    authority.read(entries.length === 0 ? (named ?? 0) : read);
    if (read === after) return;
    after = read;
    if (named !== undefined && after >= named) return;
  }
}

/** What is in hand holds before those are asked for that came before it. @throws as `catchUp`, after it was obeyed */
export async function obeyPushed(entry: LogEntry, asking: Asking): Promise<void> {
  const { authority } = asking;
  const next = authority.ordersHere + 1;
  await authority.obey([entry]);
  if (entry.number > next) await catchUp(asking);
}
