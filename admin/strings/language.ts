/** The interface's language: Vietnamese unless the reader chose English. Remembered per person in this browser. */
export type Language = "vi" | "en";

type Same<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string : string;
};

let current: Language = "vi";
let owner = "";
const changes = new EventTarget();

const keyOf = (person: string): string => (person ? `bangtin.language.${person}` : "bangtin.language");

export const language = (): Language => current;

/** Reads what `person` chose, falling back to the last choice made in this browser. */
export function useLanguageOf(person: string): void {
  owner = person;
  const stored = localStorage.getItem(keyOf(person)) ?? localStorage.getItem(keyOf(""));
  set(stored === "en" ? "en" : "vi");
}

export function setLanguage(next: Language): void {
  localStorage.setItem(keyOf(""), next);
  if (owner) localStorage.setItem(keyOf(owner), next);
  set(next);
}

function set(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  changes.dispatchEvent(new Event("change"));
}

/** Calls `then` after each change of language; answers how to stop. */
export function onLanguage(then: () => void): () => void {
  changes.addEventListener("change", then);
  return () => changes.removeEventListener("change", then);
}

/**
 * Words of one area of the desk in both languages. English must have every key of the Vietnamese, with the same
 * arguments; the compiler says what is missing. `words()` answers those of the language in use.
 */
export function inBoth<T extends object>(
  vi: T,
  en: Same<T>,
): { (): Same<T>; readonly vi: Same<T>; readonly en: Same<T> } {
  const both = { vi: vi as unknown as Same<T>, en };
  return Object.assign(() => both[current], both);
}
