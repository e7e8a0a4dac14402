import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import { check } from "../../../content/editorial/check.ts";
import { Contact } from "../../../content/editorial/contact.ts";
import { Directive } from "../../../content/editorial/directive.ts";
import { MessageContent } from "../../../content/editorial/message.ts";
import { panelLimits } from "../../../content/editorial/panel.ts";
import { digestOf, sealRevision } from "../../../content/editorial/revision.ts";
import { Source } from "../../../content/editorial/source.ts";
import { Area } from "../../../content/network/area.ts";
import { Canvas } from "../../../content/network/canvas.ts";
import { Venue } from "../../../content/network/venue.ts";
import { Campaign } from "../../../content/playout/campaign.ts";
import { compile } from "../../../content/playout/compile.ts";
import { laneAt } from "../../../content/playout/on-air.ts";
import { Playlist } from "../../../content/playout/playlist.ts";
import { startOfDay } from "../../../content/playout/wall-clock.ts";
import { starter, type StarterMessage } from "../../../content/starter/starter.ts";
import { Settings } from "../../../content/wire/views.ts";

const pictures = join(import.meta.dirname, "../../../content/starter/pictures");
const campaigns = starter.campaigns("2020-03-12", "2020-04-10");

/** The message as it will be once its picture has been cut for the canvases. */
function loaded({ content, picture }: StarterMessage): MessageContent {
  if (!picture) return content;
  const sha256 = digestOf(picture.file);
  const rendition = { width: 1920, height: 1080, sha256, bytes: 1, type: "image/webp" } as const;
  const banner = { picture: sha256, focal: picture.focal, alt: picture.alt, renditions: [rendition] };
  return { ...content, forms: { ...content.forms, banner } };
}

function message(id: string): StarterMessage {
  const found = starter.messages.find((m) => m.id === id);
  if (!found) throw new Error(`no message ${id}`);
  return found;
}

describe("the starter pack", () => {
  it.each<[string, z.ZodMiniType, readonly unknown[]]>([
    ["settings", Settings, [starter.settings]],
    ["sources", Source, starter.sources],
    ["directives", Directive, starter.directives],
    ["contacts", Contact, starter.contacts],
    ["areas", Area, starter.areas],
    ["venues", Venue, starter.venues],
    ["messages", MessageContent, starter.messages.map(loaded)],
    ["playlists", Playlist, starter.playlists],
    ["campaigns", Campaign, campaigns],
    ["canvases", Canvas, starter.screens.map(({ canvas }) => canvas)],
  ])("has %s that the schema takes as they are", (_, schema, items) => {
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(schema.parse(item)).toEqual(item);
  });

  it("names each thing once and refers only to what is there", () => {
    const ids = (items: readonly { readonly id: string }[]): Set<string> => {
      const set = new Set(items.map(({ id }) => id));
      expect(set.size).toBe(items.length);
      return set;
    };
    const [sources, directives, areas, venues] = [
      ids(starter.sources),
      ids(starter.directives),
      ids(starter.areas),
      ids(starter.venues),
    ];
    const [messages, playlists] = [ids(starter.messages), ids(starter.playlists)];
    ids(starter.contacts);
    ids(campaigns);
    for (const { parent } of starter.areas) if (parent) expect(areas).toContain(parent);
    for (const { area } of starter.venues) expect(areas).toContain(area);
    for (const { content } of starter.messages) {
      expect(sources).toContain(content.source.id);
      if (content.directive) expect(directives).toContain(content.directive.id);
    }
    for (const { items } of starter.playlists) for (const { message } of items) expect(messages).toContain(message);
    for (const { playlist, venues: at } of campaigns) {
      expect(playlists).toContain(playlist);
      for (const venue of at) expect(venues).toContain(venue);
    }
    for (const { venue } of starter.screens) expect(venues).toContain(venue);
  });

  it("uses every message somewhere and every venue has something on", () => {
    const played = new Set(
      campaigns.flatMap((c) => starter.playlists.find((p) => p.id === c.playlist)?.items ?? []).map((i) => i.message),
    );
    expect(starter.messages.map(({ id }) => id).filter((id) => !played.has(id))).toEqual([]);
    expect(starter.venues.map(({ id }) => id).filter((id) => !campaigns.some((c) => c.venues.includes(id)))).toEqual(
      [],
    );
  });

  it("shows every ordinary template and a bilingual variant", () => {
    const templates = new Set(starter.messages.map(({ content }) => content.forms.panel?.template).filter(Boolean));
    const ordinary = Object.keys(panelLimits).filter((template) => template !== "urgent");
    expect(templates).toEqual(new Set(ordinary));
    expect(starter.messages.some(({ content }) => JSON.stringify(content.forms.panel ?? {}).includes('"en"'))).toBe(
      true,
    );
  });

  it("says that its figures are samples", () => {
    for (const { content } of starter.messages) {
      if (content.forms.panel?.template === "figure") expect(content.source.name).toContain("số liệu mẫu");
    }
  });
});

describe("the check of the starter pack", () => {
  it.each(starter.messages.map((m) => [m.id, m] as const))("%s has no finding that was not kept", (_, m) => {
    const found = check(loaded(m), { sources: starter.sources });
    expect(found.filter(({ kept }) => !kept)).toEqual([]);
    for (const { reason } of found) expect(reason).toBe("theo văn bản 337/STTTT-CNTT");
    // Nothing is kept that the check does not find.
    expect(m.content.kept.map(({ code }) => code).sort()).toEqual(found.map(({ code }) => code).sort());
  });
});

describe("letter D's crawl", () => {
  it("is the letter's, byte for byte", () => {
    const text = message("chay-chu-ncovi").content.forms.ticker?.text.vi ?? "";
    // Of the words between the letter's brackets, its line break before the address as one space.
    expect(text).toHaveLength(196);
    expect(digestOf(text)).toBe("b9ecab9d284a0e30d96dbcfcbf7569a64b8103375ef26be0defb89094c8d5e56");
    expect(text).toContain("Khai báo ý tế");
  });

  it("is kept for its slip and its long link, and for nothing else", () => {
    const found = check(message("chay-chu-ncovi").content, { sources: starter.sources });
    expect(found.map(({ code, kept }) => [code, kept])).toEqual([
      ["known-slip", true],
      ["url-long", true],
    ]);
  });
});

describe("on the three screens", () => {
  const messages = new Map(
    starter.messages.map((m) => [m.id, { digest: sealRevision(loaded(m)).digest, content: loaded(m) }]),
  );
  const playlists = new Map(starter.playlists.map((p) => [p.id, p]));

  function programme(profile: string): ReturnType<typeof compile> {
    const screen = starter.screens.find((s) => s.profile === profile);
    const venue = starter.venues.find(({ id }) => id === screen?.venue);
    if (!screen || !venue) throw new Error(`no screen ${profile}`);
    const { timeZone, openingHours, reading } = venue;
    const mine = campaigns.filter((c) => c.venues.includes(venue.id));
    const input = { canvas: screen.canvas, timeZone, openingHours, reading, campaigns: mine, playlists, messages };
    return compile(input, startOfDay("2020-03-12", timeZone));
  }
  const days = [0, 1, 3, 29];
  const hourMs = 3_600_000;
  const start = startOfDay("2020-03-12", "Asia/Ho_Chi_Minh");

  it.each([
    ["airport", "stage"],
    ["airport", "ticker"],
    ["billboard", "stage"],
    ["cable", "ticker"],
  ] as const)("%s always has something on its %s, from the first midnight for thirty days", (profile, lane) => {
    const { programme: compiled } = programme(profile);
    for (const day of days) {
      for (const hour of [0, 3, 12, 23.9]) {
        expect(laneAt(compiled, lane, [], start + (day * 24 + hour) * hourMs).kind).toBe("spot");
      }
    }
    expect(laneAt(compiled, lane, [], start + 30 * 24 * hourMs).kind).toBe("safe");
  });

  it("nothing is left out but what a shape cannot show", () => {
    expect(programme("airport").leftOut).toEqual([]);
    expect(programme("billboard").leftOut).toEqual([]);
    expect(programme("cable").leftOut).toEqual([]);
  });
});

describe("the pictures", () => {
  it("are there, light, and all used", () => {
    const files = starter.messages.flatMap(({ picture }) => (picture ? [picture.file] : []));
    for (const file of files) {
      expect(existsSync(join(pictures, file))).toBe(true);
      expect(statSync(join(pictures, file)).size).toBeLessThanOrEqual(300_000);
    }
    expect(readdirSync(pictures).sort()).toEqual([...files].sort());
  });
});
