import { afterAll, describe, expect, test } from "vitest";
import { cases } from "../attacks/cases.ts";
import { Shared } from "../attacks/ground.ts";
import { play } from "../attacks/play.ts";
import { table } from "../attacks/table.ts";

// The short form of `npm run attacks`: the cheap attempts, and that no row of the table is without one or a reason.

const shared = new Shared();
afterAll(() => shared.end());

test("every row of the table is attempted, or says why not", () => {
  expect(table).toHaveLength(67);
  const answered = new Set(cases.map(({ row }) => row));
  expect(table.filter(({ row }) => !answered.has(row))).toEqual([]);
  expect(cases.filter(({ row }) => !table.some((one) => one.row === row))).toEqual([]);
});

const quick = cases.filter((one) => "takes" in one && one.takes === "quick");

describe("attack", () => {
  test.each(quick.map((one) => [one.row, one.name, one] as const))("%i: %s", async (_row, _name, one) => {
    const { result, seen } = await play(one, shared);
    expect(`${result}: ${seen}`).toMatch(/^passed/);
  });
});
