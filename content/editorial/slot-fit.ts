import { charsOf } from "../playout/chars.ts";
import { finding, type Finding, type TextRange } from "./finding.ts";
import { slotTexts, wordCount, type TextPiece } from "./message-text.ts";
import { panelLimits, type Panel } from "./panel.ts";

/** English stands at 68 % of the Vietnamese size, so a line of it holds 24 characters for 15 (look/screens.md §2, rule vi + en). */
const englishPerVietnamese = 24 / 15;
/** With English below it, a rule's headline has two lines, and the English two (the same table). */
const bilingualRuleLines = 2;
/** Nine words is the most anyone reads on a billboard (look/screens.md §2). */
export const mostBillboardWords = 9;

/** A panel steps its type down for texts half as long again as the limit; beyond that something would not be drawn. */
const overflowAt = 1.5;

type Laid = { readonly lines: number; readonly worst?: { readonly chars: number; readonly at: TextRange } };

/** `breakAfter` is where a line may be broken: behind a space, or in an address where the player breaks one. */
function layOut(text: string, most: number, breakAfter: RegExp): Laid {
  let lines = 0;
  let worst: Laid["worst"];
  let from = 0;
  const byHand = text.includes("\n");
  for (const line of text.split("\n")) {
    const tooLong = (part: string, partFrom: number): void => {
      const chars = charsOf(part);
      if (chars > most && chars > (worst?.chars ?? 0)) {
        worst = { chars, at: { from: partFrom + Math.min(most, part.length - 1), until: partFrom + part.length } };
      }
    };
    let used = 0;
    let at = from;
    lines++;
    for (const word of line.split(breakAfter)) {
      const chars = charsOf(word.trimEnd());
      if (used > 0 && used + chars > most) {
        lines++;
        used = 0;
      }
      used += charsOf(word);
      tooLong(word.trimEnd(), at);
      at += word.length;
    }
    // A line that the author broke by hand is meant to stay one line.
    if (byHand) tooLong(line, from);
    from += line.length + 1;
  }
  return worst ? { lines, worst } : { lines };
}

function fits(piece: TextPiece, lines: number, most: number, breakAfter = /(?<=\s)/u): readonly Finding[] {
  const laid = layOut(piece.text, most, breakAfter);
  const chars = charsOf(piece.text);
  if (chars > overflowAt * lines * most && (laid.lines > overflowAt * lines || laid.worst)) {
    return [finding("slot-overflow", piece.where, { chars, most: Math.floor(overflowAt * lines * most) })];
  }
  const code = piece.language === "en" ? "english-too-long" : undefined;
  if (laid.worst) {
    return [finding(code ?? "line-too-long", piece.where, { chars: laid.worst.chars, most, lines }, laid.worst.at)];
  }
  if (laid.lines > lines) {
    return [finding(code ?? "too-many-lines", piece.where, { needs: laid.lines, lines, most })];
  }
  return [];
}

/** The screen drops the scheme and the final slash; the QR keeps them (look/screens.md §2, channel). */
function addressFits(piece: TextPiece, lines: number, most: number): readonly Finding[] {
  const scheme = /^[a-z]+:\/\//iu.exec(piece.text)?.[0].length ?? 0;
  const text = piece.text.slice(scheme).replace(/\/$/u, "");
  return fits({ ...piece, text }, lines, most, /(?<=[/?=&.])/u).map((found) =>
    found.at ? { ...found, at: { from: found.at.from + scheme, until: found.at.until + scheme } } : found,
  );
}

function isBilingualRule(panel: Panel): boolean {
  return panel.template === "rule" && panel.headline.en !== undefined;
}

/** Lines × characters of each slot against the sizes of look/screens.md §2. */
export function panelFit(panel: Panel): readonly Finding[] {
  return panelLimits[panel.template].flatMap(({ slot, lines, charsPerLine }) =>
    slotTexts(panel, slot.split("."), "forms.panel").flatMap((piece) => {
      if (slot === "address") return addressFits(piece, lines, charsPerLine);
      const few = slot === "headline" && isBilingualRule(panel) ? bilingualRuleLines : lines;
      const wide = piece.language === "en" ? Math.floor(charsPerLine * englishPerVietnamese) : charsPerLine;
      return fits(piece, few, wide);
    }),
  );
}

/** One line of the frame around the panel: the agency in the top bar and in front of the running line. */
export function frameFit(agency: { name: string; short: string }): readonly Finding[] {
  return [
    ...fits({ where: "agency.name", text: agency.name.normalize("NFC"), language: "vi" }, 1, 42),
    ...fits({ where: "agency.short", text: agency.short.normalize("NFC"), language: "vi" }, 1, 20),
  ];
}

/** What a billboard shows of a rule or of a takeover: its short wording, or the headline when there is none. */
export function billboardWording(panel: Panel): { readonly where: string; readonly text: string } | undefined {
  if (panel.template !== "rule" && panel.template !== "urgent") return undefined;
  const { short } = panel;
  if (!short) return { where: "forms.panel.headline.vi", text: panel.headline.vi };
  const condition = "condition" in short ? (short.condition ?? "") : "";
  return { where: "forms.panel.short.headline", text: [short.headline, condition].join(" ").trim() };
}

export function billboardFit(panel: Panel): readonly Finding[] {
  const wording = billboardWording(panel);
  if (!wording) return [];
  const words = wordCount(wording.text.normalize("NFC"));
  return words > mostBillboardWords
    ? [finding("billboard-words", wording.where, { words, most: mostBillboardWords })]
    : [];
}
