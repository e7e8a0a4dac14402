import type { MessageContent } from "../../content/editorial/message.ts";
import { addDays, localDateAt } from "../../content/playout/wall-clock.ts";
import type { World } from "./world.ts";
import { zone } from "./world.ts";

/** Approves messages and puts them on the air at venues, from today for thirty days. */
export async function onAirAt(
  world: World,
  venues: readonly string[],
  contents: readonly MessageContent[],
): Promise<{ messages: string[]; playlist: string; campaign: string }> {
  const messages: string[] = [];
  for (const content of contents) messages.push(await world.approved(content));
  const items = messages.map((message) => ({ message }));
  const playlist = await world.comms.call("addPlaylist", { body: { name: "Danh sách thử", items } });
  const today = localDateAt(world.now, zone);
  const campaign = await world.comms.call("addCampaign", {
    body: {
      name: "Đợt thử",
      playlist: playlist.id,
      venues: [...venues],
      from: today,
      to: addDays(today, 29),
      hours: [],
      weekdays: [],
      level: "routine",
      frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    },
  });
  return { messages, playlist: playlist.id, campaign: campaign.id };
}
