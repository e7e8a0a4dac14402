import { html, nothing, type TemplateResult } from "lit";
import { Check, TriangleAlert } from "lucide";
import { problems, type ProblemCode } from "../../../content/wire/problem.ts";
import type { ScreenView } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { ago, date, number, time } from "../../strings/format.ts";
import { language } from "../../strings/language.ts";
import { canvasName } from "../../strings/network.ts";
import { problemWords } from "../../strings/problems.ts";
import { screenWords } from "../../strings/screens.ts";

/** A clock further off than this shows its programme at wrong times and is worth a look. */
const skewWorthSaying = 2000;

/** What the device says about itself, each fact with its verdict. */
export function machineFacts(screen: ScreenView, now: number): TemplateResult {
  const w = screenWords();
  const zone = screen.venue.timeZone;
  const { report } = screen;
  return html`<dl class="facts">
    <dt>${w.release}</dt>
    <dd>
      ${screen.shown > 0 ? number(screen.shown) : w.noneYet}
      ${screen.wanted === 0 ? nothing : screen.shown === screen.wanted ? good(w.upToDate) : bad(w.wants(screen.wanted))}
    </dd>
    <dt>${w.contact}</dt>
    <dd>${screen.lastSeenAt === undefined ? w.never : contact(screen.lastSeenAt, now, zone)}</dd>
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
    ${identity(screen)}
    ${
      report?.alarms && report.alarms.length > 0
        ? html`<dt>${w.alarms}</dt>
            <dd class="err stack tight">
              ${report.alarms.map(
                ({ code, at, detail }) =>
                  html`<div>
                    <span class="small">${when(at, now, zone)} ${refusal(code)}</span>
                    <div><code class="micro quiet">${code}${detail ? ` · ${detail}` : ""}</code></div>
                  </div>`,
              )}
            </dd>`
        : nothing
    }
    ${
      report?.refused && !report.alarms?.some(({ code }) => code === report.refused?.code)
        ? html`<dt>${w.refused}</dt>
            <dd class="err">
              ${when(report.refused.at, now, zone)}
              <div class="small">${refusal(report.refused.code)}</div>
              <code class="micro quiet">${report.refused.code}</code>
            </dd>`
        : nothing
    }
  </dl>`;
}

/** Where its player comes from, what that is worth, and whether it proved to be the device that was paired. */
function identity({ shell, proven }: ScreenView): TemplateResult | typeof nothing {
  const w = screenWords();
  const worth = {
    "same-host": [w.sameHost, w.sameHostTeach],
    "other-host": [w.otherHost, w.otherHostTeach],
    installed: [w.installed, w.installedTeach],
  } as const;
  return html`${
    shell
      ? html`<dt>${w.shell}</dt>
          <dd>
            ${worth[shell][0]}
            <div class="small ${shell === "same-host" ? "stale" : "quiet"}">${worth[shell][1]}</div>
          </dd>`
      : nothing
  }
  ${
    proven === undefined
      ? nothing
      : html`<dt>${w.device}</dt>
          <dd>
            ${proven ? good(w.proven) : bad(w.unproven)}
            ${proven ? nothing : html`<div class="small quiet">${w.unprovenTeach}</div>`}
          </dd>`
  }`;
}

export function placeFacts(screen: ScreenView): TemplateResult {
  const w = screenWords();
  const { canvas } = screen;
  const name = canvasName(canvas);
  const pixels = `${canvas.width}×${canvas.height}`;
  return html`<dl class="facts">
    <dt>${w.venue}</dt>
    <dd>${screen.venue.name}</dd>
    <dt>${w.canvas}</dt>
    <dd>${name} ${name.includes(pixels) ? nothing : html`<span class="small quiet">${pixels}</span>`}</dd>
    <dt>${w.timeZone}</dt>
    <dd>${screen.venue.timeZone}</dd>
    <dt>${w.paired}</dt>
    <dd>${time(screen.pairedAt, screen.venue.timeZone)} ${date(screen.pairedAt, screen.venue.timeZone)}</dd>
  </dl>`;
}

const good = (words: string): TemplateResult => html`<span class="small ok">${icon(Check)} ${words}</span>`;
const bad = (words: string): TemplateResult => html`<span class="small stale">${icon(TriangleAlert)} ${words}</span>`;

/** `13:16` on the venue's clock, with the date where it is not the venue's today. */
function when(at: number, now: number, zone: string): string {
  return date(at, zone) === date(now, zone) ? time(at, zone) : `${time(at, zone)} ${date(at, zone)}`;
}

function contact(at: number, now: number, zone: string): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return new Intl.RelativeTimeFormat(language()).format(-seconds, "second");
  return `${ago(at, now)} (${when(at, now, zone)})`;
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
