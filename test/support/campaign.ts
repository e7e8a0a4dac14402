import type { MessageContent } from "../../content/editorial/message.ts";
import { addDays, localDateAt } from "../../content/playout/wall-clock.ts";
import { assign } from "./assign.ts";
import { zone, type World } from "./world.ts";

/** Approves messages and puts them on the air at venues, from today for thirty days. */
export async function onAirAt(
  world: World,
  venues: readonly string[],
  contents: readonly MessageContent[],
): Promise<{ messages: string[]; playlist: string; campaign: string }> {
  const messages: string[] = [];
  for (const content of contents) messages.push(await world.approved(content));
  const from = localDateAt(world.now, zone);
  return { messages, ...(await assign(world, messages, venues, { from, to: addDays(from, 29) })) };
}
