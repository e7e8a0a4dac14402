import { expect, test } from "vitest";
import { copiedDown, officeWeek, rulesOf, weekOf } from "../../../admin/pages/venues/opening-week.ts";
import { OpeningHours } from "../../../content/network/venue.ts";

test("no rules mean open around the clock, and stay no rules", () => {
  expect(weekOf([])).toBeUndefined();
  expect(rulesOf(undefined)).toEqual([]);
});

test("rules become days and the same rules again", () => {
  const rules = [
    { weekdays: [1, 2, 3, 4, 5], from: "07:00", until: "11:30" },
    { weekdays: [1, 2, 3, 4, 5], from: "13:30", until: "17:00" },
    { weekdays: [6], from: "07:00", until: "11:30" },
  ];
  const week = weekOf(rules);
  expect(week?.map((spans) => spans.length)).toEqual([2, 2, 2, 2, 2, 1, 0]);
  expect(rulesOf(week)).toEqual([
    { weekdays: [1, 2, 3, 4, 5, 6], from: "07:00", until: "11:30" },
    { weekdays: [1, 2, 3, 4, 5], from: "13:30", until: "17:00" },
  ]);
});

test("two different spans on every day are as many rules as the wire takes", () => {
  const week = Array.from({ length: 7 }, (_, i) => [
    { from: `0${i}:00`, until: "11:00" },
    { from: `1${i}:30`, until: "21:00" },
  ]);
  const rules = rulesOf(week);
  expect(rules).toHaveLength(14);
  expect(OpeningHours.safeParse(rules).success).toBe(true);
});

test("copying down changes the days below and no other", () => {
  const week = officeWeek.with(2, [{ from: "08:00", until: "20:00" }]);
  expect(copiedDown(week, 2).map((spans) => spans[0]?.from)).toEqual([
    "07:00",
    "07:00",
    "08:00",
    "08:00",
    "08:00",
    "08:00",
    "08:00",
  ]);
});
