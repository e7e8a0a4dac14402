import { html, nothing, type TemplateResult } from "lit";
import { FileText, ShieldCheck } from "lucide";
import type { CampaignView, MessageView, PlaylistView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { approvalWords } from "../../strings/approvals.ts";
import { number, shortDate } from "../../strings/format.ts";
import { shellWords } from "../../strings/shell.ts";

/** The campaigns that are on and carry this message. */
export function campaignsOf(
  message: string,
  playlists: readonly PlaylistView[],
  campaigns: readonly CampaignView[],
): readonly CampaignView[] {
  const lists = playlists.filter(({ items }) => items.some((item) => item.message === message));
  return campaigns.filter(({ playlist, status }) => status === "active" && lists.some(({ id }) => id === playlist));
}

/** Who, what, how many, where, until when: one sentence before anything else. */
export function requestSentence(message: MessageView, campaigns: readonly CampaignView[]): TemplateResult {
  const w = approvalWords();
  const who = message.submitter?.name ?? message.author.name;
  const start = html`<b>${who}</b> ${w.asks} <b>${message.head.content.title}</b>`;
  const [only] = campaigns;
  if (!only) return html`<p class="sentence">${start}, ${w.inNone}.</p>`;
  if (campaigns.length > 1) {
    const names = campaigns.map(({ name }) => `“${name}”`).join(", ");
    return html`<p class="sentence">${start} <b>${w.inCampaigns(number(campaigns.length))}</b>: ${names}.</p>`;
  }
  const hours = only.hours.map(({ from, until }) => `${from}–${until}`).join(", ");
  return html`<p class="sentence">
    ${start} ${w.on} <b>${w.screens(number(only.reach.screens))}</b> ${w.at}
    <b>${w.venues(number(only.reach.venues))}</b>, ${w.from}
    <b>${w.toEndOf(shortDate(only.from), shortDate(only.to))}</b>, ${hours ? w.someHours(hours) : w.allDay}, ${w.level}
    <b>${w[only.level]}</b>.
  </p>`;
}

/** On whose word, after which letter, and how often where there is one campaign to say it of. */
export function requestChips(message: MessageView, campaigns: readonly CampaignView[]): TemplateResult {
  const { source, directive } = message.head.content;
  const [only] = campaigns;
  return html`<div class="row tight">
    <span class="chip ok">${icon(ShieldCheck)} ${shellWords().sourceChip(source.name)}</span>
    ${directive?.number ? html`<span class="chip">${icon(FileText)} ${directive.number}</span>` : nothing}
    ${only && campaigns.length === 1 ? html`<span class="chip">${howOften(only)}</span>` : nothing}
  </div>`;
}

function howOften({ frequency }: CampaignView): string {
  const w = approvalWords();
  return frequency.kind === "continuous"
    ? w.share(frequency.share.spots, frequency.share.of)
    : w.perDay(frequency.times);
}
