import { html, LitElement, nothing, type TemplateResult } from "lit";
import { CircleAlert } from "lucide";
import type { DeskTopic } from "../../content/wire/protocol.ts";
import { sayTrouble } from "../client.ts";
import { onChanged } from "../live.ts";
import { onLanguage } from "../strings/language.ts";
import { shellWords } from "../strings/shell.ts";
import { icon } from "./icon.ts";

/**
 * A page of the desk. It draws in the light DOM, so that the shared sheets and the kit's tokens reach it.
 * It names the topics it shows; `read` runs at the start, when one of them changes, and after every reconnect.
 */
export abstract class DeskPage extends LitElement {
  static override properties = { itemId: {}, ready: { state: true }, trouble: { state: true } };
  static topics: readonly DeskTopic[] = [];

  /** The second part of the address, e.g. `m1` of `/admin/messages/m1`. */
  declare itemId: string | undefined;
  /** The first read has ended. */
  declare protected ready: boolean;
  /** Why the last read failed, as a sentence. */
  declare protected trouble: string | undefined;
  #stop: (() => void)[] = [];
  #reading = Promise.resolve();

  constructor() {
    super();
    this.itemId = undefined;
    this.ready = false;
    this.trouble = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { topics } = this.constructor as typeof DeskPage;
    this.#stop = [
      onLanguage(() => this.requestUpdate()),
      onChanged(topics, (change) => {
        if (change?.id === undefined || this.concerns(change.topic, change.id)) void this.refresh();
      }),
    ];
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop) stop();
    this.#stop = [];
  }

  /** Reads again what the page shows; one read at a time. Its failures become `trouble`, never an exception. */
  refresh(): Promise<void> {
    this.#reading = this.#readAfter(this.#reading);
    return this.#reading;
  }

  async #readAfter(before: Promise<void>): Promise<void> {
    await before;
    if (!this.isConnected) return;
    try {
      await this.read();
      this.trouble = undefined;
    } catch (error) {
      this.trouble = sayTrouble(error);
    } finally {
      this.ready = true;
      this.requestUpdate();
    }
  }

  /** Fetches with `call(...)` and sets the page's fields. */
  protected abstract read(): Promise<void>;

  /** Whether a change of this one thing matters here. A page about one item narrows it. */
  protected concerns(_topic: DeskTopic, _id: string): boolean {
    return true;
  }

  /** What stands at the top of a page that could not be read. */
  protected troubleNote(): TemplateResult | typeof nothing {
    if (!this.trouble) return nothing;
    return html`<div class="note err" role="alert">
      ${icon(CircleAlert)}
      <div class="grow"><b>${shellWords().pageTrouble}.</b> ${this.trouble}</div>
      <button class="plain" @click=${() => void this.refresh()}>${shellWords().retry}</button>
    </div>`;
  }
}
