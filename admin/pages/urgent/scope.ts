import type { Area } from "../../../content/network/area.ts";
import type { Venue } from "../../../content/network/venue.ts";
import { reaches, type OrderScope } from "../../../content/trust/order-statement.ts";
import { areasAbove } from "../../../content/trust/place.ts";
import type { ScreenView, TakeoverReach } from "../../../content/wire/views.ts";
import { plain } from "../../strings/network.ts";
import { orderWords } from "../../strings/orders.ts";
import { urgentWords } from "../../strings/urgent.ts";

export type Network = {
  readonly areas: readonly Area[];
  readonly venues: readonly Venue[];
  readonly screens: readonly ScreenView[];
};

/** The names in a scope, areas before venues. */
export function namesIn(scope: OrderScope, { areas, venues }: Pick<Network, "areas" | "venues">): readonly string[] {
  if (scope.kind === "everywhere") return [orderWords().everywhere];
  return [
    ...scope.areas.map((id) => areas.find((area) => area.id === id)?.name ?? id),
    ...scope.venues.map((id) => venues.find((venue) => venue.id === id)?.name ?? id),
  ];
}

/** `Quận Ninh Kiều`, `Quận Ninh Kiều và 2 nơi khác`. */
export function scopeName(scope: OrderScope, network: Pick<Network, "areas" | "venues">): string {
  const [first = "", ...others] = namesIn(scope, network);
  return others.length > 0 ? `${first} ${urgentWords().andOthers(others.length)}` : first;
}

/** What has to be typed to show that one knows where this goes: the first name, without what kind of area it is. */
export function nameToType(scope: OrderScope, network: Pick<Network, "areas" | "venues">): string {
  const [first = ""] = namesIn(scope, network);
  return first.replace(/^(?:Thành phố|Thị xã|Thị trấn|Tỉnh|Quận|Huyện|Phường|Xã)\s+/iu, "");
}

/** Marks, case and spaces are forgiven, and so is writing the name in full. */
export function isTyped(typed: string, scope: OrderScope, network: Pick<Network, "areas" | "venues">): boolean {
  const fold = (text: string): string =>
    plain(text)
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  const said = fold(typed);
  const [first = ""] = namesIn(scope, network);
  return said !== "" && [first, nameToType(scope, network)].some((name) => fold(name) === said);
}

export type VenueCount = {
  readonly venue: Venue;
  readonly screens: readonly ScreenView[];
};

/** The venues of a scope that have screens, with them. */
export function venuesIn(scope: OrderScope, { areas, venues, screens }: Network): readonly VenueCount[] {
  return venues.flatMap((venue) => {
    const place = { venue: venue.id, kind: venue.kind, areas: areasAbove(venue.area, areas) };
    if (!reaches(scope, place)) return [];
    const own = screens.filter((screen) => screen.venue.id === venue.id);
    return own.length > 0 ? [{ venue, screens: own }] : [];
  });
}

/** Those it says it is on: a screen is believed only while it is connected. */
export function showsIt(screen: ScreenView, number: number | undefined): boolean {
  return number !== undefined && screen.online && screen.report?.takeover === number;
}

/** How many screens the sentences speak of: those that change at once, or, where none is connected, those that will. */
export function changing({ online, screens }: Pick<TakeoverReach, "online" | "screens">): number {
  return online > 0 ? online : screens;
}
