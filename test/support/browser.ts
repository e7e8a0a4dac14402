import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { chromiumArgs, chromiumPath } from "../../tools/chromium.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { until } from "./until.ts";

/** A real, headless Chromium. The pages must have been built: `npm test` builds them first. */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  if (!existsSync(fileURLToPath(new URL("../../dist/player/sw.js", import.meta.url)))) {
    throw new Error("dist/ is missing: run `npm run build` first, or `npm test`, which does.");
  }
  return chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArgs, ...args] });
}

/** A browser profile that keeps its storage while the test goes on, at the pixels of a canvas. */
export async function screenContext(
  browser: Browser,
  canvas: Pick<Canvas, "width" | "height">,
): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: canvas.width, height: canvas.height }, locale: "vi-VN" });
}

/** All text that a passer-by could read, through shadow roots. */
export async function visibleText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const collect = (node: Node): string => {
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return "";
      if (node instanceof Element && !node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        return "";
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
      const children = node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes;
      return [...children].map(collect).join("");
    };
    return collect(document.body).normalize("NFC");
  });
}

/** Resolves once the service worker holds the whole shell, so that the page survives without a server. */
export async function shellKept(page: Page): Promise<void> {
  await until(
    "the service worker to hold the shell",
    () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === "activated" && (await caches.keys()).length > 0;
      }),
    15_000,
  );
}
