import { html, type TemplateResult } from "lit";
import { DeskPage } from "../elements/desk-page.ts";
import "./campaigns/campaign-editor.ts";
import "./campaigns/campaign-list.ts";

/** Đợt: the list, or one campaign. Each reads for itself. */
export class DeskCampaigns extends DeskPage {
  protected override async read(): Promise<void> {}

  protected override render(): TemplateResult {
    return this.itemId === undefined
      ? html`<campaign-list></campaign-list>`
      : html`<campaign-editor .itemId=${this.itemId}></campaign-editor>`;
  }
}
customElements.define("desk-campaigns", DeskCampaigns);

declare global {
  interface HTMLElementTagNameMap {
    "desk-campaigns": DeskCampaigns;
  }
}
