import { cors } from "hono/cors";
import type { MiddlewareHandler } from "hono";
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

/** Whether a screen's page may ask: one of this server, or of a shell that the operator named (PLAYER_ORIGINS). */
export function screenOrigin(
  origin: string | undefined,
  host: string | undefined,
  config: Pick<Config, "publicUrl" | "playerOrigins">,
): boolean {
  return sameOrigin(origin, host, config) || (origin !== undefined && isPlayerOrigin(origin, config));
}

/** What screens ask for, and nothing else of this server, may be read by a shell of another host. Never with cookies. */
export const screenPatterns = ["/api/pairing", "/api/pairing/*", "/api/screen/*", "/media/*"] as const;

export function screenCors(config: Pick<Config, "playerOrigins">): MiddlewareHandler {
  return cors({
    origin: (origin) => (isPlayerOrigin(origin, config) ? origin : null),
    allowMethods: ["GET", "POST"],
    allowHeaders: ["authorization", "content-type", "if-none-match"],
    exposeHeaders: ["etag"],
    maxAge: 600,
  });
}

function isPlayerOrigin(origin: string, { playerOrigins = [] }: Pick<Config, "playerOrigins">): boolean {
  return playerOrigins.includes(origin);
}
