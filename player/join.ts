import { baked, ownCard } from "./address.ts";
import type { Fetch } from "./ask.ts";
import { pinnedRoot } from "./authority.ts";
import type { View } from "./bt-player.ts";
import type { Cupboard } from "./cupboard.ts";
import { makeDeviceKey } from "./device-key.ts";
import type { Notebook } from "./notes.ts";
import { pair, pairingView, type Paired } from "./pairing.ts";
import { Consent } from "./repairing.ts";

export type JoinDeps = {
  readonly fetch: Fetch;
  readonly cupboard: Cupboard;
  readonly notebook: Notebook;
  readonly now: () => number;
  readonly view: (view: View) => void;
  /** Nobody is disturbed now: a newer player may be loaded. */
  readonly boundary: () => void;
};

/** From a screen that nobody knows to one that is paired, and has noted it. */
export async function join({ fetch, cupboard, notebook, now, view, boundary }: JoinDeps): Promise<Paired> {
  const { before, token, key, root } = notebook.notes;
  const anchor = pinnedRoot(before?.root);
  const consent = new Consent(window);
  const found = await pair(
    {
      fetch,
      newKey: async () => (await makeDeviceKey(cupboard)).publicKey,
      baked: pinnedRoot(baked?.root),
      before: before && anchor && { root: anchor, paired: ownCard(before.paired) },
      safeCard: baked?.safeCard,
      agreed: (changes) => consent.to(changes),
      wait: async (ms) => {
        await consent.wait(ms);
        boundary();
      },
      keep: (kept, pinned) => notebook.change({ token: kept, paired: undefined, ...pinned }),
      show: (asking) => view(pairingView(asking, cupboard.durable)),
    },
    token,
    { root: pinnedRoot(root)?.payload, key },
  );
  consent.close();
  await notebook.change({ ...found, before: undefined, contact: now() });
  return found;
}
