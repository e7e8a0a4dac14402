/** What the page and its service worker say to each other. The worker's side is `worker/sw.ts`. */
export type ToWorker = { readonly type: "take-over" } | { readonly type: "healthy"; readonly script: string };

/** Set by the build. */
declare const __PROBATION_MS__: number;

/**
 * The page's own files, kept by the service worker, so that a cold start needs no network. A new version installs
 * completely and waits; the page lets it take over and reloads when nobody is disturbed.
 */
export class Shell {
  private readonly drawn: () => boolean;
  private registration: ServiceWorkerRegistration | undefined;
  private reloadDue = false;

  /** `drawn` answers whether there is anything on the page: a version that starts and shows nothing is not healthy. */
  constructor(drawn: () => boolean) {
    this.drawn = drawn;
  }

  async register(base: string): Promise<void> {
    const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
    if (!container) return;
    let controlled = container.controller !== null;
    container.addEventListener("controllerchange", () => {
      // The first worker takes an open page over without a reason to reload it.
      if (controlled) this.reloadDue = true;
      controlled = true;
    });
    try {
      this.registration = await container.register(trusted(`${base}sw.js`), { scope: base, updateViaCache: "none" });
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      // Without a network it cannot be asked for anew; the one from before serves, and is where updates will come from.
      // Without a secure context or storage there is none: the page plays on without a shell of its own.
      this.registration = await container.getRegistration(base);
    }
    const watch = setInterval(() => {
      if (!this.drawn()) return;
      clearInterval(watch);
      this.tell(container.controller, { type: "healthy", script: import.meta.url });
    }, __PROBATION_MS__ / 6);
  }

  /** Asks whether there is a newer player. */
  check(): void {
    this.registration?.update().catch((error: unknown) => {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    });
  }

  /** Nobody is disturbed now. Answers whether the page must be loaded anew. */
  atBoundary(): boolean {
    const waiting = this.registration?.waiting;
    if (waiting && navigator.serviceWorker.controller) this.tell(waiting, { type: "take-over" });
    return this.reloadDue;
  }

  private tell(worker: ServiceWorker | null, message: ToWorker): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker?.postMessage(message);
  }
}

/** The address of the worker, as a page that enforces Trusted Types wants it; the policy knows this one and no other. */
function trusted(script: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  };
  return trustedTypes?.createPolicy("bangtin-shell", { createScriptURL: () => script }).createScriptURL("") ?? script;
}
