import type { Order } from "./order.ts";
import type { LaneName, Programme, Slot, Spot } from "./programme.ts";

/**
 * Playing is a pure function of time. This runs at every change on weak devices, so it loads nothing, builds no lists
 * while no order is out, and its answer says when to ask again.
 */

/** What a lane shows. `from` and `until` are of this run of the spot; `until` of a safe card is when it may end. */
export type LaneAnswer =
  | {
      readonly kind: "spot";
      readonly spot: Spot;
      readonly from: number;
      readonly until: number;
      /** Id of the loop; `takeover` while an order has the stage. */
      readonly loop: string;
    }
  | { readonly kind: "safe"; readonly why: SafeReason; readonly until: number };
export type SafeReason = "empty" | "closed" | "ended" | "recalled";

export type OnAir = {
  readonly stage: LaneAnswer;
  readonly ticker: LaneAnswer;
  /** The answer is the same until then, and another one at that instant. `never` when nothing can change any more. */
  readonly nextChangeAt: number;
};

export const never = Number.MAX_SAFE_INTEGER;
/** The campaign and loop that a spot of a takeover is accounted to. */
export const takeoverId = "takeover";

/**
 * What is on at `now`. Before the programme begins the screen's clock is wrong, and nothing is shown on its word; past
 * the horizon the last loop repeats, as far as its campaigns still run.
 */
export function onAir(programme: Programme, orders: readonly Order[], now: number): OnAir {
  const stage = withTakeover(laneAt(programme, "stage", orders, now), "panel", orders, now);
  const ticker = withTakeover(laneAt(programme, "ticker", orders, now), "ticker", orders, now);
  return { stage, ticker, nextChangeAt: Math.min(stage.until, ticker.until) };
}

/** What the programme alone, less what is recalled, has on a lane. */
export function laneAt(programme: Programme, lane: LaneName, orders: readonly Order[], now: number): LaneAnswer {
  const slots = programme.lanes[lane];
  if (slots.length === 0) return { kind: "safe", why: "empty", until: never };
  if (now < programme.from)
    return { kind: "safe", why: "empty", until: leavesSafe(programme, slots, orders, -1, "empty") };
  if (now >= programme.until) return pastHorizon(programme, slots, orders, now);
  const index = slotIndex(slots, now);
  const slot = slots[index];
  if (!slot) return { kind: "safe", why: "empty", until: programme.until };
  const loop = playable(programme, slot, orders);
  if (typeof loop === "string") {
    return { kind: "safe", why: loop, until: leavesSafe(programme, slots, orders, index, loop) };
  }
  return runAt(loop, slot.loop ?? "", slot.from - (slot.offset ?? 0), slot.from, slot.until, now);
}

/** Index of the slot that holds `now`, which is inside the horizon. Slots are sorted and touch. */
export function slotIndex(slots: readonly Slot[], now: number): number {
  let low = 0;
  let high = slots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const slot = slots[middle];
    if (slot && slot.from <= now) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The run that holds `now` of a loop whose position was zero at `zero`, clipped to [from, until). */
function runAt(
  spots: readonly Spot[],
  loop: string,
  zero: number,
  from: number,
  until: number,
  now: number,
): LaneAnswer {
  let length = 0;
  for (const spot of spots) length += spot.ms;
  let start = now - ((now - zero) % length);
  for (const spot of spots) {
    const end = start + spot.ms;
    if (now < end) {
      return { kind: "spot", spot, from: Math.max(start, from), until: Math.min(end, until), loop };
    }
    start = end;
  }
  throw new Error(`loop ${loop} has no length`);
}

/** The spots of a slot that may play, or why the safe card shows. */
function playable(
  programme: Programme,
  slot: Slot,
  orders: readonly Order[],
): readonly Spot[] | Exclude<SafeReason, "ended"> {
  const spots = slot.loop === undefined ? undefined : programme.loops[slot.loop];
  if (!spots || spots.length === 0) return slot.closed ? "closed" : "empty";
  const left = notRecalled(spots, orders);
  return left.length === 0 ? "recalled" : left;
}

function notRecalled(spots: readonly Spot[], orders: readonly Order[]): readonly Spot[] {
  if (!spots.some((spot) => isRecalled(orders, spot.message))) return spots;
  return spots.filter((spot) => !isRecalled(orders, spot.message));
}

export function isRecalled(orders: readonly Order[], message: string): boolean {
  for (const order of orders) if (order.kind === "recall" && order.message === message) return true;
  return false;
}

/** Recalled by an order, and so from takeovers too. */
function isWithdrawn(orders: readonly Order[], message: string): boolean {
  return orders.some((order) => order.kind === "recall" && order.message === message && order.of !== "programme");
}

/** When the safe card that shows in slot `index` makes way, or is shown for another reason. */
function leavesSafe(
  programme: Programme,
  slots: readonly Slot[],
  orders: readonly Order[],
  index: number,
  why: SafeReason,
): number {
  for (let i = index + 1; i < slots.length; i++) {
    const slot = slots[i];
    if (slot && playable(programme, slot, orders) !== why) return slot.from;
  }
  const after = pastHorizon(programme, slots, orders, programme.until);
  return after.kind === "safe" && after.why === why ? after.until : programme.until;
}

/**
 * Past the horizon the last slot that had a loop repeats without end, less the campaigns that are over. It begins anew
 * at the horizon and whenever a campaign ends, so that every screen finds the same phase.
 */
function pastHorizon(programme: Programme, slots: readonly Slot[], orders: readonly Order[], now: number): LaneAnswer {
  let last = slots.length - 1;
  while (last >= 0 && slots[last]?.loop === undefined) last--;
  const id = slots[last]?.loop;
  const loop = id === undefined ? undefined : programme.loops[id];
  if (id === undefined || !loop) return { kind: "safe", why: "ended", until: never };
  const ends = (spot: Spot) => programme.campaigns[spot.campaign]?.until ?? 0;
  const left = notRecalled(loop, orders);
  const spots = left.filter((spot) => ends(spot) > now);
  if (spots.length === 0) {
    const recalledUntil = loop.reduce((until, spot) => Math.max(until, ends(spot)), 0);
    if (recalledUntil <= now) return { kind: "safe", why: "ended", until: never };
    return { kind: "safe", why: "recalled", until: recalledUntil };
  }
  let from = programme.until;
  for (const spot of left) if (ends(spot) <= now) from = Math.max(from, ends(spot));
  const until = spots.reduce((first, spot) => Math.min(first, ends(spot)), never);
  return runAt(spots, id, from, from, until, now);
}

/** The latest takeover whose time it is has the lanes it has a form for; the spot beneath is cut to what is left of it. */
function withTakeover(
  beneath: LaneAnswer,
  form: "panel" | "ticker",
  orders: readonly Order[],
  now: number,
): LaneAnswer {
  if (orders.length === 0) return beneath;
  const takeovers = orders.filter(
    (order): order is Takeover => isFor(order, form) && !isWithdrawn(orders, order.message),
  );
  let holder: Takeover | undefined;
  for (const order of takeovers) {
    if (order.from <= now && now < order.until && (!holder || outranks(order, holder))) holder = order;
  }
  let from = holder ? holder.from : beneath.kind === "spot" ? beneath.from : 0;
  let until = holder ? holder.until : beneath.until;
  for (const order of takeovers) {
    if (order === holder || order.from >= order.until) continue;
    if (holder && !outranks(order, holder)) continue;
    if (order.until <= now) from = Math.max(from, order.until);
    if (order.from > now) until = Math.min(until, order.from);
  }
  if (holder) {
    const spot: Spot = { message: holder.message, form, ms: holder.until - holder.from, campaign: takeoverId };
    return { kind: "spot", spot, from, until, loop: takeoverId };
  }
  return beneath.kind === "spot" ? { ...beneath, from, until } : { ...beneath, until };
}

function isFor(order: Order, form: "panel" | "ticker"): order is Takeover {
  return order.kind === "takeover" && (order.forms ?? ["panel"]).includes(form);
}

type Takeover = Extract<Order, { kind: "takeover" }>;

/** The later one holds; of two that begin together, by their ends and names, so that the order of a list never matters. */
function outranks(a: Takeover, b: Takeover): boolean {
  if (a.from !== b.from) return a.from > b.from;
  if (a.until !== b.until) return a.until > b.until;
  return a.message > b.message;
}
