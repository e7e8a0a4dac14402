import { html, type TemplateResult } from "lit";
import { DeskPage } from "../elements/desk-page.ts";
import "./playlists/playlist-editor.ts";
import "./playlists/playlist-list.ts";

/** Danh sách phát: the list, or one playlist. Each reads for itself. */
export class DeskPlaylists extends DeskPage {
  protected override async read(): Promise<void> {}

  protected override render(): TemplateResult {
    return this.itemId === undefined
      ? html`<playlist-list></playlist-list>`
      : html`<playlist-editor .itemId=${this.itemId}></playlist-editor>`;
  }
}
customElements.define("desk-playlists", DeskPlaylists);

declare global {
  interface HTMLElementTagNameMap {
    "desk-playlists": DeskPlaylists;
  }
}
