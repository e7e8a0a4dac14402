import { html, nothing, type TemplateResult } from "lit";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { canvasPresets, type Canvas } from "../../../content/network/canvas.ts";
import type { Settings } from "../../../content/wire/views.ts";
import "../../elements/bt-preview.ts";
import type { PreviewOrder } from "../../elements/bt-preview.ts";
import { urgentWords } from "../../strings/urgent.ts";

export type Shown = {
  readonly content: MessageContent;
  readonly digest: string;
  /** Of an order: its number, 0 before it has one. */
  readonly number: number;
  /** The clock time of its end. */
  readonly until: string;
  /** Drawn as an exercise. */
  readonly drill: boolean;
  readonly settings: Settings | undefined;
};

type Lanes = {
  readonly stage?: PreviewOrder["stage"] | undefined;
  readonly ticker?: PreviewOrder["ticker"] | undefined;
};

/** Part of a television frame that is worth drawing: the band at its foot. */
const crawlCrop = 0.3;

function preset(id: string): Canvas {
  const canvas = canvasPresets.find((candidate) => candidate.id === id);
  if (!canvas) throw new Error(`no canvas ${id}`);
  return canvas;
}

/**
 * A takeover on a board, upright, and as a running line, drawn by the real player. An exercise is drawn by the player as an
 * exercise, and the desk says so once more over each frame: it must be true of a photograph of this page too.
 */
export function urgentPreviews(shown: Shown, hear: () => void, refused: () => void): TemplateResult {
  const w = urgentWords();
  const { content, digest, drill } = shown;
  // A message without a panel has its running line in large on the stage.
  const stage: PreviewOrder["stage"] = { content, digest, form: "panel" };
  const ticker: PreviewOrder["ticker"] = content.forms.ticker ? { content, digest } : undefined;
  const tile = (area: string, canvas: Canvas, name: string, crop: number, of: Lanes) =>
    html`<figure class="urgent-${area}">
      <div class="urgent-frame">
        <bt-preview
          .canvas=${canvas}
          .stage=${of.stage}
          .ticker=${of.ticker}
          .takeover=${drill ? undefined : { number: shown.number, until: shown.until }}
          .exercise=${drill ? { code: digest.slice(0, 4).toUpperCase(), until: shown.until, scenario: content.title } : undefined}
          .safeCard=${shown.settings && safeCardOf(shown.settings)}
          .crop=${crop}
          .label=${name}
          @preview-shown=${hear}
          @preview-refused=${refused}
        ></bt-preview>
        ${drill ? html`<span class="drill-strip">${w.notShown}</span>` : nothing}
      </div>
      <figcaption>
        <b>${name}</b>${drill && area === "crawl" ? html` <span class="quiet">${w.crawlWithheld}</span>` : nothing}
      </figcaption>
    </figure>`;
  return html`<div class="urgent-previews">
    ${tile("wide", preset("board-1080"), w.landscape, 1, content.forms.panel ? { stage } : { ticker })}
    ${tile("tall", preset("board-portrait"), w.portrait, 1, content.forms.panel ? { stage } : { ticker })}
    ${ticker ? tile("crawl", preset("crawler-576"), w.crawl, crawlCrop, { ticker }) : nothing}
  </div>`;
}

function safeCardOf({ agency, hotline }: Settings): { agency: string; label: string; number: string } {
  return { agency: agency.name, label: hotline.label, number: hotline.number };
}
