import { html, type TemplateResult } from "lit";
import type { MessageContent } from "../../content/editorial/message.ts";
import { colourOf, shortText } from "./panel-colour.ts";
import "./message-thumb.css";

/** A message at a glance: its colour and first words. Not a preview; where it matters the real player draws. */
export function messageThumb(id: string, content: MessageContent | undefined, title = ""): TemplateResult {
  const { ground, ink } = colourOf(id);
  return html`<span class="message-thumb" aria-hidden="true" .style=${`background:${ground};color:${ink}`}
    ><span>${content ? shortText(content) : title}</span></span
  >`;
}
