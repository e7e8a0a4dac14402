import { finding, type Finding, type FindingCode } from "./finding.ts";
import type { TextPiece } from "./message-text.ts";

/**
 * Characters that no reader sees but that change what is drawn or compared: they would hide a word from the
 * approver, turn a line around, or break a file. All of them block. Patterns are ordered; the first that fits names it.
 */
const kinds: readonly (readonly [FindingCode, RegExp])[] = [
  ["bidi-control", /\p{Bidi_Control}/u],
  ["invisible-character", /\p{Default_Ignorable_Code_Point}/u],
  // A line break is a control character too, and the one that headlines are broken with.
  ["control-character", /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u],
  // Unpaired surrogates, private use, non-characters, and the mark of a decoder that gave up.
  ["broken-character", /[\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\uFFF9-\uFFFD]/u],
];
const any = new RegExp(kinds.map(([, pattern]) => pattern.source).join("|"), "gu");

/** One finding per kind of odd character in a text, at its first place, with how many there are. */
export function oddCharacters({ where, text }: TextPiece): readonly Finding[] {
  const found = new Map<FindingCode, { first: string; from: number; count: number }>();
  for (const match of text.matchAll(any)) {
    const code = kinds.find(([, pattern]) => pattern.test(match[0]))?.[0] ?? "broken-character";
    const known = found.get(code);
    if (known) known.count++;
    else found.set(code, { first: match[0], from: match.index, count: 1 });
  }
  return [...found].map(([code, { first, from, count }]) => {
    const point = (first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return finding(code, where, { character: `U+${point}`, count }, { from, until: from + first.length });
  });
}

/** A word that mixes alphabets looks like another word: `bоyte` with a Cyrillic о. */
export function mixedScripts({ where, text }: TextPiece): readonly Finding[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap((match) => {
    const [word] = match;
    if (!/\p{Script=Latin}/u.test(word) || !/[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(word)) {
      return [];
    }
    return [finding("mixed-scripts", where, { word }, { from: match.index, until: match.index + word.length })];
  });
}

/** Text typed for a font of before Unicode, or UTF-8 read as Latin-1. Only a hint: names of other languages use these letters too. */
const legacy: readonly (readonly [name: string, pattern: RegExp, enough: number])[] = [
  ["UTF-8", /á[º»]|Ã[\u0080-\u00BF]|Ä[\u0090\u0091‘]|Æ[°¡]/gu, 1],
  ["TCVN3", /[A-Za-z][µ¶·¸¹®¬¨©ª«»¼½¾×÷ßÞþðØ]|[µ¶¸¹®¬¨©ª«»¼½¾×÷ßÞþð][a-z]/gu, 2],
  ["VNI", /[aeiouyAEIOUY][øûïäåëüØÛÏÄÅËÜ]|[aeoAEO][ùõÙÕ]|ñ[aeiouy]/gu, 2],
];

export function legacyEncoding({ where, text }: TextPiece): readonly Finding[] {
  for (const [encoding, pattern, enough] of legacy) {
    const hits = [...text.matchAll(pattern)];
    const first = hits[0];
    if (first && hits.length >= enough) {
      return [
        finding("legacy-encoding", where, { encoding }, { from: first.index, until: first.index + first[0].length }),
      ];
    }
  }
  return [];
}
