import { html, type TemplateResult } from "lit";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { approvalCode, digestOf } from "../../../content/editorial/revision.ts";
import type { Settings } from "../../../content/wire/views.ts";
import "../../elements/bt-forms-preview.ts";
import { safeCardOf } from "../../elements/safe-card.ts";
import { messageWords } from "../../strings/messages.ts";

/** The message as screens will draw it. One that has a panel and a banner shows the one that is chosen. */
export function messagePreview(
  content: MessageContent,
  settings: Settings | undefined,
  chosen: "panel" | "banner",
  choose: (form: "panel" | "banner") => void,
): TemplateResult {
  const w = messageWords();
  const { panel, banner, ticker } = content.forms;
  const both = panel !== undefined && banner !== undefined;
  const digest = digestOf(JSON.stringify(content));
  return html`<aside class="editor-preview stack" aria-label=${w.preview}>
    <div class="row">
      <h2 class="grow">${w.preview}</h2>
      ${
        both
          ? html`<div class="seg" role="radiogroup" aria-label=${w.panelOrBanner}>
              ${(["panel", "banner"] as const).map(
                (which) =>
                  html`<label
                    ><input
                      type="radio"
                      name="preview-form"
                      .checked=${chosen === which}
                      @change=${() => choose(which)}
                    /><span>${which === "panel" ? w.formPanel : w.formBanner}</span></label
                  >`,
              )}
            </div>`
          : html`<span class="micro quiet mono">${approvalCode(digest)}</span>`
      }
    </div>
    ${
      panel || banner || ticker
        ? html`<bt-forms-preview
            .content=${content}
            .digest=${digest}
            .safeCard=${safeCardOf(settings)}
            .form=${both ? chosen : ""}
          ></bt-forms-preview>`
        : html`<p class="quiet">${w.previewEmpty}</p>`
    }
  </aside>`;
}
