/**
 * Our side of `fanout`: the whole server, with N paired screens at one venue, so in one line-up. Told an announcement, it
 * makes it as a publication does after its commit.
 */
import { canvasPresets } from "../../content/network/canvas.ts";
import { hashToken } from "../../server/auth/setup.ts";
import { change } from "../../server/change.ts";
import { readConfig } from "../../server/config.ts";
import { saveInRegister } from "../../server/db/directory.ts";
import { insertScreen, newScreen, listScreens } from "../../server/db/screens.ts";
import { startServer } from "../../server/start.ts";
import { tokenOf, type FromServer, type ToServer } from "./fanout-wire.ts";

const [folder = "", count = "0"] = process.argv.slice(2);
const { deps, url } = await startServer(readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder }));
const canvas = canvasPresets[0];
if (!canvas) throw new Error("there is no canvas");

await change(deps, null, async ({ db, now, touched }) => {
  await saveInRegister(db, "venue", {
    id: "hall",
    name: "Nhà ga",
    kind: "airport",
    operator: "Cảng hàng không",
    area: "can-tho",
    address: "",
    timeZone: "Asia/Ho_Chi_Minh",
    openingHours: [],
    reading: "walk",
  });
  for (let i = 0; i < Number(count); i++) {
    await insertScreen(
      db,
      newScreen({
        id: `screen-${i}`,
        name: `Màn hình ${i}`,
        venue: "hall",
        canvas: JSON.stringify(canvas),
        token_hash: hashToken(tokenOf(i)),
        paired_at: now,
        place: JSON.stringify({ venue: "hall", kind: "airport", areas: ["can-tho"] }),
        public_key: null,
      }),
    );
  }
  touched.venues.add("hall");
});
const lineUp = (await listScreens(deps.db))[0]?.line_up;
if (!lineUp) throw new Error("the screens have no line-up");

process.on("message", (announcement: ToServer) => deps.push.announce([announcement]));
process.on("disconnect", () => process.exit());
process.send?.({ url: url.replace("localhost", "127.0.0.1"), lineUp } satisfies FromServer);
