import type { MessageContent } from "../../content/editorial/message.ts";
import { sealRevision } from "../../content/editorial/revision.ts";
import { until } from "../support/until.ts";
import { messageContent, preset } from "../support/world.ts";
import { approvedWords, attackedScreen, forgedWords, instead, pixelHash, publishBehind } from "./attacked-screen.ts";
import { long, seen, type Case } from "./case.ts";
import { hijack } from "./hijacked-server.ts";
import { forgedContent, smuggle, watched } from "./smuggling.ts";

/** Real screens whose server is in the attacker's hands: it writes the database and signs with the online key. */

export const hijackedScreenCases: readonly Case[] = [
  long(1, "a message without an approval, written into the database and signed by the server", async (ground) => {
    const screen = await attackedScreen(ground);
    const part = { left: 100, top: 300, width: 1200, height: 400 };
    const before = await pixelHash(screen.page, part);
    publishBehind(screen.world, (manifest) => smuggle(manifest, forgedContent, []));
    const alarm = await screen.alarmed(/^trust\/unapproved$/);
    const looks = await watched(screen);
    const after = await until(
      "the same pixels",
      async () => (await pixelHash(screen.page, part)) === before && before,
      15_000,
    );
    seen(await screen.shows(approvedWords), "the approved message is gone");
    return `alarm ${alarm}; ${looks} looks, never seen; pixels of the message ${after.slice(0, 12)} before and after`;
  }),

  long(1, "the words of the safe card, which no approver signs, exchanged by the server", async (ground) => {
    const screen = await attackedScreen(ground);
    publishBehind(screen.world, (manifest) => ({
      ...manifest,
      safeCard: { agency: "CẢNH BÁO KHẨN CẤP", label: "Gọi ngay", number: "0900 000 000" },
      programme: { ...manifest.programme, lanes: { stage: [], ticker: [] }, loops: {} },
    }));
    await until("the empty programme", async () => !(await screen.shows(approvedWords)), 20_000);
    const looks = await watched(screen, ["0900 000 000", "CẢNH BÁO KHẨN CẤP"], 4000);
    return `${looks} looks: the safe card keeps the words that it had when the screen was paired`;
  }),

  long(1, "the title of an unapproved message, on the page that shows the progress of a download", async (ground) => {
    const world = await ground.world();
    const screen = await attackedScreen(ground, { world, canvas: preset("board-1080") });
    const { front } = screen;
    const sha256 = "ab".repeat(32);
    front.tamper = instead(/^\/media\//, (_, answer) => void answer.writeHead(200).write("x"));
    const title = forgedWords;
    const content: MessageContent = {
      ...messageContent("Hình", "Hình"),
      title,
      forms: {
        banner: {
          picture: sha256,
          focal: { x: 0.5, y: 0.5 },
          alt: { vi: "Hình" },
          renditions: [{ width: 1920, height: 1080, sha256, bytes: 50_000, type: "image/webp" }],
        },
      },
    };
    publishBehind(world, (manifest) => {
      const made = smuggle(manifest, content, []);
      const loops = Object.fromEntries(
        Object.entries(made.programme.loops)
          .filter(([id]) => made.programme.lanes.stage.some((slot) => slot.loop === id))
          .map(([id, spots]) => [
            id,
            spots.map((spot) =>
              spot.message === sealRevision(content).digest ? { ...spot, form: "banner" as const } : spot,
            ),
          ]),
      );
      return {
        ...made,
        programme: { ...made.programme, loops, lanes: { ...made.programme.lanes, ticker: [] } },
        media: [{ sha256, bytes: 50_000, type: "image/webp" }],
      };
    });
    // A screen with nothing of its own to play.
    const token = (await world.pair("airport")).token;
    screen.page = await ground.page(front.url, token);
    await until("something on the screen", async () => (await screen.text()).trim().length > 8, 20_000);
    const looks = await watched(screen, [forgedWords], 6000);
    return `${looks} looks at a screen that downloads for ever: the title of what nobody approved is not on it`;
  }),

  long(2, "an owner of the server who does whatever comes to mind, two thousand histories", async () => {
    const figures = await hijack(2000);
    const { histories, steps, approved, takeovers, safe, seconds } = figures;
    const refusals = Object.values(figures.refusals).reduce((sum, n) => sum + n, 0);
    seen(approved > 0 && takeovers > 0 && refusals > 0, `nothing happened: ${JSON.stringify(figures)}`);
    const caught = await hijack(300, { gullible: true }).then(
      () => false,
      () => true,
    );
    seen(caught, "a screen that believes its server is not found out");
    return `${histories} histories, ${steps} steps in ${seconds} s: drawn ${approved} approved, ${takeovers} takeovers, ${safe} safe cards; ${refusals} refusals by ${Object.keys(figures.refusals).length} codes; nothing unapproved, no version back, no blank; a gullible screen is found out`;
  }),

  long(5, "a version far ahead, and the way back by a new server key", async (ground) => {
    const screen = await attackedScreen(ground);
    const { world } = screen;
    const version = await screen.shown();
    publishBehind(world, (manifest) => manifest, 9_000_000_000_000_000);
    const alarm = await screen.alarmed(/^trust\/fast-forward$/);
    seen((await screen.shown()) === version, `version ${await screen.shown()} plays`);
    return `9e15 after ${version} refused, alarm ${alarm}; ${version} plays on`;
  }),
];
