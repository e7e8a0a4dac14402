import { charsOf } from "../playout/chars.ts";
import { addressesIn } from "./address.ts";
import { doubledWords } from "./doubled-words.ts";
import { finding, isAbout, type Finding } from "./finding.ts";
import { slips } from "./known-slips.ts";
import type { MessageContent } from "./message.ts";
import { slotTexts, textsOf, type TextPiece } from "./message-text.ts";
import { addressFindings, registerOf } from "./near-miss.ts";
import { legacyEncoding, mixedScripts, oddCharacters } from "./odd-characters.ts";
import type { Panel } from "./panel.ts";
import { readingFit } from "./reading-fit.ts";
import { billboardFit, frameFit, panelFit } from "./slot-fit.ts";
import type { Source } from "./source.ts";

export type { Finding, FindingCode, FindingLevel, TextRange } from "./finding.ts";

/** What a message is held against. */
export type CheckContext = { readonly sources: readonly Source[] };

/** Longer addresses are not typed off a running line; a QR on a panel carries them instead (mission.md §1.7). */
const longestTickerAddress = 30;

/**
 * Reads a message as a careful colleague would. It warns and never rewrites; only `block` keeps it from being
 * submitted. Findings come in the order of the message: title, source, agency, forms.
 */
export function check(content: MessageContent, context: CheckContext): readonly Finding[] {
  const register = registerOf(context.sources);
  const pieces = textsOf(content);
  const shown = pieces.filter(({ where }) => where.startsWith("forms."));
  const found = [
    ...completeness(content, context, shown),
    ...pieces.flatMap((piece) => [...oddCharacters(piece), ...mixedScripts(piece)]),
    ...oneLine(content),
    ...shown.flatMap((piece) => {
      const words = withoutAddresses(piece);
      return [
        ...addressFindings(piece, register),
        ...slips(words),
        ...doubledWords(words),
        ...legacyEncoding(words),
        ...loudness(words),
      ];
    }),
    ...tickerAddresses(content),
    ...frameFit(content.agency),
    ...(content.forms.panel ? panelFindings(content.forms.panel) : []),
    ...readingFit(content),
    ...mixedNames(shown),
  ];
  const texts = new Map(pieces.map(({ where, text }) => [where, text]));
  return found.map((f) => withReason(withExcerpt(f, texts.get(f.where)), content.kept));
}

/** Whether a message with these findings may not be submitted. */
export function blocks(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === "block");
}

const longestExcerpt = 200;

function withExcerpt(found: Finding, text: string | undefined): Finding {
  if (!found.at || text === undefined) return found;
  const { from, until } = found.at;
  return { ...found, excerpt: text.slice(from, Math.min(until, from + longestExcerpt)) };
}

function withReason(found: Finding, kept: MessageContent["kept"]): Finding {
  if (found.level === "block") return found;
  const entry = kept.find((each) => isAbout(each, found) && each.reason.trim());
  return entry ? { ...found, kept: true, reason: entry.reason } : found;
}

function completeness(
  content: MessageContent,
  { sources }: CheckContext,
  shown: readonly TextPiece[],
): readonly Finding[] {
  const { title, source, sourceDate, directive, agency, forms } = content;
  const found: Finding[] = [];
  const isBlank = (text: string): boolean => text.trim() === "";
  if (isBlank(title)) found.push(finding("title-missing", "title"));
  const registered = sources.find(({ id }) => id === source.id);
  if (isBlank(source.id)) found.push(finding("source-missing", "source"));
  else if (!registered) found.push(finding("source-unknown", "source", { source: source.id }));
  else if (isBlank(source.name)) found.push(finding("slot-empty", "source.name"));
  else if (!isNameOf(registered, source.name.normalize("NFC"), directive?.number)) {
    found.push(finding("source-name-differs", "source.name", { name: source.name, registered: registered.name }));
  }
  if (sourceDate === "") {
    found.push(finding(forms.panel?.template === "figure" ? "figure-undated" : "source-undated", "sourceDate"));
  }
  if (isBlank(agency.name)) found.push(finding("slot-empty", "agency.name"));
  if (isBlank(agency.short)) found.push(finding("slot-empty", "agency.short"));
  if (!forms.panel && !forms.banner && !forms.ticker) found.push(finding("form-missing", "forms"));
  // An optional part that is there is filled, and an absent translation is absent: nothing draws an empty string.
  for (const { where, text } of shown) if (isBlank(text)) found.push(finding("slot-empty", where));
  if (forms.banner?.renditions.length === 0) {
    found.push(finding("renditions-missing", "forms.banner.renditions"));
  }
  return found;
}

/** "Công văn 164/STTTT-TTBCXB" and "Bộ Y tế (số liệu mẫu)" are as good as the registered name. */
function isNameOf(source: Source, name: string, directiveNumber: string | undefined): boolean {
  const registered = source.name.normalize("NFC");
  if (name === registered || name.startsWith(`${registered} (`)) return true;
  return !!directiveNumber && name.includes(directiveNumber.normalize("NFC"));
}

/** A running line, a label and a source line are one line each; a break in them would be drawn as nothing or as a gap. */
function oneLine({ agency, source, forms }: MessageContent): readonly Finding[] {
  const pieces = [
    ...slotTexts(source.name, [], "source.name"),
    ...slotTexts(agency, [], "agency"),
    ...slotTexts(forms.ticker, ["text"], "forms.ticker"),
  ];
  return pieces.flatMap(({ where, text }) => {
    const from = text.indexOf("\n");
    return from < 0 ? [] : [finding("line-break", where, {}, { from, until: from + 1 })];
  });
}

/** The same text with every address blanked out, so that words are judged as words. Offsets stay. */
function withoutAddresses(piece: TextPiece): TextPiece {
  let { text } = piece;
  for (const { from, until } of addressesIn(piece.text)) {
    text = text.slice(0, from) + "_".repeat(until - from) + text.slice(until);
  }
  return { ...piece, text };
}

function tickerAddresses({ forms }: MessageContent): readonly Finding[] {
  return slotTexts(forms.ticker, ["text"], "forms.ticker").flatMap(({ where, text }) =>
    addressesIn(text).flatMap(({ kind, text: address, from, until }) => {
      const chars = charsOf(address);
      if (kind !== "url" || chars <= longestTickerAddress) return [];
      return [finding("url-long", where, { address, chars, most: longestTickerAddress, offer: "qr" }, { from, until })];
    }),
  );
}

/** Emergency style belongs to emergencies: it would stir alarm (letter C: "tránh tình trạng hoang mang"). */
function loudness({ where, text }: TextPiece): readonly Finding[] {
  const found: Finding[] = [];
  const marks = /[!！](?:\s?[!！?])+/u.exec(text);
  if (marks) {
    found.push(finding("exclamation-marks", where, {}, { from: marks.index, until: marks.index + marks[0].length }));
  }
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  if (words.length > 1 && words.every((w) => w === w.toUpperCase() && w !== w.toLowerCase())) {
    found.push(finding("all-caps", where, {}, { from: 0, until: text.length }));
  }
  return found;
}

/** A passer-by who reads just a prohibition's headline must not read the opposite (look/screens.md, rule 2). */
const negation = /(?<!\p{L})(không|chưa|đừng|chớ|cấm|tránh|hạn\s+chế|ngừng|ngưng|dừng|bỏ|thôi|hoãn|huỷ|hủy)(?!\p{L})/iu;

function panelFindings(panel: Panel): readonly Finding[] {
  const found = [...panelFit(panel), ...billboardFit(panel)];
  const forbids: readonly (readonly [string, string | undefined])[] =
    panel.template === "rule" && panel.manner === "dont"
      ? [
          ["forms.panel.headline.vi", panel.headline.vi],
          ["forms.panel.short.headline", panel.short?.headline],
        ]
      : panel.template === "rule-pair"
        ? [["forms.panel.dont.headline.vi", panel.dont.headline.vi]]
        : [];
  for (const [where, text] of forbids) {
    if (text?.trim() && !negation.test(text.normalize("NFC"))) found.push(finding("negation-missing", where));
  }
  if (panel.template === "channel") found.push(...channelAddress(panel.address));
  return found;
}

/** A channel's address goes whole into its QR, so it is one complete web address and nothing else. */
function channelAddress(address: string): readonly Finding[] {
  const where = "forms.panel.address";
  const text = address.normalize("NFC").trim();
  if (text === "") return [];
  const [first] = addressesIn(text);
  if (first?.fault || first?.spaced) return [];
  if (/\s/u.test(text)) return [finding("url-spaces", where, { address: text })];
  if (first?.kind !== "url" || first.text !== text || !/^https?:/iu.test(text)) {
    return [finding("url-malformed", where, { address: text, fault: "scheme" })];
  }
  return [];
}

/** The letters call one thing by four names; a public series should settle on one. */
const names: readonly (readonly [string, RegExp])[] = [
  ["COVID-19", /covid\s?-?\s?19/iu],
  ["nCoV", /(?<!\p{L})nCoV(?!\p{L})/iu],
  ["virus Corona", /virus\s+corona/iu],
  ["vi rút Corona", /(?:vi[\s-]?r[uú]ts?)\s+corona/iu],
];

function mixedNames(shown: readonly TextPiece[]): readonly Finding[] {
  const used = names.flatMap(([name, pattern]) =>
    shown.flatMap((piece) => {
      const match = piece.language === "vi" ? pattern.exec(withoutAddresses(piece).text) : null;
      return match
        ? [{ name, where: piece.where, at: { from: match.index, until: match.index + match[0].length } }]
        : [];
    }),
  );
  const distinct = [...new Set(used.map(({ name }) => name))];
  const other = used.find(({ name }) => name !== used[0]?.name);
  return other ? [finding("mixed-names", other.where, { names: distinct.join(", ") }, other.at)] : [];
}
