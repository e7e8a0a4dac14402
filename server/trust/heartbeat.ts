import { heartbeatLifeMs, heartbeatType, type Heartbeat } from "../../content/trust/heartbeat.ts";
import { Problem } from "../../content/wire/problem.ts";
import { auditHead } from "../db/audit.ts";
import type { Db } from "../db/connect.ts";
import { findLineUp } from "../db/line-ups.ts";
import { newestRoot } from "../db/roots.ts";
import type { ScreenRow } from "../db/tables.ts";
import type { Signer } from "./sign.ts";

/** The server's short-lived word on what is newest. There is none until there is a root to check it by. */
export type Heartbeats = {
  /** To one screen, with its own random number and what it should play. @throws Problem trust/no-root */
  answer(screen: Pick<ScreenRow, "id" | "line_up">, nonce: string): Promise<string>;
  /** To every screen at once: one signature and one broadcast, however many there are. */
  broadcast(): Promise<void>;
};

type Options = {
  readonly db: Db;
  readonly signer: Signer;
  readonly clock: () => number;
  /** The highest number in the log of orders. */
  readonly highestOrder: (db: Db) => Promise<number>;
  readonly send: (envelope: string) => void;
};

export function createHeartbeats({ db, signer, clock, highestOrder, send }: Options): Heartbeats {
  async function beat(answer?: Heartbeat["answer"]): Promise<string | undefined> {
    const root = await newestRoot(db);
    if (!root) return undefined;
    const at = clock();
    const heartbeat: Heartbeat = {
      at,
      expiresAt: at + heartbeatLifeMs,
      root: root.version,
      orders: await highestOrder(db),
      audit: await auditHead(db),
      ...(answer ? { answer } : {}),
    };
    return signer.sign(heartbeatType, JSON.stringify(heartbeat));
  }

  return {
    async answer(screen, nonce) {
      const lineUp = screen.line_up === null ? undefined : await findLineUp(db, screen.line_up);
      const envelope = await beat({
        nonce,
        screen: screen.id,
        ...(lineUp && lineUp.version > 0 ? { manifest: { lineUp: lineUp.id, version: lineUp.version } } : {}),
      });
      if (envelope === undefined) throw new Problem("trust/no-root");
      return envelope;
    },
    async broadcast() {
      const envelope = await beat();
      if (envelope !== undefined) send(envelope);
    },
  };
}
