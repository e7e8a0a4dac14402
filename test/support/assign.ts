import type { CampaignDraft } from "../../content/wire/api.ts";
import { messageContent, type World } from "./world.ts";

/** A campaign over the week of letter D, all day, every day, with a share of the loop. */
export function campaignDraft(
  playlist: string,
  venues: readonly string[],
  more: Partial<CampaignDraft> = {},
): CampaignDraft {
  return {
    name: "Đợt thử",
    playlist,
    venues: [...venues],
    from: "2020-03-10",
    to: "2020-03-20",
    hours: [],
    weekdays: [],
    level: "routine",
    frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    ...more,
  };
}

/** An approved message with ticker and panel. Answers its id. */
export async function approvedText(world: World, text: string): Promise<string> {
  return world.approved(messageContent(text, text));
}

/** Puts messages on the air at venues through the desk's door; answers the ids of what it made. */
export async function assign(
  world: World,
  messages: readonly string[],
  venues: readonly string[],
  more: Partial<CampaignDraft> = {},
): Promise<{ playlist: string; campaign: string }> {
  const playlist = await world.comms.call("addPlaylist", {
    body: { name: "Danh sách thử", items: messages.map((message) => ({ message })) },
  });
  const campaign = await world.comms.call("addCampaign", { body: campaignDraft(playlist.id, venues, more) });
  return { playlist: playlist.id, campaign: campaign.id };
}
