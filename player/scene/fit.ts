/** Head-1: above it a headline steps down rather than break a line that was broken by hand. */
const holdDownTo = 9;

/**
 * Steps the type of a panel down through its tokens until every slot holds its text. The panel names its steps (in u,
 * largest first) in `data-steps`; slots have the class `slot`, lines that were broken by hand the class `hold`.
 * Nothing is condensed or cut: below head-1 only texts go that the check has already called too long, because a
 * prohibition that loses its last word says the opposite.
 */
export function fit(panel: HTMLElement): void {
  const steps = (panel.dataset["steps"] ?? "").split(" ").filter((step) => step !== "");
  const floor = Number(panel.dataset["hold"] ?? holdDownTo);
  const slots = [...panel.querySelectorAll<HTMLElement>(".slot")];
  if (panel.classList.contains("slot")) slots.push(panel);
  const held = [...panel.querySelectorAll<HTMLElement>(".hold")];
  const fits = (step: string): boolean => {
    panel.style.setProperty("--h", step);
    return !slots.some(overflows);
  };
  const whole = steps.filter((step) => Number(step) >= floor);
  if (held.length > 0 && whole.some((step) => fits(step) && !held.some(wraps))) return;
  steps.some(fits);
}

/** One pixel of rounding is not an overflow. The padding of a slot is its margin, and not room for text. */
function overflows(slot: HTMLElement): boolean {
  if (slot.scrollHeight > slot.clientHeight + 1 || slot.scrollWidth > slot.clientWidth + 1) return true;
  const last = slot.lastElementChild;
  const margin = Number.parseFloat(getComputedStyle(slot).paddingBottom);
  if (margin === 0 || !(last instanceof HTMLElement)) return false;
  return last.offsetTop + last.offsetHeight > slot.clientHeight - margin + 1;
}

/** More lines on the screen than in the text. */
function wraps(block: HTMLElement): boolean {
  const lines = (block.textContent ?? "").trim().split("\n").length;
  return block.offsetHeight > (lines + 0.5) * Number.parseFloat(getComputedStyle(block).lineHeight);
}
