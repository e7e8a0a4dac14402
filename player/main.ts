import { addressOf, ownCard, readAddress, shellMode, withoutClaim } from "./address.ts";
import { pinnedRoot } from "./authority.ts";
import { BtPlayer } from "./bt-player.ts";
import type { Fetch } from "./ask.ts";
import { Cupboard } from "./cupboard.ts";
import { TrustedClock } from "./clock.ts";
import { forgetContent } from "./generation.ts";
import { keepAwake } from "./keep-awake.ts";
import { Notebook } from "./notes.ts";
import type { OnAirNow } from "./report.ts";
import { Session } from "./session.ts";
import { Shell } from "./shell.ts";
import { soleOne } from "./sole.ts";

/** Boot order: shell from the service worker, last good content from the store, play, connect (design §5, Player). */
const address = readAddress(location.search, location.hash);
const page = new BtPlayer();
document.body.append(page);

/** What nobody caught must not take the picture off the screen; it is counted, and the desk hears of it. */
let errors = 0;
window.addEventListener("error", () => errors++);
window.addEventListener("unhandledrejection", () => errors++);

if (address.preview) void preview();
else void run();

async function preview(): Promise<void> {
  const { startPreview } = await import("./preview.ts");
  startPreview((showing) => {
    page.view = { kind: "scene", showing };
  });
}

async function run(): Promise<void> {
  const name = `bangtin-player-${address.profile}`;
  await soleOne(name, () => void sayElsewhere(name));
  page.view = undefined;
  const cupboard = new Cupboard(name);
  const notebook = await Notebook.open(cupboard, name);
  const clock = new TrustedClock({
    device: Date.now,
    monotonic: () => performance.now(),
    floor: notebook.notes.floor,
    latest: notebook.notes.latest,
  });
  const shell = new Shell(() => page.view !== undefined);
  if (import.meta.env.PROD) void shell.register(import.meta.env.BASE_URL);
  let persisted = false;
  void askToPersist().then((granted) => (persisted = granted));
  keepAwake();

  if (address.claim !== undefined) {
    // A kiosk opens the same address at every start: what it brought once is no news, above all once it was removed.
    if (address.claim !== notebook.notes.token && address.claim !== notebook.notes.claimed) {
      await forgetContent(cupboard);
      await notebook.claim(address.claim);
    }
    history.replaceState(null, "", withoutClaim(location.href));
  }

  const fetchFromServer: Fetch = (path, init) => fetch(addressOf(path), init);

  for (;;) {
    let { token, paired } = notebook.notes;
    let root = pinnedRoot(notebook.notes.root);
    // Paired before there were roots: nobody compared a code, so it is done again.
    if (paired && !root) await notebook.unpair();
    if (token === undefined || !paired || !root) {
      const { join } = await import("./join.ts");
      const found = await join({
        fetch: fetchFromServer,
        cupboard,
        notebook,
        now: () => clock.now(),
        view: (view) => {
          page.view = view;
        },
        boundary: () => {
          if (shell.atBoundary()) location.reload();
        },
      });
      ({ token, paired } = found);
      root = pinnedRoot(found.root);
      if (!root) throw new Error("what pairing judged cannot be read");
    }
    const session = new Session({
      token,
      paired: ownCard(paired),
      root,
      cupboard,
      notebook,
      clock,
      fetch: fetchFromServer,
      addressOf,
      shell: shellMode(),
      persisted: () => persisted,
      errors: () => errors,
      view: (view) => {
        page.view = view;
      },
      onAir: tellParent,
      boundary: () => shell.atBoundary(),
      reload: () => location.reload(),
      reached: () => shell.check(),
    });
    await session.start();
    await session.removed;
    session.close();
    // One unsigned word of the server ends the playing, and nothing else: what was recalled stays so under the next pairing.
    await forgetContent(cupboard, "order:");
    await notebook.unpair();
  }
}

/** Over a broadcast nothing is drawn, not even this. */
async function sayElsewhere(name: string): Promise<void> {
  const { notes } = await Notebook.open(new Cupboard(name), name);
  if (notes.paired?.screen.canvas.shape !== "crawler") page.view ??= { kind: "elsewhere" };
}

async function askToPersist(): Promise<boolean> {
  const storage = (navigator as { storage?: StorageManager }).storage;
  return (await storage?.persist?.()) ?? false;
}

/** For a page that hangs several screens on one wall. */
function tellParent(now: OnAirNow): void {
  if (window.parent !== window) window.parent.postMessage({ type: "bangtin:on-air", ...now }, location.origin);
}
