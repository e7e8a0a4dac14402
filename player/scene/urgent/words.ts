import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Panel } from "../../../content/editorial/panel.ts";
import type { Bilingual } from "../../../content/editorial/text.ts";

/** The parts that every urgent picture has, whatever the size and shape of the screen. */
export type UrgentWords = {
  readonly headline: Bilingual;
  /** Lines below the headline, the first of them the more important. */
  readonly actions: readonly Bilingual[];
  readonly number?: { readonly number: string; readonly label?: Bilingual | undefined } | undefined;
  readonly place?: Bilingual | undefined;
  /** Shown as written, with its QR. */
  readonly address?: string | undefined;
  /** What is false: quoted small, named as false, never without the truth above it. */
  readonly claim?: Bilingual | undefined;
  /** Billboards and LED boards have room for so much. */
  readonly short?: string | undefined;
};

/**
 * The words of a takeover. An officer may send out any approved message: a correction is a `rebuttal`, a recall of a wrong
 * alarm may be a plain `rule`. All of them get the one urgent picture, so that a hall turns over as one and a passer-by
 * learns one sign only; what they lose is their pictogram and their field, never a word.
 */
export function urgentWords({ forms, title }: MessageContent): UrgentWords {
  const { panel, ticker, banner } = forms;
  if (panel) return panelWords(panel);
  return { headline: ticker?.text ?? banner?.alt ?? { vi: title }, actions: [] };
}

function panelWords(panel: Panel): UrgentWords {
  switch (panel.template) {
    case "urgent": {
      const { headline, action, number, place, short } = panel;
      return { headline, actions: present(action), number, place, short: short?.headline };
    }
    case "rule": {
      const { headline, sub, short } = panel;
      return { headline, actions: present(sub), short: short && joined([short.headline, short.condition], " ") };
    }
    case "rule-pair":
      return { headline: panel.do.headline, actions: [panel.dont.headline] };
    case "figure": {
      const rows = panel.rows.map(({ number, caption }) => both(caption, (words) => `${number} ${words}`));
      const hour = { vi: `Tính đến ${panel.asOf}`, en: panel.label.en && `As of ${panel.asOf}` };
      return { headline: both(panel.label, (words) => `${words}\n${panel.number}`), actions: [hour, ...listed(rows)] };
    }
    case "hotline": {
      const { label, owner, number, badge, second } = panel;
      const also = second && both(second.label, (words) => `${words}: ${second.number}`);
      return { headline: label, actions: [{ vi: owner }, ...present(also)], number: { number, label: badge } };
    }
    case "channel":
      return { headline: panel.name, actions: [panel.owner], address: panel.address };
    case "notice": {
      const since = both(panel.date.label, (words) => `${words} ${panel.date.date}`);
      return { headline: panel.headline, actions: [since, ...listed(panel.items.map(({ text }) => text))] };
    }
    default:
      return { headline: panel.truth, actions: [panel.action], claim: panel.claim };
  }
}

function present(text: Bilingual | undefined): readonly Bilingual[] {
  return text ? [text] : [];
}

/** Several short texts as one line, so that the headline keeps its size. */
function listed(texts: readonly Bilingual[]): readonly Bilingual[] {
  if (texts.length === 0) return [];
  const all = (language: "vi" | "en"): string => texts.map((text) => oneLine(text[language] ?? "")).join(" · ");
  return [{ vi: all("vi"), en: texts.every(({ en }) => en) ? all("en") : undefined }];
}

function both(text: Bilingual, word: (words: string) => string): Bilingual {
  return { vi: word(text.vi), en: text.en && word(text.en) };
}

function joined(parts: readonly (string | undefined)[], by: string): string {
  return parts.filter((part) => part).join(by);
}

/** Breaks by hand belong to the size they were made for. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
