import { expect, test } from "vitest";
import { diffMessages, diffText } from "../../admin/diff.ts";
import { contentOf } from "./pretend-server.ts";

const crawl = "đề nghị người dân tải ứng dụng Khai báo ý tế phòng dịch NCOVI";

test("one replaced pair of words is one change, and what is kept is kept byte for byte", () => {
  expect(diffText(crawl, crawl.replace("người dân", "thuê bao"))).toEqual([
    { kind: "same", text: "đề nghị " },
    { kind: "removed", text: "người dân" },
    { kind: "added", text: "thuê bao" },
    { kind: "same", text: " tải ứng dụng Khai báo ý tế phòng dịch NCOVI" },
  ]);
});

test("the parts give both texts back", () => {
  const pairs = [
    ["a b c", "a c"],
    ["", "mới"],
    ["cũ", ""],
    ["a b\nc d", "x b c  d e"],
    ["một hai ba bốn", "bốn ba hai một"],
  ] as const;
  for (const [before, after] of pairs) {
    const parts = diffText(before, after);
    const without = (kind: string): string => parts.flatMap((p) => (p.kind === kind ? [] : [p.text])).join("");
    expect(without("added")).toBe(before);
    expect(without("removed")).toBe(after);
  }
});

test("only what differs is listed, added and dropped forms included", () => {
  const before = contentOf("Tin", { ticker: { text: { vi: crawl } } });
  const after = contentOf("Tin", {
    ticker: { text: { vi: crawl } },
    panel: { template: "rule", manner: "dont", tag: { vi: "Tránh" }, sign: "crowd", headline: { vi: "Hạn chế đến" } },
  });
  const added = diffMessages(before, after).map(({ where }) => where);
  expect(added).toEqual([
    "forms.panel.tag.vi",
    "forms.panel.headline.vi",
    "forms.panel.template",
    "forms.panel.manner",
    "forms.panel.sign",
  ]);
  expect(diffMessages(before, before)).toEqual([]);
  expect(diffMessages(after, before).every(({ parts }) => parts.every(({ kind }) => kind === "removed"))).toBe(true);
});
