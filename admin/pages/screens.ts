import { html, type TemplateResult } from "lit";
import { Construction } from "lucide";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";

/** Holds the place of the page until it is written; it says so and shows nothing invented. */
export class DeskScreens extends DeskPage {
  protected override async read(): Promise<void> {
    await Promise.resolve();
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${emptyState(Construction, "Trang này chưa được dựng", "This page has not been built yet.")}
    </div>`;
  }
}
customElements.define("desk-screens", DeskScreens);
