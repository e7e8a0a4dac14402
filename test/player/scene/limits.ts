import type { MessageContent } from "../../../content/editorial/message.ts";
import { panelLimits, type Panel, type PanelTemplate } from "../../../content/editorial/panel.ts";
import type { Bilingual } from "../../../content/editorial/text.ts";
import { messages } from "./samples.ts";

/** Ordinary words of the letters, rather wide ones, to fill a slot to its last character. */
const words = "phòng chống dịch bệnh người nghiêm trường hợp khuyến cáo đường hô hấp thông báo cộng đồng".split(" ");

function line(chars: number, start: number): string {
  let text = "";
  for (let i = start; text.length < chars; i++) text += (text === "" ? "" : " ") + (words[i % words.length] ?? "");
  return text.slice(0, chars).replace(/ $/, "m");
}

/** As many lines, of as many characters each, as look/screens.md allows the slot; longer in proportion to `times`. */
function full(template: PanelTemplate, slot: string, english: boolean, times = 1): Bilingual {
  const limit = panelLimits[template].find((one) => one.slot === slot);
  if (!limit) throw new Error(`${template} has no limit for ${slot}`);
  const count = Math.round(limit.lines * times);
  const vi = Array.from({ length: count }, (_, i) => line(limit.charsPerLine, i * 3)).join("\n");
  return english ? { vi, en: line(limit.lines * limit.charsPerLine, 1) } : { vi };
}

/** A message of every template whose every slot is filled to its limit. */
export function atTheLimit(template: PanelTemplate, english = false, times = 1): MessageContent {
  const slot = (name: string): Bilingual => full(template, name, english, times);
  const panel = ((): Panel => {
    switch (template) {
      case "rule":
        return {
          template,
          manner: "dont",
          tag: slot("tag"),
          sign: "crowd",
          // Two languages share the room of three lines: look/screens.md gives them two and two.
          headline: english ? shorter(slot("headline")) : slot("headline"),
          ...(english ? {} : { sub: slot("sub") }),
          short: { headline: slot("short.headline").vi, condition: slot("short.condition").vi },
        };
      case "rule-pair":
        return {
          template,
          do: { tag: slot("do.tag"), headline: slot("do.headline"), sign: "mask" },
          dont: { tag: slot("dont.tag"), headline: slot("dont.headline"), sign: "crowd" },
        };
      case "figure":
        return {
          template,
          label: slot("label"),
          number: "123",
          asOf: "15:30, 07/02/2020",
          rows: [
            { number: "45", caption: slot("rows.caption") },
            { number: "67", caption: slot("rows.caption") },
          ],
        };
      case "hotline":
        return {
          template,
          label: slot("label"),
          owner: slot("owner").vi,
          number: "0966 711 818",
          badge: slot("badge"),
          second: { label: slot("second.label"), number: "1900 9095" },
        };
      case "channel":
        return {
          template,
          tag: slot("tag"),
          name: slot("name"),
          address: "https://www.suckhoedoisong-tinhquangninh.vn/kiemsoatbenhtat.quangninh/",
          owner: slot("owner"),
        };
      case "notice":
        return {
          template,
          tag: slot("tag"),
          headline: slot("headline"),
          date: {
            label: english ? { vi: "Áp dụng từ ngày", en: "From" } : { vi: "Áp dụng từ ngày" },
            date: "01/02/2020",
          },
          items: [
            { text: slot("items.text"), sign: "mask" },
            { text: slot("items.text"), sign: "sanitiser" },
            { text: slot("items.text"), sign: "gloves" },
          ],
        };
      case "urgent":
        return {
          template,
          headline: slot("headline"),
          action: slot("action"),
          number: { number: "0966 711 818", label: slot("number.label") },
          place: slot("place"),
          short: { headline: slot("short.headline").vi },
        };
      default:
        return {
          template,
          truth: english ? shorter(slot("truth")) : slot("truth"),
          action: slot("action"),
          claim: { ...slot("claim"), vi: slot("claim").vi.replaceAll("\n", " ").slice(0, 95) },
        };
    }
  })();
  return { ...messages.rule, forms: { panel } };
}

function shorter(text: Bilingual): Bilingual {
  return { ...text, vi: text.vi.split("\n").slice(0, 2).join("\n") };
}

export const templates = Object.keys(panelLimits) as PanelTemplate[];
