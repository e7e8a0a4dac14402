/** Light, dark or as the device; remembered in this browser. */
export type Theme = "auto" | "light" | "dark";
const key = "bangtin.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const stored = localStorage.getItem(key);
  return stored === "light" || stored === "dark" ? stored : "auto";
}

export function setTheme(next: Theme): void {
  if (next === "auto") localStorage.removeItem(key);
  else localStorage.setItem(key, next);
  apply();
}

export function startTheme(): void {
  dark.addEventListener("change", apply);
  apply();
}

function apply(): void {
  const chosen = theme();
  document.documentElement.classList.toggle("dark", chosen === "dark" || (chosen === "auto" && dark.matches));
}
