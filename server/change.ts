import type { AuditHead } from "../content/record/audit-chain.ts";
import type { DeskTopic } from "../content/wire/protocol.ts";
import { recordAudit } from "./db/audit.ts";
import type { Db } from "./db/connect.ts";
import type { Deps } from "./deps.ts";
import { nothingTouched, type Publication, recompile, type Touched } from "./publish.ts";
import { Problem } from "../content/wire/problem.ts";
import { readRolledBack } from "./db/floors.ts";

/** One change: the transaction it happens in, its record, and what it touches on screens and at the desk. */
export type Change = {
  readonly db: Db;
  readonly now: number;
  readonly touched: Touched;
  readonly audit: (action: string, subject: string, detail?: Record<string, unknown>) => Promise<void>;
  /** Tells the desk, after the commit, that something of this kind changed. */
  readonly tell: (topic: DeskTopic, id?: string) => void;
};

/**
 * Runs `work` in one transaction with its audit entries and with the manifests that follow from it; announces after the
 * commit. When anything throws, nothing of it happened.
 */
export async function change<T>(deps: Deps, by: string | null, work: (change: Change) => Promise<T>): Promise<T> {
  const now = deps.clock();
  const touched = nothingTouched();
  const topics: { topic: DeskTopic; id: string | undefined }[] = [];
  let recorded: AuditHead | undefined;
  const { result, publication } = await deps.db.transaction().execute(async (db) => {
    const done = await work({
      db,
      now,
      touched,
      audit: async (action, subject, detail = {}) => {
        recorded = await recordAudit(db, { at: now, by, action, subject, detail });
      },
      tell: (topic, id) => void topics.push({ topic, id }),
    });
    if (touchesScreens(touched) && (await readRolledBack(db))) {
      if (by !== null) throw new Problem("record/rolled-back");
      // The day's renewal waits until somebody at the desk goes on.
      return { result: done, publication: nothingPublished };
    }
    return { result: done, publication: await recompile(db, deps.signer, touched, now, deps.config.jitterMs) };
  });
  if (recorded) deps.checkpoint.keep(recorded);
  deps.push.move(publication.moves);
  deps.push.announce(publication.announcements);
  for (const { topic, id } of topics) deps.push.tellDesk(topic, id);
  if (publication.announcements.length > 0) deps.push.tellDesk("screens");
  return result;
}

const nothingPublished: Publication = { announcements: [], moves: [] };

function touchesScreens({ messages, playlists, campaigns, venues, everything }: Touched): boolean {
  return everything || messages.size + playlists.size + campaigns.size + venues.size > 0;
}
