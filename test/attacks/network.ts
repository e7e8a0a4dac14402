import { until } from "../support/until.ts";
import { announce, approvedWords, attackedScreen, instead, publishedRow } from "./attacked-screen.ts";
import { long, seen, type Case } from "./case.ts";

export const networkCases: readonly Case[] = [
  long(
    69,
    "a captive portal answers everything with 200 and a page; then a proxy answers with an old programme",
    async (ground) => {
      const screen = await attackedScreen(ground);
      const { world, front } = screen;
      const old = publishedRow(world);
      const portal = "<!doctype html><title>Đăng nhập Wi-Fi</title><h1>Xin chào</h1>";
      front.tamper = instead(/^\/(api|media)\//, (_, answer) =>
        answer.writeHead(200, { "content-type": "text/html" }).end(portal),
      );
      announce(world);
      await screen.restart();
      await until("the approved message after a restart behind the portal", () => screen.shows(approvedWords), 30_000);
      front.tamper = instead(/^\/api\/screen\/manifest/, (_, answer) =>
        answer.writeHead(200, { "content-type": "text/html" }).end(portal),
      );
      // Until it has connected again, what is announced is lost on it.
      const nag = setInterval(() => announce(world), 1000);
      ground.after(() => clearInterval(nag));
      const first = await screen.alarmed(/^trust\/malformed$/);
      clearInterval(nag);
      seen(await screen.shows(approvedWords), "the approved message is gone");
      seen(!(await screen.shows("Xin chào")), "the portal is on the screen");
      front.tamper = () => false;
      const list = (await world.comms.call("playlists")).find(({ id }) => id === screen.playlist);
      const items = (list?.items ?? []).map((item) => ({ ...item, seconds: 9 }));
      await world.comms.call("editPlaylist", {
        params: { id: screen.playlist },
        body: { version: list?.version ?? 0, playlist: { name: "Mới", items } },
      });
      const { version } = publishedRow(world);
      await until("the newest programme", async () => (await screen.shown()) === version, 40_000);
      front.tamper = instead(/^\/api\/screen\/manifest/, (_, answer) =>
        answer.writeHead(200, { etag: old.etag, age: "86400" }).end(old.envelope),
      );
      announce(world);
      const second = await screen.alarmed(/^trust\/rollback$/);
      seen((await screen.shown()) === version, "the old programme was taken");
      return `portal: ${first}, plays on, also after a restart; cached programme ${old.version} after ${version}: ${second}`;
    },
  ),
];
