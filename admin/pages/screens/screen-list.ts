import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Link2, OctagonAlert, Plus, Search } from "lucide";
import type { MessageContent } from "../../../content/editorial/message.ts";
import type { DeskTopic } from "../../../content/wire/protocol.ts";
import type { ScreenStatus, ScreenView, Settings } from "../../../content/wire/views.ts";
import { call } from "../../client.ts";
import "../../elements/bt-status.ts";
import { statusMarks } from "../../elements/bt-status.ts";
import { DeskPage } from "../../elements/desk-page.ts";
import { emptyState } from "../../elements/empty-state.ts";
import { icon } from "../../elements/icon.ts";
import { messageThumb } from "../../elements/message-thumb.ts";
import "../../elements/network.css";
import { onKeys } from "../../keys.ts";
import { navigate, pathTo } from "../../router.ts";
import { may, serverNow } from "../../session.ts";
import { ago, number, percent, when } from "../../strings/format.ts";
import { plain } from "../../strings/network.ts";
import { screenWords } from "../../strings/screens.ts";
import { statusWords } from "../../strings/status.ts";
import { codeForm } from "./code-form.ts";
import { needsLook, statusOrder, tilesOf, type Tile } from "./order.ts";
import "./screens.css";
import { contentsByDigest, safeCardOf, shownScreen, timeOn } from "./shown.ts";

/** Each preview is a whole player; past this the tiles show the message's colour and words instead. */
const mostPreviews = 12;
/** Up to here tiles are drawn larger. */
const fewScreens = 8;
const tickMs = 15_000;

/**
 * All screens as tiles, problems first. Over 300 lines because overview, filters and tiles count the same screens once.
 */
export class ScreenList extends DeskPage {
  static override properties = {
    ...DeskPage.properties,
    screens: { state: true },
    contents: { state: true },
    settings: { state: true },
    only: { state: true },
    query: { state: true },
    opened: { state: true },
    now: { state: true },
    code: { state: true },
  };
  static override topics: readonly DeskTopic[] = ["screens", "messages", "venues"];
  declare screens: readonly ScreenView[];
  declare contents: ReadonlyMap<string, MessageContent>;
  declare settings: Settings | undefined;
  /** Statuses to show; empty shows all. */
  declare only: ReadonlySet<ScreenStatus>;
  declare query: string;
  declare opened: ReadonlySet<string>;
  declare now: number;
  declare code: string;
  #stopKeys: (() => void) | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.screens = [];
    this.contents = new Map();
    this.settings = undefined;
    this.only = new Set();
    this.query = "";
    this.opened = new Set();
    this.now = serverNow();
    this.code = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopKeys = onKeys(
      Object.fromEntries(statusOrder.map((status, i) => [String(i + 1), () => this.#toggle(status, true)])),
    );
    this.#tick = setInterval(() => {
      this.now = serverNow();
    }, tickMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopKeys?.();
    clearInterval(this.#tick);
  }

  protected override async read(): Promise<void> {
    const [screens, messages, settings] = await Promise.all([call("screens"), call("messages"), call("settings")]);
    this.contents = contentsByDigest(messages);
    this.settings = settings;
    this.screens = screens;
    this.now = serverNow();
  }

  #toggle(status: ScreenStatus, several: boolean): void {
    const next = new Set(several ? this.only : []);
    if (this.only.has(status)) next.delete(status);
    else next.add(status);
    this.only = next;
  }

  protected override render(): TemplateResult {
    const w = screenWords();
    const admin = may("pairScreen");
    const wanted = plain(this.query.trim());
    const found = this.screens.filter(
      (screen) =>
        (this.only.size === 0 || this.only.has(screen.status)) &&
        plain(`${screen.name} ${screen.venue.name}`).includes(wanted),
    );
    const empty = this.ready && !this.trouble && this.screens.length === 0;
    return html`<div class="page">
      <div class="page-head">
        <div class="title grow"><h1>${w.title}</h1></div>
        ${
          this.screens.length > 0
            ? html`<label class="search-field">
                ${icon(Search)}
                <input
                  type="search"
                  data-search
                  placeholder=${w.search}
                  aria-label=${w.search}
                  .value=${this.query}
                  @input=${(event: Event) => {
                    this.query = (event.currentTarget as HTMLInputElement).value;
                  }}
                />
              </label>`
            : nothing
        }
        ${
          admin && !empty
            ? html`<vaadin-button theme="primary" @click=${() => navigate(pathTo("screens", "pair"))}
                >${icon(Plus)} ${w.pair}</vaadin-button
              >`
            : nothing
        }
      </div>
      ${this.troubleNote()} ${empty ? this.#empty(admin) : nothing}
      ${
        this.screens.length > 0
          ? html`${this.#overview()} ${this.#filters()}
            ${found.length === 0 ? html`<p class="quiet" role="status">${w.nothingFound}</p>` : this.#sections(found)}`
          : nothing
      }
    </div>`;
  }

  #empty(admin: boolean): TemplateResult {
    const w = screenWords();
    const address = `${location.host}/player`;
    if (!admin) return emptyState(Link2, w.emptyTitle, w.emptyTeachOthers);
    return emptyState(
      Link2,
      w.emptyTitle,
      w.emptyTeach(address),
      codeForm(
        this.code,
        (code) => {
          this.code = code;
        },
        (code) => navigate(`${pathTo("screens", "pair")}?code=${code}`),
      ),
    );
  }

  #counts(): ReadonlyMap<ScreenStatus, number> {
    const counts = new Map<ScreenStatus, number>();
    for (const { status } of this.screens) counts.set(status, (counts.get(status) ?? 0) + 1);
    return counts;
  }

  /** The true number, out of the screens whose venues are open. */
  #overview(): TemplateResult {
    const w = screenWords();
    const counts = this.#counts();
    const due = this.screens.length - (counts.get("closed") ?? 0);
    const order = statusOrder.toReversed().filter((status) => status !== "closed" && counts.has(status));
    const order2 = ["playing", ...order.filter((status) => status !== "playing")] as readonly ScreenStatus[];
    return html`<section class="panel overview" aria-label=${w.overview}>
      <div class="row">
        <h2>${w.playingOf(counts.get("playing") ?? 0, due)}</h2>
        <span class="grow small quiet">${w.asReported}</span>
        <b class="overview-share">${due > 0 ? percent((counts.get("playing") ?? 0) / due) : ""}</b>
      </div>
      <div class="overview-bar" aria-hidden="true">
        ${order2.map((status) => {
          const count = counts.get(status) ?? 0;
          return count > 0
            ? html`<span
                class=${status}
                .style=${`flex-grow:${count};background-color:var(--${statusMarks[status].tone}-fill)`}
              ></span>`
            : nothing;
        })}
      </div>
    </section>`;
  }

  #filters(): TemplateResult {
    const w = screenWords();
    const counts = this.#counts();
    return html`<div class="filters" role="group" aria-label=${w.filters}>
      <button
        class="filter"
        aria-pressed=${this.only.size === 0 ? "true" : "false"}
        @click=${() => {
          this.only = new Set();
        }}
      >
        ${w.all} <b>${number(this.screens.length)}</b>
      </button>
      ${statusOrder
        .filter((status) => counts.has(status))
        .map(
          (status) =>
            html`<button
              class="filter"
              aria-pressed=${this.only.has(status) ? "true" : "false"}
              @click=${(event: MouseEvent) => this.#toggle(status, event.ctrlKey || event.metaKey)}
            >
              <span .style=${`color:var(--${statusMarks[status].tone})`}>${icon(statusMarks[status].icon)}</span>
              ${statusWords()[status]} <b>${number(counts.get(status) ?? 0)}</b>
            </button>`,
        )}
    </div>`;
  }

  #sections(found: readonly ScreenView[]): readonly (TemplateResult | typeof nothing)[] {
    const w = screenWords();
    const parts: readonly (readonly [string, readonly ScreenView[]])[] = [
      [w.needsLook, found.filter(suspect)],
      [w.right, found.filter((screen) => !suspect(screen) && screen.status === "playing")],
      [w.resting, found.filter((screen) => !suspect(screen) && screen.status === "closed")],
    ];
    const previews = found.length <= mostPreviews;
    return parts.map(([title, screens]) =>
      screens.length === 0
        ? nothing
        : html`<section class="stack tight">
            <h2>${title} <span class="quiet">${w.screens(screens.length)}</span></h2>
            <div class="tiles ${this.screens.length <= fewScreens ? "few" : ""}" @keydown=${moveAmongTiles}>
              ${repeat(
                tilesOf(screens, this.opened),
                ({ key }) => key,
                (tile) => this.#tile(tile, previews),
              )}
            </div>
          </section>`,
    );
  }

  #tile(tile: Tile, previews: boolean): TemplateResult {
    const [screen, ...others] = tile.screens;
    const { status } = screen;
    const inside = html`<span class="shot">${this.#shot(screen, previews)}${progress(screen)}</span>
      <span class="words">
        <span class="row tight">
          <b class="grow name">${others.length > 0 ? screen.venue.name : screen.name}</b>
          ${others.length > 0 ? html`<span class="times">×${others.length + 1}</span>` : nothing}
        </span>
        ${others.length === 0 ? html`<span class="micro quiet">${screen.venue.name}</span>` : nothing}
        <bt-status name=${status} extra=${this.#extra(screen)}></bt-status>
        ${suspicion(screen)}
      </span>`;
    if (others.length > 0) {
      return html`<button
        class="tile stacked ${status}"
        aria-label=${`${screen.venue.name}: ${statusWords()[status]}. ${screenWords().openGroup(others.length + 1)}`}
        @click=${() => {
          this.opened = new Set([...this.opened, tile.key]);
        }}
      >
        ${inside}
      </button>`;
    }
    return html`<a class="tile ${status}" href=${pathTo("screens", screen.id)}>${inside}</a>`;
  }

  #extra({ status, report, lastSeenAt }: ScreenView): string {
    const w = screenWords();
    if (status === "downloading" && report?.progress && report.progress.of > 0) {
      return percent(report.progress.done / report.progress.of);
    }
    if (lastSeenAt === undefined) return status === "offline" ? w.never : "";
    if (status === "offline") return w.since(when(lastSeenAt, this.now));
    return status === "stale" ? ago(lastSeenAt, this.now) : "";
  }

  /** What the screen itself reports; where it reported nothing, nothing is made up. */
  #shot(screen: ScreenView, previews: boolean): TemplateResult {
    const w = screenWords();
    const { report } = screen;
    const mark = html`<span class="no-shot">${icon(statusMarks[screen.status].icon, "big")}</span>`;
    if (!report || report.state === "waiting") return mark;
    const time = timeOn(screen);
    const lead = report.onAir.stage ?? report.onAir.ticker;
    if (lead === undefined) {
      if (report.state !== "safe-card") return mark;
      const safeCard = this.settings && safeCardOf(this.settings);
      return (previews && shownScreen(screen.canvas, {}, this.contents, { label: w.safeCard, time, safeCard })) || mark;
    }
    const content = this.contents.get(lead);
    const drawn =
      previews && shownScreen(screen.canvas, report.onAir, this.contents, { label: content?.title ?? "", time });
    if (drawn) return drawn;
    const title = screen.stage?.title ?? screen.ticker?.title ?? "";
    return content
      ? messageThumb(screen.stage?.messageId ?? lead, content)
      : html`<span class="no-shot">${title}</span>`;
  }
}
customElements.define("screen-list", ScreenList);

const suspect = ({ status, quarantinedAt, report }: ScreenView): boolean =>
  needsLook(status) || quarantinedAt !== undefined || (report?.alarms?.length ?? 0) > 0;

/** What somebody should look into even while the picture is right: held as a double, or refusing what it is sent. */
function suspicion({ quarantinedAt, report }: ScreenView): TemplateResult | typeof nothing {
  const w = screenWords();
  const alarms = report?.alarms?.length ?? 0;
  if (quarantinedAt !== undefined) return html`<span class="chip err">${icon(OctagonAlert)} ${w.held}</span>`;
  return alarms > 0 ? html`<span class="chip err">${icon(OctagonAlert)} ${w.alarmCount(alarms)}</span>` : nothing;
}

function progress({ status, report }: ScreenView): TemplateResult | typeof nothing {
  if (status !== "downloading" || !report?.progress || report.progress.of === 0) return nothing;
  const part = report.progress.done / report.progress.of;
  return html`<span class="tile-progress"><span .style=${`width:${Math.round(part * 100)}%`}></span></span>`;
}

/** Arrow keys go from tile to tile; up and down keep the column. */
function moveAmongTiles(event: KeyboardEvent): void {
  const grid = event.currentTarget as HTMLElement;
  const tiles = [...grid.querySelectorAll<HTMLElement>(".tile")];
  const at = tiles.findIndex((tile) => tile === event.target);
  const first = tiles[0];
  if (at < 0 || !first) return;
  const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === first.offsetTop).length);
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
  const next = step === undefined ? undefined : tiles[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

declare global {
  interface HTMLElementTagNameMap {
    "screen-list": ScreenList;
  }
}
