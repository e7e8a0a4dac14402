import type { ReactiveController, ReactiveControllerHost } from "lit";
import { onLanguage } from "../strings/language.ts";

/** Draws an element again when the desk changes its language: a field `language = new LanguageRedraw(this)`. */
export class LanguageRedraw implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #forget: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#forget = onLanguage(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#forget?.();
  }
}
