/**
 * Steps the headline of a panel down through its tokens until nothing overflows its slot. The panel names its steps
 * (in u, largest first) in `data-steps`; slots that must hold their text have the class `slot`. Nothing is condensed
 * or cut: past head-1 (9.4) only texts that the check already refused to call fitting go on stepping, because a
 * prohibition that loses its last word says the opposite.
 */
export function fit(panel: HTMLElement): void {
  const steps = (panel.dataset["steps"] ?? "").split(" ").filter((step) => step !== "");
  const slots = [...panel.querySelectorAll<HTMLElement>(".slot")];
  if (panel.classList.contains("slot")) slots.push(panel);
  for (const step of steps) {
    panel.style.setProperty("--h", step);
    if (!slots.some(overflows)) return;
  }
}

/** One pixel of rounding is not an overflow. */
export function overflows(slot: Element): boolean {
  return slot.scrollHeight > slot.clientHeight + 1 || slot.scrollWidth > slot.clientWidth + 1;
}
