import type { TickerItem } from "../stage-item.ts";

/**
 * The passage of an order's line that is under way `since` milliseconds after `item` was handed over. An order is on for
 * an hour and its text passes in half a minute: cut into laps from the order's beginning, every screen is in the same
 * one. `ms` is when to ask again, absent when there is no further lap.
 */
export function passageAt(
  item: TickerItem,
  lapMs: number,
  since: number,
): { readonly pass: TickerItem; readonly ms: number | undefined } {
  const length = item.until - item.from;
  const lap = Math.max(1, Math.min(length, lapMs));
  const elapsed = Math.max(0, item.elapsed + since);
  const count = Math.floor(elapsed / lap);
  const from = item.from + count * lap;
  const into = elapsed - count * lap;
  const pass = { ...item, key: `${item.key}:${count}`, from, until: from + lap, elapsed: into };
  return { pass, ms: lap < length ? Math.max(1, lap - into) : undefined };
}
