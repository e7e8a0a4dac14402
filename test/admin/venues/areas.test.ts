import { expect, test } from "vitest";
import { areaPath, within } from "../../../admin/elements/areas.ts";
import { plain, weekdaysText } from "../../../admin/strings/network.ts";

const areas = [
  { id: "ward", name: "Tân An", level: "ward" as const, parent: "district" },
  { id: "district", name: "Ninh Kiều", level: "district" as const, parent: "province" },
  { id: "province", name: "Cần Thơ", level: "province" as const },
  { id: "lost", name: "Lạc", level: "ward" as const, parent: "gone" },
];

test("an area holds all that lies in it, however deep and in whatever order", () => {
  expect([...within("province", areas)].sort()).toEqual(["district", "province", "ward"]);
  expect([...within("ward", areas)]).toEqual(["ward"]);
});

test("a place is named from the inside out, as far as its parents are known", () => {
  expect(areaPath("ward", areas)).toBe("Tân An, Ninh Kiều, Cần Thơ");
  expect(areaPath("lost", areas)).toBe("Lạc");
  expect(areaPath("nowhere", areas)).toBe("nowhere");
});

test("names are found without their marks, đ included", () => {
  expect(plain("Đại lộ Hòa Bình")).toBe("dai lo hoa binh");
});

test("days of the week are said as a span where they follow each other", () => {
  expect(weekdaysText([5, 1, 2, 4, 3])).toBe("T2–T6");
  expect(weekdaysText([1, 3, 7])).toBe("T2, T4, CN");
  expect(weekdaysText([6, 7])).toBe("T7, CN");
  expect(weekdaysText([])).toBe("");
});
