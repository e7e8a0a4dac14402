import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { everyDay } from "../../server/jobs/every-day.ts";

const hour = 3_600_000;
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("programmes are renewed every six hours, also after a sleep, and no more once it is stopped", async () => {
  const done: number[] = [];
  const job = everyDay(
    () => Date.now(),
    async () => void done.push(Date.now()),
    () => undefined,
  );
  const start = Date.now();
  await vi.advanceTimersByTimeAsync(24 * hour);
  expect(done.map((at) => (at - start) / hour)).toEqual([6, 12, 18, 24]);
  // The machine slept: the clock went on, the timers did not.
  vi.setSystemTime(start + 80 * hour);
  await vi.advanceTimersByTimeAsync(hour);
  expect(done).toHaveLength(5);
  job.stop();
  await vi.advanceTimersByTimeAsync(48 * hour);
  expect(done).toHaveLength(5);
});

test("a renewal that fails is said in the log, and the next one is tried", async () => {
  const log: string[] = [];
  let tries = 0;
  const job = everyDay(
    () => Date.now(),
    async () => {
      tries++;
      throw new Error("disk full");
    },
    (line) => void log.push(line),
  );
  await vi.advanceTimersByTimeAsync(12 * hour);
  job.stop();
  expect(tries).toBe(2);
  expect(log).toEqual(["daily renewal: disk full", "daily renewal: disk full"]);
});
