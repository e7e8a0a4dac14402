import { longestText } from "../../../content/editorial/text.ts";
import "@vaadin/text-area";
import { html, nothing, type TemplateResult } from "lit";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { canvasPresets } from "../../../content/network/canvas.ts";
import { charsOf } from "../../../content/playout/chars.ts";
import { crawlMs } from "../../../content/playout/crawl.ts";
import { crawlCounter } from "../../editor/slot-field.ts";
import { valueOf } from "../../elements/value-of.ts";
import { messageWords } from "../../strings/messages.ts";
import { slotWords } from "../../strings/slots.ts";
import { withTickerText, type ContentEdit } from "./content-edits.ts";

const crawler = canvasPresets.find(({ id }) => id === "crawler-1080");
const longestLapSeconds = 60;

/** The running line in both languages, with how long one lap of it takes on cable television. */
export function tickerFields(
  content: MessageContent,
  locked: boolean,
  edit: (change: ContentEdit) => void,
): TemplateResult {
  const name = slotWords()["forms.ticker.text"];
  const field = (lang: "vi" | "en"): TemplateResult => {
    const value = content.forms.ticker?.text[lang] ?? "";
    const seconds = crawler ? Math.round(crawlMs(value, crawler) / 1000) : 0;
    return html`<div class="slot-row ${lang === "en" ? "slot-en" : ""}">
      <span class="slot-label" aria-hidden="true">${lang === "vi" ? name : "English"}</span>
      <vaadin-text-area
        data-where="forms.ticker.text.${lang}"
        accessible-name=${lang === "vi" ? name : `${name} (English)`}
        lang=${lang}
        maxlength=${longestText}
        placeholder=${lang === "en" ? messageWords().optional : ""}
        ?readonly=${locked}
        .value=${value}
        @input=${(event: Event) => {
          const typed = valueOf(event);
          edit((now) => withTickerText(now, lang, typed));
        }}
      ></vaadin-text-area>
      ${value || lang === "vi" ? crawlCounter(charsOf(value), seconds, seconds > longestLapSeconds) : nothing}
    </div>`;
  };
  return html`${field("vi")}${field("en")}`;
}
