import type { TakenOff } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "../db/connect.ts";
import { listLineUps } from "../db/line-ups.ts";
import { titlesByDigest } from "../db/messages.ts";
import { publishedManifest } from "../screen-state.ts";

type Gone = z.infer<typeof TakenOff>;

/** From how many screens these revisions go, by what is published now. */
export async function takenOff(db: Db, digests: ReadonlySet<string>): Promise<Gone> {
  const rows = await db
    .selectFrom("screen")
    .select((eb) => ["line_up", eb.fn.countAll<number>().as("screens")])
    .groupBy("line_up")
    .execute();
  const screensOf = new Map(rows.map((row) => [row.line_up, row.screens]));
  const gone = new Map<string, number>();
  let screens = 0;
  for (const { id } of await listLineUps(db)) {
    const here = (await publishedManifest(db, id))?.messages.filter(({ digest }) => digests.has(digest)) ?? [];
    const count = screensOf.get(id) ?? 0;
    if (here.length > 0) screens += count;
    for (const { digest } of here) gone.set(digest, (gone.get(digest) ?? 0) + count);
  }
  const titles = await titlesByDigest(db, [...digests]);
  const messages = [...digests].flatMap((digest) => {
    const title = titles.get(digest);
    return title ? [{ ...title, screens: gone.get(digest) ?? 0 }] : [];
  });
  return { messages, screens };
}
