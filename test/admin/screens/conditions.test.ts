import { afterEach, describe, expect, test } from "vitest";
import { conditionLines, conditionSentence } from "../../../admin/strings/conditions.ts";
import { setLanguage } from "../../../admin/strings/language.ts";
import { Condition } from "../../../content/wire/views.ts";

const today = "2020-03-12";
const until = { untilAt: 1, untilDate: today, untilTime: "13:30" };
const campaign = { campaign: "NCOVI đợt 01", level: "priority" };

/** Facts as `content/playout/explain.ts` gives them, for each code that holds and that fails, in all their forms. */
const holding: Readonly<Record<Condition["code"], readonly Condition["facts"][]>> = {
  assigned: [campaign],
  active: [campaign],
  approved: [{ code: "7K3F-22A9" }],
  covered: [{}],
  form: [
    { shape: "board", form: "panel" },
    { shape: "billboard", form: "banner" },
    { shape: "crawler", form: "ticker" },
  ],
  window: [{ from: "2020-03-12", to: "2020-03-15", today }],
  weekday: [
    { weekdays: "", today, weekday: 4 },
    { weekdays: "1,2,3,4,5", today, weekday: 4 },
  ],
  hours: [
    { hours: "", time: "13:16" },
    { hours: "06:00–22:00", time: "13:16" },
  ],
  open: [
    { hours: "", time: "13:16", weekday: 4 },
    { hours: "07:00–18:00", time: "13:16", weekday: 4 },
  ],
  "not-outranked": [{ level: "routine" }],
  "in-pass": [{ times: 4 }],
  turn: [until],
  recalled: [{}],
  takeover: [until],
};
const failing: Readonly<Record<Condition["code"], readonly Condition["facts"][]>> = {
  assigned: [{}],
  active: [campaign],
  approved: [{}],
  covered: [{}],
  form: [
    { shape: "crawler", lane: "ticker", reason: "no-form-for-shape" },
    { shape: "board", lane: "stage", reason: "no-form-for-shape" },
    { shape: "billboard", lane: "stage", reason: "no-rendition" },
  ],
  window: [
    { from: "2020-03-14", to: "2020-03-15", today },
    { from: "2020-03-01", to: "2020-03-10", today },
  ],
  weekday: [{ weekdays: "1,2", today, weekday: 4 }],
  hours: [{ hours: "06:00–12:00", time: "13:16" }],
  open: [
    { hours: "", time: "13:16", weekday: 4 },
    { hours: "07:00–11:00", time: "13:16", weekday: 4 },
  ],
  "not-outranked": [{ by: "Bão số 5", level: "urgent", ...until }],
  "in-pass": [{ times: 4 }],
  turn: [{ nextAt: 1, nextDate: today, nextTime: "13:20" }, {}],
  recalled: [{}],
  takeover: [until],
};

afterEach(() => {
  setLanguage("vi");
  localStorage.clear();
});

describe.each(["vi", "en"] as const)("in %s", (language) => {
  test.each(Condition.shape.code.options)("%s has a whole sentence whether it holds or fails", (code) => {
    setLanguage(language);
    const said = new Set<string>();
    for (const [holds, table] of [
      [true, holding],
      [false, failing],
    ] as const) {
      for (const facts of table[code]) {
        const sentence = conditionSentence({ code, holds, facts }, today);
        expect(sentence).toMatch(/^\p{Lu}|^\d/u);
        // A fact that is not where the sentence looks for it leaves a hole.
        expect(sentence).not.toMatch(/undefined|NaN|“”|  |: *$|\s[,;.]|\s$/);
        said.add(sentence);
      }
    }
    expect(said.size).toBe(holding[code].length + failing[code].length);
  });
});

test("the two languages never say the same", () => {
  for (const code of Condition.shape.code.options) {
    for (const facts of failing[code]) {
      setLanguage("vi");
      const vi = conditionSentence({ code, holds: false, facts }, today);
      setLanguage("en");
      expect(conditionSentence({ code, holds: false, facts }, today)).not.toBe(vi);
    }
  }
});

test("facts stand in the sentence as people write them", () => {
  const window: Condition = { code: "window", holds: false, facts: { from: "2020-03-14", to: "2020-03-15", today } };
  expect(conditionSentence(window, today)).toBe("Chưa đến ngày: đợt bắt đầu 14/03/2020");
  const late: Condition = { code: "window", holds: false, facts: { from: "2020-03-01", to: "2020-03-10", today } };
  expect(conditionSentence(late, today)).toBe("Đã qua ngày: đợt hết sau 10/03/2020");
  const outranked: Condition = { code: "not-outranked", holds: false, facts: failing["not-outranked"][0] ?? {} };
  expect(conditionSentence(outranked, today)).toBe("Đợt “Bão số 5”, mức khẩn cấp, chiếm màn hình đến 13:30");
});

test("a time of another day carries its date, a turn may be told to the second", () => {
  const turn: Condition = {
    code: "turn",
    holds: false,
    facts: { nextAt: 5, nextDate: "2020-03-13", nextTime: "06:00" },
  };
  expect(conditionSentence(turn, today)).toBe("Chưa đến lượt trong vòng, lượt tới 06:00 13/03/2020");
  expect(conditionSentence(turn, "2020-03-13", (at) => `06:00:0${at}`)).toBe(
    "Chưa đến lượt trong vòng, lượt tới 06:00:05",
  );
});

test("what sets no limit is one line, and a limit is never folded away", () => {
  const free: Condition[] = [
    { code: "assigned", holds: true, facts: campaign },
    { code: "active", holds: true, facts: campaign },
    { code: "weekday", holds: true, facts: { weekdays: "", today, weekday: 4 } },
    { code: "hours", holds: true, facts: { hours: "", time: "13:16" } },
    { code: "open", holds: true, facts: { hours: "", time: "13:16", weekday: 4 } },
  ];
  expect(conditionLines(free, today).map(({ sentence }) => sentence)).toEqual([
    "Có trong đợt “NCOVI đợt 01” của nơi này",
    "Mọi ngày, cả ngày, nơi này đang mở cửa",
  ]);
  const limited = free.with(3, { code: "hours", holds: true, facts: { hours: "06:00–22:00", time: "13:16" } });
  expect(conditionLines(limited, today).map(({ sentence }) => sentence)).toContain("Trong khung giờ 06:00–22:00");
  const stopped = free.with(1, { code: "active", holds: false, facts: campaign });
  expect(conditionLines(stopped, today).filter(({ holds }) => !holds)).toHaveLength(1);
});
