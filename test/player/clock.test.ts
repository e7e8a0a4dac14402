import { describe, expect, test } from "vitest";
import { TrustedClock } from "../../player/clock.ts";
import { hour, noon } from "./forge.ts";

/** A device with two clocks that the test turns. */
function device(at: number, floor?: number) {
  const hands = { device: at, monotonic: 5000 };
  const clock = new TrustedClock({ device: () => hands.device, monotonic: () => hands.monotonic, floor });
  const pass = (ms: number): void => {
    hands.device += ms;
    hands.monotonic += ms;
  };
  return { hands, clock, pass };
}

describe("trusted time", () => {
  test("is the server's, carried on by the monotonic clock, whatever the device thinks", () => {
    const { clock, hands, pass } = device(noon - 10 * 365 * 24 * hour);
    clock.heard(noon);
    pass(1500);
    expect(clock.now()).toBe(noon + 1500);
    hands.device = noon + 400 * 24 * hour;
    hands.monotonic += 500;
    expect(clock.now()).toBe(noon + 2000);
  });

  test("after a cold start without a network is the device's, if it is not before the floor", () => {
    const { clock, pass } = device(noon + hour, noon);
    pass(1000);
    expect(clock.now()).toBe(noon + hour + 1000);
  });

  test("after a cold start with a dead battery goes on from the floor", () => {
    const { clock, pass } = device(0, noon);
    expect(clock.now()).toBe(noon);
    pass(hour);
    expect(clock.now()).toBe(noon + hour);
  });

  test("follows the device forward when its system sets it after the start", () => {
    const { clock, hands, pass } = device(0, noon);
    pass(1000);
    hands.device = noon + 2 * hour;
    expect(clock.now()).toBe(noon + 2 * hour);
  });

  test("neither goes back nor stands still when the device's clock is set back", () => {
    const { clock, hands } = device(noon + hour, noon);
    expect(clock.now()).toBe(noon + hour);
    hands.device = noon - hour;
    hands.monotonic += 3000;
    expect(clock.now()).toBe(noon + hour + 3000);
  });

  test("goes back when the server says so, but not for a network's jitter", () => {
    const { clock, pass } = device(noon);
    clock.heard(noon);
    pass(10_000);
    expect(clock.now()).toBe(noon + 10_000);
    clock.heard(noon + 9_700);
    expect(clock.now()).toBe(noon + 10_000);
    pass(1000);
    expect(clock.now()).toBe(noon + 10_700);
    clock.heard(noon);
    expect(clock.now()).toBe(noon);
  });

  test("remembers the latest that was vouched for and what passed since, unless it is told afresh", () => {
    const { clock, pass } = device(noon, noon - hour);
    expect(clock.latest()).toBe(noon - hour);
    clock.heard(noon);
    pass(1_000_000);
    expect(clock.latest()).toBe(noon + 999_000);
    clock.heard(noon + 900_000);
    expect(clock.latest()).toBe(noon + 999_000);
    clock.heard(noon - hour, true);
    expect(clock.latest()).toBe(noon - hour);
  });

  test("stores as its floor only what somebody vouches for", () => {
    const first = device(noon + 400 * 24 * hour);
    expect(first.clock.floor()).toBeUndefined();

    const wrong = device(noon + 400 * 24 * hour, noon);
    wrong.pass(5000);
    expect(wrong.clock.now()).toBe(noon + 400 * 24 * hour + 5000);
    expect(wrong.clock.floor()).toBe(noon + 5000);

    wrong.clock.heard(noon + hour);
    wrong.pass(1000);
    expect(wrong.clock.floor()).toBe(noon + hour + 1000);
  });
});
