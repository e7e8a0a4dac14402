/** A page that is loaded anew finds the lock of the page before it for a moment: nothing is said of that. */
const graceMs = 2000;

/**
 * Resolves when no other tab of this browser plays this profile; until the page ends, none can. Two tabs would be two
 * devices with one key, and the server would hold both (attacks.md case 28). `waiting` is called when another one does.
 * Without locks (plain HTTP) every tab goes on, and the server's rule is the only one.
 */
export async function soleOne(name: string, waiting: () => void): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return;
  const timer = setTimeout(waiting, graceMs);
  await new Promise<void>((resolve, reject) => {
    locks
      .request(name, async () => {
        resolve();
        await new Promise(() => {});
      })
      .catch(reject);
  });
  clearTimeout(timer);
}
