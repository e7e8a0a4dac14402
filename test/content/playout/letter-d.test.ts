import { describe, expect, test } from "vitest";
import { charsOf } from "../../../content/playout/chars.ts";
import { compile } from "../../../content/playout/compile.ts";
import { explain } from "../../../content/playout/explain.ts";
import { onAir } from "../../../content/playout/on-air.ts";
import { approved, campaign, canvas, instant, lineUp, playlist } from "./fixtures.ts";

/** Letter 337/STTTT-CNTT of Hậu Giang, 11/3/2020: cable television runs this text from 12/3 to 15/3/2020 (mission.md §6, 1). */
const text =
  "đề nghị người dân tải ứng dụng Khai báo ý tế phòng dịch NCOVI tại địa chỉ: " +
  "https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi&hl=en " +
  "để được hỗ trợ nhanh nhất từ cơ quan y tế";

const [id, message] = approved("letter-d", { ticker: { text: { vi: text } } });
const input = lineUp({
  canvas: canvas("crawler-576"),
  reading: "walk",
  campaigns: [campaign("hau-giang", { frequency: { kind: "continuous", share: { spots: 1, of: 1 } } })],
  playlists: new Map([playlist("list-hau-giang", id)]),
  messages: new Map([[id, message]]),
});
const begins = instant("2020-03-11T17:00:00Z");
const ends = instant("2020-03-15T17:00:00Z");

describe("letter D's crawl", () => {
  test("has 196 characters, 'ý tế' included", () => {
    expect(charsOf(text)).toBe(196);
    expect(message.content.forms.ticker?.text.vi).toBe(text);
  });

  test("is on the line from 00:00 on 12/3 and gone at 00:00 on 16/3, compiled once, the evening before", () => {
    const { programme, leftOut } = compile(input, instant("2020-03-11T09:00:00Z"));
    expect(leftOut).toEqual([]);
    expect(onAir(programme, [], begins - 1).ticker).toEqual({ kind: "safe", why: "empty", until: begins });
    const first = onAir(programme, [], begins).ticker;
    expect(first).toMatchObject({ kind: "spot", spot: { message: message.digest, form: "ticker" }, from: begins });
    expect(onAir(programme, [], ends - 1).ticker).toMatchObject({ kind: "spot", until: ends });
    expect(onAir(programme, [], ends).ticker).toMatchObject({ kind: "safe", why: "empty" });
    expect(onAir(programme, [], begins).stage).toMatchObject({ kind: "safe", why: "empty" });
  });

  test("never comes back on a screen that stays without a network for a year", () => {
    const { programme } = compile(input, instant("2020-03-11T09:00:00Z"));
    for (let day = 0; day < 365; day++) {
      expect(onAir(programme, [], ends + day * 86_400_000).ticker.kind).toBe("safe");
    }
    expect(onAir(programme, [], programme.until).ticker).toMatchObject({ kind: "safe", why: "ended" });
  });

  test("enters, passes, leaves and rests within its spot at 200 pixels a second", () => {
    const { programme } = compile(input, begins);
    const answer = onAir(programme, [], begins).ticker;
    const ms = answer.kind === "spot" ? answer.spot.ms : 0;
    const narrowest = (648 + 196 * 38 * 0.516) / 200 + 1;
    expect(ms / 1000).toBeGreaterThan(narrowest);
    expect(ms / 1000).toBeLessThan(narrowest + 4);
  });

  test("the desk can say why it is not on yet: its first day is 12/3, and when it comes", () => {
    const evening = instant("2020-03-11T09:00:00Z");
    const why = explain(input, compile(input, evening).programme, [], evening, id);
    expect(why).toMatchObject({ lane: "ticker", inLoop: false, onAir: false, campaign: { id: "hau-giang" } });
    expect(why.conditions.filter(({ holds }) => !holds)).toEqual([
      { code: "window", holds: false, facts: { from: "2020-03-12", to: "2020-03-15", today: "2020-03-11" } },
      { code: "turn", holds: false, facts: { nextAt: begins, nextDate: "2020-03-12", nextTime: "00:00" } },
    ]);
  });
});
