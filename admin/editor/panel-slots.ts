import { charsOf } from "../../content/playout/chars.ts";
import { panelLimits, type Panel, type PanelTemplate } from "../../content/editorial/panel.ts";

/** How each template is filled in: its slots in reading order, and which may be left empty or repeated. */

export type Slot = {
  /** Path inside the panel; a repeated one carries its index. */
  readonly path: string;
  /** `both` has Vietnamese and English under it, `plain` is one text for everyone. */
  readonly kind: "both" | "plain" | "sign";
  /** May hold line breaks: they are the breaks on the screen. */
  readonly lines?: true;
  /** Removing its text removes this path from the panel. */
  readonly optional?: string;
};

const both = (path: string, more: Partial<Slot> = {}): Slot => ({ path, kind: "both", ...more });
const plain = (path: string, more: Partial<Slot> = {}): Slot => ({ path, kind: "plain", ...more });
const sign = (path: string): Slot => ({ path, kind: "sign" });
const lines = { lines: true } as const;

/** The slots of this panel as it stands: as many rows as it has. */
export function slotsOf(panel: Panel): readonly Slot[] {
  switch (panel.template) {
    case "rule":
      return [
        both("tag"),
        both("headline", lines),
        both("sub", { optional: "sub" }),
        sign("sign"),
        plain("short.headline", { ...lines, optional: "short" }),
        plain("short.condition", { optional: "short.condition" }),
      ];
    case "rule-pair":
      return ["do", "dont"].flatMap((side) => [
        both(`${side}.tag`),
        both(`${side}.headline`, lines),
        sign(`${side}.sign`),
      ]);
    case "figure":
      return [
        both("label"),
        plain("number"),
        plain("asOf"),
        ...panel.rows.flatMap((_, i) => [plain(`rows.${i}.number`), both(`rows.${i}.caption`, lines)]),
      ];
    case "hotline":
      return [
        both("label"),
        plain("owner"),
        plain("number"),
        both("badge", { optional: "badge" }),
        both("second.label", { optional: "second" }),
        plain("second.number", { optional: "second" }),
      ];
    case "channel":
      return [both("tag"), both("name", lines), plain("address"), both("owner", lines)];
    case "notice":
      return [
        both("tag"),
        both("headline", lines),
        both("date.label"),
        plain("date.date"),
        ...panel.items.flatMap((_, i) => [both(`items.${i}.text`, lines), sign(`items.${i}.sign`)]),
      ];
    case "urgent":
      return [
        both("headline", lines),
        both("action", { optional: "action" }),
        plain("number.number", { optional: "number" }),
        both("number.label", { optional: "number.label" }),
        both("place", { optional: "place" }),
        plain("short.headline", { optional: "short" }),
      ];
    default:
      return [both("truth", lines), both("action"), both("claim", lines)];
  }
}

/** What may be added to or taken from a panel one by one. */
export function repeatOf(
  panel: Panel,
): { readonly path: "rows" | "items"; readonly count: number; readonly most: number } | undefined {
  if (panel.template === "figure") return { path: "rows", count: panel.rows.length, most: 2 };
  if (panel.template === "notice") return { path: "items", count: panel.items.length, most: 3 };
  return undefined;
}

export const panelTemplates = Object.keys(panelLimits) as readonly PanelTemplate[];
/** What the editor offers for an ordinary message. Red is for takeovers only, and they have pages of their own. */
export const ordinaryTemplates = panelTemplates.filter((template) => template !== "urgent");

/** An empty panel of a template; the schema takes it as a draft and the check says what is missing. */
export function emptyPanel<T extends PanelTemplate>(template: T): Extract<Panel, { template: T }> {
  return empty[template];
}

const nothing = { vi: "" };
const empty: { readonly [T in PanelTemplate]: Extract<Panel, { template: T }> } = {
  rule: { template: "rule", manner: "do", tag: { vi: "Nên làm" }, sign: "shield", headline: nothing },
  "rule-pair": {
    template: "rule-pair",
    do: { tag: { vi: "Nên làm" }, headline: nothing, sign: "wash-hands" },
    dont: { tag: { vi: "Tránh" }, headline: nothing, sign: "crowd" },
  },
  figure: { template: "figure", label: nothing, number: "", asOf: "", rows: [] },
  hotline: { template: "hotline", label: nothing, owner: "", number: "" },
  channel: { template: "channel", tag: nothing, name: nothing, address: "", owner: nothing },
  notice: {
    template: "notice",
    tag: nothing,
    headline: nothing,
    date: { label: { vi: "Từ ngày" }, date: "" },
    items: [],
  },
  rebuttal: { template: "rebuttal", truth: nothing, action: nothing, claim: nothing },
  urgent: { template: "urgent", headline: nothing },
};

/** The slots that carry the same thought in every template, best first: what is kept when another template is chosen. */
const leading: Readonly<Record<PanelTemplate, readonly string[]>> = {
  rule: ["headline"],
  "rule-pair": ["do.headline"],
  figure: ["label"],
  hotline: ["label"],
  channel: ["name"],
  notice: ["headline"],
  rebuttal: ["truth"],
  urgent: ["headline"],
};

export const leadingSlot = (template: PanelTemplate): string => leading[template][0] ?? "headline";

export type Fit = {
  readonly chars: number;
  readonly mostChars: number;
  readonly lines: number;
  readonly mostLines: number;
  /** At or over a limit. */
  readonly full: boolean;
};

/** English stands smaller, so a line of it holds 24 characters for 15 (look/screens.md §2). */
const englishPerVietnamese = 24 / 15;

/** How full a slot is, line by line as the author broke it; `undefined` where there is no limit. */
export function fitOf(panel: Panel, path: string, text: string, language: "vi" | "en"): Fit | undefined {
  const plainPath = path.replace(/\.\d+(?=\.|$)/g, "");
  const limit = panelLimits[panel.template].find(({ slot }) => slot === plainPath);
  if (!limit) return undefined;
  const bilingualRule = panel.template === "rule" && path === "headline" && panel.headline.en !== undefined;
  const mostLines = bilingualRule ? 2 : limit.lines;
  const mostChars = language === "en" ? Math.floor(limit.charsPerLine * englishPerVietnamese) : limit.charsPerLine;
  const written = text.split("\n").map(charsOf);
  // A text without breaks may fill all its lines.
  const byHand = written.length > 1;
  const chars = Math.max(...written);
  const room = byHand ? mostChars : mostChars * mostLines;
  return {
    chars,
    mostChars: room,
    lines: written.length,
    mostLines,
    full: chars >= room || written.length > mostLines,
  };
}
