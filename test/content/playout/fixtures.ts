import { canvasPresets, type Canvas } from "../../../content/network/canvas.ts";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { sealRevision } from "../../../content/editorial/revision.ts";
import type { Campaign } from "../../../content/playout/campaign.ts";
import type { CompileInput } from "../../../content/playout/compile.ts";
import type { PlaylistItem } from "../../../content/playout/playlist.ts";

/** Real revisions, playlists and campaigns with the fewest words that a test needs to say. */

export const instant = (iso: string): number => Date.parse(iso);

export function canvas(id: string): Canvas {
  const found = canvasPresets.find((preset) => preset.id === id);
  if (!found) throw new Error(`no canvas ${id}`);
  return found;
}

export function content(title: string, forms: MessageContent["forms"]): MessageContent {
  return {
    title,
    source: { id: "", name: "" },
    sourceDate: "",
    agency: { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" },
    forms,
    kept: [],
  };
}

export const panel = (headline: string): NonNullable<MessageContent["forms"]["panel"]> => ({
  template: "rule",
  manner: "do",
  tag: { vi: "Nên làm" },
  sign: "mask",
  headline: { vi: headline },
});

export const ticker = (vi: string) => ({ text: { vi } });

export function banner(
  ...sizes: readonly (readonly [number, number])[]
): NonNullable<MessageContent["forms"]["banner"]> {
  return {
    picture: "c".repeat(64),
    focal: { x: 0.5, y: 0.5 },
    alt: { vi: "Rửa tay" },
    renditions: sizes.map(([width, height]) => ({
      width,
      height,
      sha256: `${width}${height}`.padEnd(64, "0"),
      bytes: 1000,
      type: "image/webp",
    })),
  };
}

export function approved(id: string, forms: MessageContent["forms"]) {
  const { digest, content: sealed } = sealRevision(content(id, forms));
  return [id, { digest, content: sealed }] as const;
}

export function campaign(id: string, changes: Partial<Campaign> = {}): Campaign {
  return {
    id,
    name: `Đợt ${id}`,
    playlist: `list-${id}`,
    venues: ["venue"],
    from: "2020-03-12",
    to: "2020-03-15",
    hours: [],
    weekdays: [],
    level: "routine",
    frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    status: "active",
    ...changes,
  };
}

export function playlist(id: string, ...items: readonly (string | PlaylistItem)[]) {
  return [
    id,
    { id, name: id, items: items.map((item) => (typeof item === "string" ? { message: item } : item)) },
  ] as const;
}

export function lineUp(changes: Partial<CompileInput> = {}): CompileInput {
  return {
    canvas: canvas("board-1080"),
    timeZone: "Asia/Ho_Chi_Minh",
    openingHours: [],
    reading: "queue",
    campaigns: [],
    playlists: new Map(),
    messages: new Map(),
    ...changes,
  };
}

/** One message with a panel per campaign, ten seconds each, in a playlist of its own. */
export function panelsFor(...campaigns: readonly Campaign[]): CompileInput {
  return lineUp({
    campaigns,
    playlists: new Map(campaigns.map((c) => playlist(c.playlist, { message: `message-${c.id}`, seconds: 10 }))),
    messages: new Map(campaigns.map((c) => approved(`message-${c.id}`, { panel: panel(c.name) }))),
  });
}
