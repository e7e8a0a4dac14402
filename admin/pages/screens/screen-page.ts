import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { ChevronRight, CircleAlert, Settings2 } from "lucide";
import type { MessageContent } from "../../../content/editorial/message.ts";
import { Problem } from "../../../content/wire/problem.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { MessageView, PlayView, ScreenMoment, ScreenView, Settings } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import "../../elements/bt-loop-strip.ts";
import "../../elements/bt-status.ts";
import { statusMarks } from "../../elements/bt-status.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import { pathTo } from "../../router.ts";
import "../../elements/network.css";
import { may, serverNow } from "../../session.ts";
import { calendarDate, duration, time } from "../../strings/format.ts";
import { screenWords } from "../../strings/screens.ts";
import { leadOf, progressAt, upNext } from "./loop-now.ts";
import { machineFacts, placeFacts } from "./machine-facts.ts";
import { momentSlider } from "./moment-slider.ts";
import { localDateAt, localTimeAt } from "./moment-time.ts";
import { quarantineNote } from "./quarantine.ts";
import { editScreen } from "./screen-edit.ts";
import "./screens.css";
import { contentsByDigest, safeCardOf, shownScreen, timeOn } from "./shown.ts";
import { why, whyNot } from "./why.ts";

const tickMs = 1000;
const lookAgainMs = 250;
const mostNext = 5;

/**
 * One screen: what is on, why, what comes next, and the same for any moment of two weeks. Over 300 lines because all
 * parts show the one moment that was read.
 */
export class ScreenPage extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    screen: { state: true },
    moment: { state: true },
    plays: { state: true },
    messages: { state: true },
    contents: { state: true },
    settings: { state: true },
    at: { state: true },
    now: { state: true },
    gone: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["screens", "campaigns", "playlists", "messages", "venues"];
  declare screen: ScreenView | undefined;
  declare moment: ScreenMoment | undefined;
  declare plays: readonly PlayView[];
  declare messages: readonly MessageView[];
  declare contents: ReadonlyMap<string, MessageContent>;
  declare settings: Settings | undefined;
  /** The instant looked at; `undefined` is now, and goes with the clock. */
  declare at: number | undefined;
  declare now: number;
  declare gone: boolean;
  #tick: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.screen = undefined;
    this.moment = undefined;
    this.plays = [];
    this.messages = [];
    this.contents = new Map();
    this.settings = undefined;
    this.at = undefined;
    this.now = serverNow();
    this.gone = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.#onTick(), tickMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    clearTimeout(this.#soon);
  }

  protected override concerns(topic: DeskTopic, id: string): boolean {
    return topic !== "screens" || id === this.itemId;
  }

  protected override async read(): Promise<void> {
    const id = this.itemId;
    if (id === undefined) return;
    const params = { id };
    try {
      const [screen, plays, messages, settings] = await Promise.all([
        call("screen", { params }),
        call("screenPlays", { params }),
        call("messages"),
        call("settings"),
      ]);
      this.screen = screen;
      this.plays = plays;
      this.messages = messages;
      this.contents = contentsByDigest(messages);
      this.settings = settings;
      await this.#readMoment();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "screen/not-found") throw error;
      this.gone = true;
    }
  }

  async #readMoment(): Promise<void> {
    const { at, itemId } = this;
    if (itemId === undefined) return;
    const moment = await call("screenMoment", {
      params: { id: itemId },
      query: at === undefined ? {} : { at: String(at) },
    });
    // An answer about a moment that is no longer looked at is late.
    if (this.at === at) this.moment = moment;
    this.now = serverNow();
  }

  #onTick(): void {
    this.now = serverNow();
    if (this.gone || this.at !== undefined || !this.moment) return;
    const ends = [this.moment.stage?.until, this.moment.ticker?.until].filter((until) => until !== undefined);
    if (ends.length > 0 && Math.min(...ends) <= this.now) void this.refresh();
  }

  #look(at: number | undefined): void {
    this.at = at;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.refresh(), lookAgainMs);
  }

  protected override render(): TemplateResult {
    const w = screenWords();
    const { screen } = this;
    if (this.gone) {
      return html`<div class="page">
        ${emptyState(CircleAlert, w.notThere, "", html`<a href=${pathTo("screens")}>${w.backToList}</a>`)}
      </div>`;
    }
    if (!screen) return html`<div class="page">${this.troubleNote()}</div>`;
    return html`<div class="page">
      <div class="page-head">
        <div class="grow">
          <span class="crumb"
            ><a class="crumb" href=${pathTo("screens")}>${w.back}</a> ${icon(ChevronRight)} ${screen.venue.name}
            ${icon(ChevronRight)}</span
          >
          <div class="row">
            <h1>${screen.name}</h1>
            <bt-status name=${screen.status}></bt-status>
          </div>
        </div>
        ${
          may("editScreen")
            ? html`<vaadin-button @click=${() => void this.#edit(screen)}>${icon(Settings2)} ${w.edit}</vaadin-button>`
            : nothing
        }
      </div>
      ${this.troubleNote()}
      ${quarantineNote(screen, this.now, (released) => {
        this.screen = released;
      })}
      ${momentSlider({ now: this.now, at: this.at, zone: screen.venue.timeZone }, (at) => this.#look(at))}
      <div class="cols two">
        <div class="stack">
          ${this.moment ? this.#onAir(screen, this.moment) : nothing}
          ${this.moment ? this.#next(screen, this.moment) : nothing}
        </div>
        <div class="stack">
          <section class="panel">
            <h2>${w.machine}</h2>
            ${machineFacts(screen, this.now)}
          </section>
          <section class="panel">
            <h2>${w.place}</h2>
            ${placeFacts(screen)}
          </section>
          ${this.#justPlayed(screen)}
        </div>
      </div>
    </div>`;
  }

  async #edit(screen: ScreenView): Promise<void> {
    if (await editScreen(screen)) await this.refresh();
  }

  #onAir(screen: ScreenView, moment: ScreenMoment): TemplateResult {
    const w = screenWords();
    const zone = screen.venue.timeZone;
    const live = this.at === undefined;
    const today = localDateAt(moment.at, zone);
    const saying = { today, exact: (at: number) => clock(at, zone) };
    const heard = screen.lastSeenAt === undefined ? undefined : clock(screen.lastSeenAt, zone);
    const heading = !live
      ? html`<h2>${w.atMoment(`${localTimeAt(moment.at, zone)} ${calendarDate(today)}`)}</h2>
          <span class="small quiet">${w.bySchedule}</span>`
      : screen.online
        ? html`<h2>${w.now}</h2>
            <span class="small quiet">${heard === undefined ? w.noReport : w.rebuilt(heard)}</span>`
        : html`<h2>${w.lastKnown}</h2>
            <span class="small quiet">${heard === undefined ? w.noReport : w.lastKnownNote(heard)}</span>`;
    return html`<section class="panel stack">
      <div class="panel-head">${heading}</div>
      <div class="on-air">
        <div class="shot ${live ? screen.status : ""}">${this.#picture(screen, moment, live)}</div>
        <div class="stack why">${why(moment, saying)}</div>
      </div>
      ${this.#loop(moment, live)} ${whyNot(moment, saying)}
    </section>`;
  }

  /** Now: what the screen itself reports. Another moment: what the programme puts on it. */
  #picture(screen: ScreenView, moment: ScreenMoment, live: boolean): TemplateResult {
    const w = screenWords();
    const { report } = screen;
    const mark = html`<span class="no-shot">${icon(statusMarks[screen.status].icon, "big")} ${w.showsNothing}</span>`;
    const safeCard = this.settings && safeCardOf(this.settings);
    if (live) {
      if (!report || report.state === "waiting" || report.state === "downloading") return mark;
      const label = screen.stage?.title ?? screen.ticker?.title ?? w.safeCard;
      return shownScreen(screen.canvas, report.onAir, this.contents, { label, time: timeOn(screen), safeCard }) ?? mark;
    }
    const onAir = { stage: moment.stage?.digest, ticker: moment.ticker?.digest };
    const label = leadOf(moment)?.title ?? w.safeCard;
    const { timeZone } = screen.venue;
    const drawn = shownScreen(screen.canvas, onAir, this.contents, {
      label,
      time: { timeZone, at: moment.at },
      safeCard,
    });
    return drawn ?? html`<span class="no-shot">${label}</span>`;
  }

  /** The message of a digest, so that it keeps its colour everywhere. */
  #messageOf(digest: string): string {
    return (
      this.messages.find(({ head, approved }) => head.digest === digest || approved?.digest === digest)?.id ?? digest
    );
  }

  #loop(moment: ScreenMoment, live: boolean): TemplateResult | typeof nothing {
    const w = screenWords();
    if (moment.loop.length === 0) return nothing;
    const total = moment.loop.reduce((sum, { ms }) => sum + ms, 0);
    const before = moment.loop.slice(0, moment.position ?? 0).reduce((sum, { ms }) => sum + ms, 0);
    const own = moment.loop[moment.position ?? -1]?.ms ?? 0;
    const into = progressAt(moment, live ? this.now : moment.at);
    return html`<div>
      <div class="panel-head">
        <h3>${w.loop(duration(total))}</h3>
        <span class="small quiet">${w.loopItems(moment.loop.length)}</span>
      </div>
      <div class="strip-scroll">
        <div class="loop-now" .style=${`--strip:${moment.loop.length * 64}px`}>
          <bt-loop-strip
            label=${w.loop(duration(total))}
            .items=${moment.loop.map((spot, i) => ({
              key: String(i),
              title: spot.title,
              ms: spot.ms,
              message: this.#messageOf(spot.digest),
              ringed: i === moment.position,
            }))}
          ></bt-loop-strip>
          ${
            moment.position === undefined
              ? nothing
              : html`<div class="loop-progress" aria-hidden="true">
                  <span .style=${`left:${percentOf(before, total)};width:${percentOf(own * into, total)}`}></span>
                </div>`
          }
        </div>
      </div>
    </div>`;
  }

  #next(screen: ScreenView, moment: ScreenMoment): TemplateResult | typeof nothing {
    const w = screenWords();
    const next = upNext(moment, mostNext);
    if (next.length === 0) return nothing;
    const zone = screen.venue.timeZone;
    return html`<section class="panel">
      <h2>${w.next}</h2>
      <ul class="next-spots">
        ${next.map(
          (spot) =>
            html`<li>
              <span class="soft">${clock(spot.from, zone)}</span>
              <b class="grow">${spot.title}</b>
              <span class="small quiet of">${w.fromCampaign(spot.campaign)}</span>
              <span>${duration(spot.ms)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #justPlayed(screen: ScreenView): TemplateResult {
    const w = screenWords();
    const zone = screen.venue.timeZone;
    const shown = this.plays.slice(0, 8);
    return html`<section class="panel">
      <div class="panel-head">
        <h2>${w.plays}</h2>
        ${shown.length > 0 ? html`<span class="small quiet">${w.lastPlays(shown.length)}</span>` : nothing}
      </div>
      ${shown.length === 0 ? html`<p class="quiet">${w.playsNone}</p>` : nothing}
      <ul class="next-spots small">
        ${shown.map(
          (play) =>
            html`<li>
              <span class="soft">${clock(play.from, zone)}</span>
              <span class="grow"
                >${play.title}
                ${
                  screen.canvas.shape === "board" && play.lane === "ticker"
                    ? html`<span class="micro quiet">${w.asLine}</span>`
                    : nothing
                }</span
              >
              <span class=${play.whole ? "quiet" : "stale"}
                >${duration(play.until - play.from)} ${play.whole ? w.whole : w.cut}</span
              >
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
customElements.define("screen-page", ScreenPage);

const percentOf = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(3)}%`;

/** `13:16:20` on the venue's clock; every zone in use today is off by whole minutes. */
function clock(at: number, zone: string): string {
  const seconds = String(Math.floor(at / 1000) % 60).padStart(2, "0");
  return `${time(at, zone)}:${seconds}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "screen-page": ScreenPage;
  }
}
