import { isRecalled, onAir, slotIndex } from "./on-air.ts";
import type { Order } from "./order.ts";
import type { LaneName, Programme } from "./programme.ts";

/** The first instant from `after` on, within the horizon, at which a revision is on a lane. */
export function nextRun(
  programme: Programme,
  lane: LaneName,
  orders: readonly Order[],
  message: string,
  after: number,
): number | undefined {
  if (isRecalled(orders, message)) return undefined;
  const slots = programme.lanes[lane];
  const carries = (loop: string | undefined) =>
    loop !== undefined && (programme.loops[loop] ?? []).some((spot) => spot.message === message);
  let at = Math.max(after, programme.from);
  while (at < programme.until) {
    const slot = slots[slotIndex(slots, at)];
    if (!slot) return undefined;
    if (!carries(slot.loop)) {
      at = slot.until;
      continue;
    }
    const answer = onAir(programme, orders, at)[lane];
    if (answer.kind === "spot" && answer.spot.message === message) return at;
    at = answer.until;
  }
  return undefined;
}
