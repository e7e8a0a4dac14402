import type { Report } from "../content/wire/protocol.ts";
import type { Generation } from "./generation.ts";
import type { Outbox } from "./outbox.ts";
import type { Showing } from "./playout.ts";
import type { Progress } from "./update.ts";

export type OnAirNow = {
  readonly state: Report["state"];
  readonly stage?: { readonly title: string; readonly digest: string };
  readonly ticker?: { readonly title: string; readonly digest: string };
};

/** What a passer-by sees. A takeover is shown without any content of our own. */
export function onAirNow(
  generation: Generation | undefined,
  showing: Showing | undefined,
  progress: Progress | undefined,
): OnAirNow {
  const { stage, ticker, tickerDigest } = showing ?? {};
  if (!generation && !stage && !ticker) return { state: progress ? "downloading" : "waiting" };
  return {
    state: stage || ticker ? "playing" : "safe-card",
    ...(stage ? { stage: { title: stage.content.title, digest: stage.digest } } : {}),
    ...(ticker && tickerDigest !== undefined ? { ticker: { title: ticker.content.title, digest: tickerDigest } } : {}),
  };
}

export type Reported = {
  readonly generation: Generation | undefined;
  readonly showing: Showing | undefined;
  readonly progress: Progress | undefined;
  readonly outbox: Pick<Outbox, "dropped" | "aside" | "waiting"> | undefined;
  readonly persisted: boolean;
  readonly errors: number;
  readonly refused: Report["refused"];
  readonly alarms: NonNullable<Report["alarms"]>;
  readonly echo: Report["echo"];
};

export function reportOf(what: Reported): Report {
  const { generation, showing, progress, persisted, errors, refused, alarms, echo } = what;
  const { state, stage, ticker } = onAirNow(generation, showing, progress);
  const { dropped = 0, aside = 0, waiting = 0 } = what.outbox ?? {};
  const takeover = (showing?.stage?.takeover ?? showing?.ticker?.takeover)?.number;
  return {
    version: generation?.trusted.manifest.version ?? 0,
    state,
    ...(progress ? { progress: { done: progress.done, of: progress.of } } : {}),
    onAir: { ...(stage ? { stage: stage.digest } : {}), ...(ticker ? { ticker: ticker.digest } : {}) },
    clock: Date.now(),
    outbox: waiting,
    persisted,
    ...(refused ? { refused } : {}),
    ...(alarms.length > 0 ? { alarms } : {}),
    ...(takeover ? { takeover } : {}),
    ...(echo ? { echo } : {}),
    ...(dropped + aside + errors > 0 ? { faults: { dropped, aside, errors } } : {}),
  };
}
