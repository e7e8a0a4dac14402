import { Settings } from "../../content/wire/views.ts";
import type { z } from "zod";
import type { Db } from "./connect.ts";

type SettingsValue = z.infer<typeof Settings>;

const untilSetUp: SettingsValue = {
  agency: { name: "Bảng Tin", short: "Bảng Tin" },
  hotline: { label: "Đường dây nóng Bộ Y tế", number: "1900 9095" },
};

export async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom("setting").select("body").where("key", "=", key).executeTakeFirst();
  return row?.body;
}

export async function writeSetting(db: Db, key: string, body: string): Promise<void> {
  await db
    .insertInto("setting")
    .values({ key, body })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ body }))
    .execute();
}

/** Answers whether it was there. */
export async function removeSetting(db: Db, key: string): Promise<boolean> {
  const result = await db.deleteFrom("setting").where("key", "=", key).executeTakeFirst();
  return result.numDeletedRows === 1n;
}

export async function readSettings(db: Db): Promise<SettingsValue> {
  const body = await readSetting(db, "settings");
  return body === undefined ? untilSetUp : Settings.parse(JSON.parse(body));
}

export async function writeSettings(db: Db, settings: SettingsValue): Promise<void> {
  await writeSetting(db, "settings", JSON.stringify(settings));
}
