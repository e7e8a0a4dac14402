/** Single-letter keys: only while no field has focus, never with a modifier, and they can be switched off. */

const stored = "bangtin.single-keys";

export const singleKeys = (): boolean => localStorage.getItem(stored) !== "off";
export const setSingleKeys = (on: boolean): void => localStorage.setItem(stored, on ? "on" : "off");

/** Whether this key press belongs to a field, a menu or a dialog rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["button", "submit"].includes(target.type);
}

/**
 * Listens for single keys: `{ j: next, k: previous }`. Enter and Space are left to a focused button or link.
 * A key held down counts once: two decisions are two presses. A handler that answers `false` did not use the key. Answers how to stop.
 */
export function onKeys(handlers: Readonly<Record<string, () => void | false>>): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat || isTyping(event))
      return;
    const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const handler = handlers[key];
    if (!handler || (key.length === 1 && !singleKeys())) return;
    if (key === "Enter" || key === "Space") {
      const target = event.composedPath()[0];
      if (target instanceof HTMLElement && target.closest("button, a, vaadin-button, summary")) return;
    }
    if (handler() !== false) event.preventDefault();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}
