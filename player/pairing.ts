import {
  pairingPage,
  PairingStarted,
  PairingState,
  screenPaths,
  type PairedScreen,
} from "../content/wire/screen-api.ts";
import type { View } from "./bt-player.ts";
import { clockFace, ownZone } from "./local-clock.ts";
import { machine } from "./machine.ts";
import { ask, parseJson, Removed, Unreachable, type Fetch } from "./ask.ts";

/** What the pairing page says. */
export type Asking = {
  readonly code: string | undefined;
  /** Server time, epoch milliseconds. */
  readonly expiresAt: number | undefined;
  /** The server does not answer; a code shown before may still be good. */
  readonly unreachable: boolean;
};

export type PairingDeps = {
  readonly fetch: Fetch;
  readonly wait: (ms: number) => Promise<void>;
  /** The server's time was heard. */
  readonly heard: (serverTime: number) => void;
  readonly now: () => number;
  readonly show: (asking: Asking) => void;
  /** Keeps the token of a code that waits, so that a restart shows the same code. */
  readonly keep: (token: string) => Promise<void>;
};

/** What the page shows for it. */
export function pairingView({ code, expiresAt, unreachable }: Asking, durable: boolean): View {
  return {
    kind: "pairing",
    code: code ?? "",
    address: code === undefined ? "" : location.origin + pairingPage(code),
    server: location.host,
    changesAt: expiresAt === undefined ? "" : clockFace(expiresAt, ownZone()).time,
    connection: unreachable ? "offline" : code === undefined ? "connecting" : "online",
    machine: machine(durable),
  };
}

export async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

const pollMs = 2000;
const longestPauseMs = 10_000;
const longestBody = 20_000;

/**
 * Asks until an admin has bound this screen. `token` is one kept from before or claimed; one that the server does not
 * know is replaced by a new code. Network failure is never taken for an answer.
 */
export async function pair(
  deps: PairingDeps,
  token: string | undefined,
): Promise<{ token: string; paired: PairedScreen }> {
  let held = token;
  let shown: Asking = { code: undefined, expiresAt: undefined, unreachable: false };
  let pause = pollMs;
  const show = (change: Partial<Asking>): void => deps.show((shown = { ...shown, ...change }));
  for (;;) {
    try {
      held ??= await start(deps, show);
      const state = await readState(deps, held);
      if (state?.state === "paired") {
        const { screen, serverKey, safeCard } = state;
        return { token: held, paired: { screen, serverKey, safeCard } };
      }
      if (state) show({ code: state.code, expiresAt: state.expiresAt, unreachable: false });
      // A code that has run out is of no use to anyone in front of the screen.
      if (!state || state.expiresAt <= deps.now()) held = undefined;
      pause = pollMs;
    } catch (error) {
      if (error instanceof Removed) held = undefined;
      else if (error instanceof Unreachable) {
        show({ unreachable: true });
        pause = Math.min(longestPauseMs, pause * 1.5);
      } else throw error;
    }
    await deps.wait(pause);
  }
}

async function start(deps: PairingDeps, show: (change: Partial<Asking>) => void): Promise<string> {
  const answer = await ask(deps.fetch, screenPaths.pairing, { body: {}, limit: longestBody });
  const started = PairingStarted.safeParse(parseJson(answer.body));
  if (answer.status >= 300 || !started.success) throw new Unreachable(`${screenPaths.pairing}: ${answer.status}`);
  const { token, code, expiresAt, serverTime } = started.data;
  deps.heard(serverTime);
  await deps.keep(token);
  show({ code, expiresAt, unreachable: false });
  return token;
}

/** `undefined` when the code has run out. */
async function readState(deps: PairingDeps, token: string): Promise<PairingState | undefined> {
  const answer = await ask(deps.fetch, screenPaths.pairingState, { token, limit: longestBody });
  if (answer.code === "pairing/code-expired" || answer.code === "pairing/unknown-code") return undefined;
  const state = PairingState.safeParse(parseJson(answer.body));
  if (answer.status !== 200 || !state.success) throw new Unreachable(`${screenPaths.pairingState}: ${answer.status}`);
  deps.heard(state.data.serverTime);
  return state.data;
}
