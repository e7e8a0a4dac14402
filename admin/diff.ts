import type { MessageContent } from "../content/editorial/message.ts";
import { textsOf } from "../content/editorial/message-text.ts";

/** What changed between two revisions, word by word. Added and removed are told apart by more than colour where it is drawn. */

export type DiffPart = { readonly kind: "same" | "added" | "removed"; readonly text: string };
export type FieldDiff = { readonly where: string; readonly parts: readonly DiffPart[] };

/** Words and the spaces between them, so that joined parts give the texts back byte for byte. */
const tokens = (text: string): readonly string[] => text.match(/\s+|[^\s]+/gu) ?? [];

/** The longest common run of words stays; the rest is removed and added. */
export function diffText(before: string, after: string): readonly DiffPart[] {
  const a = tokens(before);
  const b = tokens(after);
  const common: number[][] = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const length = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i];
    if (!row) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const parts: { kind: DiffPart["kind"]; text: string }[] = [];
  const push = (kind: DiffPart["kind"], text: string): void => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      push("same", left);
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || length(i + 1, j) >= length(i, j + 1))) {
      push("removed", left);
      i++;
    } else if (right !== undefined) {
      push("added", right);
      j++;
    }
  }
  return joined(parts);
}

/** "người dân" for "thuê bao" is one change, not two with a space between them. */
function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const out: DiffPart[] = [];
  for (let i = 0; i < parts.length;) {
    let removed = "";
    let added = "";
    let part = parts[i];
    while (part) {
      if (part.kind === "removed") removed += part.text;
      else if (part.kind === "added") added += part.text;
      else if (removed && added && part.text === " " && parts[i + 1]) {
        removed += " ";
        added += " ";
      } else break;
      part = parts[++i];
    }
    if (removed) out.push({ kind: "removed", text: removed });
    if (added) out.push({ kind: "added", text: added });
    if (part) {
      out.push(part);
      i++;
    }
  }
  return out;
}

/** Choices that are not texts but are approved all the same, as words that can be compared. */
function choices(content: MessageContent): readonly (readonly [string, string])[] {
  const { panel, banner } = content.forms;
  const signs: [string, string][] = [];
  const walk = (value: unknown, where: string): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key === "sign" && typeof item === "string") signs.push([`${where}.sign`, item]);
      else walk(item, `${where}.${key}`);
    }
  };
  walk(panel, "forms.panel");
  return [
    ["sourceDate", content.sourceDate],
    ["directive.number", content.directive?.number ?? ""],
    ["forms.panel.template", panel?.template ?? ""],
    ["forms.panel.manner", panel?.template === "rule" ? panel.manner : ""],
    ...signs,
    ["forms.banner.picture", banner ? banner.picture.slice(0, 8) : ""],
    ["forms.banner.focal", banner ? `${Math.round(banner.focal.x * 100)} × ${Math.round(banner.focal.y * 100)}` : ""],
  ];
}

/** Every text and choice that differs, in the order of the newer message; what was dropped comes last. */
export function diffMessages(before: MessageContent, after: MessageContent): readonly FieldDiff[] {
  const fields = (content: MessageContent): Map<string, string> =>
    new Map([...textsOf(content).map(({ where, text }) => [where, text] as const), ...choices(content)]);
  const old = fields(before);
  const now = fields(after);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((where) => {
    const from = old.get(where) ?? "";
    const to = now.get(where) ?? "";
    return from === to ? [] : [{ where, parts: diffText(from, to) }];
  });
}
