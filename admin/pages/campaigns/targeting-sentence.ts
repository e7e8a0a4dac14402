import { html, nothing, type TemplateResult } from "lit";
import type { CampaignDraft } from "../../../content/wire/api.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { calendarDate } from "../../strings/format.ts";
import { levelWords, weekdaysText } from "../../strings/network.ts";

/**
 * The campaign as one sentence of who, what, where and until when. Each part is a button that leads to its field;
 * without `jump` they only say. A part that is missing is drawn open.
 */
export function targetingSentence(
  draft: CampaignDraft,
  playlist: string | undefined,
  jump: ((field: string) => void) | undefined,
): TemplateResult {
  const w = campaignWords();
  const token = (field: string, text: string | undefined, missing: string): TemplateResult =>
    html`<button class="token ${text ? "" : "open"}" ?disabled=${!jump} @click=${() => jump?.(field)}>
      ${text ?? missing}
    </button>`;
  const dates = draft.from && draft.to ? w.dates(calendarDate(draft.from), calendarDate(draft.to)) : undefined;
  const hours = draft.hours.map(({ from, until }) => `${from}–${until}`).join(", ") || w.allDay;
  const days = weekdaysText(draft.weekdays);
  const share =
    draft.frequency.kind === "continuous"
      ? w.shareOf(draft.frequency.share.spots, draft.frequency.share.of)
      : w.timesADay(draft.frequency.times);
  return html`<p class="targeting">
    ${w.play} ${token("playlist", playlist, w.choosePlaylist)} ${w.on}
    ${token("where", draft.venues.length > 0 ? w.venues(draft.venues.length) : undefined, w.chooseVenues)}
    ${token("from", dates, w.chooseDates)}, ${hours}${days ? html`, ${days}` : nothing},
    ${token("level", `${w.level(levelWords()[draft.level])}, ${share}`, "")}
  </p>`;
}
