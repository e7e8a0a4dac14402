import type { Canvas } from "../content/network/canvas.ts";
import type { Campaign } from "../content/playout/campaign.ts";
import type { CompileInput } from "../content/playout/compile.ts";
import type { Approved, Cover } from "../content/playout/lane.ts";
import type { Playlist } from "../content/playout/playlist.ts";
import { mostApprovals, type SafeCard } from "../content/trust/manifest.ts";
import type { Person } from "../content/wire/views.ts";
import { authorityAt, coverOf, openEnvelopes, type Authority, type Opened } from "./trust/coverage.ts";
import { findPlaylist } from "./db/campaigns.ts";
import type { Db } from "./db/connect.ts";
import { campaignBodies, type Site } from "./db/line-ups.ts";
import { approvedMessages, type ApprovedMessage } from "./db/messages.ts";
import { peopleById } from "./db/people.ts";
import { readSettings } from "./db/settings.ts";
import type { ScreenRow } from "./db/tables.ts";

/** A message with those of its approvals that are truly signed by an approver of the root. */
export type Offered = ApprovedMessage & {
  readonly approvals: readonly Opened[];
  /** The messages whose words these are. */
  readonly ids: readonly string[];
};

/** What one compile run reads more than once. */
export type Shelf = {
  readonly now: number;
  /** Without one nothing is approved, whatever the tables say. */
  readonly authority: Authority | undefined;
  readonly campaigns: Map<string, Campaign>;
  readonly playlists: Map<string, Playlist>;
  readonly messages: Map<string, Offered | undefined>;
  /** By kind of venue and `ids`: most line-ups of a run ask the same. */
  readonly covers: Map<string, Cover | undefined>;
  readonly people: ReadonlyMap<string, Person>;
  readonly safeCard: SafeCard;
};

export async function openShelf(db: Db, now: number): Promise<Shelf> {
  const { agency, hotline } = await readSettings(db);
  return {
    now,
    authority: await authorityAt(db, now, now),
    campaigns: new Map(),
    playlists: new Map(),
    messages: new Map(),
    covers: new Map(),
    people: await peopleById(db),
    safeCard: { agency: agency.name, label: hotline.label, number: hotline.number },
  };
}

export function siteOf(screen: Pick<ScreenRow, "canvas">, venue: Omit<Site, "canvas">): Site {
  return {
    canvas: JSON.parse(screen.canvas) as Canvas,
    kind: venue.kind,
    timeZone: venue.timeZone,
    openingHours: venue.openingHours,
    reading: venue.reading,
  };
}

/** Everything that the compiler needs to know about a site with these campaigns. */
export async function gatherInput(
  db: Db,
  site: Site,
  campaignIds: readonly string[],
  now: number,
): Promise<CompileInput> {
  return (await gather(db, await openShelf(db, now), site, campaignIds)).input;
}

/** The input for one campaign by itself, saved or not. */
export async function gatherFor(db: Db, site: Site, campaign: Campaign, now: number): Promise<CompileInput> {
  const shelf = await openShelf(db, now);
  shelf.campaigns.set(campaign.id, campaign);
  return (await gather(db, shelf, site, [campaign.id])).input;
}

/** The compiler's input, and by digest what a manifest offers of it. */
export async function gather(
  db: Db,
  shelf: Shelf,
  site: Site,
  campaignIds: readonly string[],
): Promise<{ input: CompileInput; offered: ReadonlyMap<string, Offered> }> {
  const missing = campaignIds.filter((id) => !shelf.campaigns.has(id));
  for (const campaign of await campaignBodies(db, missing)) shelf.campaigns.set(campaign.id, campaign);
  const campaigns = campaignIds.flatMap((id) => shelf.campaigns.get(id) ?? []);
  const playlists = new Map<string, Playlist>();
  for (const { playlist: id } of campaigns) {
    const playlist = shelf.playlists.get(id) ?? (await findPlaylist(db, id))?.value;
    if (!playlist) continue;
    shelf.playlists.set(id, playlist);
    playlists.set(id, playlist);
  }
  const wanted = [
    ...new Set([...playlists.values()].flatMap((playlist) => playlist.items.map((item) => item.message))),
  ];
  await shelve(db, shelf, wanted);
  const approved = wanted.flatMap((id) => shelf.messages.get(id) ?? []);
  const offered = byDigest(approved);
  const messages = new Map<string, Approved>();
  for (const { id, revision } of approved) {
    const offer = offered.get(revision.digest);
    const cover = offer && coverAt(shelf, site.kind, offer);
    if (cover) messages.set(id, { digest: revision.digest, content: revision.content, cover });
  }
  return { input: { ...site, campaigns, playlists, messages }, offered };
}

function coverAt(
  { authority, covers, now }: Shelf,
  kind: Site["kind"],
  { revision, approvals, ids }: Offered,
): Cover | undefined {
  if (!authority) return undefined;
  const key = [kind, ...ids].join(" ");
  const known = covers.get(key);
  if (known || covers.has(key)) return known;
  const cover = coverOf({ revision, approvals: approvals.map(({ approval }) => approval) }, kind, authority, now);
  covers.set(key, cover);
  return cover;
}

/** Reads what of these messages is approved and opens the signatures, once for all line-ups of the run. */
async function shelve(db: Db, { authority, messages }: Shelf, wanted: readonly string[]): Promise<void> {
  const unread = wanted.filter((id) => !messages.has(id));
  const read = await approvedMessages(db, unread);
  for (const id of unread) {
    const message = read.get(id);
    const envelopes = message?.envelope ? [message.envelope] : [];
    messages.set(
      id,
      message && { ...message, ids: [id], approvals: authority ? await openEnvelopes(envelopes, authority.root) : [] },
    );
  }
}

/** Same words under another id are the same revision to a screen, and what is approved of one counts for both. */
function byDigest(approved: readonly Offered[]): Map<string, Offered> {
  const offered = new Map<string, Offered>();
  for (const message of approved) {
    const { digest } = message.revision;
    const known = offered.get(digest);
    const approvals = [...(known?.approvals ?? []), ...message.approvals].slice(0, mostApprovals);
    offered.set(digest, { ...(known ?? message), approvals, ids: [...(known?.ids ?? []), ...message.ids] });
  }
  return offered;
}
