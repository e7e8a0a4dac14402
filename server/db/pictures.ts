import { Rendition } from "../../content/editorial/message.ts";
import type { RenditionCache } from "../media/renditions.ts";
import type { Db } from "./connect.ts";

type Picture = { readonly digest: string; readonly width: number; readonly height: number; readonly bytes: number };

/** Answers whether the picture had been there before. */
export async function insertPicture(db: Db, picture: Picture, by: string, at: number): Promise<boolean> {
  const result = await db
    .insertInto("picture")
    .values({ ...picture, made_by: by, at })
    .onConflict((conflict) => conflict.column("digest").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 0n;
}

/** How much of what is kept came from this person. */
export async function picturesOf(db: Db, user: string): Promise<{ bytes: number }> {
  const { bytes } = await db
    .selectFrom("picture")
    .select((is) => is.fn.coalesce(is.fn.sum<number>("bytes"), is.val(0)).as("bytes"))
    .where("made_by", "=", user)
    .executeTakeFirstOrThrow();
  return { bytes };
}

export function renditionCache(db: Db): RenditionCache {
  return {
    async get(key) {
      const row = await db.selectFrom("rendition").select("body").where("key", "=", key).executeTakeFirst();
      return row && Rendition.parse(JSON.parse(row.body));
    },
    async set(key, rendition) {
      const body = JSON.stringify(rendition);
      await db
        .insertInto("rendition")
        .values({ key, body })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ body }))
        .execute();
    },
  };
}
