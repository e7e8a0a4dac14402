import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Bilingual } from "../../../content/editorial/text.ts";
import type { Source } from "../../../content/editorial/source.ts";
import { charsOf } from "../../../content/playout/chars.ts";
import { urgentTemplates, type UrgentTemplate } from "../../../content/starter/urgent-templates.ts";
import type { Settings } from "../../../content/wire/views.ts";
import { urgentWords } from "../../strings/urgent.ts";

/** Mission §5.6: longer headlines are not read in time. */
export const longestHeadline = 60;

export type UrgentField =
  | "headline"
  | "action"
  | "number"
  | "label"
  | "place"
  | "short"
  | "ticker"
  | "headlineEn"
  | "actionEn";

/** What somebody is writing as a takeover: where its words come from and what was typed over them. */
export type UrgentDraft = {
  readonly template: UrgentTemplate["id"] | undefined;
  /** Shown in its approved words instead of written here. */
  readonly message: MessageContent | undefined;
  /** What fills the template's blank. */
  readonly blank: string;
  readonly typed: Readonly<Partial<Record<UrgentField, string>>>;
  readonly source: { readonly id: string; readonly name: string };
};

export const emptyDraft: UrgentDraft = {
  template: undefined,
  message: undefined,
  blank: "",
  typed: {},
  source: { id: "", name: "" },
};

const placeMark = "{place}";

export function templateOf({ template }: UrgentDraft): UrgentTemplate | undefined {
  return urgentTemplates.find(({ id }) => id === template);
}

/** Whoever speaks in the screen's top bar speaks for itself, where it is registered; otherwise somebody chooses. */
export function usualSource(sources: readonly Source[], { agency }: Pick<Settings, "agency">): UrgentDraft["source"] {
  const found = sources.find(({ name }) => name.normalize("NFC") === agency.name.normalize("NFC"));
  return found ? { id: found.id, name: found.name } : emptyDraft.source;
}

/** What stands in a field: what was typed, or what the template says with its blank filled. */
export function wordsOf(
  draft: UrgentDraft,
  hotline: Settings["hotline"] | undefined,
): Readonly<Record<UrgentField, string>> {
  const { typed } = draft;
  const template = templateOf(draft);
  const fill = (text: string | undefined): string => (text ?? "").replaceAll(placeMark, draft.blank.trim() || "…");
  // English that says something else than the Vietnamese above it would be worse than none.
  const english = (of: "headline" | "action"): string => (typed[of] === undefined ? fill(template?.[of].en) : "");
  const call =
    template?.call ?? (hotline && { number: hotline.number, label: { vi: "Đường dây nóng", en: "Hotline" } });
  const words = {
    headline: typed.headline ?? fill(template?.headline.vi),
    action: typed.action ?? fill(template?.action.vi),
    number: typed.number ?? call?.number ?? "",
    label: typed.label ?? call?.label.vi ?? "",
    place: typed.place ?? "",
    short: typed.short ?? template?.short ?? "",
    headlineEn: typed.headlineEn ?? english("headline"),
    actionEn: typed.actionEn ?? english("action"),
  };
  return { ...words, ticker: typed.ticker ?? tickerFrom(words) };
}

function tickerFrom(words: Readonly<Record<"headline" | "action" | "place" | "number", string>>): string {
  const sentences = [words.headline, words.action, words.place].map(sentence).filter(Boolean);
  const call = words.number.trim() ? `Gọi ${words.number.trim()}.` : "";
  // The word KHẨN CẤP stands before the line on every screen already.
  return [...sentences, call].filter(Boolean).join(" ");
}

function sentence(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, " ").trim();
  return line === "" || /[.!?…]$/u.test(line) ? line : `${line}.`;
}

export function contentOf(draft: UrgentDraft, settings: Settings, today: string): MessageContent {
  if (draft.message) return draft.message;
  const w = wordsOf(draft, settings.hotline);
  const title = w.headline.replaceAll(/\s*\n\s*/g, " ").trim();
  return {
    title: title ? `KHẨN CẤP: ${title}`.slice(0, 120) : "",
    source: draft.source,
    sourceDate: today,
    agency: settings.agency,
    forms: {
      panel: {
        template: "urgent",
        headline: both(w.headline, w.headlineEn),
        ...(w.action.trim() ? { action: both(w.action, w.actionEn) } : {}),
        ...(w.number.trim() ? { number: { number: w.number.trim(), ...labelled(w.label) } } : {}),
        ...(w.place.trim() ? { place: { vi: w.place.trim() } } : {}),
        ...(w.short.trim() ? { short: { headline: w.short.trim() } } : {}),
      },
      ticker: { text: { vi: w.ticker.trim() } },
    },
    kept: [],
  };
}

function both(vi: string, en: string): Bilingual {
  return en.trim() ? { vi: vi.trim(), en: en.trim() } : { vi: vi.trim() };
}

const labelled = (label: string): { label?: Bilingual } => (label.trim() ? { label: { vi: label.trim() } } : {});

/** An approved message as a takeover: its words alone, because nothing else is on every screen already. */
export function wordsOnly(content: MessageContent): MessageContent | undefined {
  const { panel, ticker } = content.forms;
  if (!panel && !ticker) return undefined;
  return { ...content, forms: { ...(panel ? { panel } : {}), ...(ticker ? { ticker } : {}) } };
}

/** What has to be done before this can be said at all, in sentences. The check has its own (`content/editorial/check.ts`). */
export function lacking(draft: UrgentDraft, settings: Settings): readonly string[] {
  const w = urgentWords();
  if (draft.message) return [];
  const words = wordsOf(draft, settings.hotline);
  const chars = charsOf(words.headline.replaceAll("\n", " ").trim());
  return [
    ...(needsBlank(draft) && !draft.blank.trim() ? [w.blankMissing(w.where)] : []),
    ...(chars === 0 ? [w.headlineMissing] : []),
    ...(chars > longestHeadline ? [w.headlineLong(longestHeadline)] : []),
  ];
}

/** Whether the template's blank still stands in a field that nobody rewrote. */
export function needsBlank(draft: UrgentDraft): boolean {
  const template = templateOf(draft);
  if (!template) return false;
  return (["headline", "action"] as const).some(
    (field) => draft.typed[field] === undefined && template[field].vi.includes(placeMark),
  );
}
