import { describe, expect, test } from "vitest";
import { compile } from "../../../content/playout/compile.ts";
import { lineUpId, lineUpKey } from "../../../content/playout/line-up.ts";
import { Programme, type LaneName, type Slot } from "../../../content/playout/programme.ts";
import { approved, banner, campaign, canvas, instant, lineUp, panel, panelsFor, playlist, ticker } from "./fixtures.ts";

const now = instant("2020-03-11T18:00:00Z");

/** What a lane shows on the first day, as `HH:mm[:ss] campaigns…` in local time. */
function firstDay(input: Parameters<typeof compile>[0], lane: LaneName = "stage"): string[] {
  const { programme } = compile(input, now);
  return programme.lanes[lane]
    .filter((slot) => slot.from < programme.from + 86_400_000)
    .map((slot) => `${clock(slot.from)} ${shown(programme, slot)}`);
}

function clock(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(11, 19).replace(/:00$/, "");
}

function shown(programme: Programme, slot: Slot): string {
  if (slot.closed) return "closed";
  const loop = slot.loop === undefined ? undefined : programme.loops[slot.loop];
  return loop ? loop.map((spot) => spot.campaign).join("") : "empty";
}

describe("a programme", () => {
  test("covers 35 local days from the midnight before now, and is what a screen accepts", () => {
    const { programme } = compile(panelsFor(campaign("a")), now);
    expect(programme.from).toBe(instant("2020-03-11T17:00:00Z"));
    expect(programme.until).toBe(instant("2020-04-15T17:00:00Z"));
    expect(Programme.parse(programme)).toEqual(programme);
  });

  test("names each campaign that appears, with the midnight after its last day", () => {
    const { programme } = compile(
      panelsFor(campaign("a"), campaign("later", { from: "2021-01-01", to: "2021-01-02" })),
      now,
    );
    expect(programme.campaigns).toEqual({
      a: { name: "Đợt a", level: "routine", until: instant("2020-03-15T17:00:00Z") },
    });
  });

  test("shows nothing where nothing is assigned, and says that the venue is closed when it is", () => {
    expect(firstDay(lineUp())).toEqual(["00:00 empty"]);
    const openingHours = [{ weekdays: [4], from: "07:00", until: "22:00" }];
    expect(firstDay({ ...panelsFor(campaign("a")), openingHours })).toEqual([
      "00:00 closed",
      "07:00 a",
      "22:00 closed",
    ]);
  });

  test("ignores a stopped campaign", () => {
    expect(firstDay(panelsFor(campaign("a", { status: "stopped" })))).toEqual(["00:00 empty"]);
  });

  test("keeps to a campaign's hours and weekdays, across midnight too", () => {
    const night = campaign("n", {
      from: "2020-03-01",
      to: "2020-03-12",
      hours: [{ from: "22:00", until: "06:00" }],
      weekdays: [3],
    });
    expect(firstDay(panelsFor(night))).toEqual(["00:00 n", "06:00 empty"]);
    expect(firstDay(panelsFor({ ...night, weekdays: [4] }))).toEqual(["00:00 empty", "22:00 n"]);
  });

  test("ends a night at the midnight of the campaign's last day", () => {
    const night = campaign("n", { to: "2020-03-12", hours: [{ from: "22:00", until: "06:00" }] });
    const { programme } = compile(panelsFor(night), now);
    const last = programme.lanes.stage.filter((slot) => slot.loop).at(-1);
    expect(last?.until).toBe(instant("2020-03-12T17:00:00Z"));
  });
});

describe("levels", () => {
  const routine = campaign("r");
  const priority = campaign("p", { level: "priority", frequency: { kind: "continuous", share: { spots: 2, of: 6 } } });
  const urgent = campaign("u", { level: "urgent", hours: [{ from: "09:00", until: "10:00" }] });

  test("priority comes first and twice as often", () => {
    expect(firstDay(panelsFor(routine, priority))).toEqual(["00:00 ppr"]);
  });
  test("urgent takes the whole slot, and gives it back", () => {
    expect(firstDay(panelsFor(routine, priority, urgent))).toEqual(["00:00 ppr", "09:00 u", "10:00 ppr"]);
  });
  test("an urgent campaign that a lane cannot show leaves that lane as it was", () => {
    const input = panelsFor(routine, urgent);
    const both = approved("message-r", { panel: panel("r"), ticker: ticker("r") });
    const messages = new Map([...input.messages, both]);
    expect(firstDay({ ...input, messages }, "stage")).toEqual(["00:00 r", "09:00 u", "10:00 r"]);
    expect(firstDay({ ...input, messages }, "ticker")).toEqual(["00:00 r"]);
  });
});

describe("campaigns that run so many times a day", () => {
  const perDay = (times: number, changes = {}) =>
    campaign("d", { frequency: { kind: "per-day", times }, hours: [{ from: "08:00", until: "12:00" }], ...changes });

  test("pass once in each equal part of their hours", () => {
    expect(firstDay(panelsFor(perDay(2)))).toEqual([
      "00:00 empty",
      "08:00 d",
      "08:00:10 empty",
      "10:00 d",
      "10:00:10 empty",
    ]);
  });

  test("wait for the spot that is running, and the loop underneath goes on where it stopped", () => {
    const input = panelsFor(campaign("a"), campaign("b"), perDay(1));
    const slow = {
      ...input,
      playlists: new Map([...input.playlists, playlist("list-a", { message: "message-a", seconds: 97 })]),
    };
    expect(firstDay(slow)).toEqual(["00:00 ab", "08:01:20 d", "08:01:30 ab"]);
    const { programme } = compile(slow, now);
    const after = programme.lanes.stage.find((slot) => clock(slot.from) === "08:01:30");
    expect(after?.offset).toBe(97_000);
  });

  test("queue one after the other, the higher level first", () => {
    const other = campaign("e", { ...perDay(1), id: "e", playlist: "list-e", level: "priority" });
    expect(firstDay(panelsFor(perDay(1), other))).toEqual(["00:00 empty", "08:00 e", "08:00:10 d", "08:00:20 empty"]);
  });

  test("without hours of their own, spread over the opening hours, or the whole day", () => {
    const anyTime = perDay(2, { hours: [] });
    const openingHours = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "06:00", until: "18:00" }];
    const passes = (day: string[]) => day.filter((slot) => slot.endsWith(" d"));
    expect(passes(firstDay({ ...panelsFor(anyTime), openingHours }))).toEqual(["06:00 d", "12:00 d"]);
    expect(passes(firstDay(panelsFor(anyTime)))).toEqual(["00:00 d", "12:00 d"]);
  });

  test("give way to urgent, and come when it is over", () => {
    const urgent = campaign("u", { level: "urgent", hours: [{ from: "07:00", until: "09:00" }] });
    expect(firstDay(panelsFor(urgent, perDay(1)))).toEqual(["00:00 empty", "07:00 u", "09:00 d", "09:00:10 empty"]);
  });

  test("leave out a pass that would not end within their hours", () => {
    const short = panelsFor(perDay(1, { hours: [{ from: "08:00", until: "08:01" }] }));
    const seconds = (n: number) => new Map([playlist("list-d", { message: "message-d", seconds: n })]);
    expect(firstDay({ ...short, playlists: seconds(60) })).toEqual(["00:00 empty", "08:00 d", "08:01 empty"]);
    expect(firstDay({ ...short, playlists: seconds(61) })).toEqual(["00:00 empty"]);
  });

  test("leave out a pass that would not end before the venue closes", () => {
    const openingHours = [{ weekdays: [4], from: "06:00", until: "10:00" }];
    const long = panelsFor(perDay(3, { hours: [{ from: "08:00", until: "10:00" }] }));
    const tenMinutes = { message: "message-d", seconds: 600 };
    const hourLong = new Map([playlist("list-d", ...Array.from({ length: 6 }, () => tenMinutes))]);
    expect(firstDay({ ...long, playlists: hourLong, openingHours })).toEqual([
      "00:00 closed",
      "06:00 empty",
      "08:00 dddddd",
      "09:00 dddddd",
      "10:00 closed",
    ]);
  });
});

describe("forms", () => {
  const forms = (id: string, given: Parameters<typeof approved>[1]) => {
    const [, message] = approved("m", given);
    const input = lineUp({
      canvas: canvas(id),
      campaigns: [campaign("a")],
      playlists: new Map([playlist("list-a", "m")]),
      messages: new Map([["m", message]]),
    });
    const { programme, leftOut } = compile(input, now);
    const first = (lane: LaneName) => {
      const loop = programme.lanes[lane][0]?.loop;
      return loop === undefined ? "nothing" : programme.loops[loop]?.[0]?.form;
    };
    return { stage: first("stage"), ticker: first("ticker"), leftOut: leftOut.map((item) => item.reason) };
  };
  const all = { panel: panel("m"), banner: banner([1920, 1080]), ticker: ticker("m") };

  test("a board shows the panel and runs the ticker", () => {
    expect(forms("board-1080", all)).toEqual({ stage: "panel", ticker: "ticker", leftOut: [] });
    expect(forms("board-1080", { banner: all.banner })).toMatchObject({ stage: "banner", ticker: "nothing" });
  });
  test("a billboard prefers the picture and runs nothing", () => {
    expect(forms("billboard-1080", all)).toEqual({ stage: "banner", ticker: "nothing", leftOut: [] });
    expect(forms("billboard-1080", { ...all, banner: banner() })).toMatchObject({ stage: "panel" });
  });
  test("a crawler only runs the ticker", () => {
    expect(forms("crawler-1080", all)).toEqual({ stage: "nothing", ticker: "ticker", leftOut: [] });
  });
  test("what a canvas cannot show is left out, and why is said", () => {
    expect(forms("crawler-1080", { panel: all.panel }).leftOut).toEqual(["no-form-for-shape"]);
    expect(forms("billboard-1080", { ticker: all.ticker }).leftOut).toEqual(["no-form-for-shape"]);
    expect(forms("billboard-1080", { banner: banner() }).leftOut).toEqual(["no-rendition"]);
    const unapproved = { ...panelsFor(campaign("a"), campaign("over", { to: "2020-03-11" })), messages: new Map() };
    expect(compile(unapproved, now).leftOut).toEqual([{ campaign: "a", message: "message-a", reason: "not-approved" }]);
  });
});

describe("clock changes", () => {
  const berlin = (date: string, hours: { from: string; until: string }) => {
    const input = { ...panelsFor(campaign("a", { from: date, to: date, hours: [hours] })), timeZone: "Europe/Berlin" };
    const { programme } = compile(input, instant(`${date}T12:00:00Z`));
    return programme.lanes.stage.filter((slot) => slot.loop).map((slot) => (slot.until - slot.from) / 60_000);
  };
  test("a skipped hour plays nothing", () => {
    expect(berlin("2026-03-29", { from: "02:00", until: "03:00" })).toEqual([]);
    expect(berlin("2026-03-29", { from: "01:30", until: "03:30" })).toEqual([60]);
  });
  test("a repeated hour is one slot, so its loop is not broken", () => {
    expect(berlin("2026-10-25", { from: "02:00", until: "03:00" })).toEqual([120]);
  });
  test("once a day stays once on the day with 25 hours", () => {
    const once = campaign("a", {
      from: "2026-10-25",
      to: "2026-10-25",
      hours: [{ from: "02:00", until: "03:00" }],
      frequency: { kind: "per-day", times: 1 },
    });
    const { programme } = compile({ ...panelsFor(once), timeZone: "Europe/Berlin" }, instant("2026-10-25T12:00:00Z"));
    expect(programme.lanes.stage.filter((slot) => slot.loop)).toHaveLength(1);
  });
});

describe("a line-up's key", () => {
  const venue = {
    kind: "post-office" as const,
    timeZone: "Asia/Ho_Chi_Minh",
    reading: "queue" as const,
    openingHours: [
      { weekdays: [2, 1], from: "07:00", until: "11:00" },
      { weekdays: [1, 2], from: "13:00", until: "17:00" },
    ],
  };
  const key = lineUpKey({ canvas: canvas("board-1080"), venue, campaigns: ["b", "a"] });

  test("does not depend on the order of campaigns, opening hours or weekdays", () => {
    const openingHours = [...venue.openingHours].reverse().map((o) => ({ ...o, weekdays: [...o.weekdays].reverse() }));
    expect(
      lineUpKey({ canvas: canvas("board-1080"), venue: { ...venue, openingHours }, campaigns: ["a", "b", "a"] }),
    ).toBe(key);
    expect(lineUpId(key)).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ["canvas", { canvas: canvas("crawler-576"), venue, campaigns: ["a", "b"] }],
    ["kind", { canvas: canvas("board-1080"), venue: { ...venue, kind: "airport" as const }, campaigns: ["a", "b"] }],
    ["campaigns", { canvas: canvas("board-1080"), venue, campaigns: ["a"] }],
    ["reading", { canvas: canvas("board-1080"), venue: { ...venue, reading: "walk" as const }, campaigns: ["a", "b"] }],
    [
      "time zone",
      { canvas: canvas("board-1080"), venue: { ...venue, timeZone: "Asia/Vientiane" }, campaigns: ["a", "b"] },
    ],
    ["opening hours", { canvas: canvas("board-1080"), venue: { ...venue, openingHours: [] }, campaigns: ["a", "b"] }],
  ])("changes with the %s", (_, screen) => {
    expect(lineUpKey(screen)).not.toBe(key);
  });
});
