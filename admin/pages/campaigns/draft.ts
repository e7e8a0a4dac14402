import type { CampaignDraft } from "../../../content/wire/api.ts";
import type { CampaignView, PlaylistView, Reach } from "../../../content/wire/views.ts";
import { defaultShare, type Level } from "../../../content/playout/campaign.ts";
import type { Hours } from "../../../content/network/venue.ts";
import type { StatusName } from "../../strings/status.ts";

export function emptyDraft(today: string): CampaignDraft {
  return {
    name: "",
    playlist: "",
    venues: [],
    from: today,
    to: "",
    hours: [],
    weekdays: [],
    level: "routine",
    frequency: { kind: "continuous", share: defaultShare.routine },
  };
}

export function draftOf(campaign: CampaignView): CampaignDraft {
  const { name, playlist, venues, from, to, hours, weekdays, level, frequency } = campaign;
  return { name, playlist, venues, from, to, hours, weekdays, level, frequency };
}

/** Whether the draft says enough to be reckoned: the rest is taste. */
export function isComplete(draft: CampaignDraft): boolean {
  return draft.playlist !== "" && draft.venues.length > 0 && draft.from !== "" && draft.to >= draft.from;
}

/** A share that was the former level's own follows the level; one that somebody chose stays. */
export function withLevel(draft: CampaignDraft, level: Level): CampaignDraft {
  const { frequency } = draft;
  if (frequency.kind !== "continuous") return { ...draft, level };
  const former = defaultShare[draft.level];
  const own = frequency.share.spots === former.spots && frequency.share.of === former.of;
  return { ...draft, level, frequency: own ? { kind: "continuous", share: defaultShare[level] } : frequency };
}

/** What forbids saving although everything is chosen. `playlist` is the chosen one, `undefined` while it is not read. */
export function forbidden(
  draft: CampaignDraft,
  playlist: Pick<PlaylistView, "items"> | undefined,
): "dates-reversed" | "empty-playlist" | undefined {
  if (draft.from !== "" && draft.to !== "" && draft.to < draft.from) return "dates-reversed";
  return playlist?.items.length === 0 ? "empty-playlist" : undefined;
}

/** Why screens would show nothing of a campaign, or `undefined` when some screen shows something of it. */
export function nothingOnAir(
  reach: Reach,
  playlist: Pick<PlaylistView, "items"> | undefined,
): "empty-playlist" | "no-screen" | "all-left-out" | undefined {
  if (playlist?.items.length === 0) return "empty-playlist";
  if (reach.screens === 0) return "no-screen";
  if (!playlist) return undefined;
  const without = new Map<string, number>();
  for (const { message, screens } of reach.leftOut) without.set(message, (without.get(message) ?? 0) + screens);
  const nowhere = playlist.items.every(({ message }) => (without.get(message) ?? 0) >= reach.screens);
  return nowhere ? "all-left-out" : undefined;
}

export type CampaignState = Extract<StatusName, "active" | "not-started" | "stopped" | "ended">;

/** What a campaign does on the calendar date `today`. One that is over is over, stopped or not. */
export function stateOf(campaign: Pick<CampaignView, "status" | "from" | "to">, today: string): CampaignState {
  if (campaign.to < today) return "ended";
  if (campaign.status === "stopped") return "stopped";
  return campaign.from > today ? "not-started" : "active";
}

/** How an interval ends: on its own day, past midnight, or after the whole day. */
export function hoursEnd(hours: Hours): "same-day" | "next-day" | "whole-day" {
  if (hours.from === hours.until) return "whole-day";
  return hours.until < hours.from && hours.until !== "00:00" ? "next-day" : "same-day";
}

/** The weekdays with or without `day`, in order from Monday. */
export function withWeekday(weekdays: readonly number[], day: number, on: boolean): number[] {
  const others = weekdays.filter((other) => other !== day);
  return (on ? [...others, day] : others).toSorted((a, b) => a - b);
}

/** The first field that still lacks something, or `undefined`. `playlist` is the chosen one. */
export function lackingField(
  draft: CampaignDraft,
  playlist: Pick<PlaylistView, "items"> | undefined,
): string | undefined {
  if (draft.name.trim() === "") return "name";
  if (draft.playlist === "" || forbidden(draft, playlist) === "empty-playlist") return "playlist";
  if (draft.venues.length === 0) return "where";
  if (draft.from === "") return "from";
  return draft.to === "" || draft.to < draft.from ? "to" : undefined;
}
