import { expect, test } from "vitest";
import { CalendarDate } from "../../../content/editorial/text.ts";

test("a day that no calendar has is refused at the door", () => {
  for (const date of ["2026-02-31", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10"]) {
    expect(CalendarDate.safeParse(date).success, date).toBe(false);
  }
  for (const date of ["2024-02-29", "2000-02-29", "2026-12-31", "2026-04-30"]) {
    expect(CalendarDate.safeParse(date).success, date).toBe(true);
  }
});
