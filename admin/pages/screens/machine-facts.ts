import { html, nothing, type TemplateResult } from "lit";
import { Check, TriangleAlert } from "lucide";
import { problems, type ProblemCode } from "../../../content/wire/problem.ts";
import type { ScreenView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { ago, date, number, time, when } from "../../strings/format.ts";
import { canvasName } from "../../strings/network.ts";
import { problemWords } from "../../strings/problems.ts";
import { screenWords } from "../../strings/screens.ts";

/** A clock further off than this shows its programme at wrong times and is worth a look. */
const skewWorthSaying = 2000;

/** What the device says about itself, each fact with its verdict. */
export function machineFacts(screen: ScreenView, now: number): TemplateResult {
  const w = screenWords();
  const { report } = screen;
  return html`<dl class="facts">
    <dt>${w.release}</dt>
    <dd>
      ${screen.shown > 0 ? number(screen.shown) : w.noneYet}
      ${screen.wanted === 0 ? nothing : screen.shown === screen.wanted ? good(w.upToDate) : bad(w.wants(screen.wanted))}
    </dd>
    <dt>${w.contact}</dt>
    <dd>${screen.lastSeenAt === undefined ? w.never : contact(screen.lastSeenAt, now)}</dd>
    ${
      screen.clockSkewMs === undefined
        ? nothing
        : html`<dt>${w.clock}</dt>
            <dd>${skew(screen.clockSkewMs)}</dd>`
    }
    ${
      report
        ? html`<dt>${w.outbox}</dt>
            <dd>${report.outbox === 0 ? w.outboxNone : number(report.outbox)}</dd>
            <dt>${w.storage}</dt>
            <dd>${report.persisted ? good(w.kept) : bad(w.notKept)}</dd>`
        : html`<dt>${w.machine}</dt>
            <dd class="soft">${w.noReport}</dd>`
    }
    ${
      report?.refused
        ? html`<dt>${w.refused}</dt>
            <dd class="err">
              ${when(report.refused.at, now)}
              <div class="small">${refusal(report.refused.code)}</div>
              <code class="micro quiet">${report.refused.code}</code>
            </dd>`
        : nothing
    }
  </dl>`;
}

export function placeFacts(screen: ScreenView): TemplateResult {
  const w = screenWords();
  const { canvas } = screen;
  return html`<dl class="facts">
    <dt>${w.venue}</dt>
    <dd>${screen.venue.name}</dd>
    <dt>${w.canvas}</dt>
    <dd>${canvasName(canvas)} <span class="small quiet">${canvas.width}×${canvas.height}</span></dd>
    <dt>${w.timeZone}</dt>
    <dd>${screen.venue.timeZone}</dd>
    <dt>${w.paired}</dt>
    <dd>${time(screen.pairedAt)} ${date(screen.pairedAt)}</dd>
  </dl>`;
}

const good = (words: string): TemplateResult => html`<span class="small ok">${icon(Check)} ${words}</span>`;
const bad = (words: string): TemplateResult => html`<span class="small stale">${icon(TriangleAlert)} ${words}</span>`;

function contact(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  return seconds < 60 ? ago(at, now) : `${ago(at, now)} (${when(at, now)})`;
}

function skew(ms: number): TemplateResult {
  const w = screenWords();
  const off = Math.abs(ms);
  if (off < skewWorthSaying) return good(w.clockRight);
  const text = off < 60_000 ? w.secondsText(number(Math.round(off / 100) / 10)) : ago(-off, 0);
  return bad(w.clockOff(text));
}

/** A newer player may refuse with a code that this desk does not know; then the code speaks for itself. */
function refusal(code: string): string {
  return code in problems ? problemWords()[code as ProblemCode] : code;
}
