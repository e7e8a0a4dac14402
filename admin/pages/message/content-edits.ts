import type { Finding } from "../../../content/editorial/check.ts";
import { isAbout } from "../../../content/editorial/finding.ts";
import type { Banner, MessageContent } from "../../../content/editorial/message.ts";
import type { Panel } from "../../../content/editorial/panel.ts";
import { emptyPanel } from "../../editor/panel-slots.ts";

/** What the editor does to a message's content, each as the next content. */

/** The next content, from what it is when the edit is made. */
export type ContentEdit = (content: MessageContent) => MessageContent;

export type FormName = "panel" | "banner" | "ticker";

/** With this form, or without it when `value` is absent. */
export function withForm<F extends FormName>(
  content: MessageContent,
  name: F,
  value: MessageContent["forms"][F] | undefined,
): MessageContent {
  const { [name]: _before, ...others } = content.forms;
  return { ...content, forms: value === undefined ? others : { ...others, [name]: value } };
}

/** With a form that nobody has written on yet. */
export function withNewForm(content: MessageContent, name: "panel" | "ticker"): MessageContent {
  return name === "panel"
    ? withForm(content, "panel", emptyPanel("rule"))
    : withForm(content, "ticker", { text: { vi: "" } });
}

/** The ticker with what was typed in one language; an English line that was emptied is gone. */
export function withTickerText(content: MessageContent, language: "vi" | "en", typed: string): MessageContent {
  const text = content.forms.ticker?.text ?? { vi: "" };
  const { en: _en, ...vi } = text;
  return withForm(content, "ticker", {
    text: language === "vi" ? { ...text, vi: typed } : typed ? { ...vi, en: typed } : vi,
  });
}

/** The author stands by what the check warns of, and says why. */
export function withKept(content: MessageContent, found: Finding, reason: string): MessageContent {
  const others = content.kept.filter((kept) => !isAbout(kept, found));
  return { ...content, kept: [...others, { code: found.code, where: found.where, excerpt: found.excerpt, reason }] };
}

export function withoutKept(content: MessageContent, found: Finding): MessageContent {
  return { ...content, kept: content.kept.filter((kept) => !isAbout(kept, found)) };
}

/** With a panel that carries this address as a QR code, in the source's name. */
export function withQrPanel(content: MessageContent, address: string): MessageContent {
  return withForm(content, "panel", { ...emptyPanel("channel"), address, owner: { vi: content.source.name } });
}

/** Nobody has written on it yet, so another panel may take its place without a question. */
export function isUnwritten(panel: Panel): boolean {
  return JSON.stringify(panel) === JSON.stringify(emptyPanel(panel.template));
}

/** What the server cut from the picture, put into what was written meanwhile; `undefined` when it is another picture. */
export function withCutPicture(mine: MessageContent, saved: MessageContent): MessageContent | undefined {
  const cut = saved.forms.banner;
  const { banner } = mine.forms;
  if (!cut || !banner || !samePicture(cut, banner)) return undefined;
  return withForm(mine, "banner", { ...banner, renditions: cut.renditions });
}

function samePicture(a: Banner, b: Banner): boolean {
  return a.picture === b.picture && a.focal.x === b.focal.x && a.focal.y === b.focal.y;
}
