import { expect, test } from "vitest";
import { emptyDraft, contentOf, lacking, wordsOf } from "../../../admin/pages/urgent/urgent-draft.ts";
import { check } from "../../../content/editorial/check.ts";
import { urgentTemplates } from "../../../content/starter/urgent-templates.ts";
import { sources } from "../pretend-server.ts";

const settings = {
  agency: { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" },
  hotline: { label: "Đường dây nóng", number: "1900 9095" },
};
const from = { ...emptyDraft, source: { id: "bo-y-te", name: "Bộ Y tế" } };

test.each(urgentTemplates.map((template) => [template.id, template] as const))(
  "the prepared %s needs its place and nothing else, and the check has nothing against it",
  (_, template) => {
    const unfilled = { ...from, template: template.id };
    expect(lacking(unfilled, settings)).toHaveLength(1);
    const draft = { ...unfilled, blank: "chợ Tân An" };
    expect(lacking(draft, settings)).toEqual([]);
    expect(check(contentOf(draft, settings, "2020-03-12"), { sources })).toEqual([]);
  },
);

test("English falls away where the Vietnamese above it was rewritten", () => {
  const draft = { ...from, template: "fire" as const, blank: "chợ Tân An" };
  expect(wordsOf(draft, settings.hotline).headlineEn).toBe("Fire at chợ Tân An:\nleave the area now");
  const rewritten = { ...draft, typed: { headline: "Nổ ở chợ Tân An" } };
  expect(wordsOf(rewritten, settings.hotline)).toMatchObject({
    headlineEn: "",
    actionEn: "Use the emergency exits, not the lifts",
  });
});
