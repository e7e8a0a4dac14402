import { html, type TemplateResult } from "lit";
import { DeskPage } from "../elements/desk-page.ts";
import "./screens/screen-list.ts";
import "./screens/screen-page.ts";

/** Màn hình: the wall of tiles, the pairing form, or one screen. Each reads for itself. */
export class DeskScreens extends DeskPage {
  protected override async read(): Promise<void> {}

  protected override render(): TemplateResult {
    if (this.itemId === undefined) return html`<screen-list></screen-list>`;
    if (this.itemId === "pair") {
      // Pairing knows roots and cameras; whoever looks at screens needs neither. It is drawn as soon as it is here.
      void import("./screens/screen-pairing.ts");
      return html`<screen-pairing></screen-pairing>`;
    }
    return html`<screen-page .itemId=${this.itemId}></screen-page>`;
  }
}
customElements.define("desk-screens", DeskScreens);

declare global {
  interface HTMLElementTagNameMap {
    "desk-screens": DeskScreens;
  }
}
