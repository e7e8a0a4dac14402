import { html, LitElement, nothing, type TemplateResult } from "lit";
import { CloudOff, Menu, SearchX, Siren, WifiOff } from "lucide";
import type { Role } from "../content/wire/roles.ts";
import { call, surroundWith, Unreachable } from "./client.ts";
import { askShortcuts } from "./elements/shortcuts.ts";
import { emptyState } from "./elements/empty-state.ts";
import { icon } from "./elements/icon.ts";
import { initials } from "./elements/initials.ts";
import { openDialog } from "./elements/ask.ts";
import "./elements/bt-order-banner.ts";
import "./elements/bt-sign-in.ts";
import type { DemoAccount } from "./elements/bt-sign-in.ts";
import { isTyping, onKeys, setSingleKeys, singleKeys } from "./keys.ts";
import { goLive, goQuiet, onChanged } from "./live.ts";
import { homeOf, pageFor, rail, type PageEntry, type RailEntry } from "./pages.ts";
import { navigate, onRoute, pathTo, segments } from "./router.ts";
import { may, readSession, signOut, type Session } from "./session.ts";
import { language, onLanguage, setLanguage, useLanguageOf } from "./strings/language.ts";
import { shellWords } from "./strings/shell.ts";
import { setTheme, theme, type Theme } from "./theme.ts";
import { readDemoAccounts } from "./demo.ts";

/**
 * The frame around every page: who is signed in, where one can go, what waits, whether the server is reached.
 * Longer than most: sign-in, navigation and the connection are one conversation, and splitting it hides the order.
 */
export class DeskShell extends LitElement {
  static override properties = {
    session: { state: true },
    started: { state: true },
    reached: { state: true },
    live: { state: true },
    waiting: { state: true },
    faults: { state: true },
    agency: { state: true },
    accounts: { state: true },
    page: { state: true },
    more: { state: true },
    alone: { state: true },
  };
  declare private session: Session | undefined;
  declare private started: boolean;
  declare private reached: boolean;
  declare private live: boolean;
  declare private waiting: number;
  declare private faults: number;
  declare private agency: string;
  declare private accounts: readonly DemoAccount[];
  /** `none`: there is no such page; `lost`: its code could not be fetched. */
  declare private page: HTMLElement | "none" | "lost" | undefined;
  declare private more: boolean;
  /** The page of the address stands without navigation. */
  declare private alone: boolean;
  #stop: (() => void)[] = [];
  #shown = "";
  #signingIn: Promise<boolean> | undefined;
  #going = false;
  #lineLost = 0;

  constructor() {
    super();
    this.started = false;
    this.reached = true;
    this.live = true;
    this.waiting = 0;
    this.faults = 0;
    this.agency = "";
    this.accounts = [];
    this.more = false;
    this.alone = false;
    this.session = undefined;
    this.page = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    surroundWith({
      signInAgain: () => this.#signInAgain(),
      reached: (reached) => {
        this.reached = reached;
      },
    });
    const go = Object.fromEntries(rail.map((entry) => [entry.key, entry.page]));
    const keys: Record<string, () => void | false> = {
      g: () => {
        this.#going = true;
        setTimeout(() => {
          this.#going = false;
        }, 1500);
      },
      n: () => (this.#going ? this.#goTo(go["n"]) : this.#new()),
      "/": () => {
        const field = this.querySelector<HTMLElement>("[data-search]");
        if (!field) return false;
        field.focus();
        return undefined;
      },
      "?": () => void askShortcuts(this.#role),
    };
    for (const [key, page] of Object.entries(go)) {
      keys[key] ??= () => (this.#going ? this.#goTo(page) : false);
    }
    this.#stop = [
      onRoute(() => void this.#route()),
      onLanguage(() => this.requestUpdate()),
      onChanged(["messages", "screens"], (change) => void this.#count(change?.topic)),
      onKeys(keys),
      onUrgentKey(() => this.#goTo("urgent")),
    ];
    void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
    goQuiet();
  }

  /** Reads who is signed in and shows the page of the address. */
  async start(): Promise<void> {
    try {
      this.session = await readSession();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      return;
    } finally {
      this.started = true;
    }
    const { user, demo } = this.session;
    if (!user) {
      if (demo) this.accounts = await readDemoAccounts();
    } else {
      useLanguageOf(user.id);
      this.#listen();
      void this.#count();
      void this.#readAgency();
    }
    await this.#route();
  }

  /** A line that is back within seconds is nobody's concern. */
  #listen(): void {
    goLive((connected) => {
      clearTimeout(this.#lineLost);
      if (connected) this.live = true;
      else this.#lineLost = window.setTimeout(() => this.#loseLine(), 4000);
    });
  }

  #loseLine(): void {
    this.live = false;
  }

  get #role(): Role {
    return this.session?.user?.role ?? "comms";
  }

  async #readAgency(): Promise<void> {
    const settings = await call("settings");
    this.agency = settings.agency.short || settings.agency.name;
  }

  /** The two numbers of the rail. A failed read leaves the last ones; the banner says that the server is away. */
  async #count(topic?: string): Promise<void> {
    if (!this.session?.user) return;
    try {
      if (topic !== "screens") {
        const messages = await call("messages");
        this.waiting = messages.filter((m) => m.status === "submitted").length;
      }
      if (topic !== "messages") {
        const screens = await call("screens");
        this.faults = screens.filter((s) => s.status === "error" || s.status === "offline").length;
      }
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
  }

  async #route(): Promise<void> {
    this.more = false;
    const parts = segments();
    if (parts[0] === "setup") {
      await this.#show("desk-setup", () => import("./pages/setup.ts"), undefined);
      return;
    }
    if (!this.session?.user) {
      this.page = undefined;
      this.#shown = "";
      return;
    }
    if (parts.length === 0) {
      navigate(pathTo(homeOf[this.#role]), { replace: true });
      return;
    }
    const found = pageFor(parts, this.#role);
    this.alone = found?.page.alone === true;
    if (!found) {
      this.page = "none";
      this.#shown = "";
      return;
    }
    await this.#show(found.page.tag, found.page.load, found.itemId);
  }

  async #show(tag: string, load: PageEntry["load"], itemId: string | undefined): Promise<void> {
    const wanted = `${tag} ${location.pathname}`;
    try {
      await load();
    } catch (cause) {
      // Vite's loader and the browser each have their own error for a chunk that did not come.
      if (!(cause instanceof Error)) throw cause;
      this.page = "lost";
      this.#shown = "";
      return;
    }
    if (this.#shown === wanted && this.page) return;
    this.#shown = wanted;
    const here = rail.find((entry) => entry.page === segments()[0]);
    document.title = here ? `${shellWords()[here.word]} · Bảng Tin` : "Bảng Tin";
    const element = document.createElement(tag);
    if (itemId !== undefined) Object.assign(element, { itemId });
    this.page = element;
    await this.updateComplete;
    window.scrollTo(0, 0);
  }

  #goTo(page: string | undefined): void | false {
    this.#going = false;
    if (!page || !pageFor([page], this.#role)) return false;
    navigate(pathTo(page));
    return undefined;
  }

  #new(): void | false {
    if (!this.session?.user || this.#role === "approver") return false;
    navigate(pathTo("messages", "new"));
    return undefined;
  }

  /** The session ended under an open page: sign in over it, so that nothing typed is lost. */
  #signInAgain(): Promise<boolean> {
    const before = this.session?.user;
    if (!before) return Promise.resolve(false);
    this.#signingIn ??= (async () => {
      const w = shellWords();
      const answer = await openDialog(
        w.signInAgain,
        ({ close }) => html`
          <p class="soft" .style=${"margin-bottom:12px"}>${w.signInAgainTeach}</p>
          <bt-sign-in .email=${before.email} @signed-in=${() => close("in")}></bt-sign-in>
        `,
      );
      this.#signingIn = undefined;
      if (answer !== "in") return false;
      this.session = await readSession();
      goQuiet();
      this.#listen();
      if (this.session.user?.id === before.id) return true;
      await this.#route();
      return false;
    })();
    return this.#signingIn;
  }

  override render(): TemplateResult {
    const w = shellWords();
    if (!this.started) return html`<p class="starting quiet" role="status">${w.loading}</p>`;
    if (!this.session) {
      return html`<main class="alone">
        <div class="panel stack">
          ${this.#brand()}
          <p>${w.unreachable}</p>
          <button class="plain" @click=${() => void this.start()}>${w.retry}</button>
        </div>
      </main>`;
    }
    if (segments()[0] === "setup") return html`<main class="alone">${this.page ?? nothing}</main>`;
    if (!this.session.user) return this.#signInPage(this.session);
    // The page of an order says itself what the banner would say of it.
    const banner = this.alone && segments().length > 1 ? nothing : html`<bt-order-banner></bt-order-banner>`;
    if (this.alone) return html`<div class="alone-page">${banner} ${this.#banners()} ${this.#main()}</div>`;
    return html`
      <a class="skip" href="#main">${w.skip}</a>
      ${this.#rail(this.session.user.name)}
      <div class="beside">${banner} ${this.#banners()} ${this.#main()}</div>
      ${this.#bottomBar()}
    `;
  }

  #banners(): TemplateResult {
    const w = shellWords();
    return html`${
      this.reached
        ? nothing
        : html`<div class="banner" role="alert">
            ${icon(CloudOff)}<span>${w.offline}</span>
            <button class="plain" @click=${() => void this.start()}>${w.retry}</button>
          </div>`
    }
    ${
      this.reached && !this.live
        ? html`<div class="banner soft-banner" role="status">${icon(CloudOff)}<span>${w.liveLost}</span></div>`
        : nothing
    }`;
  }

  #main(): TemplateResult {
    const w = shellWords();
    return html`<main id="main" tabindex="-1">
      ${
        this.page === "none"
          ? emptyState(SearchX, w.notFound, w.notFoundTeach, html`<a href="/admin/">${w.toHome}</a>`)
          : this.page === "lost"
            ? emptyState(
                WifiOff,
                w.pageLost,
                w.unreachable,
                html`<button class="plain" @click=${() => location.reload()}>${w.retry}</button>`,
              )
            : (this.page ?? nothing)
      }
    </main>`;
  }

  #brand(): TemplateResult {
    return html`<a class="brand" href="/admin/">
      <svg class="brand-mark" viewBox="0 0 28 28" aria-hidden="true">
        <rect width="28" height="28" rx="6" fill="var(--accent)" />
        <rect x="6" y="7" width="16" height="10" rx="1.5" fill="none" stroke="var(--accent-on)" stroke-width="2" />
        <path d="M8 21.5h3M12.5 21.5h3M17 21.5h3" stroke="var(--accent-on)" stroke-width="2" stroke-linecap="round" />
      </svg>
      <span class="brand-words"><b>${shellWords().product}</b><span class="micro quiet">${this.agency}</span></span>
    </a>`;
  }

  #entries(): RailEntry[] {
    return rail.filter((entry) => entry.roles.includes(this.#role));
  }

  #entry(entry: RailEntry): TemplateResult {
    const w = shellWords();
    const here = segments()[0] === entry.page;
    const count = entry.page === "approvals" ? this.waiting : entry.page === "screens" ? this.faults : 0;
    const said = entry.page === "approvals" ? w.waitingCount(count) : w.faultCount(count);
    return html`<a
      class="entry"
      href=${pathTo(entry.page)}
      aria-current=${here ? "page" : nothing}
      title=${w[entry.word]}
    >
      ${icon(entry.icon)}<span class="entry-word">${w[entry.word]}</span>
      ${
        count > 0
          ? html`<span class="entry-count ${entry.page === "screens" ? "err" : ""}" aria-hidden="true">${count}</span
              ><span class="hidden-text">${said}</span>`
          : nothing
      }
    </a>`;
  }

  #rail(name: string): TemplateResult {
    const w = shellWords();
    const entries = this.#entries();
    const group = (which: RailEntry["group"], heading: string): unknown => {
      const own = entries.filter((entry) => entry.group === which);
      if (own.length === 0) return nothing;
      return html`${heading ? html`<h2 class="rail-heading">${heading}</h2>` : nothing}${own.map((e) => this.#entry(e))}`;
    };
    return html`<div class="rail">
      ${this.#brand()} ${this.#urgentEntry()}
      <nav aria-label=${w.mainNavigation}>
        ${group("top", "")}${group("content", w.content)}${group("duty", w.duty)}${group("administration", w.administration)}
      </nav>
      <button class="me" popovertarget="me-menu" aria-label="${w.account}: ${name}">
        <span class="face" aria-hidden="true">${initials(name)}</span>
        <span class="me-words"><b>${name}</b><span class="micro quiet">${this.#roleWord()}</span></span>
      </button>
      <div id="me-menu" class="menu" popover>${this.#menu("rail")}</div>
    </div>`;
  }

  /** The one red button of the desk. */
  #urgentEntry(): TemplateResult | typeof nothing {
    if (!may("proposeTakeover")) return nothing;
    const w = shellWords();
    return html`<a
      class="urgent-entry"
      href=${pathTo("urgent")}
      title=${`${w.urgent} (Shift+E)`}
      aria-label=${w.urgent}
    >
      ${icon(Siren)} <span>${w.urgent}</span>
    </a>`;
  }

  #roleWord(): string {
    const w = shellWords();
    return { comms: w.roleComms, approver: w.roleApprover, admin: w.roleAdmin }[this.#role];
  }

  /** Drawn twice, so the names of its radio groups say where: groups of one name would be one group. */
  #menu(place: "rail" | "sheet"): TemplateResult {
    const w = shellWords();
    const themes: readonly [Theme, string][] = [
      ["auto", w.themeAuto],
      ["light", w.themeLight],
      ["dark", w.themeDark],
    ];
    return html`<div class="stack">
      ${choice(w.theme, `theme-${place}`, themes, theme(), (value) => {
        setTheme(value);
        this.requestUpdate();
      })}
      ${choice(
        w.language,
        `language-${place}`,
        [
          ["vi", "Tiếng Việt"],
          ["en", "English"],
        ] as const,
        language(),
        setLanguage,
      )}
      <label class="row tight">
        <input
          type="checkbox"
          .checked=${singleKeys()}
          @change=${(e: Event) => setSingleKeys((e.currentTarget as HTMLInputElement).checked)}
        />
        ${w.singleKeys}
      </label>
      <div class="row">
        <button class="plain" @click=${() => void askShortcuts(this.#role)}>${w.shortcuts}</button>
        <span class="grow"></span>
        <button class="plain" @click=${() => void this.#leave()}>${w.signOut}</button>
      </div>
    </div>`;
  }

  async #leave(): Promise<void> {
    await signOut();
    location.assign("/admin/");
  }

  #bottomBar(): TemplateResult {
    const w = shellWords();
    const entries = this.#entries();
    const first = entries.slice(0, 3);
    const rest = entries.slice(3);
    return html`
      <nav class="bottom-bar" aria-label=${w.mainNavigation}>
        ${first.map((entry) => this.#entry(entry))}
        <button
          class="entry"
          aria-expanded=${this.more ? "true" : "false"}
          @click=${() => {
            this.more = !this.more;
          }}
        >
          ${icon(Menu)}<span class="entry-word">${w.more}</span>
        </button>
      </nav>
      ${
        this.more
          ? html`<div class="more-sheet">
              ${this.#urgentEntry()}
              <nav aria-label=${w.more}>${rest.map((entry) => this.#entry(entry))}</nav>
              <p class="strong">${this.session?.user?.name} <span class="quiet small">${this.#roleWord()}</span></p>
              ${this.#menu("sheet")}
            </div>`
          : nothing
      }
    `;
  }

  #signInPage(session: Session): TemplateResult {
    const w = shellWords();
    return html`<main class="alone">
      <div class="panel stack">
        ${this.#brand()}
        <div>
          <h1>${w.signIn}</h1>
          <p class="quiet">${w.signInTeach}</p>
        </div>
        ${session.setup ? html`<div class="note">${w.setupNeeded}</div>` : nothing}
        <bt-sign-in .accounts=${this.accounts} @signed-in=${() => void this.start()}></bt-sign-in>
        <div class="row small">
          <button class="plain" lang="vi" ?hidden=${language() === "vi"} @click=${() => setLanguage("vi")}>
            Tiếng Việt
          </button>
          <button class="plain" lang="en" ?hidden=${language() === "en"} @click=${() => setLanguage("en")}>
            English
          </button>
        </div>
      </div>
    </main>`;
  }
}
customElements.define("desk-shell", DeskShell);

function choice<T extends string>(
  label: string,
  name: string,
  options: readonly (readonly [T, string])[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<div class="stack tight">
    <span class="small soft">${label}</span>
    <div class="seg" role="radiogroup" aria-label=${label}>
      ${options.map(
        ([value, word]) =>
          html`<label>
            <input type="radio" name=${name} .checked=${chosen === value} @change=${() => choose(value)} />
            <span>${word}</span>
          </label>`,
      )}
    </div>
  </div>`;
}

/** Shift+E, under the same rules as the single keys. */
function onUrgentKey(go: () => void | false): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (event.key !== "E" || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.defaultPrevented || !singleKeys() || isTyping(event)) return;
    if (go() !== false) event.preventDefault();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

declare global {
  interface HTMLElementTagNameMap {
    "desk-shell": DeskShell;
  }
}
