/** Puts the reader at the field of a place in the message; `at` selects a piece of its text. */
export function focusField(
  page: HTMLElement,
  where: string,
  at?: { readonly from: number; readonly until: number },
): void {
  const field = fieldAt(page, where);
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  field.focus();
  const input = field.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  if (input && at) input.setSelectionRange(at.from, at.until);
}

/** The field at this place, else the first one in it, else the nearest one around it. */
function fieldAt(page: HTMLElement, where: string): HTMLElement | undefined {
  for (let path = where; path; path = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "") {
    const field =
      page.querySelector<HTMLElement>(`[data-where="${CSS.escape(path)}"]`) ??
      page.querySelector<HTMLElement>(`[data-where^="${CSS.escape(path)}."]`);
    if (field) return field;
  }
  return undefined;
}
