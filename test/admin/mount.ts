import "../../admin/style/tokens.css";
import "../../admin/style/base.css";
import "../../admin/style/kit.css";
import { readSession } from "../../admin/session.ts";
import { useLanguageOf } from "../../admin/strings/language.ts";
import type { DeskPage } from "../../admin/elements/desk-page.ts";

const host = document.createElement("div");
document.body.append(host);

/** Takes the page away, as leaving or reloading does. What the kit keeps on the body stays. */
export function unmountPage(): void {
  host.replaceChildren();
}

/** Puts a page on the document as the shell does: signed in, in Vietnamese; answers it when it has read its data. */
export async function mountPage(tag: string, itemId?: string): Promise<DeskPage> {
  await readSession();
  localStorage.removeItem("bangtin.language");
  useLanguageOf("");
  const page = document.createElement(tag) as DeskPage;
  if (itemId !== undefined) page.itemId = itemId;
  host.replaceChildren(page);
  await page.refresh();
  await page.updateComplete;
  return page;
}

/**
 * Waits until `probe` answers something, looking again after every frame. It gives up after many frames, never by the
 * clock alone: a machine that stood still for a while has not yet run the timers it is waiting for.
 */
export async function until<T>(probe: () => T | null | undefined | false, what: string): Promise<T> {
  const end = performance.now() + 20_000;
  for (let frames = 0; ; frames++) {
    const found = probe();
    if (found) return found;
    if (performance.now() > end && frames > 600) throw new Error(`did not come: ${what}; there is: ${seen()}`);
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

/** What a failure is understood by: the states that the page tells, and a dialog that stands open. */
function seen(): string {
  const told = [...document.querySelectorAll("[role=status], [role=alert], dialog[open] h2")];
  return told.map((element) => element.textContent?.trim().replaceAll(/\s+/g, " ")).join(" | ");
}

/** Types into the field at a place of the message, as a person does: the text, then an input event. */
export function type(page: HTMLElement, where: string, text: string): void {
  const input = page.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    `[data-where="${where}"] input, [data-where="${where}"] textarea`,
  );
  if (!input) throw new Error(`no field at ${where}`);
  input.value = text;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

export function textIn(page: HTMLElement, where: string): string | undefined {
  return page.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    `[data-where="${where}"] input, [data-where="${where}"] textarea`,
  )?.value;
}

export function press(key: string, more: KeyboardEventInit = {}): void {
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
}
