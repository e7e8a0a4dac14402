import { onAir, type LaneAnswer, type OnAir } from "../content/playout/on-air.ts";
import type { Programme } from "../content/playout/programme.ts";
import { Envelope } from "../content/trust/envelope.ts";
import { Manifest } from "../content/trust/manifest.ts";
import { Report, ShellMode } from "../content/wire/protocol.ts";
import type { ScreenStatus, ScreenView } from "../content/wire/views.ts";
import type { z } from "zod";
import type { Canvas } from "../content/network/canvas.ts";
import { screensAuthorityAt, type Authority } from "./trust/coverage.ts";
import type { Db } from "./db/connect.ts";
import { listRegister } from "./db/directory.ts";
import { manifestOf } from "./db/line-ups.ts";
import { titlesByDigest } from "./db/messages.ts";
import { createRuling } from "./trust/ruling.ts";
import { listScreens } from "./db/screens.ts";
import type { ScreenRow } from "./db/tables.ts";
import type { Deps } from "./deps.ts";
import { wrongKeyAt } from "./push/identity.ts";
import { placeOf } from "./trust/place.ts";
import type { Presence } from "./push/screen-sockets.ts";

type View = z.infer<typeof ScreenView>;
type Status = z.infer<typeof ScreenStatus>;
/** The words of a takeover have no message, and so no id. */
type Titles = ReadonlyMap<string, { id?: string; title: string }>;

/** A connected screen that was silent for so many reports is shown as possibly out of date. */
const silentReports = 3;

/** Screens as the desk sees them: what they should show, by the signed programme, and what they say they show. */
export async function screenViews(deps: Deps, only?: string): Promise<View[]> {
  const now = deps.clock();
  const screens = (await listScreens(deps.db)).filter((screen) => only === undefined || screen.id === only);
  const venues = new Map((await listRegister(deps.db, "venue")).map((venue) => [venue.id, venue]));
  const manifests = new Map<string, Manifest | undefined>();
  for (const { line_up } of screens) {
    if (line_up !== null && !manifests.has(line_up)) manifests.set(line_up, await publishedManifest(deps.db, line_up));
  }
  const titles = await titlesByDigest(
    deps.db,
    [...manifests.values()].flatMap((manifest) => manifest?.messages.map((message) => message.digest) ?? []),
  );
  const authority = await screensAuthorityAt(deps.db, now, now);
  const ruling = createRuling(authority);
  const named = withOrders(titles, authority);
  const views: View[] = [];
  for (const screen of screens) {
    const manifest = screen.line_up === null ? undefined : manifests.get(screen.line_up);
    const venue = venues.get(screen.venue);
    const rules = manifest && (await ruling(manifest, placeOf(screen), now));
    const answer = manifest && onAir(manifest.programme, rules?.orders ?? [], now);
    const presence = deps.push.presence(screen.id) ?? storedPresence(screen);
    const wanted = manifest?.version ?? 0;
    const lanes = manifest && answer ? lanesOf(manifest.programme, answer, named) : {};
    views.push({
      id: screen.id,
      name: screen.name,
      venue: { id: screen.venue, name: venue?.name ?? "", timeZone: venue?.timeZone ?? "UTC" },
      canvas: JSON.parse(screen.canvas) as Canvas,
      status:
        screen.quarantined_at === null
          ? statusOf(presence, wanted, answer, now, deps.config.reportEveryMs)
          : ("error" as const),
      online: presence?.online ?? false,
      ...(presence ? { lastSeenAt: presence.lastSeenAt } : {}),
      pairedAt: screen.paired_at,
      wanted,
      shown: presence?.report?.version ?? 0,
      ...(presence?.clockSkewMs === undefined ? {} : { clockSkewMs: presence.clockSkewMs }),
      ...(presence?.report ? { report: presence.report } : {}),
      ...identityOf(deps, screen, presence),
      ...lanes,
    });
  }
  return views;
}

/** The words of a takeover stand in no message: they travelled with the order. */
export function withOrders(titles: Titles, authority: Authority | undefined): Titles {
  const named = new Map(titles);
  for (const { revision } of authority?.orders ?? []) {
    if (revision && !named.has(revision.digest)) named.set(revision.digest, { title: revision.content.title });
  }
  return named;
}

/** What it said of itself in this process, else at its last hello before. */
function identityOf(
  deps: Deps,
  screen: ScreenRow,
  presence: Presence | undefined,
): Pick<View, "shell" | "proven" | "quarantinedAt" | "wrongKeyAt"> {
  const shell = presence?.shell ?? ShellMode.safeParse(screen.shell).data;
  const proven = presence?.proven ?? (screen.proven === null ? undefined : screen.proven === 1);
  const tried = wrongKeyAt(deps, screen.id);
  return {
    ...(shell ? { shell } : {}),
    ...(proven === undefined ? {} : { proven }),
    ...(screen.quarantined_at === null ? {} : { quarantinedAt: screen.quarantined_at }),
    ...(tried === undefined ? {} : { wrongKeyAt: tried }),
  };
}

/** What was published last for a line-up. The version is the row's: it is what screens were told to fetch. */
export async function publishedManifest(db: Db, lineUp: string): Promise<Manifest | undefined> {
  const row = await manifestOf(db, lineUp);
  return (
    row && { ...Manifest.parse(JSON.parse(Envelope.parse(JSON.parse(row.envelope)).payload)), version: row.version }
  );
}

function storedPresence(screen: ScreenRow): Presence | undefined {
  if (screen.last_seen_at === null) return undefined;
  // A report of an older player may no longer parse: then only the time is known.
  const report = screen.report === null ? undefined : Report.safeParse(JSON.parse(screen.report));
  return {
    online: false,
    lastSeenAt: screen.last_seen_at,
    report: report?.success ? report.data : undefined,
    clockSkewMs: screen.clock_skew ?? undefined,
    shell: undefined,
    proven: undefined,
  };
}

function statusOf(
  presence: Presence | undefined,
  wanted: number,
  answer: OnAir | undefined,
  now: number,
  reportEveryMs: number,
): Status {
  if (!presence || wanted === 0) return "waiting";
  if (!presence.online) return "offline";
  const { report } = presence;
  if (!report) return "waiting";
  if (report.version < wanted && report.refused) return "error";
  if (report.version < wanted || report.state === "downloading") return "downloading";
  if (now - presence.lastSeenAt > silentReports * reportEveryMs) return "stale";
  const lanes = answer ? [answer.stage, answer.ticker] : [];
  if (lanes.some((lane) => lane.kind === "safe" && lane.why === "closed")) return "closed";
  // Nothing is on and nothing should be: the screen waits for a programme, and does not count as playing right.
  if (lanes.every((lane) => lane.kind === "safe")) return "waiting";
  return "playing";
}

export function lanesOf(programme: Programme, answer: OnAir, titles: Titles): Pick<View, "stage" | "ticker"> {
  const stage = laneView(programme, answer.stage, titles);
  const ticker = laneView(programme, answer.ticker, titles);
  return { ...(stage ? { stage } : {}), ...(ticker ? { ticker } : {}) };
}

function laneView(programme: Programme, lane: LaneAnswer, titles: Titles): View["stage"] {
  if (lane.kind !== "spot") return undefined;
  const { message, campaign } = lane.spot;
  const title = titles.get(message);
  return {
    digest: message,
    title: title?.title ?? "",
    ...(title?.id === undefined ? {} : { messageId: title.id }),
    campaign: programme.campaigns[campaign]?.name ?? campaign,
    from: lane.from,
    until: lane.until,
  };
}
