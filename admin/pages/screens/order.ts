import type { ScreenStatus, ScreenView } from "../../../content/wire/views.ts";

/** Problems first: what needs a person soonest stands at the front. */
export const statusOrder: readonly ScreenStatus[] = [
  "error",
  "offline",
  "stale",
  "downloading",
  "waiting",
  "playing",
  "closed",
];

const resting: ReadonlySet<ScreenStatus> = new Set(["playing", "closed"]);
export const needsLook = (status: ScreenStatus): boolean => !resting.has(status);

export type Tile = { readonly key: string; readonly screens: readonly [ScreenView, ...ScreenView[]] };

/** Screens at one venue that fail together are one trouble: from three on they make one tile. */
const fromTogether = 3;

/** Tiles in order. Venues in `opened` are not stacked. */
export function tilesOf(screens: readonly ScreenView[], opened: ReadonlySet<string>): readonly Tile[] {
  const sorted = screens.toSorted(
    (a, b) =>
      statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
      a.venue.name.localeCompare(b.venue.name, "vi", { numeric: true }) ||
      a.name.localeCompare(b.name, "vi", { numeric: true }),
  );
  const together = new Map<string, [ScreenView, ...ScreenView[]]>();
  for (const screen of sorted) {
    const key = `${screen.venue.id} ${screen.status}`;
    const others = together.get(key);
    if (others) others.push(screen);
    else together.set(key, [screen]);
  }
  return [...together].flatMap(([key, group]): Tile[] =>
    needsLook(group[0].status) && group.length >= fromTogether && !opened.has(key)
      ? [{ key, screens: group }]
      : group.map((screen) => ({ key: screen.id, screens: [screen] })),
  );
}
