import type { CampaignDraft } from "../../../content/wire/api.ts";
import type { Reach } from "../../../content/wire/views.ts";
import { call, sayTrouble } from "../../client.ts";
import { isComplete } from "./draft.ts";

const quietMs = 300;

/** Asks the server what a draft would reach, a moment after the last change of it; only the last answer counts. */
export class Reckoning {
  reach: Reach | undefined;
  reckoning = false;
  trouble: string | undefined;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Known without asking: the server says it of every campaign that it has. */
  know(reach: Reach): void {
    this.reach = reach;
    this.#changed();
  }

  soon(draft: CampaignDraft | undefined): void {
    this.stop();
    this.reckoning = draft !== undefined && isComplete(draft);
    if (draft && this.reckoning) this.#timer = setTimeout(() => void this.#reckon(draft), quietMs);
    else this.reach = undefined;
    this.#changed();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  async #reckon(draft: CampaignDraft): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      this.reach = await call("checkCampaign", { body: draft, signal: abort.signal });
      this.trouble = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.reach = undefined;
      this.trouble = sayTrouble(error);
    }
    this.reckoning = false;
    this.#changed();
  }
}
