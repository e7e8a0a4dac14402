import { levelRank, type Level } from "./campaign.ts";
import type { Spot } from "./programme.ts";

/** One campaign's part in a loop: its playable spots in the order of its playlist, and the share it asked for. */
export type LoopEntry = {
  readonly campaign: string;
  readonly level: Level;
  readonly share: { readonly spots: number; readonly of: number };
  readonly spots: readonly Spot[];
};

/**
 * Shares that come out even in at most this many spots do so exactly. Others are cut off after as many, which is longer
 * than an hour of six-second spots, so an hour is right to the spot either way.
 */
export const longestLoop = 720;
/** A loop grows to this and no further only so that a small share gets through a long playlist: eight hours of it. */
const longestPlaylistLoop = 2880;
/** Shares with a common denominator above this are rounded to it, so that products stay whole in a double. */
const finest = 1e9;

/**
 * One loop from several campaigns. Each gets its share of the spots, relative to what all ask for together; every item
 * of every playlist appears; and every stretch from the start of the loop holds each share within one spot, so nothing
 * clumps. Empty only when there is nothing to play. The order of `entries` never matters.
 */
export function interleave(entries: readonly LoopEntry[]): readonly Spot[] {
  const sorted = entries.filter((entry) => entry.spots.length > 0).sort(byLevel);
  if (sorted.length === 0) return [];
  const { weights, length } = proportions(sorted);
  const order = spread(weights, length, priorityFirst(sorted, weights)) ?? spread(weights, length);
  if (!order) throw new Error("shares of one loop sum to more than one");
  const played = weights.map(() => 0);
  return order.map((i) => {
    const { spots } = sorted[i]!;
    return spots[played[i]!++ % spots.length]!;
  });
}

/** Whole numbers in the ratio of the shares, and the length of a loop in which every item appears. */
function proportions(entries: readonly LoopEntry[]): { weights: readonly number[]; length: number } {
  const items = entries.map((entry) => entry.spots.length);
  const weights = wholeWeights(entries.map((entry) => entry.share));
  const total = sum(weights);
  const evenly = items.reduce((times, n, i) => lcm(times, n / gcd(n, weights[i]!)), 1);
  if (total * evenly <= longestLoop) return { weights, length: total * evenly };
  const once = Math.max(...items.map((n, i) => Math.ceil(n / weights[i]!)));
  if (total * once <= longestLoop) return { weights, length: total * once };
  const covering = lengthToCover(items, weights);
  if (covering <= longestPlaylistLoop) return { weights, length: Math.max(covering, longestLoop) };
  // Too long a playlist for its share. It is given the share that it needs: what is approved and assigned does play.
  const most = Math.max(longestPlaylistLoop, 2 * sum(items));
  const raised = weights.map((weight, i) => Math.ceil(finest * Math.max(weight / total, items[i]! / most)));
  return { weights: raised, length: lengthToCover(items, raised) };
}

function wholeWeights(shares: readonly LoopEntry["share"][]): number[] {
  const common = shares.reduce((product, { of }) => Math.min(lcm(product, of), 2 * finest), 1);
  if (common > finest) return shares.map(({ spots, of }) => Math.round((finest * spots) / of));
  const weights = shares.map(({ spots, of }) => (spots * common) / of);
  const divisor = weights.reduce(gcd);
  return weights.map((weight) => weight / divisor);
}

/** The shortest stretch in which every entry surely appears as often as it has items. */
function lengthToCover(items: readonly number[], weights: readonly number[]): number {
  const total = sum(weights);
  return Math.max(...items.map((n, i) => Math.ceil((n * total) / weights[i]!)));
}

/**
 * Puts the j-th appearance of an entry with share w no earlier than floor((j−1)/w) and before ceil(j/w), the earliest
 * deadline first: Pfair scheduling on one machine, which keeps every share within one spot at every moment.
 * `undefined` when beginning with `first` would break that.
 */
function spread(weights: readonly number[], length: number, first?: number): number[] | undefined {
  const total = sum(weights);
  const placed = weights.map(() => 0);
  const order: number[] = [];
  for (let position = 0; position < length; position++) {
    let chosen = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i]!;
      if (Math.floor((placed[i]! * total) / weight) > position) continue;
      const deadline = Math.ceil(((placed[i]! + 1) * total) / weight);
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
function priorityFirst(sorted: readonly LoopEntry[], weights: readonly number[]): number {
  let first = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]!.level === sorted[first]!.level && weights[i]! > weights[first]!) first = i;
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
