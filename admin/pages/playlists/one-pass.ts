import { html, nothing, type TemplateResult } from "lit";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import "../../elements/bt-loop-strip.ts";
import { duration } from "../../strings/format.ts";
import { playlistWords } from "../../strings/playlists.ts";
import type { Row } from "./row.ts";
import { stripItems } from "./strip.ts";

/** One whole pass of the playlist as a strip, and how long it takes. */
export function onePass(
  rows: readonly Row[],
  messages: ReadonlyMap<string, MessageView>,
  canvas: Canvas | undefined,
  chosen: string,
  choose: (key: string) => void,
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  const w = playlistWords();
  const strip = stripItems(rows, messages, canvas);
  const total = strip.reduce((sum, item) => sum + (item.skipped ? 0 : item.ms), 0);
  return html`<section class="panel">
    <div class="panel-head">
      <span class="number">${duration(total)}</span>
      <span class="soft">${w.wholePass}, ${w.items(rows.length)}</span>
    </div>
    <div class="strip-scroll">
      <bt-loop-strip
        .style=${`--strip:${rows.length * 92}px`}
        tall
        choosable
        label=${w.strip}
        .items=${strip}
        .chosen=${chosen}
        @choose=${(event: CustomEvent<string>) => choose(event.detail)}
      ></bt-loop-strip>
    </div>
  </section>`;
}
