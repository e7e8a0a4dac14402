import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { dataPolicy, deskPolicy, playerPolicy } from "../content/wire/page-policy.ts";
import type { Config } from "./config.ts";

/**
 * The headers that keep a browser from being led astray: each kind of page has a policy of its own. An answer that set
 * its own policy, as media do, keeps it.
 */
export function pageHeaders(config: Pick<Config, "publicUrl">): readonly MiddlewareHandler[] {
  const others = secureHeaders({
    // HTTPS is the operator's proxy's to promise; Chromium ignores it on http and warns.
    strictTransportSecurity: false,
    xFrameOptions: false,
  });
  const policy: MiddlewareHandler = async (context, next) => {
    await next();
    const { headers } = context.res;
    if (headers.has("content-security-policy")) return;
    const { path } = context.req;
    const sockets = socketOrigins(context.req.header("host"), config);
    const player = path.startsWith("/player/");
    const desk = path === "/" || path.startsWith("/admin/");
    headers.set("content-security-policy", player ? playerPolicy(sockets) : desk ? deskPolicy(sockets) : dataPolicy);
    // For what reads no frame-ancestors.
    headers.set("x-frame-options", player ? "SAMEORIGIN" : "DENY");
  };
  return [others, policy];
}

/** `'self'` does not mean a WebSocket to every browser. A host that is none is left out: nothing of it enters a header. */
function socketOrigins(host: string | undefined, { publicUrl }: Pick<Config, "publicUrl">): string[] {
  if (publicUrl !== undefined) return [publicUrl.replace(/^http/, "ws")];
  return host !== undefined && /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host)
    ? [`ws://${host}`, `wss://${host}`]
    : [];
}
