import { html, nothing, type TemplateResult } from "lit";
import { TriangleAlert } from "lucide";
import type { MessageView, ScreenView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { shapeWords } from "../../strings/network.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { shownContent, withoutForm } from "./on-screens.ts";
import type { Row } from "./row.ts";

/** Names the approved messages that some of these screens will pass over, having no form of them to show. */
export function missingForms(
  rows: readonly Row[],
  messages: ReadonlyMap<string, MessageView>,
  screens: readonly ScreenView[],
): TemplateResult | typeof nothing {
  const w = playlistWords();
  const lines: string[] = [];
  for (const id of new Set(rows.map(({ message }) => message))) {
    const message = messages.get(id);
    if (!message?.approved) continue;
    const content = shownContent(message);
    for (const [shape, count] of withoutForm(content, screens)) {
      lines.push(w.missingLine(content.title, count, shapeWords()[shape]));
    }
  }
  if (lines.length === 0) return nothing;
  return html`<div class="note stale">
    ${icon(TriangleAlert)}
    <div>
      <b>${w.missingTitle}</b>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </div>
  </div>`;
}
