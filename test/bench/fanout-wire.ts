import type { Announcement } from "../../content/wire/protocol.ts";

/** What the processes of `fanout` tell each other over their own pipes. */
export type ToServer = Announcement;
/** Said once, when it listens; `lineUp` is the room that everybody is in. */
export type FromServer = { readonly url: string; readonly lineUp: string };
export type ToClients = { readonly url: string };
/** All have been welcomed, or all have heard the last announcement. */
export type FromClients = "welcomed" | "told";

export const tokenOf = (screen: number): string => `bench-screen-token-${String(screen).padStart(8, "0")}`;

/** The text that socket.io puts on the wire for an announcement; both servers send these very bytes. */
export function announcementText(announcement: Announcement): string {
  return `${announcementStart},${JSON.stringify(announcement)}]`;
}
export const announcementStart = '42/screens,["announce"';
export const orderStart = '42/screens,["order"';
