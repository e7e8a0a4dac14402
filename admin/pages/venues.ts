import { html, type TemplateResult } from "lit";
import { DeskPage } from "../elements/desk-page.ts";
import "./venues/venue-editor.ts";
import "./venues/venue-list.ts";

/** Địa điểm: the list, or one venue. Each reads for itself. */
export class DeskVenues extends DeskPage {
  protected override async read(): Promise<void> {}

  protected override render(): TemplateResult {
    return this.itemId === undefined
      ? html`<venue-list></venue-list>`
      : html`<venue-editor .itemId=${this.itemId}></venue-editor>`;
  }
}
customElements.define("desk-venues", DeskVenues);

declare global {
  interface HTMLElementTagNameMap {
    "desk-venues": DeskVenues;
  }
}
