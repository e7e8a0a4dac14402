import { html, type TemplateResult } from "lit";
import { DeskPage } from "../elements/desk-page.ts";

class X extends DeskPage {
  protected override async read(): Promise<void> {}
  override render(): TemplateResult {
    return html`<div class="page"></div>`;
  }
}
customElements.define("desk-messages", X);
