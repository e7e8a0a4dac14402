import { Hono } from "hono";
import { compress } from "hono/compress";
import { problems } from "../content/wire/problem.ts";
import type { Deps } from "./deps.ts";
import { createLimits } from "./limits.ts";
import { screenCors, screenPatterns } from "./origin.ts";
import { pageHeaders } from "./page-headers.ts";
import { answerError, problemDetails } from "./problem-details.ts";
import { campaignRoutes } from "./routes/campaigns.ts";
import { deviceRoutes } from "./routes/devices.ts";
import { directoryRoutes } from "./routes/directory.ts";
import { docsRoutes } from "./routes/docs.ts";
import { identityRoutes } from "./routes/identity.ts";
import { messageRoutes } from "./routes/messages.ts";
import { orderRoutes } from "./routes/orders.ts";
import { ownAccountRoutes } from "./routes/own-account.ts";
import { pageRoutes } from "./routes/pages.ts";
import { pictureRoutes } from "./routes/pictures.ts";
import { playlistRoutes } from "./routes/playlists.ts";
import { screenRoutes } from "./routes/screens.ts";
import { sessionRoutes } from "./routes/session.ts";
import { trustRoutes } from "./routes/trust.ts";
import { venueRoutes } from "./routes/venues.ts";
import { serve } from "./serve.ts";

/** All HTTP. Everything it needs is given (design §4.5). */
export function createApp(deps: Deps): Hono {
  const app = new Hono();
  const limits = createLimits();

  for (const headers of pageHeaders(deps.config)) app.use(headers);

  for (const pattern of screenPatterns) app.use(pattern, screenCors(deps.config));

  // Not the manifest, whose ETag is exact, nor media, which are packed already.
  for (const path of ["/player/*", "/admin/*", "/api/messages", "/api/screens", "/api/openapi.json"])
    app.use(path, compress());

  ownAccountRoutes(app, deps, limits);
  serve(app, deps, "health", async () => ({ ok: true as const }));
  serve(app, deps, "ready", async () => {
    await deps.db.selectFrom("setting").select("key").limit(1).execute();
    return { ok: true as const };
  });

  sessionRoutes(app, deps, limits);
  directoryRoutes(app, deps);
  messageRoutes(app, deps);
  pictureRoutes(app, deps, limits);
  playlistRoutes(app, deps);
  campaignRoutes(app, deps);
  venueRoutes(app, deps);
  screenRoutes(app, deps, limits);
  deviceRoutes(app, deps, limits);
  trustRoutes(app, deps);
  orderRoutes(app, deps);
  identityRoutes(app, deps);
  docsRoutes(app);
  pageRoutes(app, deps);

  // Answered, not thrown: what is thrown here passes by the middleware that adds the headers.
  app.notFound(() => problemDetails("request/not-found", problems["request/not-found"]));
  app.onError((error, context) => answerError(error, context, deps.log));
  return app;
}
