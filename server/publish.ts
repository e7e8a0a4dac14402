import type { MessageContent } from "../content/editorial/message.ts";
import { compile } from "../content/playout/compile.ts";
import { lineUpId, lineUpKey } from "../content/playout/line-up.ts";
import { pickRendition } from "../content/playout/rendition.ts";
import { type Manifest, manifestType, type MediaEntry } from "../content/trust/manifest.ts";
import type { Announcement } from "../content/wire/protocol.ts";
import type { Canvas } from "../content/network/canvas.ts";
import { listPlaylists } from "./db/campaigns.ts";
import type { Db } from "./db/connect.ts";
import { venuesById } from "./db/directory.ts";
import {
  campaignsAtVenues,
  campaignsOfLineUp,
  campaignsOfPlaylists,
  deleteEmptyLineUps,
  findLineUp,
  insertLineUp,
  insertManifest,
  lineUpsInUse,
  lineUpsOfCampaigns,
  listLineUps,
  markPublished,
  nextVersion,
  pruneManifests,
  type Site,
} from "./db/line-ups.ts";
import { listScreens, screensAtVenues, updateScreen } from "./db/screens.ts";
import { gather, openShelf, siteOf, type Shelf } from "./gather.ts";
import { sha256Of } from "./media/store.ts";
import type { Signer } from "./trust/sign.ts";

/** What a change may have altered on screens. Only the line-ups that these reach are compiled again. */
export type Touched = {
  readonly messages: Set<string>;
  readonly playlists: Set<string>;
  readonly campaigns: Set<string>;
  /** Venues whose screens may now belong to another line-up. */
  readonly venues: Set<string>;
  /** Everything, e.g. because a day has passed or the safe card changed. */
  everything: boolean;
};

export const nothingTouched = (): Touched => ({
  messages: new Set(),
  playlists: new Set(),
  campaigns: new Set(),
  venues: new Set(),
  everything: false,
});

/** To be told after the commit, and not before. */
export type Publication = {
  readonly announcements: readonly Announcement[];
  readonly moves: readonly Move[];
};

/** A screen comes to a line-up. `announcement` is for it alone, where the line-up itself had nothing to publish. */
export type Move = {
  readonly screen: string;
  readonly lineUp: string;
  readonly announcement?: Announcement;
};

/** A move before it is known what will be published. `floor` is the version that the screen may have: it never goes back. */
type Regrouped = Move & { readonly floor: number };

/** A manifest is renewed every day; a screen that hears nothing for this long says that it may be out of date. */
export const manifestLifeMs = 3 * 24 * 3_600_000;
const manifestsKept = 3;

/**
 * The one orchestration: regroup → compile → sign → store, inside the transaction of the change itself.
 * A line-up whose screens would see the same as before is left alone.
 */
export async function recompile(
  db: Db,
  signer: Signer,
  touched: Touched,
  now: number,
  jitterMs: number,
): Promise<Publication> {
  const moves = await regroup(db, touched);
  const lineUps = await lineUpsToCompile(db, touched, moves);
  const floors = new Map<string, number>();
  for (const { lineUp, floor } of moves) floors.set(lineUp, Math.max(floor, floors.get(lineUp) ?? 0));
  const announcements: Announcement[] = [];
  if (lineUps.size > 0) {
    const shelf = await openShelf(db, now);
    let version = await nextVersion(db);
    for (const id of lineUps) {
      const floor = floors.get(id) ?? 0;
      const announcement = await publishLineUp(db, signer, shelf, { id, version, floor, now, jitterMs });
      if (!announcement) continue;
      announcements.push(announcement);
      version++;
    }
  }
  if (moves.length > 0) await deleteEmptyLineUps(db);
  return { announcements, moves: await toldAlone(db, moves, announcements, jitterMs) };
}

/** A screen that comes to a line-up as it stands hears of it by itself: nothing is broadcast to its new room. */
async function toldAlone(
  db: Db,
  moves: readonly Regrouped[],
  broadcast: readonly Announcement[],
  jitterMs: number,
): Promise<Move[]> {
  const told: Move[] = [];
  const heard = new Set(broadcast.map((announcement) => announcement.lineUp));
  for (const { screen, lineUp } of moves) {
    const row = heard.has(lineUp) ? undefined : await findLineUp(db, lineUp);
    told.push({
      screen,
      lineUp,
      ...(row ? { announcement: { lineUp, version: row.version, etag: row.etag, jitterMs } } : {}),
    });
  }
  return told;
}

/** Puts screens of the touched venues into the line-up that their site and campaigns now make. */
async function regroup(db: Db, touched: Touched): Promise<Regrouped[]> {
  const screens = touched.everything ? await listScreens(db) : await screensAtVenues(db, [...touched.venues]);
  if (screens.length === 0) return [];
  const venueIds = [...new Set(screens.map((screen) => screen.venue))];
  const venues = await venuesById(db, venueIds);
  const campaigns = await campaignsAtVenues(db, venueIds);
  const versions = new Map((await listLineUps(db)).map((row) => [row.id, row.version]));
  const moves: Regrouped[] = [];
  for (const screen of screens) {
    const venue = venues.get(screen.venue);
    if (!venue) throw new Error(`Screen ${screen.id} stands at the unknown venue ${screen.venue}.`);
    const site = siteOf(screen, venue);
    const here = campaigns.get(screen.venue) ?? [];
    const key = lineUpKey({ canvas: site.canvas, venue, campaigns: here });
    const id = lineUpId(key);
    if (!versions.has(id)) {
      await insertLineUp(db, id, key, site, here);
      versions.set(id, 0);
    }
    if (screen.line_up === id) continue;
    await updateScreen(db, screen.id, { line_up: id });
    moves.push({ screen: screen.id, lineUp: id, floor: versions.get(screen.line_up ?? "") ?? 0 });
  }
  return moves;
}

async function lineUpsToCompile(db: Db, touched: Touched, moves: readonly { lineUp: string }[]): Promise<Set<string>> {
  if (touched.everything) return new Set(await lineUpsInUse(db));
  const playlists = new Set(touched.playlists);
  if (touched.messages.size > 0) {
    for (const { value } of await listPlaylists(db)) {
      if (value.items.some((item) => touched.messages.has(item.message))) playlists.add(value.id);
    }
  }
  const campaigns = new Set([...touched.campaigns, ...(await campaignsOfPlaylists(db, [...playlists]))]);
  return new Set([...(await lineUpsOfCampaigns(db, [...campaigns])), ...moves.map((move) => move.lineUp)]);
}

async function publishLineUp(
  db: Db,
  signer: Signer,
  shelf: Shelf,
  { id, version, floor, now, jitterMs }: { id: string; version: number; floor: number; now: number; jitterMs: number },
): Promise<Announcement | undefined> {
  const row = await findLineUp(db, id);
  if (!row) return undefined;
  const site = JSON.parse(row.site) as Site;
  const { input, offered } = await gather(db, shelf, site, await campaignsOfLineUp(db, id));
  const { programme } = compile(input, now);
  const digests = new Set(Object.values(programme.loops).flatMap((loop) => loop.map((spot) => spot.message)));
  const shown = [...offered.values()].filter((message) => digests.has(message.revision.digest));
  shown.sort((a, b) => (a.revision.digest < b.revision.digest ? -1 : 1));
  const content: Omit<Manifest, "version" | "issuedAt" | "expiresAt"> = {
    lineUp: id,
    canvas: site.canvas,
    timeZone: site.timeZone,
    safeCard: shelf.safeCard,
    programme,
    messages: shown.map(({ revision, approver, at, approvals }) => ({
      digest: revision.digest,
      bytes: revision.bytes,
      approval: { approver, name: shelf.people.get(approver)?.name ?? "", at },
      approvals: approvals.map(({ envelope }) => envelope),
    })),
    media: mediaOf(
      shown.map((message) => message.revision.content),
      site.canvas,
    ),
  };
  const text = JSON.stringify(content);
  const fingerprint = sha256Of(text);
  // A screen that comes with a higher version would take this one for a rollback: the same is published anew.
  if (fingerprint === row.fingerprint && row.version >= floor) return undefined;
  const head: Pick<Manifest, "version" | "issuedAt" | "expiresAt"> = {
    version,
    issuedAt: now,
    expiresAt: now + manifestLifeMs,
  };
  // The large part is written once, for the fingerprint and for the payload.
  const payload = `${JSON.stringify(head).slice(0, -1)},${text.slice(1)}`;
  const envelope = signer.sign(manifestType, payload);
  const etag = `"${sha256Of(envelope).slice(0, 32)}"`;
  await insertManifest(db, { version, lineUp: id, etag, envelope, at: now });
  await markPublished(db, id, { fingerprint, version, etag, at: now });
  await pruneManifests(db, id, manifestsKept);
  return { lineUp: id, version, etag, jitterMs };
}

function mediaOf(contents: readonly MessageContent[], canvas: Canvas): MediaEntry[] {
  const media = new Map<string, MediaEntry>();
  for (const { forms } of contents) {
    const rendition = forms.banner && pickRendition(forms.banner, canvas);
    if (rendition)
      media.set(rendition.sha256, { sha256: rendition.sha256, bytes: rendition.bytes, type: rendition.type });
  }
  return [...media.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}
