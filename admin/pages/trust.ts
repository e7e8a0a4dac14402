import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { KeyRound, OctagonAlert, TriangleAlert } from "lucide";
import type { TrustView } from "../../content/wire/views.ts";
import { call, sayTrouble } from "../client.ts";
import { askEffect } from "../elements/ask.ts";
import { DeskPage } from "../elements/desk-page.ts";
import { emptyState } from "../elements/empty-state.ts";
import { icon } from "../elements/icon.ts";
import { toast } from "../elements/toast.ts";
import "../keys/bt-make-root.ts";
import { download } from "../keys/download.ts";
import { MyKey } from "../keys/my-key.ts";
import { serverUnlisted } from "../keys/root-edit.ts";
import { rootOf } from "../keys/trust.ts";
import { may, serverNow, session } from "../session.ts";
import { when } from "../strings/format.ts";
import { myKeyWords } from "../strings/my-key.ts";
import { trustWords } from "../strings/trust.ts";
import { changeDuties, changeLone, endKey, listKey, listServer, removeRootKey, renewRoot } from "./trust/edits.ts";
import { peopleKeys, pendingKeys } from "./trust/key-lists.ts";
import { rootPanel } from "./trust/root-panel.ts";
import { addSecondRoot } from "./trust/second-root.ts";
import "./trust.css";

/** Signing keys: one's own, everybody's, what waits, and the root that says whose signature counts. */
export class DeskTrust extends DeskPage {
  static override topics = ["trust", "users"] as const;
  static override properties = { ...DeskPage.properties, trust: { state: true } };
  declare private trust: TrustView | undefined;
  readonly #myKey = new MyKey("approver", () => this.requestUpdate());

  constructor() {
    super();
    this.trust = undefined;
  }

  protected override async read(): Promise<void> {
    await this.#take(await call("trust"));
  }

  async #take(trust: TrustView): Promise<void> {
    this.trust = trust;
    if (session()?.user?.role === "approver") await this.#myKey.read(trust);
    else await this.#officerKey.read(trust);
  }

  /** An administrator signs takeovers and recalls, and approves nothing. */
  readonly #officerKey = new MyKey("officer", () => this.requestUpdate());

  override render(): TemplateResult {
    const w = trustWords();
    const { trust } = this;
    return html`<div class="page trust">
      <header class="page-head">
        <div class="grow">
          <h1>${w.title}</h1>
          <p class="soft">${w.teach}</p>
        </div>
      </header>
      ${this.troubleNote()} ${trust ? this.#body(trust) : nothing}
    </div>`;
  }

  #body(trust: TrustView): TemplateResult {
    const admin = may("addRoot");
    const newest = rootOf(trust);
    const now = serverNow();
    const me = session()?.user?.id ?? "";
    const act = (question: Promise<TrustView | undefined>): void => void this.#settle(question);
    return html`${this.#alarms(trust, admin, act)}
      <div class="cols two">
        <div class="stack">
          ${newest ? nothing : this.#noRoot(trust, admin)} ${this.#mine()}
          ${
            admin || trust.pending.length > 0
              ? pendingKeys(
                  trust.pending,
                  now,
                  admin && newest
                    ? { list: (one) => act(listKey(trust, one)), refuse: (one) => void this.#refuse(one) }
                    : undefined,
                )
              : nothing
          }
          ${
            newest
              ? peopleKeys(
                  newest.root,
                  me,
                  now,
                  admin
                    ? { change: (key) => act(changeDuties(trust, key)), end: (key) => act(endKey(trust, key)) }
                    : undefined,
                )
              : nothing
          }
        </div>
        ${
          newest
            ? rootPanel(
                newest,
                now,
                admin
                  ? {
                      renew: () => act(renewRoot(trust)),
                      download: () => download(`bang-tin-root-${newest.root.version}.json`, trust.root ?? ""),
                      changeLone: () => act(changeLone(trust)),
                      addRoot: () => act(addSecondRoot(trust)),
                      removeRoot: (key) => act(removeRootKey(trust, key)),
                    }
                  : undefined,
              )
            : nothing
        }
      </div>`;
  }

  /** A change that was signed shows at once; the others hear of it by the topic. */
  async #settle(question: Promise<TrustView | undefined>): Promise<void> {
    const trust = await question;
    if (trust) await this.#take(trust);
  }

  #mine(): TemplateResult {
    const key = session()?.user?.role === "approver" ? this.#myKey : this.#officerKey;
    return html`<section class="panel stack my-key-panel">
      <h2>${myKeyWords().title}</h2>
      ${key.draw()}
    </section>`;
  }

  #noRoot(trust: TrustView, admin: boolean): TemplateResult {
    const w = trustWords();
    if (!admin) return html`<section class="panel">${emptyState(KeyRound, w.noRootTitle, w.noRootOthers)}</section>`;
    return html`<section class="panel stack make-root">
      <h2>${w.makeTitle}</h2>
      <bt-make-root
        .serverKey=${trust.serverKey}
        @root-made=${({ detail }: CustomEvent<TrustView>) => {
          toast(w.made);
          void this.#take(detail);
        }}
      ></bt-make-root>
    </section>`;
  }

  #alarms(
    trust: TrustView,
    admin: boolean,
    act: (question: Promise<TrustView | undefined>) => void,
  ): TemplateResult | typeof nothing {
    const w = trustWords();
    const root = rootOf(trust)?.root;
    const { rolledBack } = trust;
    return html`${
      rolledBack
        ? html`<div class="note err" role="alert">
            ${icon(OctagonAlert)}
            <div class="grow stack tight">
              <b>${w.rolledBack}</b>
              <span>${w.rolledBackTeach(rolledBack.screen, when(rolledBack.at, serverNow()))}</span>
            </div>
            ${admin ? html`<vaadin-button @click=${() => void this.#resume()}>${w.resume}</vaadin-button>` : nothing}
          </div>`
        : nothing
    }
    ${
      root && serverUnlisted(root, trust)
        ? html`<div class="note err" role="alert">
            ${icon(TriangleAlert)}
            <div class="grow">${w.serverUnlisted}</div>
            ${
              admin
                ? html`<vaadin-button @click=${() => act(listServer(trust))}>${w.serverList}</vaadin-button>`
                : nothing
            }
          </div>`
        : nothing
    }`;
  }

  async #resume(): Promise<void> {
    const w = trustWords();
    if (!(await askEffect(w.resumeTitle, w.resumeEffect, w.resumeNow))) return;
    try {
      await this.#take(await call("resumeAfterRestore", { body: {} }));
      toast(w.resumed);
    } catch (error) {
      toast(sayTrouble(error), { assertive: true });
    }
  }

  async #refuse({ key }: TrustView["pending"][number]): Promise<void> {
    const w = trustWords();
    if (!(await askEffect(w.refuseTitle(key.owner.name), w.refuseEffect, w.refuse))) return;
    try {
      await call("dropPendingKey", { params: { id: key.keyId } });
    } catch (error) {
      toast(sayTrouble(error), { assertive: true });
    }
    await this.refresh();
  }
}
customElements.define("desk-trust", DeskTrust);

declare global {
  interface HTMLElementTagNameMap {
    "desk-trust": DeskTrust;
  }
}
