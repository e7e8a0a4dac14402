import { compile } from "../content/playout/compile.ts";
import type { Campaign } from "../content/playout/campaign.ts";
import { addDays, startOfDay } from "../content/playout/wall-clock.ts";
import type { LeftOut, Reach } from "../content/wire/views.ts";
import type { z } from "zod";
import type { Canvas } from "../content/network/canvas.ts";
import type { Db } from "./db/connect.ts";
import { venuesById } from "./db/directory.ts";
import { messageTitles } from "./db/messages.ts";
import { screensAtVenues } from "./db/screens.ts";
import { gatherFor, siteOf } from "./gather.ts";

type ReachView = z.infer<typeof Reach>;
type LeftOutView = z.infer<typeof LeftOut>;

/**
 * What a campaign reaches, and what it has to leave out where: worked out by the compiler itself, one compile for each
 * kind of site, so that the desk says beforehand what screens will do.
 */
export async function reachOf(db: Db, campaign: Campaign, now: number): Promise<ReachView> {
  const venues = await venuesById(db, campaign.venues);
  const screens = await screensAtVenues(db, campaign.venues);
  const sites = new Map<string, { site: ReturnType<typeof siteOf>; screens: number }>();
  for (const screen of screens) {
    const venue = venues.get(screen.venue);
    if (!venue) continue;
    const site = siteOf(screen, venue);
    const key = JSON.stringify([site.canvas, site.kind, site.timeZone]);
    sites.set(key, { site, screens: (sites.get(key)?.screens ?? 0) + 1 });
  }
  const left = new Map<string, LeftOutView>();
  for (const { site, screens: count } of sites.values()) {
    const input = await gatherFor(db, site, { ...campaign, status: "active" }, now);
    for (const { message, reason } of compile(input, now).leftOut) {
      const key = `${message} ${reason} ${site.canvas.id}`;
      const before = left.get(key);
      left.set(key, {
        message,
        title: "",
        canvas: canvasName(site.canvas),
        reason,
        screens: (before?.screens ?? 0) + count,
      });
    }
  }
  const titles = await messageTitles(db, [...new Set([...left.values()].map((item) => item.message))]);
  const zones = [...new Set([...venues.values()].map((venue) => venue.timeZone))];
  const starts = zones.map((zone) => startOfDay(campaign.from, zone));
  const ends = zones.map((zone) => startOfDay(addDays(campaign.to, 1), zone));
  return {
    venues: venues.size,
    screens: screens.length,
    ...(zones.length > 0 ? { from: Math.min(...starts), until: Math.max(...ends) } : {}),
    leftOut: [...left.values()].map((item) => ({ ...item, title: titles.get(item.message) ?? item.message })),
  };
}

function canvasName({ name, width, height }: Canvas): string {
  return name || `${width}×${height}`;
}
