import {
  pairingPage,
  PairingStarted,
  PairingState,
  screenPaths,
  type PairedScreen,
} from "../content/wire/screen-api.ts";
import { openFirstRoot, rootCode, type TrustedRoot } from "../content/trust/root.ts";
import type { SafeCard } from "../content/trust/manifest.ts";
import type { PublicKey } from "../content/trust/key.ts";
import { Problem } from "../content/wire/problem.ts";
import { addressOf } from "./address.ts";
import type { Notes } from "./notes.ts";
import { changesOf, type Answer, type Change } from "./repairing.ts";
import { firstRoots, newestRoot } from "./roots.ts";
import { verifySignature } from "./verify.ts";
import type { View } from "./bt-player.ts";
import { clockFace, ownZone } from "./local-clock.ts";
import { machine } from "./machine.ts";
import { ask, parseJson, Removed, Unreachable, type Fetch } from "./ask.ts";

/** What the pairing page says. */
export type Asking = {
  readonly code: string | undefined;
  /** The root that pairing will pin. */
  readonly root: string | undefined;
  /** Why the server is not believed. */
  readonly distrust: string | undefined;
  /** Server time, epoch milliseconds. */
  readonly expiresAt: number | undefined;
  /** The server does not answer; a code shown before may still be good. */
  readonly unreachable: boolean;
  /** What this pairing would change; it waits for somebody at the device to take it. */
  readonly changes: readonly Change[];
};

export type PairingDeps = {
  readonly fetch: Fetch;
  readonly wait: (ms: number) => Promise<void>;
  readonly show: (asking: Asking) => void;
  /** Makes the key that this device will be known by, in the place of any from before. */
  readonly newKey: () => Promise<PublicKey>;
  /** Root built into this shell: one whose chain does not lead on from it is refused. */
  readonly baked: TrustedRoot | undefined;
  /** What the server removed: the next root must continue its root, by the same rule. */
  readonly before: { readonly root: TrustedRoot; readonly paired: PairedScreen } | undefined;
  /** The safe card of this shell: with it the server's is not taken. */
  readonly safeCard: SafeCard | undefined;
  /** What somebody at the device has answered to exactly this. */
  readonly agreed: (changes: readonly Change[]) => Answer;
  /** Keeps the token of a code that waits, so that a restart shows the same code, and what was shown beside it. */
  readonly keep: (token: string, pinned: Pinned) => Promise<void>;
};

export type Pinned = Pick<Notes, "root" | "key">;
export type Paired = Pinned & { readonly token: string; readonly paired: PairedScreen; readonly root: string };

/** What the page shows for it. */
export function pairingView(asking: Asking, durable: boolean): View {
  const { code, root, distrust, expiresAt, unreachable, changes } = asking;
  return {
    kind: "pairing",
    code: code ?? "",
    rootCode: root === undefined || code === undefined ? "" : rootCode(root),
    address: code === undefined ? "" : addressOf(pairingPage(code)),
    server: new URL(addressOf("/")).host,
    changesAt: expiresAt === undefined ? "" : clockFace(expiresAt, ownZone()).time,
    connection: unreachable ? "offline" : code === undefined && changes.length === 0 ? "connecting" : "online",
    changes,
    machine: distrust ?? machine(durable),
  };
}

const pollMs = 2000;
const longestPauseMs = 10_000;
const longestBody = 20_000;
/** With a root in it. */
const longestStart = 2_000_000;

/**
 * Asks until an admin has bound this screen. `token` is one kept from before, with what was shown beside its code, or
 * claimed; one that the server does not know is replaced by a new code. Network failure is never taken for an answer.
 */
export async function pair(deps: PairingDeps, token: string | undefined, kept: Pinned): Promise<Paired> {
  let held = token;
  let pinned = kept;
  let shown: Asking = {
    code: undefined,
    root: kept.root,
    distrust: undefined,
    expiresAt: undefined,
    unreachable: false,
    changes: [],
  };
  let pause = pollMs;
  const show = (change: Partial<Asking>): void => deps.show((shown = { ...shown, ...change }));
  for (;;) {
    try {
      if (held === undefined) ({ token: held, pinned } = await start(deps, show));
      const state = await readState(deps, held);
      if (state?.state === "paired") {
        const paired = { screen: state.screen, safeCard: deps.safeCard ?? state.safeCard };
        // A token that was paired beforehand comes without a code that anybody compared.
        const root = pinned.root ?? (await claimedRoot(deps)).payload;
        const changes = deps.before ? changesOf(deps.before.paired, paired) : [];
        const answer = deps.agreed(changes);
        if (answer === "given" || changes.length === 0) return { token: held, paired, ...pinned, root };
        const told = answer === "seen" ? changes : changes.map((change) => ({ ...change, after: undefined }));
        show({ code: undefined, expiresAt: undefined, unreachable: false, changes: told });
      } else {
        deps.agreed([]);
        const { code, expiresAt } = state ?? {};
        if (code !== undefined && pinned.root) show({ code, expiresAt, unreachable: false, changes: [] });
        // A code that has run out, or that no root belongs to, is of no use to anyone in front of the screen.
        if (!state || !pinned.root || state.expiresAt <= state.serverTime) held = undefined;
      }
      pause = pollMs;
    } catch (error) {
      if (error instanceof Removed) held = undefined;
      else if (error instanceof Problem) {
        held = undefined;
        show({ code: undefined, distrust: whyNot(error), unreachable: false, changes: [] });
        pause = longestPauseMs;
      } else if (error instanceof Unreachable) {
        show({ unreachable: true });
        pause = Math.min(longestPauseMs, pause * 1.5);
      } else throw error;
    }
    await deps.wait(pause);
  }
}

async function start(
  deps: PairingDeps,
  show: (change: Partial<Asking>) => void,
): Promise<{ token: string; pinned: Pinned }> {
  const key = await deps.newKey();
  const answer = await ask(deps.fetch, screenPaths.pairing, { body: { key }, limit: longestStart });
  const started = PairingStarted.safeParse(parseJson(answer.body));
  if (answer.status >= 300 || !started.success) throw new Unreachable(`${screenPaths.pairing}: ${answer.status}`);
  const { token, code, expiresAt, root } = started.data;
  const pinned = { root: (await offeredRoot(deps, root)).payload, key: key.keyId };
  await deps.keep(token, pinned);
  show({ code, root: pinned.root, distrust: undefined, expiresAt, unreachable: false, changes: [] });
  return { token, pinned };
}

/** The root that the server offers to pin. @throws Problem when it offers none, or not the one that this shell continues */
async function offeredRoot(deps: PairingDeps, envelope: string | undefined): Promise<TrustedRoot> {
  const { fetch, baked, before } = deps;
  if (envelope === undefined) throw new Problem("trust/no-root");
  const offered = await openFirstRoot(envelope, verifySignature);
  if (baked) await lead(fetch, baked, offered);
  if (!before) return offered;
  try {
    await lead(fetch, before.root, offered);
  } catch (error) {
    throw error instanceof Problem ? new OtherAuthority(error, before.root) : error;
  }
  return offered;
}

/** @throws Problem when the server's chain does not lead from one to the other */
async function lead(fetch: Fetch, from: TrustedRoot, to: TrustedRoot): Promise<void> {
  for (let led = from; led.payload !== to.payload;) {
    const further = await newestRoot(fetch, led, verifySignature);
    if (further === led)
      throw new Problem("trust/root-gap", { detail: "the server does not continue the pinned root" });
    led = further;
  }
}

/** The server is of another authority than the one that this device was paired under. */
class OtherAuthority extends Problem {
  readonly pinned: TrustedRoot;

  constructor({ code, detail }: Problem, pinned: TrustedRoot) {
    super(code, detail === undefined ? {} : { detail });
    this.pinned = pinned;
  }
}

function whyNot(problem: Problem): string {
  if (!(problem instanceof OtherAuthority)) return `Không tin được máy chủ này (${problem.code})`;
  const code = rootCode(problem.pinned.payload);
  return `Máy này thuộc mã gốc ${code}; xóa dữ liệu trang để dùng cho đơn vị khác (${problem.code})`;
}

async function claimedRoot({ fetch, baked }: PairingDeps): Promise<TrustedRoot> {
  const root = baked ? await newestRoot(fetch, baked, verifySignature) : await firstRoots(fetch, verifySignature);
  if (!root) throw new Problem("trust/no-root");
  return root;
}

/** `undefined` when the code has run out. */
async function readState(deps: PairingDeps, token: string): Promise<PairingState | undefined> {
  const answer = await ask(deps.fetch, screenPaths.pairingState, { token, limit: longestBody });
  if (answer.code === "pairing/code-expired" || answer.code === "pairing/unknown-code") return undefined;
  const state = PairingState.safeParse(parseJson(answer.body));
  if (answer.status !== 200 || !state.success) throw new Unreachable(`${screenPaths.pairingState}: ${answer.status}`);
  return state.data;
}
