import type { Config } from "./config.ts";

/**
 * Whether a request that carries `origin` comes from a page of this server. No `origin` means no browser page sent it.
 * With PUBLIC_URL set only that one counts; otherwise the host by which the server was reached.
 */
export function sameOrigin(
  origin: string | undefined,
  host: string | undefined,
  config: Pick<Config, "publicUrl">,
): boolean {
  if (origin === undefined) return true;
  if (config.publicUrl !== undefined) return origin === config.publicUrl;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
