import { expect, test } from "vitest";
import {
  isUnwritten,
  withCutPicture,
  withForm,
  withKept,
  withNewForm,
  withoutKept,
  withTickerText,
} from "../../../admin/pages/message/content-edits.ts";
import type { Finding } from "../../../content/editorial/check.ts";
import { contentOf } from "../pretend-server.ts";

const found: Finding = { code: "known-slip", level: "warn", where: "forms.ticker.text.vi", facts: {}, excerpt: "" };
const empty = contentOf("Chạy chữ", {});

test("an English line that is emptied is gone, and the Vietnamese one stays", () => {
  const both = withTickerText(withTickerText(empty, "vi", "Rửa tay"), "en", "Wash hands");
  expect(both.forms.ticker?.text).toEqual({ vi: "Rửa tay", en: "Wash hands" });
  expect(withTickerText(both, "en", "").forms.ticker?.text).toEqual({ vi: "Rửa tay" });
  expect(withTickerText(both, "vi", "").forms.ticker?.text).toEqual({ vi: "", en: "Wash hands" });
});

test("a warning is kept once, and only the one that was meant is given up", () => {
  const other = { ...found, where: "forms.panel.headline.vi" };
  const kept = withKept(withKept(withKept(empty, found, "cũ"), other, "khác"), found, "mới");
  expect(kept.kept.map(({ where, reason }) => [where, reason])).toEqual([
    ["forms.panel.headline.vi", "khác"],
    ["forms.ticker.text.vi", "mới"],
  ]);
  expect(withoutKept(kept, other).kept.map(({ where }) => where)).toEqual(["forms.ticker.text.vi"]);
});

test("a new panel is unwritten until somebody writes on it", () => {
  const { panel } = withNewForm(empty, "panel").forms;
  if (panel?.template !== "rule") throw new Error("no panel");
  expect(isUnwritten(panel)).toBe(true);
  expect(isUnwritten({ ...panel, headline: { vi: "R" } })).toBe(false);
});

test("what the server cut belongs only to the same picture with the same focal point", () => {
  const rendition = { width: 1920, height: 1080, sha256: "b".repeat(64), bytes: 9, type: "image/webp" as const };
  const banner = { picture: "a".repeat(64), focal: { x: 0.5, y: 0.5 }, alt: { vi: "Ảnh" }, renditions: [] };
  const saved = withForm(empty, "banner", { ...banner, renditions: [rendition] });
  const mine = withForm(empty, "banner", { ...banner, alt: { vi: "Ảnh rửa tay" } });
  expect(withCutPicture(mine, saved)?.forms.banner).toEqual({
    ...banner,
    alt: { vi: "Ảnh rửa tay" },
    renditions: [rendition],
  });
  const moved = withForm(empty, "banner", { ...banner, focal: { x: 0.2, y: 0.5 } });
  expect(withCutPicture(moved, saved)).toBeUndefined();
  expect(withCutPicture(empty, saved)).toBeUndefined();
});
