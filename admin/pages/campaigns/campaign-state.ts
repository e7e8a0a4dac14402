import { html, type TemplateResult } from "lit";
import { TriangleAlert } from "lucide";
import type { CampaignView, PlaylistView } from "../../../content/wire/views.ts";
import "../../elements/bt-status.ts";
import { icon } from "../../elements/icon.ts";
import { campaignWords } from "../../strings/campaigns.ts";
import { nothingOnAir, type CampaignState } from "./draft.ts";

/** How a campaign is: never simply running when no screen shows anything of it. */
export function campaignState(
  campaign: CampaignView,
  state: CampaignState,
  playlist: PlaylistView | undefined,
  look: "chip" | "plain",
): TemplateResult {
  const why = state === "active" ? nothingOnAir(campaign.reach, playlist) : undefined;
  if (!why) return html`<bt-status ?chip=${look === "chip"} name=${state}></bt-status>`;
  const w = campaignWords();
  return html`<span class=${look === "chip" ? "chip stale" : "state stale small strong"}
    >${icon(TriangleAlert)} <span>${why === "no-screen" ? w.runsWithoutScreens : w.runsWithNothing}</span></span
  >`;
}
