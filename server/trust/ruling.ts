import { openRevision, type Revision } from "../../content/editorial/revision.ts";
import type { Order } from "../../content/playout/order.ts";
import type { Manifest } from "../../content/trust/manifest.ts";
import { levelsOf } from "../../content/trust/offers.ts";
import { ordersAt } from "../../content/trust/order-statement.ts";
import type { Place } from "../../content/trust/place.ts";
import { barsAt, type Offer } from "../../content/trust/show.ts";
import { openEnvelopes, type Authority, type Opened } from "./coverage.ts";

/** What a screen goes by at an instant beside its programme: as the player's own ruling, from the same functions. */
export type Ruling = {
  readonly orders: readonly Order[];
  /** What is barred only because its approval does not hold there and then, and why. */
  readonly uncovered: ReadonlyMap<string, string>;
};

const nothing: Ruling = { orders: [], uncovered: new Map() };

/** Rules for many screens: what their manifests have in common is opened once. */
export function createRuling(
  authority: Authority | undefined,
): (manifest: Manifest, place: Place, at: number) => Promise<Ruling> {
  if (!authority) return async () => nothing;
  const { root, orders: open } = authority;
  const revisions = new Map<string, Revision | undefined>();
  const approvals = new Map<string, readonly Opened[]>();
  const offers = new Map<Manifest, readonly Offer[]>();

  async function offersOf(manifest: Manifest): Promise<readonly Offer[]> {
    const levels = levelsOf(manifest.programme);
    const found: Offer[] = [];
    for (const message of manifest.messages) {
      const { digest } = message;
      if (!revisions.has(digest)) revisions.set(digest, openRevision(digest, message.bytes));
      const revision = revisions.get(digest);
      // Somebody wrote into the database: screens refuse it, and the desk goes on to say what they show.
      if (!revision) continue;
      const key = message.approvals.join();
      const opened = approvals.get(key) ?? (await openEnvelopes(message.approvals, root));
      approvals.set(key, opened);
      const level = levels.get(digest) ?? "routine";
      found.push({ revision, approvals: opened.map(({ approval }) => approval), level });
    }
    return found;
  }

  return async (manifest, place, at) => {
    const offered = offers.get(manifest) ?? (await offersOf(manifest));
    offers.set(manifest, offered);
    const bars = barsAt(offered, { root, place, orders: open }, at);
    const altered = manifest.messages.flatMap(({ digest }) => (revisions.get(digest) ? [] : [digest]));
    return {
      orders: [
        ...altered.map((message) => ({ kind: "recall" as const, message, of: "programme" as const })),
        ...bars.orders.map((order) => (order.kind === "recall" ? { ...order, of: "programme" as const } : order)),
        ...ordersAt(place, open, root),
      ],
      uncovered: new Map([
        ...altered.map((digest) => [digest, "trust/message-bytes"] as const),
        ...bars.refused.flatMap(({ digest, why }) => (why === "trust/recalled" ? [] : [[digest, why] as const])),
      ]),
    };
  };
}
