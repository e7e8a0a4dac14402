import { finding, type Finding } from "./finding.ts";
import type { TextPiece } from "./message-text.ts";

type Slip = {
  readonly slip: string;
  readonly suggestion: string;
  /** The letter in which it was printed (directives/). */
  readonly letter: "A" | "B" | "C" | "D" | "E";
  /** Continuations with which the same letters are right. */
  readonly except?: RegExp;
};

/** Slips that stand in the five letters themselves, so they will be pasted again (mission.md §1.7). */
export const knownSlips: readonly Slip[] = [
  // "chú ý tế nhị" is no slip.
  { slip: "ý tế", suggestion: "y tế", letter: "D", except: /^\s+nhị/u },
  { slip: "lick", suggestion: "link", letter: "A" },
  { slip: "vius", suggestion: "virus", letter: "A" },
  { slip: "thư công cụ", suggestion: "thư công vụ", letter: "A" },
  { slip: "Conora", suggestion: "Corona", letter: "C" },
  { slip: "vi ruts", suggestion: "vi rút", letter: "C" },
  { slip: "virut", suggestion: "vi rút", letter: "C" },
  { slip: "Paner", suggestion: "Banner", letter: "C" },
  { slip: "chuyên phát", suggestion: "chuyển phát", letter: "C", except: /^\s+(thanh|sóng|hành|triển)/u },
  { slip: "nhiễm bệnh đề", suggestion: "nhiễm bệnh để", letter: "C" },
  { slip: "phòng chống phòng, chống", suggestion: "phòng, chống", letter: "C" },
  { slip: "COVID - 19", suggestion: "COVID-19", letter: "D" },
  { slip: "CỘNG HÕA", suggestion: "CỘNG HÒA", letter: "E" },
  { slip: "Gai Lai", suggestion: "Gia Lai", letter: "E" },
  { slip: "phối hợp chẽ", suggestion: "phối hợp chặt chẽ", letter: "E" },
  { slip: "điều hành quan Đảng", suggestion: "điều hành của cơ quan Đảng", letter: "E" },
];

const patterns = knownSlips.map((known) => ({
  ...known,
  pattern: new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${known.slip.replaceAll(" ", "\\s+")}(?![\\p{L}\\p{M}\\p{N}])`, "giu"),
}));

/** A suggestion at the start of a sentence or in a heading begins, or is written, as what it replaces. */
function inCaseOf(found: string, suggestion: string): string {
  if (found.length > 1 && found === found.toUpperCase()) return suggestion.toUpperCase();
  const [first = ""] = found;
  return first === first.toUpperCase() ? suggestion.slice(0, 1).toUpperCase() + suggestion.slice(1) : suggestion;
}

/** Slips known from the letters, in Vietnamese text only ("lick" is an English word). */
export function slips({ where, text, language }: TextPiece): readonly Finding[] {
  if (language !== "vi") return [];
  return patterns.flatMap(({ pattern, suggestion, letter, except }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const at = { from: match.index, until: match.index + match[0].length };
      if (except?.test(text.slice(at.until))) return [];
      return [
        finding("known-slip", where, { found: match[0], suggestion: inCaseOf(match[0], suggestion), letter }, at),
      ];
    }),
  );
}
