import type { PairedScreen } from "../content/wire/screen-api.ts";
import { ownZone } from "./local-clock.ts";
import type { Playing } from "./playout.ts";

/** A paired screen that has no content yet plays the safe card it was paired with, and takeovers, which need no content. */
export function waiting({ screen, safeCard }: PairedScreen): Playing {
  return {
    manifest: {
      version: 0,
      canvas: screen.canvas,
      timeZone: screen.timeZone ?? ownZone(),
      safeCard,
      programme: {
        from: 0,
        until: Number.MAX_SAFE_INTEGER,
        lanes: { stage: [], ticker: [] },
        loops: {},
        campaigns: {},
      },
    },
    revisions: new Map(),
  };
}
