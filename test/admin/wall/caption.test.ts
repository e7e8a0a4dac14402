import { describe, expect, test } from "vitest";
import { captionOf, openingMs, silenceMs } from "../../../admin/wall/caption.ts";
import { words } from "../../../admin/wall/strings.ts";

const stage = { title: "Rửa tay", digest: "a" };
const ticker = { title: "Khai báo ý tế", digest: "b" };
const said = (notice: object) => ({
  at: 0,
  notice: { type: "bangtin:on-air", state: "playing", ...notice } as const,
});
const at = (now: number) => ({ openedAt: 0, now });

describe("the caption under a screen", () => {
  test("names the stage of a board and the line of a crawler", () => {
    expect(captionOf("board", said({ stage, ticker }), at(1), words.vi)).toEqual({
      tone: "on",
      label: "Đang phát:",
      title: "Rửa tay",
    });
    expect(captionOf("crawler", said({ stage, ticker }), at(1), words.vi)).toMatchObject({ title: "Khai báo ý tế" });
  });

  test("says that a board with an empty stage runs its line only", () => {
    expect(captionOf("board", said({ ticker }), at(1), words.en)).toMatchObject({ label: "Running text:" });
  });

  test("says in words what a screen without content does", () => {
    expect(captionOf("board", said({ state: "downloading" }), at(1), words.vi).label).toBe("Đang tải nội dung");
    expect(captionOf("board", said({ state: "safe-card" }), at(1), words.vi).label).toContain("thẻ an toàn");
  });

  test("waits for a screen that has just been opened, then says that it is silent", () => {
    expect(captionOf("board", undefined, at(openingMs - 1), words.vi).label).toBe("Đang mở màn hình");
    expect(captionOf("board", undefined, at(openingMs), words.vi).label).toContain("Chưa nghe tin");
  });

  test("takes a screen at its word while it goes on speaking, and says since when it is silent", () => {
    expect(captionOf("crawler", said({ ticker }), at(silenceMs), words.vi).tone).toBe("on");
    const silent = captionOf("crawler", said({ ticker }), at(silenceMs + 1), words.vi);
    expect(silent).toMatchObject({ tone: "quiet" });
    expect(silent.label).toMatch(/^Không nghe tin từ màn hình này từ \d\d:\d\d$/);
  });

  test("does not go on claiming what the page before a reload said", () => {
    const before = said({ stage });
    const reloaded = { openedAt: 60_000, now: 60_001 };
    expect(captionOf("board", before, reloaded, words.vi).label).toBe("Đang mở màn hình");
    expect(captionOf("board", before, { ...reloaded, now: 60_000 + openingMs }, words.en).label).toContain("since");
  });
});
