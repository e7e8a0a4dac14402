import type { PairedScreen } from "../content/wire/screen-api.ts";
import { clockFace, ownZone } from "./local-clock.ts";
import type { Showing } from "./playout.ts";
import { moment, staleText } from "./stale.ts";

/** A paired screen that has no content yet: the safe card it was paired with. `lastContact` as in `staleText`. */
export function waiting({ screen, safeCard }: PairedScreen, now: number, lastContact: number | undefined): Showing {
  const timeZone = ownZone();
  return {
    canvas: screen.canvas,
    safeCard,
    stage: undefined,
    ticker: undefined,
    tickerDigest: undefined,
    clock: clockFace(now, timeZone),
    stale: staleText({ now, lastContact, expiresAt: undefined, timeZone }),
    lastContact: lastContact === undefined ? undefined : moment(lastContact, timeZone),
  };
}
