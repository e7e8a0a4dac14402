/** Paths under `/admin/`; the server answers the same page for all of them. */

const changes = new EventTarget();
const base = "/admin/";
let blocker: (() => boolean) | undefined;

/** `["messages", "m1"]` for `/admin/messages/m1`. */
export function segments(pathname: string = location.pathname): string[] {
  return pathname.startsWith(base)
    ? pathname.slice(base.length).split("/").filter(Boolean).map(decodeURIComponent)
    : [];
}

/** The address of a page: `pathTo("messages", id)`. */
export const pathTo = (...parts: string[]): string => base + parts.map(encodeURIComponent).join("/");

export function navigate(path: string, how: { replace?: boolean } = {}): void {
  if (blocker?.()) return;
  if (how.replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  changes.dispatchEvent(new Event("change"));
}

/** While set, `stop` may keep the reader on the page by answering true. One page at a time sets it, and clears it. */
export function holdBack(stop: (() => boolean) | undefined): void {
  blocker = stop;
}

export function onRoute(then: () => void): () => void {
  changes.addEventListener("change", then);
  return () => changes.removeEventListener("change", then);
}

/** Makes plain links to desk pages move without a reload, and the back button work. */
export function startRouting(): void {
  window.addEventListener("popstate", () => changes.dispatchEvent(new Event("change")));
  document.addEventListener("click", (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    ) {
      return;
    }
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (!link.pathname.startsWith(base) || link.pathname.endsWith(".html")) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
