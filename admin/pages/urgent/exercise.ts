import { html, type TemplateResult } from "lit";
import { CircleCheck } from "lucide";
import type { Settings } from "../../../content/wire/views.ts";
import { icon } from "../../elements/icon.ts";
import { serverNow } from "../../session.ts";
import { duration } from "../../strings/format.ts";
import { urgentWords } from "../../strings/urgent.ts";
import { DeskUrgent } from "../urgent.ts";
import { rich } from "./rich.ts";

const secondPerson = 3;

/**
 * DIỄN TẬP: the same hands through the same steps. It has no order, no key and no way to send: its last step is on this page
 * alone, and the one thing it asks the server is how many screens there are.
 */
export class DeskExercise extends DeskUrgent {
  #began = serverNow();
  #ended: number | undefined;

  protected override get drill(): boolean {
    return true;
  }

  protected override async send(_settings: Settings): Promise<void> {
    this.step = secondPerson;
    window.scrollTo(0, 0);
  }

  protected override body(settings: Settings): {
    readonly main: TemplateResult;
    readonly aside: TemplateResult | undefined;
  } {
    if (this.step < secondPerson) return super.body(settings);
    return { main: this.#ended === undefined ? this.#second(settings) : this.#over(this.#ended), aside: undefined };
  }

  #second(settings: Settings): TemplateResult {
    const w = urgentWords();
    return html`<h2 class="takeover-title">${w.drillSecondTitle}</h2>
      <p class="takeover-sentence">${this.revision(settings).content.title}</p>
      <p class="soft">${w.ownApproval}</p>
      <div class="takeover-actions">
        <button
          class="tone-button"
          @click=${() => {
            this.#ended = serverNow();
            this.requestUpdate();
          }}
        >
          ${w.drillRelease}
        </button>
        <button class="plain-button" @click=${() => this.#again()}>${w.drillStop}</button>
      </div>`;
  }

  #over(ended: number): TemplateResult {
    const w = urgentWords();
    return html`<h2 class="takeover-title">${icon(CircleCheck, "big")} ${w.drillDone}</h2>
      <p class="takeover-sentence">${rich(w.drillTook(duration(ended - this.#began)))}</p>
      <p class="soft">${w.drillToReal}</p>
      <div class="takeover-actions">
        <button class="tone-button" @click=${() => this.#again()}>${w.drillAgain}</button>
      </div>`;
  }

  #again(): void {
    this.#began = serverNow();
    this.#ended = undefined;
    this.startAgain();
  }
}
customElements.define("desk-exercise", DeskExercise);

declare global {
  interface HTMLElementTagNameMap {
    "desk-exercise": DeskExercise;
  }
}
