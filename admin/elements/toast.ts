import "@vaadin/notification";
import { html } from "lit";
import { Notification } from "@vaadin/notification";
import { shellWords } from "../strings/shell.ts";

/**
 * Says briefly what happened, in a live region. With `undo` it stays ten seconds and can be taken back; `at` the top
 * where it would cover buttons at the bottom.
 */
export function toast(text: string, how: { undo?: () => void; assertive?: boolean; at?: "top" | "bottom" } = {}): void {
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
    {
      position: how.at === "top" ? "top-center" : "bottom-center",
      duration: undo ? 10_000 : 5_000,
      assertive: how.assertive ?? false,
    },
  );
}
