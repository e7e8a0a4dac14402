import "@vaadin/combo-box";
import "@vaadin/text-field";
import { html, nothing, type TemplateResult } from "lit";
import type { CampaignDraft } from "../../../content/wire/api.ts";
import type { PlaylistView } from "../../../content/wire/views.ts";
import { valueOf } from "../../elements/value-of.ts";
import { pathTo } from "../../router.ts";
import { campaignWords } from "../../strings/campaigns.ts";

/** The campaign's name and its playlist. `playlists` is `undefined` until they are read. */
export function whatFields(
  draft: CampaignDraft,
  playlists: readonly PlaylistView[] | undefined,
  tried: boolean,
  rename: (name: string) => void,
  choosePlaylist: (id: string) => void,
): TemplateResult {
  const w = campaignWords();
  return html`<section class="panel stack">
    <h2>${w.what}</h2>
    <div class="fields">
      <vaadin-text-field
        data-field="name"
        label=${w.name}
        placeholder=${w.nameHint}
        maxlength="80"
        required
        .value=${draft.name}
        .invalid=${tried && draft.name.trim() === ""}
        .errorMessage=${w.nameNeeded}
        @input=${(event: Event) => rename(valueOf(event))}
      ></vaadin-text-field>
      <vaadin-combo-box
        data-field="playlist"
        label=${w.playlist}
        required
        item-label-path="name"
        item-value-path="id"
        .items=${playlists ?? []}
        .value=${draft.playlist}
        .invalid=${tried && draft.playlist === ""}
        .errorMessage=${w.playlistNeeded}
        @value-changed=${(event: CustomEvent<{ value: string }>) => {
          // The kit says this of values that it was given, too, and of none while the list is not there yet.
          if (playlists?.some(({ id }) => id === event.detail.value)) choosePlaylist(event.detail.value);
        }}
      ></vaadin-combo-box>
    </div>
    ${
      draft.playlist
        ? html`<a class="small" href=${pathTo("playlists", draft.playlist)}>${w.openPlaylist}</a>`
        : playlists?.length === 0
          ? html`<p class="small quiet">
              ${w.needPlaylist} <a href=${pathTo("playlists", "new")}>${w.makePlaylist}</a>
            </p>`
          : nothing
    }
  </section>`;
}
