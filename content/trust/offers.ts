import { levelRank, type Level } from "../playout/campaign.ts";
import type { Programme } from "../playout/programme.ts";

/** The loudest campaign that runs each message; one that the programme does not name might be anything. */
export function levelsOf({ loops, campaigns }: Pick<Programme, "loops" | "campaigns">): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const spot of Object.values(loops).flat()) {
    const level = campaigns[spot.campaign]?.level ?? "urgent";
    const known = levels.get(spot.message) ?? "routine";
    levels.set(spot.message, levelRank[level] < levelRank[known] ? level : known);
  }
  return levels;
}
