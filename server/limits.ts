import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../content/wire/problem.ts";

/** What may be tried how often. Each throws Problem request/too-many. */
export type Limits = {
  setup(address: string): Promise<void>;
  /** Asking for a pairing code: a screen asks once in a quarter of an hour. */
  pairing(address: string): Promise<void>;
  /** Typing a code at the desk: six characters must not be guessed. */
  codes(user: string): Promise<void>;
};

export function createLimits(): Limits {
  return { setup: limit(10, 600), pairing: limit(60, 600), codes: limit(20, 300) };
}

function limit(points: number, seconds: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (cause) {
      if (cause instanceof RateLimiterRes) {
        throw new Problem("request/too-many", { detail: String(Math.ceil(cause.msBeforeNext / 1000)) });
      }
      throw cause;
    }
  };
}
