import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { soleOne } from "../../player/sole.ts";
import { freshName } from "./forge.ts";

/** Other tabs of this browser: pages of the same origin, which share its locks. */
const tabs: HTMLIFrameElement[] = [];

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  for (const tab of tabs.splice(0)) tab.remove();
});

async function otherTab(name: string): Promise<HTMLIFrameElement> {
  const tab = document.createElement("iframe");
  tab.src = "about:blank";
  document.body.append(tab);
  tabs.push(tab);
  await new Promise<void>((resolve) => {
    void tab.contentWindow?.navigator.locks.request(name, async () => {
      resolve();
      await new Promise(() => {});
    });
  });
  return tab;
}

test("a screen that no other tab plays goes on at once and says nothing", async () => {
  const waiting = vi.fn();
  await soleOne(freshName(), waiting);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(waiting).not.toHaveBeenCalled();
});

test("the second tab of a screen says so, waits, and goes on when the first is closed", async () => {
  const name = freshName();
  const first = await otherTab(name);
  const waiting = vi.fn();
  let mine = false;
  const sole = soleOne(name, waiting).then(() => (mine = true));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(waiting).toHaveBeenCalledOnce();
  expect(mine).toBe(false);
  first.remove();
  await sole;
  expect(mine).toBe(true);
});

test("a page that is loaded anew, and so waits for a moment for itself, says nothing", async () => {
  const name = freshName();
  const first = await otherTab(name);
  const waiting = vi.fn();
  const sole = soleOne(name, waiting);
  await vi.advanceTimersByTimeAsync(500);
  first.remove();
  await sole;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(waiting).not.toHaveBeenCalled();
});
