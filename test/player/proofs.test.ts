import { describe, expect, test } from "vitest";
import type { LaneAnswer } from "../../content/playout/on-air.ts";
import { advance, playOf, type Running } from "../../player/proofs.ts";
import { noon } from "./forge.ts";

const safe: LaneAnswer = { kind: "safe", why: "empty", until: noon };

function run(message: string, from: number, ms = 10_000): LaneAnswer {
  return { kind: "spot", spot: { message, form: "panel", ms, campaign: "c1" }, from, until: from + ms, loop: "s" };
}

function begin(answer: LaneAnswer, now: number, version = 1): Running {
  const { running } = advance("stage", undefined, answer, version, now);
  if (!running) throw new Error("nothing runs");
  return running;
}

describe("a proof of play", () => {
  test("is written when the spot ends, with what was in fact shown", () => {
    const running = begin(run("a", noon), noon + 12);
    const { play, running: next } = advance("stage", running, run("b", noon + 10_000), 1, noon + 10_003);
    expect(play).toEqual({
      message: "a",
      campaign: "c1",
      lane: "stage",
      from: noon + 12,
      until: noon + 10_003,
      whole: true,
      version: 1,
    });
    expect(next?.message).toBe("b");
  });

  test("is one for every run, although the same message follows itself", () => {
    const running = begin(run("a", noon), noon);
    expect(advance("stage", running, run("a", noon + 10_000), 1, noon + 10_000).play?.until).toBe(noon + 10_000);
  });

  test("is not cut by a manifest that leaves the same run on the screen", () => {
    const running = begin(run("a", noon), noon, 1);
    const step = advance("stage", running, run("a", noon), 2, noon + 4000);
    expect(step).toEqual({ running, play: undefined });
  });

  test("says that the spot was cut, when it was", () => {
    const running = begin(run("a", noon), noon);
    expect(advance("stage", running, safe, 2, noon + 4000).play).toMatchObject({ until: noon + 4000, whole: false });
    expect(advance("stage", running, safe, 2, noon + 9500).play).toMatchObject({ whole: true });
    expect(advance("stage", running, safe, 2, noon + 9499).play).toMatchObject({ whole: false });
  });

  test("is not written for what nobody could have seen", () => {
    expect(playOf("stage", begin(run("a", noon), noon), noon + 999)).toBeUndefined();
    // The clock was set back under it.
    expect(playOf("stage", begin(run("a", noon), noon), noon - 5000)).toBeUndefined();
  });

  test("is written for a spot of one second", () => {
    expect(playOf("stage", begin(run("a", noon, 1000), noon), noon + 996)).toMatchObject({ whole: true });
  });

  test("is not written for the safe card", () => {
    expect(advance("stage", undefined, safe, 1, noon)).toEqual({ running: undefined, play: undefined });
    expect(advance("stage", undefined, undefined, 1, noon)).toEqual({ running: undefined, play: undefined });
  });
});
