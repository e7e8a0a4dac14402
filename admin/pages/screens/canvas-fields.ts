import { html, nothing, type TemplateResult } from "lit";
import { canvasPresets, type Canvas } from "../../../content/network/canvas.ts";
import type { VenueKind } from "../../../content/network/venue.ts";
import { canvasName } from "../../strings/network.ts";
import { screenWords } from "../../strings/screens.ts";

const ofKind: Readonly<Partial<Record<VenueKind, string>>> = {
  outdoor: "billboard-1080",
  rooftop: "billboard-1080",
  "cable-tv": "crawler-1080",
};

/** The canvas that a kind of place most often has; a board where nothing better is known. */
export function likelyCanvas(kind: VenueKind | undefined): Canvas {
  const id = (kind && ofKind[kind]) ?? "board-1080";
  const found = canvasPresets.find((preset) => preset.id === id) ?? canvasPresets[0];
  if (!found) throw new Error("there are no canvas presets");
  return found;
}

/** Chooses a preset, and for running text where, how high and how fast. */
export function canvasFields(canvas: Canvas, set: (canvas: Canvas) => void): TemplateResult {
  const w = screenWords();
  const known = canvasPresets.some(({ id }) => id === canvas.id) ? canvasPresets : [canvas, ...canvasPresets];
  const crawl = (change: Partial<Canvas["crawl"]>): void => set({ ...canvas, crawl: { ...canvas.crawl, ...change } });
  return html`<div class="canvases" role="radiogroup" aria-label=${w.canvasTitle}>
      ${known.map(
        (preset) =>
          html`<label class="canvas-choice">
            <input type="radio" name="canvas" .checked=${preset.id === canvas.id} @change=${() => set(preset)} />
            <span class="canvas-shape ${preset.shape}" aria-hidden="true"
              ><span
                class=${preset.height > preset.width ? "portrait" : ""}
                .style=${`aspect-ratio:${preset.width}/${preset.height}`}
              ></span
            ></span>
            <span>${canvasName(preset)}</span>
          </label>`,
      )}
    </div>
    ${
      canvas.shape === "billboard"
        ? nothing
        : html`<details class="crawl-details">
            <summary>${w.canvasAdjust}</summary>
            <div class="row">
              <div class="seg" role="radiogroup" aria-label=${w.crawlPosition}>
                ${(["bottom", "top"] as const).map(
                  (position) =>
                    html`<label
                      ><input
                        type="radio"
                        name="crawl-position"
                        .checked=${canvas.crawl.position === position}
                        @change=${() => crawl({ position })}
                      /><span>${position === "bottom" ? w.crawlBottom : w.crawlTop}</span></label
                    >`,
                )}
              </div>
              ${measure(w.crawlBand, canvas.crawl.band, 4, 30, 0.1, (band) => crawl({ band }))}
              ${measure(w.crawlSpeed, canvas.crawl.charsPerSecond, 4, 15, 1, (charsPerSecond) => crawl({ charsPerSecond }))}
            </div>
          </details>`
    }`;
}

function measure(
  label: string,
  value: number,
  min: number,
  max: number,
  step: number,
  set: (value: number) => void,
): TemplateResult {
  return html`<label class="stack tight">
    <span class="small soft">${label}</span>
    <input
      class="measure"
      type="number"
      inputmode="decimal"
      min=${min}
      max=${max}
      step=${step}
      .value=${String(value)}
      @change=${(event: Event) => {
        const field = event.currentTarget as HTMLInputElement;
        const given = Number(field.value);
        if (field.value !== "" && given >= min && given <= max) set(given);
        else field.value = String(value);
      }}
    />
  </label>`;
}
