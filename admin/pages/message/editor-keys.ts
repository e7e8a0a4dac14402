/**
 * Ctrl+Enter submits; Ctrl+Z and Ctrl+Shift+Z step through the whole message, except inside a field, which has its own
 * way back, and under a dialog.
 */
export function onEditorKey(
  event: KeyboardEvent,
  moves: { readonly submit: () => void; readonly undo: () => void; readonly redo: () => void },
): void {
  if (document.querySelector("dialog[open]") || !(event.ctrlKey || event.metaKey)) return;
  if (event.key === "Enter") {
    event.preventDefault();
    moves.submit();
    return;
  }
  const field = event.composedPath()[0];
  if (event.key.toLowerCase() !== "z" || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    return;
  event.preventDefault();
  if (event.shiftKey) moves.redo();
  else moves.undo();
}
