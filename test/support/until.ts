import { setTimeout as after } from "node:timers/promises";

/** Asks again and again until the answer is neither `undefined` nor `false`; fails after `ms` with what it waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 15_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
    await after(10);
  }
}

/** The promise, or a failure after `ms` that says what did not come. */
export async function within<T>(what: string, promise: Promise<T>, ms = 5000): Promise<T> {
  const stop = new AbortController();
  const late = after(ms, undefined, { signal: stop.signal }).then(
    () => {
      throw new Error(`waited ${ms} ms for: ${what}`);
    },
    // Aborted below, when the promise was settled in time.
    () => promise,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}
