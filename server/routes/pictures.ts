import type { Hono } from "hono";
import { change } from "../change.ts";
import { insertPicture, picturesOf } from "../db/pictures.ts";
import type { Deps } from "../deps.ts";
import type { Limits } from "../limits.ts";
import { acceptPicture } from "../media/picture.ts";
import { serveMedia } from "../media/serve.ts";
import { Problem } from "../../content/wire/problem.ts";
import { screenOf, serve } from "../serve.ts";

/** What one person's pictures may take, as they are kept: some thousand of the largest. Nothing is ever deleted. */
const mostBytes = 4 * 1024 ** 3;

/** Pictures in, media out. */
export function pictureRoutes(app: Hono, deps: Deps, limits: Limits): void {
  serve(app, deps, "addPicture", async ({ context, asker }) =>
    limits.upload(asker.id, async () => {
      if ((await picturesOf(deps.db, asker.id)).bytes > mostBytes) throw new Problem("picture/quota");
      const upload = new Uint8Array(await context.req.arrayBuffer());
      const picture = await acceptPicture({ store: deps.media, worker: deps.pictures }, upload);
      const stored = { digest: picture.sha256, width: picture.width, height: picture.height, bytes: picture.bytes };
      const known = await change(deps, asker.id, async ({ db, now, audit }) => {
        const before = await insertPicture(db, stored, asker.id, now);
        await audit("picture.add", `picture:${stored.digest}`, { bytes: upload.length, known: before });
        return before;
      });
      return { ...stored, known };
    }),
  );

  serve(app, deps, "media", async ({ context, param }) => {
    await mayRead(deps, context.req.raw.headers);
    return serveMedia(deps.media, param("sha256"), context.req.raw);
  });
}

/** A screen by its token, or anybody at the desk. */
async function mayRead(deps: Deps, headers: Headers): Promise<void> {
  const token = /^Bearer ([\w-]{20,120})$/.exec(headers.get("authorization") ?? "")?.[1];
  if (token !== undefined) {
    await screenOf(deps, token);
    return;
  }
  if (!(await deps.auth.userOf(headers))) throw new Problem("auth/signed-out");
}
