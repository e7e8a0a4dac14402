import { canvasPresets } from "../network/canvas.ts";
import { crawlMs } from "../playout/crawl.ts";
import { panelChars, readingSpeed } from "../playout/dwell.ts";
import { finding, type Finding } from "./finding.ts";
import { slotTexts } from "./message-text.ts";
import type { MessageContent } from "./message.ts";
import type { Panel } from "./panel.ts";

/** Finding a text takes two seconds before the first character is read (legibility.md §3.2). */
const secondsToFind = 2;
/** Longer than this, nobody who walks by sees a running line whole. Seconds, on high-definition cable television. */
const longestLap = 60;
const crawler = canvasPresets.find(({ id }) => id === "crawler-1080");

/** Texts that the people who meet them have no time to read. */
export function readingFit({ forms }: MessageContent): readonly Finding[] {
  const laps = slotTexts(forms.ticker, ["text"], "forms.ticker").flatMap(({ where, text }) => {
    const seconds = crawler ? Math.ceil(crawlMs(text, crawler) / 1000) : 0;
    return seconds > longestLap ? [finding("lap-too-long", where, { seconds, most: longestLap })] : [];
  });
  return [...(forms.panel ? panelReading(forms.panel) : []), ...laps];
}

/** Walkers are the slowest who meet a whole panel; drivers meet a rule, and of it the billboard wording. */
function panelReading(panel: Panel): readonly Finding[] {
  const loads = [
    { reading: "walk", chars: panelChars(panel, "board") },
    { reading: "traffic", chars: panel.template === "rule" ? panelChars(panel, "billboard") : 0 },
  ] as const;
  return loads.flatMap(({ reading, chars }) => {
    const { charsPerSecond, max: seconds } = readingSpeed[reading];
    const most = charsPerSecond * (seconds - secondsToFind);
    return chars > most ? [finding("dwell-too-short", "forms.panel", { reading, chars, most, seconds })] : [];
  });
}
