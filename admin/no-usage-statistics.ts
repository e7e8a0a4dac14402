/** Stands in for the kit's usage statistics (vite.admin.config.ts). The kit calls it; it collects and sends nothing. */
export function usageStatistics(): void {
  // Nothing: the desk talks to nobody but its server.
}
