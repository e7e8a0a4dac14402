import "@vaadin/notification";
import { html } from "lit";
import { Notification } from "@vaadin/notification";
import { shellWords } from "../strings/shell.ts";

/** Says briefly what happened, in a live region. With `undo` it stays ten seconds and can be taken back. */
export function toast(text: string, how: { undo?: () => void; assertive?: boolean } = {}): void {
  const undo = how.undo;
  const shown = Notification.show(
    undo
      ? html`${text}
          <button
            @click=${() => {
              shown.close();
              undo();
            }}
          >
            ${shellWords().undo}
          </button>`
      : html`${text}`,
    { position: "bottom-center", duration: undo ? 10_000 : 5_000, assertive: how.assertive ?? false },
  );
}
