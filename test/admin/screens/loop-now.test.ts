import { expect, test } from "vitest";
import { progressAt, upNext } from "../../../admin/pages/screens/loop-now.ts";
import type { ScreenMoment } from "../../../content/wire/views.ts";

const spot = (title: string, ms: number) => ({ title, digest: title.repeat(64), ms, campaign: "Đợt" });
const moment: ScreenMoment = {
  at: 1000,
  stage: { digest: "b".repeat(64), title: "b", messageId: "m", campaign: "Đợt", from: 0, until: 4000 },
  loop: [spot("a", 5000), spot("b", 4000), spot("c", 3000)],
  position: 1,
  explanations: [],
};

test("what follows begins where the item on air ends, and comes round once", () => {
  expect(upNext(moment, 5).map(({ title, from }) => [title, from])).toEqual([
    ["c", 4000],
    ["a", 7000],
    ["b", 12_000],
  ]);
  expect(upNext(moment, 1)).toHaveLength(1);
});

test("without a place in the loop nothing is foretold", () => {
  const { position: _position, ...lost } = moment;
  expect(upNext(lost, 5)).toEqual([]);
  expect(upNext({ at: 0, loop: [], explanations: [] }, 5)).toEqual([]);
});

test("progress runs from 0 to 1 and no further", () => {
  expect([-1, 0, 1000, 4000, 9000].map((at) => progressAt(moment, at))).toEqual([0, 0, 0.25, 1, 1]);
});
