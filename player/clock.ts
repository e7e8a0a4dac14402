/** A server's correction backwards by less than this is its network's jitter: the clock waits instead of stepping. */
const stepMs = 1000;

export type ClockSources = {
  /** The device's own clock, epoch milliseconds; wrong on hardware without a battery. */
  readonly device: () => number;
  /** Milliseconds that only ever grow, such as `performance.now()`. */
  readonly monotonic: () => number;
  /** The last trusted instant stored, or `undefined` on a first start. */
  readonly floor: number | undefined;
  /** The latest time stored that anybody vouched for, with what passed since (`latest` below). */
  readonly latest?: number | undefined;
};

/**
 * Clocks run unequally: what passes on this device counts for a thousandth less, so that an honest server whose clock is
 * the slower one does not fall behind what it vouched for months ago.
 */
const unequal = 0.999;

/**
 * Trusted time (design §5, Player; attacks.md §4.5): the last server time heard in this boot plus the monotonic clock.
 * Before any was heard: the device's clock if it is not before the floor, else the floor plus the monotonic clock.
 * It never goes back below what it answered, and never stands still, except when the server says so.
 */
export class TrustedClock {
  private readonly sources: ClockSources;
  /** What somebody vouches for: a server time or the stored floor, and when (monotonic) it held. */
  private vouched: { at: number; since: number } | undefined;
  private serverHeard = false;
  /** Ahead of what is vouched for when only the device's clock says so. */
  private running: { at: number; since: number };
  private answered = 0;
  /** The latest that was ever vouched for. It is not taken back with `vouched`: answers that each go back a little add up to nothing. */
  private mark: { at: number; since: number } | undefined;

  constructor(sources: ClockSources) {
    this.sources = sources;
    const since = sources.monotonic();
    this.vouched = sources.floor === undefined ? undefined : { at: sources.floor, since };
    const { floor, latest = floor } = sources;
    this.mark = latest === undefined ? undefined : { at: latest, since };
    this.running = { at: Math.max(sources.device(), sources.floor ?? 0), since };
  }

  /** Epoch milliseconds, whole. */
  now(): number {
    const monotonic = this.sources.monotonic();
    if (!this.serverHeard) {
      // The operating system may set its clock forward while we run (NTP after a boot at 1970).
      const device = this.sources.device();
      if (device > reached(this.running, monotonic)) this.running = { at: device, since: monotonic };
    }
    this.answered = Math.max(this.answered, Math.round(reached(this.running, monotonic)));
    return this.answered;
  }

  /** The server said what time it is. `afresh`: whoever vouched for another time before is believed no more. */
  heard(serverTime: number, afresh = false): void {
    const latest = afresh ? undefined : this.latest();
    this.mark = { at: Math.max(serverTime, latest ?? 0), since: this.sources.monotonic() };
    this.serverHeard = true;
    this.running = { at: serverTime, since: this.sources.monotonic() };
    this.vouched = this.running;
    if (this.answered - serverTime >= stepMs) this.answered = serverTime;
  }

  /** The latest time that anybody vouched for, and what has passed since: what is held against the next who says. */
  latest(): number | undefined {
    const { mark } = this;
    return mark && Math.round(mark.at + (this.sources.monotonic() - mark.since) * unequal);
  }

  /**
   * The instant to store as the floor, or `undefined` while nobody vouches for one. A device's clock is never stored:
   * one that runs a year ahead would push every later, right clock below the floor.
   */
  floor(): number | undefined {
    return this.vouched && Math.round(reached(this.vouched, this.sources.monotonic()));
  }
}

function reached(mark: { at: number; since: number }, monotonic: number): number {
  return mark.at + monotonic - mark.since;
}
