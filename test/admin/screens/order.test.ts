import { expect, test } from "vitest";
import { tilesOf } from "../../../admin/pages/screens/order.ts";
import type { ScreenStatus, ScreenView } from "../../../content/wire/views.ts";

const screen = (id: string, venue: string, status: ScreenStatus): ScreenView =>
  ({ id, name: `Màn ${id}`, venue: { id: venue, name: venue, timeZone: "UTC" }, status }) as ScreenView;

test("what needs a person stands first, whatever order the server answers in", () => {
  const screens = [
    screen("1", "a", "playing"),
    screen("2", "b", "closed"),
    screen("3", "c", "offline"),
    screen("4", "d", "error"),
    screen("5", "e", "stale"),
    screen("6", "f", "downloading"),
    screen("7", "g", "waiting"),
  ];
  const order = (given: readonly ScreenView[]): string =>
    tilesOf(given, new Set())
      .map(({ key }) => key)
      .join("");
  expect(order(screens)).toBe("4356712");
  expect(order(screens.toReversed())).toBe("4356712");
});

test("three screens that fail at one venue are one tile until it is opened", () => {
  const screens = [screen("1", "a", "offline"), screen("2", "a", "offline"), screen("3", "a", "offline")];
  const [tile, ...others] = tilesOf(screens, new Set());
  expect(others).toEqual([]);
  expect(tile?.screens).toHaveLength(3);
  expect(tilesOf(screens, new Set([tile?.key ?? ""]))).toHaveLength(3);
});

test("two that fail, or three that play, are not stacked", () => {
  expect(tilesOf([screen("1", "a", "error"), screen("2", "a", "error")], new Set())).toHaveLength(2);
  expect(
    tilesOf(
      ["1", "2", "3"].map((id) => screen(id, "a", "playing")),
      new Set(),
    ),
  ).toHaveLength(3);
});
