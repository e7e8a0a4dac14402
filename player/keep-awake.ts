/** Keeps the display on while the page is visible; the browser lets go of the lock whenever it is hidden. */
export function keepAwake(): void {
  const wakeLock = (navigator as { wakeLock?: WakeLock }).wakeLock;
  if (!wakeLock) return;
  const take = (): void => {
    if (document.visibilityState !== "visible") return;
    wakeLock.request("screen").catch((error: unknown) => {
      // Refused by policy or by an empty battery: the device's own setting decides.
      if (!(error instanceof DOMException)) throw error;
    });
  };
  document.addEventListener("visibilitychange", take);
  take();
}
