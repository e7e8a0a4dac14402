import type { overlay } from "./urgent/overlay.ts";

type Overlay = { readonly overlay: typeof overlay };

let loading: Promise<Overlay> | undefined;

/**
 * The urgent scene, a chunk of its own. The first scene of a page fetches it as soon as the page is idle, so that it is
 * there when an order comes. Whoever boots into a takeover awaits it before the first picture.
 */
export function urgentReady(): Promise<Overlay> {
  loading ??= import("./urgent/overlay.ts").catch((error: unknown) => {
    // The next one who needs it asks again.
    loading = undefined;
    throw error;
  });
  return loading;
}
