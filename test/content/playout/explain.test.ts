import { describe, expect, test } from "vitest";
import type { Campaign } from "../../../content/playout/campaign.ts";
import { compile, type CompileInput } from "../../../content/playout/compile.ts";
import { explain } from "../../../content/playout/explain.ts";
import type { Order } from "../../../content/playout/order.ts";
import { Condition } from "../../../content/wire/views.ts";
import { campaign, instant, panelsFor } from "./fixtures.ts";

const noon = instant("2020-03-12T05:00:00Z");

function why(input: CompileInput, id = "a", now = noon, orders: readonly Order[] = []) {
  const explained = explain(input, compile(input, now).programme, orders, now, `message-${id}`);
  for (const condition of explained.conditions) expect(Condition.parse(condition)).toEqual(condition);
  return explained;
}

/** The codes that fail with their facts, less the turn. */
function against(input: CompileInput, id?: string, now?: number) {
  const failed = why(input, id, now).conditions.filter(({ code, holds }) => !holds && code !== "turn");
  return Object.fromEntries(failed.map(({ code, facts }) => [code, facts]));
}

describe("why it is on", () => {
  test("all conditions hold, and the turn says until when", () => {
    const explained = why(panelsFor(campaign("a")));
    expect(explained).toMatchObject({ lane: "stage", inLoop: true, onAir: true, campaign: { id: "a", name: "Đợt a" } });
    expect(explained.conditions.every(({ holds }) => holds)).toBe(true);
    expect(explained.conditions.at(-1)).toEqual({
      code: "turn",
      holds: true,
      facts: { untilAt: noon + 10_000, untilDate: "2020-03-12", untilTime: "12:00" },
    });
  });

  test("in the loop but another's turn: the turn says when it comes", () => {
    const explained = why(panelsFor(campaign("a"), campaign("b")), "b");
    expect(explained).toMatchObject({ inLoop: true, onAir: false });
    expect(explained.conditions.at(-1)).toMatchObject({ code: "turn", holds: false, facts: { nextAt: noon + 10_000 } });
  });
});

describe("after midnight", () => {
  const fridayNight = campaign("a", { from: "2020-03-01", weekdays: [5], hours: [{ from: "22:00", until: "02:00" }] });
  test("Friday's night is still on, though it is Saturday", () => {
    expect(why(panelsFor(fridayNight), "a", instant("2020-03-13T18:00:00Z"))).toMatchObject({
      inLoop: true,
      onAir: true,
    });
  });
  test("Thursday's night is not, though it is Friday", () => {
    const failed = against(panelsFor(fridayNight), "a", instant("2020-03-12T18:00:00Z"));
    expect(failed).toEqual({ weekday: { weekdays: "5", today: "2020-03-13", weekday: 5 } });
  });
});

describe("why it is not on", () => {
  const one = (changes: Partial<Campaign>) => panelsFor(campaign("a", changes));

  test("no campaign carries it here", () => {
    const input = panelsFor(campaign("a"));
    expect(against({ ...input, campaigns: [] })).toEqual({ assigned: {} });
  });
  test("its campaign was stopped", () => {
    expect(against(one({ status: "stopped" }))).toEqual({ active: { campaign: "Đợt a", level: "routine" } });
  });
  test("it is not approved", () => {
    expect(against({ ...panelsFor(campaign("a")), messages: new Map() })).toEqual({ approved: {} });
  });
  test("it has no form for this shape", () => {
    const input = panelsFor(campaign("a"));
    const crawler = { ...input, canvas: { ...input.canvas, shape: "crawler" as const } };
    expect(against(crawler)).toEqual({ form: { shape: "crawler", lane: "ticker", reason: "no-form-for-shape" } });
  });
  test("its window is over", () => {
    const after = instant("2020-03-15T17:00:00Z");
    expect(against(one({}), "a", after)).toEqual({
      window: { from: "2020-03-12", to: "2020-03-15", today: "2020-03-16" },
    });
  });
  test("it is not its weekday", () => {
    expect(against(one({ weekdays: [7, 6] }))).toEqual({
      weekday: { weekdays: "6,7", today: "2020-03-12", weekday: 4 },
    });
  });
  test("it is outside its hours", () => {
    const hours = [
      { from: "22:00", until: "06:00" },
      { from: "07:00", until: "08:30" },
    ];
    expect(against(one({ hours }))).toEqual({ hours: { hours: "07:00–08:30, 22:00–06:00", time: "12:00" } });
  });
  test("the venue is closed", () => {
    const openingHours = [{ weekdays: [4], from: "06:00", until: "11:00" }];
    expect(against({ ...one({}), openingHours })).toEqual({
      open: { hours: "06:00–11:00", time: "12:00", weekday: 4 },
    });
  });
  test("something urgent has the slot", () => {
    const urgent = campaign("u", { level: "urgent", hours: [{ from: "11:00", until: "13:00" }] });
    expect(against(panelsFor(campaign("a"), urgent))).toEqual({
      "not-outranked": {
        by: "Đợt u",
        level: "urgent",
        untilAt: instant("2020-03-12T06:00:00Z"),
        untilDate: "2020-03-12",
        untilTime: "13:00",
      },
    });
  });
  test("another campaign's pass has the slot", () => {
    const pass = campaign("d", { frequency: { kind: "per-day", times: 2 } });
    expect(against(panelsFor(campaign("a"), pass))).toMatchObject({
      "not-outranked": { by: "Đợt d", untilAt: noon + 10_000 },
    });
  });
  test("it runs so many times a day, and this is between them", () => {
    const input = one({ frequency: { kind: "per-day", times: 4 } });
    expect(against(input, "a", noon + 60_000)).toEqual({ "in-pass": { times: 4 } });
    const explained = why(input, "a", noon + 60_000);
    expect(explained.conditions.at(-1)?.facts).toMatchObject({ nextDate: "2020-03-12", nextTime: "18:00" });
    expect(why(input, "a", noon)).toMatchObject({ inLoop: true, onAir: true });
  });
  test("it was recalled", () => {
    const input = panelsFor(campaign("a"));
    const message = input.messages.get("message-a")?.digest ?? "";
    const explained = why(input, "a", noon, [{ kind: "recall", message }]);
    expect(explained).toMatchObject({ inLoop: false, onAir: false });
    expect(explained.conditions).toContainEqual({ code: "recalled", holds: false, facts: {} });
  });
  test("a takeover has the stage", () => {
    const input = panelsFor(campaign("a"));
    const takeover: Order = { kind: "takeover", message: "f".repeat(64), from: noon - 1, until: noon + 60_000 };
    const explained = why(input, "a", noon, [takeover]);
    expect(explained).toMatchObject({ inLoop: true, onAir: false });
    expect(explained.conditions.find(({ code }) => code === "takeover")).toMatchObject({
      holds: false,
      facts: { untilTime: "12:01" },
    });
    expect(explained.conditions.at(-1)?.facts).toMatchObject({ nextAt: noon + 60_000 });
  });
  test("of two campaigns that carry it, the one that comes closer is explained", () => {
    const input = panelsFor(
      campaign("z", { playlist: "list-a" }),
      campaign("a", { from: "2020-05-01", to: "2020-05-02" }),
    );
    expect(why(input).campaign).toEqual({ id: "z", name: "Đợt z" });
  });
});
