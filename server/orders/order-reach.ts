import { reaches, type OrderScope } from "../../content/trust/order-statement.ts";
import { Place } from "../../content/trust/place.ts";
import type { TakeoverReach } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "../db/connect.ts";
import { venuesById } from "../db/directory.ts";
import { placesOfScreens } from "../db/screens.ts";
import type { Deps } from "../deps.ts";

type Reach = z.infer<typeof TakeoverReach>;
type Scope = z.infer<typeof OrderScope>;

/** Whom a takeover reaches now, and whom it does not reach and somebody must telephone. */
export async function takeoverReach(deps: Deps, scope: Scope, db: Db = deps.db): Promise<Reach> {
  const reached = await screensIn(db, scope);
  const online = reached.filter((screen) => isThere(deps, screen));
  const heard = new Set(online.map(({ venue }) => venue));
  const silent = new Map<string, number>();
  for (const { venue } of reached) if (!heard.has(venue)) silent.set(venue, (silent.get(venue) ?? 0) + 1);
  const names = await venuesById(db, [...silent.keys()]);
  return {
    screens: reached.length,
    online: online.length,
    offline: reached.length - online.length,
    venues: new Set(reached.map(({ venue }) => venue)).size,
    toCall: [...silent]
      .map(([id, screens]) => ({ id, name: names.get(id)?.name ?? id, screens }))
      .sort((a, b) => a.name.localeCompare(b.name, "vi")),
  };
}

/** Of the screens in this scope: how many say that takeover `number` is on. */
export async function takeoverShown(deps: Deps, scope: Scope, number: number): Promise<{ on: number; of: number }> {
  const reached = await screensIn(deps.db, scope);
  const on = reached.filter((screen) => {
    const presence = deps.push.presence(screen.id);
    return presence?.online === true && presence.report?.takeover === number;
  });
  return { on: on.length, of: reached.length };
}

type Reached = Awaited<ReturnType<typeof placesOfScreens>>[number];

/** The screens that a takeover with this scope is meant for. */
export async function screensIn(db: Db, scope: Scope): Promise<Reached[]> {
  const screens = await placesOfScreens(db);
  if (scope.kind === "everywhere") return screens;
  // Screens of a venue share their place, so it is read once.
  const judged = new Map<string, boolean>();
  return screens.filter(({ place }) => {
    const known = judged.get(place) ?? reaches(scope, Place.parse(JSON.parse(place)));
    judged.set(place, known);
    return known;
  });
}

/** One in quarantine is connected, and shows nothing but the safe card. */
function isThere(deps: Deps, { id, quarantined_at }: Reached): boolean {
  return quarantined_at === null && deps.push.presence(id)?.online === true;
}
