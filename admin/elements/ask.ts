import "@vaadin/button";
import "@vaadin/text-area";
import { html, render, type TemplateResult } from "lit";
import { shellWords } from "../strings/shell.ts";

type Opened = {
  readonly dialog: HTMLDialogElement;
  readonly draw: () => void;
  readonly close: (answer?: string) => void;
};

/**
 * Opens a native modal dialog over the page and waits until it closes: Esc and the close button answer `undefined`.
 * `content` is drawn again whenever `draw` is called.
 */
export function openDialog(
  title: string,
  content: (opened: Opened) => TemplateResult,
  how: { wide?: boolean } = {},
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = `desk-dialog${how.wide ? " wide" : ""}`;
    dialog.ariaLabel = title;
    let answer: string | undefined;
    const opened: Opened = {
      dialog,
      draw: () =>
        render(
          html`<h2>${title}</h2>
            ${content(opened)}`,
          dialog,
        ),
      close: (given) => {
        answer = given;
        dialog.close();
      },
    };
    dialog.addEventListener("close", (event) => {
      // The kit's calendar fires a bubbling event of this name too.
      if (event.target !== dialog) return;
      dialog.remove();
      resolve(answer);
    });
    // Esc closes an open list or calendar of the kit first; the dialog stays for the next one.
    let listOpen = false;
    dialog.addEventListener(
      "keydown",
      (event) => {
        listOpen = event.key === "Escape" && dialog.querySelector("[opened]") !== null;
      },
      { capture: true },
    );
    dialog.addEventListener("cancel", (event) => {
      if (listOpen) event.preventDefault();
      listOpen = false;
    });
    document.body.append(dialog);
    opened.draw();
    dialog.showModal();
  });
}

export type ReasonQuestion = {
  readonly title: string;
  /** Names the effect: "Trả lại cho Trần Quốc Bảo". */
  readonly confirm: string;
  readonly prefill?: string;
  readonly teach?: string;
  readonly danger?: boolean;
};

/** Asks for a reason; `undefined` when the asker thought better of it. The answer is never empty. */
export async function askReason(question: ReasonQuestion): Promise<string | undefined> {
  let text = question.prefill ?? "";
  let tried = false;
  return openDialog(question.title, ({ draw, close }) => {
    const send = (): void => {
      tried = true;
      if (text.trim()) close(text.trim());
      else draw();
    };
    return html`
      ${question.teach ? html`<p class="soft" .style=${"margin-bottom:12px"}>${question.teach}</p>` : ""}
      <vaadin-text-area
        autofocus
        label=${shellWords().reason}
        maxlength="300"
        min-rows="3"
        .value=${text}
        .invalid=${tried && !text.trim()}
        .errorMessage=${shellWords().reasonNeeded}
        @input=${(event: Event) => {
          text = (event.currentTarget as HTMLElement & { value: string }).value;
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
        }}
      ></vaadin-text-area>
      <div class="dialog-actions">
        <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
        <vaadin-button theme=${question.danger ? "primary danger-fill" : "primary"} @click=${send}>
          ${question.confirm}
        </vaadin-button>
      </div>
    `;
  });
}

/** Says what an action will do and waits for it to be chosen. `confirm` names the effect, never "OK". */
export async function askEffect(title: string, effect: string, confirm: string): Promise<boolean> {
  const answer = await openDialog(
    title,
    ({ close }) => html`
      <p>${effect}</p>
      <div class="dialog-actions">
        <vaadin-button @click=${() => close()}>${shellWords().cancel}</vaadin-button>
        <vaadin-button theme="primary" autofocus @click=${() => close("yes")}>${confirm}</vaadin-button>
      </div>
    `,
  );
  return answer === "yes";
}
