import type { Level } from "./campaign.ts";
import type { Spot } from "./programme.ts";

/** One campaign's part in a loop: its playable spots in the order of its playlist, and the share it asked for. */
export type LoopEntry = {
  readonly campaign: string;
  readonly level: Level;
  readonly share: { readonly spots: number; readonly of: number };
  readonly spots: readonly Spot[];
};

/** An exact loop longer than this is replaced by the nearest one that fits: two hours of ten-second spots. */
export const longestExactLoop = 720;
/** Further than this no loop grows only so that a small share gets through a long playlist: eight hours. */
const longestLoop = 2880;

/** Above this the products of a common denominator are no longer whole in a double. */
const exactCommon = 1e9;

export const levelRank: Readonly<Record<Level, number>> = { urgent: 0, priority: 1, routine: 2 };

/**
 * One loop from several campaigns. Each gets its share of the spots, relative to what all ask for together; every item
 * of every playlist appears; and every stretch from the start of the loop holds each share within one spot, so nothing
 * clumps. Empty only when there is nothing to play. The order of `entries` never matters.
 */
export function interleave(entries: readonly LoopEntry[]): readonly Spot[] {
  const sorted = entries.filter((entry) => entry.spots.length > 0).sort(byLevel);
  if (sorted.length === 0) return [];
  const counts = appearances(sorted);
  const order = spread(counts, priorityFirst(sorted, counts)) ?? spread(counts);
  if (!order) throw new Error("shares of one loop sum to more than one");
  const played = counts.map(() => 0);
  return order.map((i) => {
    const { spots } = sorted[i]!;
    return spots[played[i]!++ % spots.length]!;
  });
}

/** How often each entry appears in the loop: in the ratio of the shares, and at least once per item. */
export function appearances(entries: readonly LoopEntry[]): number[] {
  const items = entries.map((entry) => entry.spots.length);
  const asked = entries.map(({ share }) => share.spots / share.of);
  const common = entries.reduce((sum, { share }) => lcm(sum, share.of), 1);
  if (common > exactCommon) return nearest(asked, items);
  const weights = entries.map(({ share }) => (share.spots * common) / share.of);
  const divisor = weights.reduce(gcd);
  const least = weights.map((weight) => weight / divisor);
  const total = sum(least);
  const evenly = least.reduce((times, count, i) => lcm(times, items[i]! / gcd(items[i]!, count)), 1);
  if (total * evenly <= longestExactLoop) return least.map((count) => count * evenly);
  const covering = Math.max(...least.map((count, i) => Math.ceil(items[i]! / count)));
  if (total * covering <= longestExactLoop) return least.map((count) => count * covering);
  return nearest(asked, items);
}

/** Whole numbers closest to what is asked, in a loop long enough for every item and for an hour within one spot. */
function nearest(asked: readonly number[], items: readonly number[]): number[] {
  const shares = asked.map((share) => share / sum(asked));
  const covering = Math.max(sum(items), ...shares.map((share, i) => Math.ceil(items[i]! / share)));
  const until = Math.min(Math.max(covering, longestExactLoop), longestLoop);
  const from = Math.min(Math.max(covering, longestExactLoop / 2), until);
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let length = until; length >= from; length--) {
    const counts = apportion(shares, items, length);
    const made = sum(counts);
    const error = Math.max(...shares.map((share, i) => Math.abs(share - counts[i]! / made)));
    if (error < least) [best, least] = [counts, error];
  }
  return best;
}

/** Largest remainders; then no entry below its number of items, at the cost of the loop's length and not of others. */
function apportion(shares: readonly number[], items: readonly number[], length: number): number[] {
  const counts = shares.map((share) => Math.floor(share * length));
  const rest = shares
    .map((share, i) => ({ i, remainder: share * length - counts[i]! }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of rest.slice(0, length - sum(counts))) counts[i]!++;
  return counts.map((count, i) => Math.max(count, items[i]!));
}

/**
 * Puts the j-th appearance of an entry with `count` of `length` no earlier than floor((j−1)·length/count) and before
 * ceil(j·length/count), the earliest deadline first (Pfair scheduling on one machine). `undefined` when beginning with
 * `first` would break that.
 */
function spread(counts: readonly number[], first?: number): number[] | undefined {
  const length = sum(counts);
  const placed = counts.map(() => 0);
  const order: number[] = [];
  for (let position = 0; position < length; position++) {
    let chosen = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i]!;
      const done = placed[i]!;
      if (done === count || Math.floor((done * length) / count) > position) continue;
      const deadline = Math.ceil(((done + 1) * length) / count);
      if (position === 0 && i === first) {
        [chosen, earliest] = [i, deadline];
        break;
      }
      if (deadline < earliest) [chosen, earliest] = [i, deadline];
    }
    if (chosen < 0 || earliest <= position) return undefined;
    order.push(chosen);
    placed[chosen]!++;
  }
  return order;
}

/** Circular 39/2020: priority comes first. Of several, the one with the largest share. */
function priorityFirst(sorted: readonly LoopEntry[], counts: readonly number[]): number {
  let first = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]!.level === sorted[first]!.level && counts[i]! > counts[first]!) first = i;
  }
  return first;
}

function byLevel(a: LoopEntry, b: LoopEntry): number {
  return levelRank[a.level] - levelRank[b.level] || (a.campaign < b.campaign ? -1 : 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

function lcm(a: number, b: number): number {
  return (a / gcd(a, b)) * b;
}
