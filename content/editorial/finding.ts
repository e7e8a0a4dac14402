import type { KeptFinding } from "./message.ts";

/**
 * Everything the check can find, with its weight. `block` keeps a message from being submitted; `warn` and `hint` are
 * read and either mended or kept, "Giữ nguyên văn". Official text is kept byte for byte, so nothing here rewrites.
 */
export const findingLevels = {
  "title-missing": "block",
  "source-missing": "block",
  "source-unknown": "block",
  "form-missing": "block",
  "slot-empty": "block",
  "renditions-missing": "block",
  "control-character": "block",
  "bidi-control": "block",
  "invisible-character": "block",
  "broken-character": "block",
  "line-break": "block",
  "slot-overflow": "block",
  "url-malformed": "warn",
  "url-spaces": "warn",
  "url-long": "warn",
  "domain-near-miss": "warn",
  "address-near-miss": "warn",
  "known-slip": "warn",
  "doubled-word": "warn",
  "mixed-scripts": "warn",
  "line-too-long": "warn",
  "too-many-lines": "warn",
  "english-too-long": "warn",
  "billboard-words": "warn",
  "lap-too-long": "warn",
  "dwell-too-short": "warn",
  "all-caps": "warn",
  "exclamation-marks": "warn",
  "negation-missing": "warn",
  "figure-undated": "warn",
  "source-undated": "hint",
  "source-name-differs": "hint",
  "mixed-names": "hint",
  "legacy-encoding": "hint",
} as const;

export type FindingCode = keyof typeof findingLevels;
export type FindingLevel = (typeof findingLevels)[FindingCode];

/** UTF-16 offsets in the NFC text of the slot, half-open: for go-to and highlighting. */
export type TextRange = { readonly from: number; readonly until: number };

export type Finding = {
  readonly level: FindingLevel;
  readonly code: FindingCode;
  /** Path of the slot, e.g. `forms.ticker.text.vi` or `forms.panel.rows.0.caption.vi`. */
  readonly where: string;
  /** What to put in the sentence that the desk says about it. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at?: TextRange;
  /** The words at `at`, at most 200 characters of them; empty where it is about the whole text. */
  readonly excerpt: string;
  /** The author read it and kept the text as it is; the approver sees the reason. Never on a block. */
  readonly kept?: true;
  readonly reason?: string;
};

export function finding(code: FindingCode, where: string, facts: Finding["facts"] = {}, at?: TextRange): Finding {
  const found = { level: findingLevels[code], code, where, facts, excerpt: "" };
  return at ? { ...found, at } : found;
}

/** Whether the author kept just this: the same warning, in the same place, about the same words. */
export function isAbout(kept: Pick<KeptFinding, "code" | "where" | "excerpt">, found: Finding): boolean {
  return kept.code === found.code && kept.where === found.where && kept.excerpt === found.excerpt;
}
