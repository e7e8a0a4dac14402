import { afterEach, expect, test } from "vitest";
import { dayCount, lastDaySentence } from "../../../admin/pages/campaigns/dates.ts";
import { setLanguage } from "../../../admin/strings/language.ts";

afterEach(() => {
  setLanguage("vi");
  localStorage.clear();
});

test("the last day is played to its end, and the sentence says when it comes off", () => {
  expect(lastDaySentence("2020-03-12", "2020-03-15")).toBe("4 ngày: hết 23:59 15/03, gỡ lúc 00:00 16/03.");
  setLanguage("en");
  expect(lastDaySentence("2020-03-12", "2020-03-15")).toBe("4 days: on until 23:59 on 15/03, off at 00:00 on 16/03.");
  expect(lastDaySentence("2020-03-12", "2020-03-12")).toContain("1 day:");
});

test("months and years roll over", () => {
  expect(lastDaySentence("2020-02-28", "2020-02-29")).toContain("gỡ lúc 00:00 01/03");
  expect(lastDaySentence("2020-12-31", "2020-12-31")).toContain("gỡ lúc 00:00 01/01");
  expect(dayCount("2019-12-30", "2020-01-02")).toBe(4);
});

test("an end before the start is said, a missing date says nothing", () => {
  expect(lastDaySentence("2020-03-15", "2020-03-12")).toBe("Ngày kết thúc đứng trước ngày bắt đầu.");
  expect(lastDaySentence("2020-03-15", "")).toBe("");
});
