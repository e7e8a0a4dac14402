import { expect, test } from "vitest";
import {
  emptyDraft,
  forbidden,
  hoursEnd,
  isComplete,
  lackingField,
  nothingOnAir,
  stateOf,
  withLevel,
} from "../../../admin/pages/campaigns/draft.ts";
import type { LeftOut } from "../../../content/wire/views.ts";

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

const playlist = (...messages: string[]) => ({ items: messages.map((message) => ({ message })) });

test("an empty playlist and days out of order forbid saving; a playlist not read yet forbids nothing", () => {
  const whole = { ...draft, name: "Đợt", playlist: "p", venues: ["v"], to: "2020-03-15" };
  expect(forbidden(whole, playlist("a"))).toBeUndefined();
  expect(forbidden(whole, undefined)).toBeUndefined();
  expect(forbidden(whole, playlist())).toBe("empty-playlist");
  expect(lackingField(whole, playlist())).toBe("playlist");
  expect(lackingField(whole, playlist("a"))).toBeUndefined();
  expect(forbidden({ ...whole, to: "2020-03-11" }, playlist("a"))).toBe("dates-reversed");
  expect(forbidden({ ...whole, to: whole.from }, playlist("a"))).toBeUndefined();
  expect(forbidden({ ...whole, to: "" }, playlist("a"))).toBeUndefined();
});

test("nothing is on the air when there is no item, no screen, or every item is left out at every screen", () => {
  const left = (message: string, canvas: string, screens: number): LeftOut => ({
    message,
    canvas,
    screens,
    title: "",
    reason: "not-approved",
  });
  const reach = { venues: 3, screens: 3, leftOut: [left("a", "board", 2), left("a", "crawler", 1)] };
  expect(nothingOnAir(reach, playlist())).toBe("empty-playlist");
  expect(nothingOnAir({ ...reach, screens: 0, leftOut: [] }, playlist("a"))).toBe("no-screen");
  expect(nothingOnAir({ ...reach, screens: 0, leftOut: [] }, undefined)).toBe("no-screen");
  expect(nothingOnAir(reach, playlist("a", "a"))).toBe("all-left-out");
  expect(nothingOnAir(reach, playlist("a", "b"))).toBeUndefined();
  expect(nothingOnAir({ ...reach, leftOut: [left("a", "board", 2)] }, playlist("a"))).toBeUndefined();
});
