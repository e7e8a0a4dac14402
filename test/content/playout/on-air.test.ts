import { describe, expect, test } from "vitest";
import { compile } from "../../../content/playout/compile.ts";
import { never, onAir, takeoverId } from "../../../content/playout/on-air.ts";
import type { Order } from "../../../content/playout/order.ts";
import { approved, campaign, canvas, instant, lineUp, panelsFor, playlist } from "./fixtures.ts";

const begins = instant("2020-03-11T17:00:00Z");
const abc = [campaign("a"), campaign("b"), campaign("c")];
const input = panelsFor(...abc);
const { programme } = compile(input, begins);
const digest = (id: string) => input.messages.get(`message-${id}`)?.digest ?? "";
const second = 1000;

describe("inside the horizon", () => {
  test("the position in the loop is the time since the slot began", () => {
    const at = (seconds: number) => {
      const { stage } = onAir(programme, [], begins + seconds * second);
      return stage.kind === "spot"
        ? [stage.spot.campaign, (stage.from - begins) / second, (stage.until - begins) / second]
        : [];
    };
    expect(at(0)).toEqual(["a", 0, 10]);
    expect(at(9.999)).toEqual(["a", 0, 10]);
    expect(at(10)).toEqual(["b", 10, 20]);
    expect(at(30)).toEqual(["a", 30, 40]);
    expect(at(3605)).toEqual(["a", 3600, 3610]);
  });

  test("a loop of one spot says when its next run begins", () => {
    const single = compile(panelsFor(campaign("a")), begins).programme;
    expect(onAir(single, [], begins + 15 * second)).toMatchObject({
      stage: { from: begins + 10 * second, until: begins + 20 * second },
      nextChangeAt: begins + 20 * second,
    });
  });

  test("the safe card knows when it makes way, over several empty days", () => {
    const later = compile(panelsFor(campaign("a", { from: "2020-03-20", to: "2020-03-21" })), begins).programme;
    expect(onAir(later, [], begins).stage).toEqual({
      kind: "safe",
      why: "empty",
      until: instant("2020-03-19T17:00:00Z"),
    });
  });

  test("before the horizon the screen's clock is wrong, and nothing is shown on its word", () => {
    expect(onAir(programme, [], begins - 1).stage).toEqual({ kind: "safe", why: "empty", until: begins });
  });

  test("nothing at all stays so for ever", () => {
    const nothing = compile(lineUp({ canvas: canvas("billboard-1080") }), begins).programme;
    expect(onAir(nothing, [], begins).ticker).toEqual({ kind: "safe", why: "empty", until: never });
    expect(onAir(nothing, [], nothing.until)).toMatchObject({
      stage: { why: "ended", until: never },
      nextChangeAt: never,
    });
  });
});

describe("past the horizon", () => {
  const long = panelsFor(campaign("a", { to: "2020-12-31" }), campaign("b", { to: "2020-04-20" }), campaign("gone"));
  const { programme } = compile(long, begins);
  const bEnds = instant("2020-04-20T17:00:00Z");

  test("the last loop repeats, less the campaigns that are over", () => {
    const shown = (from: number) => {
      const { stage } = onAir(programme, [], from);
      return stage.kind === "spot" ? stage.spot.campaign : stage.why;
    };
    expect(shown(programme.until)).toBe("a");
    expect(shown(programme.until + 10 * second)).toBe("b");
    for (let i = 0; i < 100; i++) expect(shown(bEnds + i * second)).toBe("a");
  });

  test("a spot is cut when its campaign ends, and the rest begins anew", () => {
    const odd = new Map([...long.playlists, playlist("list-b", { message: "message-b", seconds: 7 })]);
    const { programme } = compile({ ...long, playlists: odd }, begins);
    const last = onAir(programme, [], bEnds - 1).stage;
    expect(last).toMatchObject({ kind: "spot", until: bEnds });
    if (last.kind === "spot") expect(last.until - last.from).toBeLessThan(last.spot.ms);
    expect(onAir(programme, [], bEnds).stage).toMatchObject({ from: bEnds, until: bEnds + 10 * second });
  });

  test("a campaign that was recalled whole ends without disturbing the others", () => {
    const odd = new Map([...long.playlists, playlist("list-a", { message: "message-a", seconds: 11 })]);
    const { programme } = compile({ ...long, playlists: odd }, begins);
    const recall: Order = { kind: "recall", message: long.messages.get("message-b")?.digest ?? "" };
    const across = onAir(programme, [recall], bEnds - 1);
    expect(across.nextChangeAt).toBeGreaterThan(bEnds);
    expect(onAir(programme, [recall], bEnds)).toEqual(across);
  });

  test("the safe card shows that all has ended", () => {
    expect(onAir(programme, [], instant("2020-12-31T17:00:00Z")).stage).toEqual({
      kind: "safe",
      why: "ended",
      until: never,
    });
  });
});

describe("orders", () => {
  const takeover = (message: string, from: number, until: number): Order => ({
    kind: "takeover",
    message,
    from: begins + from * second,
    until: begins + until * second,
  });
  const [, alarm] = approved("alarm", {});
  const show = (orders: readonly Order[], seconds: number) => {
    const { stage, nextChangeAt } = onAir(programme, orders, begins + seconds * second);
    const what =
      stage.kind === "spot" ? (stage.loop === takeoverId ? stage.spot.message : stage.spot.campaign) : stage.why;
    return [what, (nextChangeAt - begins) / second];
  };

  test("a takeover has the stage in its time, cutting the spot under it", () => {
    const orders = [takeover(alarm.digest, 12, 45)];
    expect(show(orders, 11)).toEqual(["b", 12]);
    expect(show(orders, 12)).toEqual([alarm.digest, 45]);
    expect(show(orders, 44.999)).toEqual([alarm.digest, 45]);
    expect(show(orders, 45)).toEqual(["b", 50]);
    expect(onAir(programme, orders, begins + 45 * second).stage).toMatchObject({ from: begins + 45 * second });
  });

  test("the later of two takeovers holds, and gives back to the earlier", () => {
    const orders = [takeover(alarm.digest, 0, 60), takeover(digest("c"), 20, 30)];
    expect(show(orders, 5)).toEqual([alarm.digest, 20]);
    expect(show(orders, 20)).toEqual([digest("c"), 30]);
    expect(show(orders, 30)).toEqual([alarm.digest, 60]);
    expect(show([...orders].reverse(), 20)).toEqual([digest("c"), 30]);
  });

  test("a recall takes a revision out of every loop at once, and out of a takeover", () => {
    const recall: Order = { kind: "recall", message: digest("b") };
    const shown = Array.from({ length: 60 }, (_, s) => show([recall], s)[0]);
    expect(new Set(shown)).toEqual(new Set(["a", "c"]));
    expect(show([recall, takeover(digest("b"), 0, 60)], 5)[0]).toBe("a");
  });

  test("a recall in a loop that went on after a pass keeps each run within its slot", () => {
    const pass = campaign("d", {
      frequency: { kind: "per-day", times: 1 },
      hours: [{ from: "08:01", until: "09:00" }],
    });
    const paused = panelsFor(...abc, campaign("e"), pass);
    const seconds = (id: string, n: number) => playlist(`list-${id}`, { message: `message-${id}`, seconds: n });
    const playlists = new Map([
      ...paused.playlists,
      seconds("a", 7),
      seconds("b", 11),
      seconds("c", 13),
      seconds("e", 17),
    ]);
    const { programme } = compile({ ...paused, playlists }, begins);
    const resumed = programme.lanes.stage.find((slot) => slot.offset !== undefined);
    expect(resumed).toBeDefined();
    for (const id of ["a", "b", "c", "e"]) {
      const answer = onAir(programme, [{ kind: "recall", message: digest(id) }], resumed?.from ?? 0).stage;
      expect(answer).toMatchObject({ kind: "spot", from: resumed?.from });
    }
  });

  test("a loop that is recalled whole leaves the safe card", () => {
    const all: Order[] = ["a", "b", "c"].map((id) => ({ kind: "recall", message: digest(id) }));
    const { stage } = onAir(programme, all, begins);
    expect(stage).toEqual({ kind: "safe", why: "recalled", until: instant("2020-03-15T17:00:00Z") });
  });
});
