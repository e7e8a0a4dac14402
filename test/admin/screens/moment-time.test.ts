import { expect, test } from "vitest";
import { atSteps, instantOf, midnights, onDay, reachSteps, stepsTo } from "../../../admin/pages/screens/moment-time.ts";

const vietnam = "Asia/Ho_Chi_Minh";
const now = Date.UTC(2020, 2, 12, 6, 16, 30);

test("steps are quarter hours on the clock, and none is now itself", () => {
  expect(atSteps(now, 0)).toBe(now);
  expect(atSteps(now, 1)).toBe(Date.UTC(2020, 2, 12, 6, 30));
  expect(atSteps(now, -1)).toBe(Date.UTC(2020, 2, 12, 6, 0));
});

test("every step leads to an instant that leads back to it", () => {
  for (const steps of [-reachSteps, -97, -1, 1, 2, 96, reachSteps])
    expect(stepsTo(now, atSteps(now, steps))).toBe(steps);
  expect(stepsTo(now, now + 30 * 86_400_000)).toBe(reachSteps);
});

test("yesterday 17:00 and tomorrow 14:00 are the venue's, not this device's", () => {
  expect(onDay(now, -1, "17:00", vietnam)).toBe(Date.UTC(2020, 2, 11, 10));
  expect(onDay(now, 1, "14:00", vietnam)).toBe(Date.UTC(2020, 2, 13, 7));
  expect(instantOf("2020-03-16", "00:00", vietnam)).toBe(Date.UTC(2020, 2, 15, 17));
});

test("a time that the clock skips is the moment of the change", () => {
  expect(instantOf("2020-03-29", "02:30", "Europe/Berlin")).toBe(Date.UTC(2020, 2, 29, 1));
});

test("fourteen or fifteen midnights lie under the slider, today's at the left of the middle", () => {
  const marks = midnights(now, vietnam);
  expect(marks.map(({ date }) => date)).toEqual([
    "2020-03-06",
    "2020-03-07",
    "2020-03-08",
    "2020-03-09",
    "2020-03-10",
    "2020-03-11",
    "2020-03-12",
    "2020-03-13",
    "2020-03-14",
    "2020-03-15",
    "2020-03-16",
    "2020-03-17",
    "2020-03-18",
    "2020-03-19",
  ]);
  const own = marks.find(({ date }) => date === "2020-03-12")?.place ?? 1;
  expect(own).toBeGreaterThan(0.4);
  expect(own).toBeLessThan(0.5);
});
