import { afterEach, expect, test } from "vitest";
import { bytes, calendarDate, date, duration, number, percent, shortDate, time } from "../../admin/strings/format.ts";
import { findingWords } from "../../admin/strings/findings.ts";
import { datePickerI18n, parseDate } from "../../admin/strings/kit.ts";
import { setLanguage, useLanguageOf } from "../../admin/strings/language.ts";
import { problemWords } from "../../admin/strings/problems.ts";
import { slotName } from "../../admin/strings/slots.ts";
import { findingLevels } from "../../content/editorial/finding.ts";
import { problems } from "../../content/wire/problem.ts";

const areas = import.meta.glob<Record<string, unknown>>("../../admin/strings/*.ts", { eager: true });

afterEach(() => {
  localStorage.clear();
  useLanguageOf("");
});

test("every refusal of the table has a text in both languages", () => {
  for (const code of Object.keys(problems) as (keyof typeof problems)[]) {
    expect(problemWords.vi[code], code).toMatch(/\S.*\.$/);
    expect(problemWords.en[code], code).toMatch(/\S.*\.$/);
  }
});

test("everything that the check finds has a sentence in both languages", () => {
  const facts = { character: "U+200B", address: "x", chars: 1, most: 2, words: 3, reading: "walk", seconds: 4 };
  for (const code of Object.keys(findingLevels) as (keyof typeof findingLevels)[]) {
    for (const words of [findingWords.vi, findingWords.en]) expect(words[code](facts), code).toMatch(/\S/);
  }
});

test("every area of the desk has the same words in Vietnamese and in English, none of them empty", () => {
  const dictionaries = Object.entries(areas).flatMap(([file, exported]) =>
    Object.entries(exported).flatMap(([name, value]) =>
      typeof value === "function" && "vi" in value && "en" in value ? [{ what: `${file} ${name}`, value }] : [],
    ),
  );
  expect(dictionaries.length).toBeGreaterThan(8);
  for (const { what, value } of dictionaries) {
    const vi = value.vi as Record<string, unknown>;
    const en = value.en as Record<string, unknown>;
    expect(Object.keys(en).sort(), what).toEqual(Object.keys(vi).sort());
    for (const [key, word] of [...Object.entries(vi), ...Object.entries(en)])
      expect(word, `${what} ${key}`).not.toBe("");
  }
});

test("numbers, dates and times are written as a Vietnamese office writes them", () => {
  const at = Date.UTC(2020, 2, 12, 6, 16);
  expect(number(1000)).toBe("1.000");
  expect(percent(0.62)).toBe("62 %");
  expect(date(at, "Asia/Ho_Chi_Minh")).toBe("12/03/2020");
  expect(time(at, "Asia/Ho_Chi_Minh")).toBe("13:16");
  expect(time(Date.UTC(2020, 2, 12, 17, 0), "Asia/Ho_Chi_Minh")).toBe("00:00");
  expect(calendarDate("2020-03-15")).toBe("15/03/2020");
  expect(shortDate("2020-03-05")).toBe("5/3");
  expect(duration(65_000)).toBe("1 phút 05 giây");
  expect(bytes(2_500_000)).toBe("2,5 MB");
});

test("the language is remembered for each person", () => {
  useLanguageOf("tuyet");
  setLanguage("en");
  localStorage.setItem("bangtin.language.ha", "vi");
  useLanguageOf("ha");
  expect(document.documentElement.lang).toBe("vi");
  useLanguageOf("tuyet");
  expect(document.documentElement.lang).toBe("en");
  expect(number(1000)).toBe("1,000");
});

test("a typed date is read day first, and an impossible one is not taken", () => {
  const today = new Date(2020, 2, 12);
  expect(parseDate("15/3/2020", today)).toEqual({ day: 15, month: 2, year: 2020 });
  expect(parseDate("15/3", today)).toEqual({ day: 15, month: 2, year: 2020 });
  expect(parseDate("1-4-21", today)).toEqual({ day: 1, month: 3, year: 2021 });
  expect(parseDate("31/2/2020", today)).toBeUndefined();
  expect(parseDate("mai", today)).toBeUndefined();
  expect(datePickerI18n().formatDate?.({ day: 5, month: 2, year: 2020 })).toBe("05/03/2020");
});

test("a place in a message is named in words, with its number and language", () => {
  expect(slotName("forms.panel.rows.0.caption.vi")).toBe("Bảng chữ · Chú thích số phụ 1");
  expect(slotName("forms.ticker.text.en")).toBe("Chạy chữ (English)");
  expect(slotName("forms.banner.alt.vi")).toBe("Mô tả ảnh");
});
