import { expect, test } from "vitest";
import { EditHistory } from "../../../admin/pages/message/edit-history.ts";

test("typing without a pause is one step back", () => {
  const history = new EditHistory<string>();
  history.replaced("", 10_000);
  history.replaced("R", 10_200);
  history.replaced("Rử", 10_900);
  expect(history.undo("Rửa")).toBe("");
  expect(history.canUndo).toBe(false);
});

test("after a pause a new step begins, and both ways lead through it", () => {
  const history = new EditHistory<string>();
  history.replaced("", 10_000);
  history.replaced("Rửa", 10_801);
  expect(history.undo("Rửa tay")).toBe("Rửa");
  expect(history.undo("Rửa")).toBe("");
  expect(history.undo("")).toBeUndefined();
  expect(history.redo("")).toBe("Rửa");
  expect(history.redo("Rửa")).toBe("Rửa tay");
  expect(history.canRedo).toBe(false);
});

test("what is typed after a step back is a step of its own, and closes the way forward", () => {
  const history = new EditHistory<string>();
  history.replaced("Một", 10_000);
  history.undo("Hai");
  history.replaced("Một", 10_001);
  expect(history.canRedo).toBe(false);
  expect(history.undo("Ba")).toBe("Một");
});

test("a hundred steps are kept, the oldest go first", () => {
  const history = new EditHistory<number>();
  for (let i = 0; i < 120; i++) history.replaced(i, (i + 1) * 1000);
  let last: number | undefined = 120;
  let steps = 0;
  for (let back = history.undo(last); back !== undefined; back = history.undo(last)) {
    last = back;
    steps++;
  }
  expect([steps, last]).toEqual([100, 20]);
});
