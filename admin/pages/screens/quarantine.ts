import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { OctagonAlert } from "lucide";
import type { ScreenView } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { askEffect } from "../../elements/ask.ts";
import { icon } from "../../elements/icon.ts";
import { toast } from "../../elements/toast.ts";
import { may } from "../../session.ts";
import { when } from "../../strings/format.ts";
import { screenWords } from "../../strings/screens.ts";

/** Two devices claim this screen's name: what holds, and the way out of it once somebody went to look. */
export function quarantineNote(
  screen: ScreenView,
  now: number,
  released: (screen: ScreenView) => void,
): TemplateResult | typeof nothing {
  const w = screenWords();
  if (screen.quarantinedAt === undefined) return nothing;
  return html`<div class="note err" role="alert">
    ${icon(OctagonAlert)}
    <div class="grow stack tight">
      <b>${w.quarantined(when(screen.quarantinedAt, now))}</b>
      <span>${w.quarantinedTeach}</span>
    </div>
    ${
      may("releaseScreen")
        ? html`<vaadin-button @click=${() => void release(screen, released)}>${w.release1}</vaadin-button>`
        : nothing
    }
  </div>`;
}

async function release(screen: ScreenView, released: (screen: ScreenView) => void): Promise<void> {
  const w = screenWords();
  if (!(await askEffect(w.releaseTitle(screen.name), w.releaseEffect, w.releaseNow))) return;
  try {
    released(await call("releaseScreen", { params: { id: screen.id }, body: {} }));
    toast(w.released(screen.name));
  } catch (error) {
    toast(sayTrouble(error), { assertive: true });
  }
}
