import { html, type TemplateResult } from "lit";
import { Clock } from "lucide";
import { longestTakeoverMs, type OrderScope } from "../../../content/trust/order-statement.ts";
import type { TakeoverReach } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { valueOf } from "../../elements/value-of.ts";
import { time } from "../../strings/format.ts";
import { urgentWords } from "../../strings/urgent.ts";
import type { Network } from "./scope.ts";
import "./bt-scope.ts";

const minuteMs = 60_000;
const presets = [15, 30, 60, 120, 240, 720, 1440] as const;
const shortest = 5;

export type PlaceStep = {
  readonly drill: boolean;
  readonly network: Network;
  readonly scope: OrderScope;
  readonly minutes: number;
  readonly now: number;
  readonly reach: TakeoverReach | undefined;
  readonly chooseScope: (scope: OrderScope) => void;
  readonly chooseMinutes: (minutes: number) => void;
};

export function lengthFits(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= shortest && minutes * minuteMs <= longestTakeoverMs;
}

export function lengthSaid(minutes: number): string {
  const w = urgentWords();
  return minutes > 60 && minutes % 60 === 0 ? w.hours(minutes / 60) : w.minutes(minutes);
}

export function isEmpty(scope: OrderScope): boolean {
  return scope.kind === "places" && scope.areas.length + scope.venues.length === 0;
}

/** Where, and until when; what that reaches is said at once. */
export function placeStep(step: PlaceStep): TemplateResult {
  const w = urgentWords();
  const { drill, network, scope, minutes, now, reach } = step;
  return html`<h2 class="takeover-title">${drill ? w.placeTitleDrill : w.placeTitle}</h2>
    <bt-scope
      .network=${network}
      .scope=${scope}
      @choose-scope=${(event: CustomEvent<OrderScope>) => step.chooseScope(event.detail)}
    ></bt-scope>
    <p class="reach-line" role="status">${reachSaid(scope, reach)}</p>
    <fieldset class="how-long">
      <legend>${w.howLong}</legend>
      <div class="seg" role="radiogroup" aria-label=${w.howLong}>
        ${presets.map(
          (preset) =>
            html`<label>
              <input
                type="radio"
                name="how-long"
                .checked=${minutes === preset}
                @change=${() => step.chooseMinutes(preset)}
              />
              <span>${lengthSaid(preset)}</span>
            </label>`,
        )}
      </div>
      <label class="other-length">
        <span class="small soft">${w.otherLength}</span>
        <input
          type="number"
          min=${shortest}
          max="1440"
          .value=${String(minutes)}
          @input=${(event: Event) => step.chooseMinutes(Number(valueOf(event)))}
        />
      </label>
      <p class="ends-at" role="status">
        ${lengthFits(minutes) ? html`${icon(Clock)} <b>${w.endsAt(time(now + minutes * minuteMs))}</b>` : html`<span class="err">${w.lengthWrong}</span>`}
      </p>
    </fieldset>`;
}

/** `812 màn hình trực tuyến, 188 ngoại tuyến …`, or what is missing. */
function reachSaid(scope: OrderScope, reach: TakeoverReach | undefined): TemplateResult | string {
  const w = urgentWords();
  if (isEmpty(scope)) return w.chooseScope;
  if (!reach) return w.counting;
  if (reach.screens === 0) return html`<span class="err">${w.reachesNobody}</span>`;
  return html`<b>${w.reachLine(reach.online, reach.offline, reach.venues)}</b>`;
}
