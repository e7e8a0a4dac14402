import "@vaadin/button";
import { html, nothing, type TemplateResult } from "lit";
import { CircleCheck, Fingerprint, KeyRound, PhoneCall, TriangleAlert } from "lucide";
import type { Duty } from "../../content/trust/key.ts";
import type { TrustView } from "../../content/wire/views.ts";
import { call } from "../client.ts";
import { icon } from "../elements/icon.ts";
import { toast } from "../elements/toast.ts";
import { pathTo } from "../router.ts";
import { serverNow, session } from "../session.ts";
import { date } from "../strings/format.ts";
import { myKeyWords } from "../strings/my-key.ts";
import { keyCode } from "./code.ts";
import { standingOf, type Hand, type Standing } from "./hand.ts";
import "./my-key.css";
import { passkeysHere, recognisesHere } from "./passkey.ts";
import { registerKey } from "./register.ts";
import { sayWhyNotSigned } from "./said.ts";

/**
 * The key of whoever is signed in, for one duty: how it stands, and making one in place. A page keeps one, reads it with
 * its own data (topic `trust`) and draws it where the signature is needed.
 */
export class MyKey {
  standing: Standing | undefined;
  trust: TrustView | undefined;
  #busy = false;
  #trouble = "";
  #recognises = false;
  /** Other ways to make one are shown too. */
  #another = false;
  readonly #duty: Duty;
  readonly #changed: () => void;

  constructor(duty: Duty, changed: () => void) {
    this.#duty = duty;
    this.#changed = changed;
  }

  /** The key to sign with, once there is one. */
  get hand(): Hand | undefined {
    return this.standing?.state === "ready" ? this.standing.hand : undefined;
  }

  async read(trust?: TrustView): Promise<void> {
    const user = session()?.user;
    if (!user) return;
    const before = this.standing?.state;
    this.trust = trust ?? (await call("trust"));
    this.#recognises = await recognisesHere();
    const standing = await standingOf(this.trust, user.id, this.#duty, serverNow());
    this.standing = standing;
    if (before === "waiting" && standing.state === "ready") toast(myKeyWords().listed, { at: "top" });
    this.#changed();
  }

  async #make(kind: "passkey" | "browser"): Promise<void> {
    const user = session()?.user;
    if (!user || this.#busy) return;
    this.#busy = true;
    this.#trouble = "";
    this.#changed();
    try {
      const { trust } = await registerKey(kind, user);
      this.#another = false;
      await this.read(trust);
    } catch (error) {
      this.#trouble = sayWhyNotSigned(error);
    } finally {
      this.#busy = false;
      this.#changed();
    }
  }

  /** How it stands, in words, with what can be done about it. Empty while that is not known yet. */
  draw(): TemplateResult | typeof nothing {
    const w = myKeyWords();
    const { standing } = this;
    if (!standing) return nothing;
    switch (standing.state) {
      case "ready":
        return html`<div class="stack tight">${ready(standing.hand)} ${this.#oneMore()}</div>`;
      case "waiting":
        return html`<div class="my-key note" role="status">
          ${icon(PhoneCall, "big")}
          <div class="stack tight">
            <b>${w.waitingTitle}</b>
            <span class="key-code mono">${keyCode(standing.keyId)}</span>
            <span class="small">${w.waitingThen}</span>
          </div>
        </div>`;
      case "none":
        return this.#offer(w.none, w.why);
      case "ended":
        return this.#offer(w.ended(date(standing.until)));
      case "elsewhere":
        return this.#offer(w.elsewhere(keyCode(standing.keyId)));
      case "other-duty":
        return warning(w.otherDuty);
      case "no-root":
        return this.#offer(w.noRoot);
      case "expired":
        return warning(w.expired);
      case "insecure":
        return warning(w.insecure);
    }
    return standing satisfies never;
  }

  #offer(said: string, why = ""): TemplateResult {
    return html`<div class="my-key stack tight">
      <p><b>${said}</b> <span class="soft">${why}</span></p>
      ${this.#ways()}
    </div>`;
  }

  #ways(): TemplateResult {
    const w = myKeyWords();
    const passkeys = passkeysHere();
    return html`<div class="row my-key-ways">
        ${
          passkeys
            ? html`<vaadin-button theme="primary" ?disabled=${this.#busy} @click=${() => void this.#make("passkey")}>
                ${icon(Fingerprint)} ${this.#recognises ? w.makePasskey : w.makePasskeyElsewhere}
              </vaadin-button>`
            : nothing
        }
        ${
          passkeys
            ? html`<button class="plain" ?disabled=${this.#busy} @click=${() => void this.#make("browser")}>
                ${w.orBrowser}
              </button>`
            : html`<vaadin-button theme="primary" ?disabled=${this.#busy} @click=${() => void this.#make("browser")}>
                ${icon(KeyRound)} ${w.makeBrowser}
              </vaadin-button>`
        }
      </div>
      <p class="small quiet" role="status">
        ${this.#busy ? w.making : passkeys ? `${w.passkeyAsks} ${w.browserOnly}` : w.browserOnly}
      </p>
      <div role="alert">${this.#trouble ? html`<p class="err small strong">${this.#trouble}</p>` : nothing}</div>`;
  }

  #oneMore(): TemplateResult {
    if (this.#another) return this.#ways();
    return html`<button
      class="plain small another"
      @click=${() => {
        this.#another = true;
        this.#changed();
      }}
    >
      ${myKeyWords().another}
    </button>`;
  }

  /** One line where the key is only used: nothing while it is ready and its own. */
  drawShort(): TemplateResult | typeof nothing {
    const { hand } = this;
    if (!hand) return this.draw();
    return hand.kind === "demo"
      ? html`<p class="small stale">${icon(TriangleAlert)} ${myKeyWords().readyDemo}</p>`
      : nothing;
  }
}

/** The way to the page of keys, for who has one to mend there. */
export const toKeys = (): TemplateResult => html`<a href=${pathTo("trust")}>${myKeyWords().toPage}</a>`;

function ready({ kind, keyId }: Hand): TemplateResult {
  const w = myKeyWords();
  const said = { passkey: w.readyPasskey, browser: w.readyBrowser, demo: w.readyDemo }[kind];
  return html`<p class="row tight">
    <span class=${kind === "demo" ? "stale" : "ok"}>${icon(kind === "demo" ? TriangleAlert : CircleCheck)}</span>
    <span class="mono strong">${keyCode(keyId)}</span>
    <span class="soft">${said}</span>
  </p>`;
}

const warning = (said: string): TemplateResult =>
  html`<div class="my-key note stale">${icon(TriangleAlert)}<span>${said} ${toKeys()}</span></div>`;
