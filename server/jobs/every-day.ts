/** Renews programmes so that they always reach 35 days ahead (design §2). Checks hourly: a laptop may have slept. */
export function everyDay(
  clock: () => number,
  work: () => Promise<void>,
  log: (line: string) => void,
): { stop(): void } {
  const hour = 3_600_000;
  let last = clock();
  const timer = setInterval(() => {
    if (clock() - last < 6 * hour) return;
    last = clock();
    work().catch((error: unknown) => log(`daily renewal: ${error instanceof Error ? error.message : String(error)}`));
  }, hour);
  return { stop: () => clearInterval(timer) };
}
