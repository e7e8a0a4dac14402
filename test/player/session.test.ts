import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TrustedClock } from "../../player/clock.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { judge, storeGeneration } from "../../player/generation.ts";
import { Notebook } from "../../player/notes.ts";
import type { OnAirNow } from "../../player/report.ts";
import { Session } from "../../player/session.ts";
import type { View } from "../../player/bt-player.ts";
import { Answers, token } from "./answers.ts";
import { board, freshName, newManifest, newMessage, newSigner, noon, place, spot } from "./forge.ts";

let name: string;
let told: OnAirNow[];
let session: Session;
let shown: View[];
/** What happens when the stored orders are read. */
let reading: () => Promise<void>;

/** A store whose orders are slow to read, or cannot be read at all. */
class BadStore extends Cupboard {
  override async keys(prefix: string, limit?: number): Promise<string[]> {
    if (prefix === "order:") await reading();
    return super.keys(prefix, limit);
  }
}

/** A paired screen with one message in its store, no network, and its intervals in the test's hand. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  name = freshName();
  told = [];
  shown = [];
  reading = async () => {};
  const cupboard = new BadStore(name);
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
    view: (view) => shown.push(view),
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

const titles = () => told.map(({ stage }) => stage?.title);

test("while the stored orders are being read the safe card stands, after them the message", async () => {
  let read = (): void => {};
  reading = async () => new Promise<void>((resolve) => (read = resolve));
  await session.start();
  expect([shown.at(-1)?.kind, titles()]).toEqual(["scene", [undefined]]);
  read();
  await expect.poll(() => titles().at(-1)).toBe("Rửa tay");
});

test("where the stored orders cannot be read the safe card stands, and the screen goes on", async () => {
  reading = async () => {
    throw new RangeError("Maximum call stack size exceeded");
  };
  await session.start();
  expect([shown.at(-1)?.kind, titles()]).toEqual(["scene", [undefined]]);
});
