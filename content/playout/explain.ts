import { approvalCode } from "../editorial/revision.ts";
import { levelRank, type Campaign } from "./campaign.ts";
import { scheduleOf, type CompileInput } from "./compile.ts";
import { covers, hoursOfDay, openOn, planDay, type Piece } from "./day-plan.ts";
import { formFor, isCovered, lanesOf, leftOutReason, type Approved } from "./lane.ts";
import { nextRun } from "./next-run.ts";
import { isRecalled, onAir, type OnAir } from "./on-air.ts";
import type { Order } from "./order.ts";
import type { LaneName, Programme } from "./programme.ts";
import { localDateAt, localTimeAt, weekdayOf } from "./wall-clock.ts";

/** The codes of `content/wire/views.ts`. */
export type ConditionCode =
  | "assigned"
  | "active"
  | "approved"
  | "form"
  | "window"
  | "weekday"
  | "hours"
  | "open"
  | "not-outranked"
  | "in-pass"
  | "turn"
  | "recalled"
  | "covered"
  | "takeover";

export type Condition = { readonly code: ConditionCode; readonly holds: boolean; readonly facts: Facts };
/** Dates `yyyy-MM-dd`, times `HH:mm` on the venue's clock, names as they are, `…At` epoch milliseconds. */
type Facts = Record<string, string | number>;

export type Explained = {
  readonly lane: LaneName;
  /** In the loop that repeats at that instant. Exactly when every condition but `turn` and `takeover` holds. */
  readonly inLoop: boolean;
  /** On the screen at that very instant. Exactly when `turn` holds, and what `onAir` answers. */
  readonly onAir: boolean;
  /** The campaign that comes closest to showing it. */
  readonly campaign?: { readonly id: string; readonly name: string };
  readonly conditions: readonly Condition[];
};

/**
 * Why a message is on a line-up's screens at `now`, or why it is not (mission.md §5.9). `programme` is the one that
 * `input` compiles to for a horizon that holds `now`; for an instant before today, compile for that instant.
 * Stopped campaigns belong in `input` too, so that the answer can say so. Without `lane`, the lane that comes closest.
 * `uncovered`: what stands among the recalls of `orders` only because its approval does not hold at `now`, and why.
 */
export function explain(
  input: CompileInput,
  programme: Programme,
  orders: readonly Order[],
  now: number,
  messageId: string,
  lane?: LaneName,
  uncovered: ReadonlyMap<string, string> = new Map(),
): Explained {
  const lanes = lane ? [lane] : lanesOf[input.canvas.shape];
  const answer = onAir(programme, orders, now);
  const [best] = lanes
    .map((each) => explainLane({ input, programme, orders, now, lane: each, answer, uncovered }, messageId))
    .sort(
      (a, b) => Number(b.onAir) - Number(a.onAir) || Number(b.inLoop) - Number(a.inLoop) || failing(a) - failing(b),
    );
  if (!best) throw new Error(`the shape ${input.canvas.shape} has no lane`);
  return best;
}

type Moment = {
  readonly input: CompileInput;
  readonly programme: Programme;
  readonly orders: readonly Order[];
  readonly now: number;
  readonly lane: LaneName;
  readonly answer: OnAir;
  readonly uncovered: ReadonlyMap<string, string>;
};

function explainLane(moment: Moment, messageId: string): Explained {
  const { input, programme, orders, now, lane, answer } = moment;
  const message = input.messages.get(messageId);
  const piece = planDay(scheduleOf(input, lane), localDateAt(now, input.timeZone)).find((p) => now < p.until);
  const shown = answer[lane];
  const isOn = message !== undefined && shown.kind === "spot" && shown.spot.message === message.digest;

  const [best] = input.campaigns
    .filter((campaign) => carries(input, campaign, messageId, message))
    .map((campaign) => ({ campaign, conditions: ofCampaign(moment, campaign, piece, message) }))
    .sort(
      (a, b) =>
        failing(a) - failing(b) ||
        levelRank[a.campaign.level] - levelRank[b.campaign.level] ||
        (a.campaign.id < b.campaign.id ? -1 : 1),
    );
  const assigned: Condition = { code: "assigned", holds: best !== undefined, facts: best ? naming(best.campaign) : {} };
  return {
    lane,
    inLoop:
      message !== undefined &&
      loopNow(programme, lane, now).includes(message.digest) &&
      !isRecalled(orders, message.digest),
    onAir: isOn,
    ...(best && { campaign: { id: best.campaign.id, name: best.campaign.name } }),
    conditions: [
      assigned,
      ...editorial(moment, message),
      ...(best?.conditions ?? []),
      ...ordered(moment, message),
      turn(moment, message, isOn),
    ],
  };
}

/** Same words under another id are the same revision, so they count as this message. */
function carries(input: CompileInput, campaign: Campaign, messageId: string, message: Approved | undefined): boolean {
  const items = input.playlists.get(campaign.playlist)?.items ?? [];
  return items.some(
    (item) => item.message === messageId || (message && input.messages.get(item.message)?.digest === message.digest),
  );
}

function* editorial({ input, lane }: Moment, message: Approved | undefined): Generator<Condition> {
  yield {
    code: "approved",
    holds: message !== undefined,
    facts: message ? { code: approvalCode(message.digest) } : {},
  };
  if (!message) return;
  const form = formFor(lane, message.content, input.canvas);
  const reason = leftOutReason(message, input.canvas) ?? "no-form-for-shape";
  const { shape } = input.canvas;
  yield { code: "form", holds: form !== undefined, facts: form ? { shape, form } : { shape, lane, reason } };
}

function ofCampaign(
  { input, now, uncovered }: Moment,
  campaign: Campaign,
  piece: Piece | undefined,
  message: Approved | undefined,
): Condition[] {
  const { timeZone } = input;
  const today = localDateAt(now, timeZone);
  const time = localTimeAt(now, timeZone);
  const weekday = weekdayOf(today);
  const inHours = covers(hoursOfDay(campaign, today, timeZone, []), now);
  const onWeekday = inHours
    ? covers(hoursOfDay(campaign, today, timeZone, campaign.weekdays), now)
    : campaign.weekdays.length === 0 || campaign.weekdays.includes(weekday);
  const { from, to, weekdays } = campaign;
  const conditions: Condition[] = [
    { code: "active", holds: campaign.status === "active", facts: naming(campaign) },
    { code: "window", holds: from <= today && today <= to, facts: { from, to, today } },
    { code: "weekday", holds: onWeekday, facts: { weekdays: sortedDays(weekdays), today, weekday } },
    { code: "hours", holds: inHours, facts: { hours: spans(campaign.hours), time } },
    {
      code: "open",
      holds: covers(openOn(today, input), now),
      facts: { hours: spans(input.openingHours.filter((o) => o.weekdays.includes(weekday))), time, weekday },
    },
    notOutranked(input, campaign, piece),
  ];
  if (campaign.frequency.kind === "per-day") {
    const holds = piece?.pass === true && piece.campaigns.some(({ id }) => id === campaign.id);
    conditions.push({ code: "in-pass", holds, facts: { times: campaign.frequency.times } });
  }
  if (message?.cover) conditions.push(covered(message, campaign, uncovered.get(message.digest)));
  return conditions;
}

/** Whether the approvals reach this kind of venue, this level and this instant. */
function covered(message: Approved, { level }: Campaign, notNow: string | undefined): Condition {
  const { cover } = message;
  const why = isCovered(message, level) ? notNow : (cover?.why ?? "trust/too-loud");
  return {
    code: "covered",
    holds: why === undefined,
    facts: { level, ...(cover?.upTo ? { upTo: cover.upTo } : {}), ...(why ? { why } : {}) },
  };
}

/** An urgent campaign, or another campaign's pass, has the lane. */
function notOutranked(input: CompileInput, campaign: Campaign, piece: Piece | undefined): Condition {
  const by = piece?.campaigns[0];
  const outranked =
    piece && by && by.id !== campaign.id && (piece.pass || (by.level === "urgent" && campaign.level !== "urgent"));
  return {
    code: "not-outranked",
    holds: !outranked,
    facts: outranked
      ? { by: by.name, level: by.level, ...at("until", piece.until, input.timeZone) }
      : { level: campaign.level },
  };
}

function* ordered(
  { orders, now, lane, input, uncovered }: Moment,
  message: Approved | undefined,
): Generator<Condition> {
  if (message && isRecalled(orders, message.digest) && !uncovered.has(message.digest))
    yield { code: "recalled", holds: false, facts: {} };
  if (lane !== "stage") return;
  const takeovers = orders.filter(
    (order) =>
      order.kind === "takeover" && order.from <= now && now < order.until && !isRecalled(orders, order.message),
  );
  if (takeovers.length === 0) return;
  const until = Math.max(...takeovers.map((order) => (order.kind === "takeover" ? order.until : now)));
  const holds = message !== undefined && takeovers.some((order) => order.message === message.digest);
  yield { code: "takeover", holds, facts: at("until", until, input.timeZone) };
}

function turn(
  { input, programme, orders, now, lane, answer }: Moment,
  message: Approved | undefined,
  isOn: boolean,
): Condition {
  if (isOn) return { code: "turn", holds: true, facts: at("until", answer[lane].until, input.timeZone) };
  const next = message && nextRun(programme, lane, orders, message.digest, now);
  return { code: "turn", holds: false, facts: next === undefined ? {} : at("next", next, input.timeZone) };
}

/** The revisions in the loop of the slot at `now`. */
function loopNow(programme: Programme, lane: LaneName, now: number): string[] {
  const slot = programme.lanes[lane].find((s) => s.from <= now && now < s.until);
  return (slot?.loop === undefined ? [] : (programme.loops[slot.loop] ?? [])).map((spot) => spot.message);
}

function failing({ conditions }: { readonly conditions: readonly Condition[] }): number {
  return conditions.filter(({ code, holds }) => !holds && code !== "turn" && code !== "takeover").length;
}

function naming(campaign: Campaign): Facts {
  return { campaign: campaign.name, level: campaign.level };
}

function at(name: string, instant: number, timeZone: string): Facts {
  return {
    [`${name}At`]: instant,
    [`${name}Date`]: localDateAt(instant, timeZone),
    [`${name}Time`]: localTimeAt(instant, timeZone),
  };
}

function spans(hours: readonly { readonly from: string; readonly until: string }[]): string {
  return hours
    .map(({ from, until }) => `${from}–${until}`)
    .sort()
    .join(", ");
}

function sortedDays(weekdays: readonly number[]): string {
  return [...new Set(weekdays)].sort((a, b) => a - b).join(",");
}
