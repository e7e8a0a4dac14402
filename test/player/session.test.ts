import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TrustedClock } from "../../player/clock.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { judge, storeGeneration } from "../../player/generation.ts";
import { Notebook } from "../../player/notes.ts";
import type { OnAirNow } from "../../player/report.ts";
import { Session } from "../../player/session.ts";
import { Answers, token } from "./answers.ts";
import { board, freshName, newManifest, newMessage, newSigner, noon, place, spot } from "./forge.ts";

let name: string;
let told: OnAirNow[];
let session: Session;

/** A paired screen with one message in its store, no network, and its intervals in the test's hand. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  name = freshName();
  told = [];
  const cupboard = new Cupboard(name);
  const signer = await newSigner();
  const message = newMessage("Rửa tay");
  const envelope = await signer.sign(newManifest({ version: 1, stage: [spot(message)], messages: [message] }));
  await storeGeneration(cupboard, await judge(envelope, '"1"', signer.trust, undefined));
  const answers = new Answers();
  answers.down = true;
  session = new Session({
    token,
    paired: {
      screen: { id: "s", name: "Ga đến", venue: "Sân bay", canvas: board, place },
      safeCard: { agency: "Sở TT&TT", label: "", number: "" },
    },
    root: signer.root,
    addressOf: (path) => path,
    shell: "same-host",
    cupboard,
    notebook: await Notebook.open(cupboard, name),
    clock: new TrustedClock({ device: () => noon, monotonic: () => 0, floor: undefined }),
    fetch: answers.fetch,
    persisted: () => true,
    errors: () => 0,
    view: () => {},
    onAir: (now) => told.push(now),
    boundary: () => false,
    reload: () => {},
    reached: () => {},
  });
});

afterEach(() => {
  session.close();
  vi.useRealTimers();
  localStorage.removeItem(name);
});

test("a screen says what is on once, and again within every minute though nothing changes", async () => {
  await session.start();
  const now = { state: "playing", stage: { title: "Rửa tay", digest: expect.any(String) } };
  expect(told).toEqual([now]);
  for (const minutes of [1, 2, 3]) {
    const before = told.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.length, `minute ${minutes}`).toBeGreaterThan(before);
    expect(told.at(-1)).toEqual(now);
  }
  session.close();
  const { length } = told;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.length).toBe(length);
});
