import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import { Problem } from "../../content/wire/problem.ts";
import type { Deps } from "../deps.ts";

const built = fileURLToPath(new URL("../../dist", import.meta.url));
// The middleware takes its root relative to where the process was started.
const root = relative(process.cwd(), built) || ".";

/** Files whose names carry a hash never change; pages and the service worker are asked for every time. */
function cacheHeader(path: string): string {
  return /\/assets\//.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
}

/** The built player, desk and, in the demo, the wall. */
export function pageRoutes(app: Hono, deps: Deps): void {
  const files = serveStatic({ root, onFound: (path, context) => context.header("cache-control", cacheHeader(path)) });

  app.get("/", async (context) => (deps.demo() ? page("admin/wall.html") : context.redirect("/admin/")));
  app.get("/api/demo", (context) => {
    const demo = deps.demo();
    if (!demo) throw new Problem("request/not-found");
    return context.json(demo, 200, { "cache-control": "no-store" });
  });
  // Browsers ask for it whatever the page says; the pages name their own icons.
  app.get("/favicon.ico", (context) => context.body(null, 204));
  app.get("/player", (context) => context.redirect("/player/"));
  app.get("/admin", (context) => context.redirect("/admin/"));
  app.get("/player/*", files);
  app.get("/admin/assets/*", files);
  // The desk's router takes every other path; a path with a dot is a file that is not there.
  app.get("/admin/*", async (context) => {
    if (/\.\w+$/.test(context.req.path)) throw new Problem("request/not-found");
    return page("admin/index.html");
  });
}

async function page(file: string): Promise<Response> {
  const html = await readFile(`${built}/${file}`);
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" } });
}
