/** Moving things about in a list, without changing the list given. */

/** Takes the item at `from` and puts it at `to`, as counted before the move. Out of bounds: as near as there is. */
export function move<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  const place = Math.max(0, Math.min(items.length - 1, to));
  if (item === undefined || place === from) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(place, 0, item);
}

export function without<T>(items: readonly T[], at: number): readonly T[] {
  return items.toSpliced(at, 1);
}

/** Puts a removed item back where it was, or at the end when the list has become shorter. */
export function putBack<T>(items: readonly T[], at: number, item: T): readonly T[] {
  return items.toSpliced(Math.min(at, items.length), 0, item);
}

/** What is chosen after the item at `at` is gone from a list that had `length`. */
export function chosenAfterRemoval(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 2));
}
