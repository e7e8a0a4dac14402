import { expect, test } from "vitest";
import { emptyDraft, hoursEnd, isComplete, stateOf, withLevel } from "../../../admin/pages/campaigns/draft.ts";

const draft = emptyDraft("2020-03-12");

test("the default share follows the level, a share that somebody chose stays", () => {
  expect(withLevel(draft, "priority").frequency).toEqual({ kind: "continuous", share: { spots: 2, of: 6 } });
  expect(withLevel(withLevel(draft, "priority"), "urgent").frequency).toMatchObject({ share: { spots: 1, of: 1 } });
  const chosen = { ...draft, frequency: { kind: "continuous" as const, share: { spots: 3, of: 7 } } };
  expect(withLevel(chosen, "priority").frequency).toEqual(chosen.frequency);
  const perDay = { ...draft, frequency: { kind: "per-day" as const, times: 4 } };
  expect(withLevel(perDay, "urgent")).toMatchObject({ level: "urgent", frequency: { kind: "per-day", times: 4 } });
});

test("a campaign is reckoned once it has a playlist, venues and days in order", () => {
  const whole = { ...draft, playlist: "p", venues: ["v"], to: "2020-03-15" };
  expect(isComplete(whole)).toBe(true);
  expect(isComplete({ ...whole, to: "2020-03-11" })).toBe(false);
  expect(isComplete({ ...whole, to: "" })).toBe(false);
  expect(isComplete({ ...whole, venues: [] })).toBe(false);
});

test("its state is by its days, both inclusive, and by whether it was stopped", () => {
  const campaign = { status: "active" as const, from: "2020-03-12", to: "2020-03-15" };
  expect(stateOf(campaign, "2020-03-11")).toBe("not-started");
  expect(stateOf(campaign, "2020-03-12")).toBe("active");
  expect(stateOf(campaign, "2020-03-15")).toBe("active");
  expect(stateOf(campaign, "2020-03-16")).toBe("ended");
  expect(stateOf({ ...campaign, status: "stopped" }, "2020-03-13")).toBe("stopped");
  expect(stateOf({ ...campaign, status: "stopped" }, "2020-03-16")).toBe("ended");
});

test("hours that end earlier than they begin go past midnight; midnight itself is the end of the day", () => {
  expect(hoursEnd({ from: "22:00", until: "02:00" })).toBe("next-day");
  expect(hoursEnd({ from: "06:00", until: "00:00" })).toBe("same-day");
  expect(hoursEnd({ from: "06:00", until: "24:00" })).toBe("same-day");
  expect(hoursEnd({ from: "06:00", until: "06:00" })).toBe("whole-day");
});
