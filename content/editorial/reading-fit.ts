import { finding, type Finding } from "./finding.ts";
import { length, slotTexts } from "./message-text.ts";
import type { MessageContent } from "./message.ts";
import type { Panel } from "./panel.ts";
import { billboardWording } from "./slot-fit.ts";

/** Characters per second that people read off a screen (legibility.md §3.2). */
const readingSpeed = { queue: 12, walk: 9, traffic: 6 } as const;
/** A text slide stays for at most this many seconds, and two of them go into finding it (the same rule). */
const longestDwell = 20;
const secondsToFind = 2;
/** Longer than this, nobody sees a running line twice. In seconds, at the middle speed of legibility.md §3.3. */
const longestLap = 60;
const middleSpeed = 10;

/** Texts that nobody has the time to read at the speed of the people who meet them. */
export function readingFit({ forms }: MessageContent): readonly Finding[] {
  return [...(forms.panel ? panelReading(forms.panel) : []), ...tickerLap(forms.ticker)];
}

function panelReading(panel: Panel): readonly Finding[] {
  const whole = slotTexts(panel, [], "forms.panel");
  const count = (language: "vi" | "en"): number =>
    whole.reduce((sum, piece) => (piece.language === language ? sum + length(piece.text) : sum), 0);
  // Nobody reads both languages. Walkers are the slowest who meet a whole panel; drivers meet its billboard wording.
  const loads = [
    { reading: "walk", where: "forms.panel", chars: Math.max(count("vi"), count("en")) },
    { reading: "traffic", where: "forms.panel", chars: length(billboardWording(panel)?.text ?? "") },
  ] as const;
  return loads.flatMap(({ reading, where, chars }) => {
    const most = readingSpeed[reading] * (longestDwell - secondsToFind);
    return chars > most ? [finding("dwell-too-short", where, { reading, chars, most, seconds: longestDwell })] : [];
  });
}

function tickerLap(ticker: MessageContent["forms"]["ticker"]): readonly Finding[] {
  return slotTexts(ticker, ["text"], "forms.ticker").flatMap(({ where, text }) => {
    const seconds = Math.ceil(length(text) / middleSpeed);
    if (seconds <= longestLap) return [];
    return [finding("lap-too-long", where, { seconds, most: longestLap, charsPerSecond: middleSpeed })];
  });
}
