import { html, type TemplateResult } from "lit";
import type { MessageContent } from "../../content/editorial/message.ts";
import { screenPaths } from "../../content/wire/screen-api.ts";
import { colourOf, shortText } from "./panel-colour.ts";

/** A small sign for a message in lists: its picture, or its words on its lasting colour. No drawing of a panel. */
export function messageThumb(id: string, content: MessageContent): TemplateResult {
  const { banner, panel } = content.forms;
  if (banner && !panel) {
    return html`<img class="message-thumb" src=${screenPaths.media(banner.picture)} alt="" loading="lazy" />`;
  }
  const { ground, ink } = colourOf(id);
  return html`<span class="message-thumb" .style=${`background:${ground};color:${ink}`} aria-hidden="true"
    >${shortText(content)}</span
  >`;
}
