import { ConfigError } from "./config.ts";
import { FolderInUse } from "./lock.ts";

/** Waits for Ctrl-C or a supervisor's stop. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

/** Ends the process with one clear line for what an operator can mend, and with everything for a bug. */
export function fail(error: unknown): void {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
}

function reason(error: unknown): string {
  if (error instanceof ConfigError || error instanceof FolderInUse) return error.message;
  if (error instanceof Error && "code" in error) {
    const port = "port" in error ? String(error.port) : "";
    if (error.code === "EADDRINUSE") return `Port ${port} is in use by another program. Set PORT to another one.`;
    if (error.code === "EACCES") return `Port ${port} may not be used by this user. Set PORT to one above 1023.`;
    if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
      return `HOST is not an address of this machine (${error.message}).`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
