import { describe, expect, test } from "vitest";
import {
  addDays,
  dayOn,
  hoursOn,
  isTimeZone,
  localDateAt,
  localTimeAt,
  patternOn,
  startOfDay,
  weekdayOf,
} from "../../../content/playout/wall-clock.ts";

const vietnam = "Asia/Ho_Chi_Minh";
const hour = 3_600_000;

function span(date: string, zone: string, from: string, until: string): [string, string] | undefined {
  const interval = hoursOn(date, zone, { from, until });
  return interval && [new Date(interval.from).toISOString(), new Date(interval.until).toISOString()];
}

describe("dates", () => {
  test("a Vietnamese day begins at 17:00 of the day before in Greenwich", () => {
    expect(startOfDay("2020-03-12", vietnam)).toBe(Date.parse("2020-03-11T17:00:00Z"));
    expect(localDateAt(Date.parse("2020-03-11T16:59:59.999Z"), vietnam)).toBe("2020-03-11");
    expect(localDateAt(Date.parse("2020-03-11T17:00:00Z"), vietnam)).toBe("2020-03-12");
    expect(localTimeAt(Date.parse("2020-03-11T16:59:59.999Z"), vietnam)).toBe("23:59");
  });

  test("dates add up across months, leap days and the year 9999", () => {
    expect(addDays("2020-02-28", 1)).toBe("2020-02-29");
    expect(addDays("2020-03-01", -1)).toBe("2020-02-29");
    expect(weekdayOf("2020-03-12")).toBe(4);
    expect(startOfDay(addDays("9999-12-31", 1), vietnam)).toBeGreaterThan(startOfDay("9999-12-31", vietnam));
  });

  test("a date that its month does not have is the last one that it has", () => {
    expect(startOfDay("2026-02-31", vietnam)).toBe(startOfDay("2026-02-28", vietnam));
  });

  test("a time zone is a place that the tables know, not an offset", () => {
    expect(isTimeZone(vietnam)).toBe(true);
    expect(isTimeZone("Asia/Can_Tho")).toBe(false);
    expect(isTimeZone("+07:00")).toBe(false);
    expect(isTimeZone("")).toBe(false);
  });

  test("the date that Samoa skipped is empty, and its days still touch", () => {
    const apia = "Pacific/Apia";
    expect(dayOn("2011-12-30", apia)).toEqual({
      from: startOfDay("2011-12-31", apia),
      until: startOfDay("2011-12-31", apia),
    });
    expect(dayOn("2011-12-29", apia).until).toBe(startOfDay("2011-12-31", apia));
    expect(hoursOn("2011-12-30", apia, { from: "10:00", until: "12:00" })).toBeUndefined();
    expect(hoursOn("2011-12-30", apia, { from: "08:00", until: "08:00" })).toBeUndefined();
  });

  test("a day whose midnight is skipped begins at one o'clock", () => {
    expect(localTimeAt(startOfDay("2018-11-04", "America/Sao_Paulo"), "America/Sao_Paulo")).toBe("01:00");
  });
});

describe("hours", () => {
  test("are half-open instants", () => {
    expect(span("2020-03-12", vietnam, "08:00", "11:30")).toEqual([
      "2020-03-12T01:00:00.000Z",
      "2020-03-12T04:30:00.000Z",
    ]);
  });

  test("that end before they begin cross midnight", () => {
    expect(span("2020-03-12", vietnam, "22:00", "06:00")).toEqual([
      "2020-03-12T15:00:00.000Z",
      "2020-03-12T23:00:00.000Z",
    ]);
    expect(span("2020-03-12", vietnam, "22:00", "00:00")).toEqual(span("2020-03-12", vietnam, "22:00", "24:00"));
  });

  test("that begin and end at the same time are the whole local day", () => {
    expect(hoursOn("2020-03-12", vietnam, { from: "08:00", until: "08:00" })).toEqual(dayOn("2020-03-12", vietnam));
  });

  test.each([
    // Berlin: 02:00 → 03:00 on 29/3/2026
    ["inside the gap play nothing", "2026-03-29", "Europe/Berlin", "02:15", "02:45", undefined],
    ["into the gap stop at the change", "2026-03-29", "Europe/Berlin", "01:30", "02:30", ["00:30", "01:00"]],
    ["out of the gap begin at the change", "2026-03-29", "Europe/Berlin", "02:30", "03:30", ["01:00", "01:30"]],
    ["over the gap lose an hour", "2026-03-29", "Europe/Berlin", "01:00", "04:00", ["00:00", "02:00"]],
    // Berlin: 03:00 → 02:00 on 25/10/2026
    [
      "inside a repeated hour last until its second end",
      "2026-10-25",
      "Europe/Berlin",
      "02:15",
      "02:45",
      ["00:15", "01:45"],
    ],
    ["into a repeated hour include it twice", "2026-10-25", "Europe/Berlin", "01:00", "02:30", ["23:00", "01:30"]],
    ["out of a repeated hour begin at its first", "2026-10-25", "Europe/Berlin", "02:30", "04:00", ["00:30", "03:00"]],
    // New York: 02:00 → 03:00 on 8/3/2026, 02:00 → 01:00 on 1/11/2026
    ["in New York's gap play nothing", "2026-03-08", "America/New_York", "02:00", "03:00", undefined],
    [
      "in New York's repeated hour are two hours",
      "2026-11-01",
      "America/New_York",
      "01:00",
      "02:00",
      ["05:00", "07:00"],
    ],
    // Lord Howe moves by half an hour: 02:00 → 02:30 on 4/10/2026
    [
      "over Lord Howe's half hour lose half an hour",
      "2026-10-04",
      "Australia/Lord_Howe",
      "02:00",
      "03:00",
      ["15:30", "16:00"],
    ],
  ] as const)("%s", (_, date, zone, from, until, expected) => {
    const found = span(date, zone, from, until);
    expect(found?.map((iso) => iso.slice(11, 16))).toEqual(expected);
  });

  test("a day with a clock change has 23 or 25 hours, and Lord Howe's 23 and a half", () => {
    const length = (date: string, zone: string) => {
      const day = dayOn(date, zone);
      return (day.until - day.from) / hour;
    };
    expect(length("2026-03-29", "Europe/Berlin")).toBe(23);
    expect(length("2026-10-25", "Europe/Berlin")).toBe(25);
    expect(length("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
  });
});

describe("weekly patterns", () => {
  test("a Friday night that crosses midnight is still Friday's on Saturday morning", () => {
    const friday = [{ weekdays: [5], from: "22:00", until: "02:00" }];
    expect(patternOn("2020-03-13", vietnam, friday)).toEqual([
      { from: Date.parse("2020-03-13T15:00:00Z"), until: Date.parse("2020-03-13T17:00:00Z") },
    ]);
    expect(patternOn("2020-03-14", vietnam, friday)).toEqual([
      { from: Date.parse("2020-03-13T17:00:00Z"), until: Date.parse("2020-03-13T19:00:00Z") },
    ]);
    expect(patternOn("2020-03-15", vietnam, friday)).toEqual([]);
  });

  test("intervals that overlap or touch are one", () => {
    const rules = [
      { weekdays: [], from: "10:00", until: "12:00" },
      { weekdays: [], from: "08:00", until: "10:00" },
      { weekdays: [], from: "09:00", until: "11:00" },
    ];
    expect(patternOn("2020-03-14", vietnam, rules)).toEqual([
      { from: Date.parse("2020-03-14T01:00:00Z"), until: Date.parse("2020-03-14T05:00:00Z") },
    ]);
  });
});
