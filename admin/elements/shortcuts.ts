import { html } from "lit";
import type { Role } from "../../content/wire/roles.ts";
import { rail } from "../pages.ts";
import { may } from "../session.ts";
import { shellWords } from "../strings/shell.ts";
import { openDialog } from "./ask.ts";

/** The list of keys behind `?`. Pages say their own at their heads. */
export async function askShortcuts(role: Role): Promise<void> {
  const w = shellWords();
  await openDialog(
    w.shortcuts,
    ({ close }) => html`
      <ul class="stack tight">
        ${role === "approver" ? "" : html`<li><kbd>N</kbd> ${w.keyNew}</li>`}
        ${may("proposeTakeover") ? html`<li><kbd>Shift E</kbd> ${w.keyUrgent}</li>` : ""}
        <li><kbd>/</kbd> ${w.keySearch}</li>
        <li><kbd>G</kbd> ${w.keyGo}:</li>
        ${rail
          .filter((entry) => entry.roles.includes(role))
          .map(
            (entry) =>
              html`<li .style=${"padding-inline-start:24px"}>
                <kbd>${entry.key.toUpperCase()}</kbd> ${w[entry.word]}
              </li>`,
          )}
        <li><kbd>?</kbd> ${w.keyHelp}</li>
      </ul>
      <div class="dialog-actions"><vaadin-button @click=${() => close()}>${w.close}</vaadin-button></div>
    `,
  );
}
