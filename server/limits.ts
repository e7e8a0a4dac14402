import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../content/wire/problem.ts";

/** What may be tried how often. Each throws Problem request/too-many. */
export type Limits = {
  setup(address: string): Promise<void>;
  /** Asking for a pairing code: a screen asks once in a quarter of an hour. */
  pairing(address: string): Promise<void>;
  /** Typing a code at the desk: six characters must not be guessed. */
  codes(user: string): Promise<void>;
  /**
   * Wrong passwords for one account, from wherever they come; better-auth counts by address. Generous, because whoever
   * fills it keeps the account's owner from signing in; a session that is open stays so.
   */
  readonly signIn: { allowed(account: string): Promise<void>; failed(account: string): Promise<void> };
  /** Runs one upload. A body is held in memory while it arrives, so only so many may at once. */
  upload<T>(user: string, work: () => Promise<T>): Promise<T>;
};

const uploadsAtOnce = 3;
const allUploadsAtOnce = 12;

export function createLimits(): Limits {
  const wrong = new RateLimiterMemory({ points: 30, duration: 900 });
  const often = limit(120, 600);
  const uploading = new Map<string, number>();
  let all = 0;
  return {
    setup: limit(10, 600),
    pairing: limit(60, 600),
    codes: limit(20, 300),
    signIn: {
      async allowed(account) {
        const state = await wrong.get(account);
        if (state && state.remainingPoints <= 0) throw tooMany(state);
      },
      async failed(account) {
        await wrong.penalty(account);
      },
    },
    async upload(user, work) {
      const mine = uploading.get(user) ?? 0;
      if (mine >= uploadsAtOnce || all >= allUploadsAtOnce)
        throw new Problem("request/too-many", { detail: "uploads" });
      uploading.set(user, mine + 1);
      all += 1;
      try {
        await often(user);
        return await work();
      } finally {
        all -= 1;
        if (uploading.get(user) === 1) uploading.delete(user);
        else uploading.set(user, (uploading.get(user) ?? 1) - 1);
      }
    },
  };
}

function tooMany(state: RateLimiterRes): Problem {
  return new Problem("request/too-many", { detail: String(Math.ceil(state.msBeforeNext / 1000)) });
}

function limit(points: number, seconds: number): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (cause) {
      if (cause instanceof RateLimiterRes) throw tooMany(cause);
      throw cause;
    }
  };
}
