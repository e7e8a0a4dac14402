import { longestText } from "../../content/editorial/text.ts";
import { expect, test } from "vitest";
import { sourceOfIssuer, titleFrom, withDirective } from "../../admin/editor/fresh.ts";
import { emptyPanel, fitOf, ordinaryTemplates, panelTemplates, slotsOf } from "../../admin/editor/panel-slots.ts";
import { setAt, textAt } from "../../admin/editor/path.ts";
import { Panel, panelLimits } from "../../content/editorial/panel.ts";
import { contentOf, directives, sources } from "./pretend-server.ts";

test("an empty panel of every template is a draft that the schema takes", () => {
  for (const template of panelTemplates) expect(Panel.parse(emptyPanel(template))).toEqual(emptyPanel(template));
});

test("an ordinary message is not offered the red of takeovers", () => {
  const offered: readonly string[] = ordinaryTemplates;
  expect(panelTemplates.filter((template) => !offered.includes(template))).toEqual(["urgent"]);
});

test("every slot with a limit can be filled in", () => {
  for (const template of panelTemplates) {
    const grown =
      template === "figure"
        ? setAt(emptyPanel(template), "rows.0", { number: "1", caption: { vi: "a" } })
        : template === "notice"
          ? setAt(emptyPanel(template), "items.0", { text: { vi: "a" }, sign: "mask" })
          : emptyPanel(template);
    const paths = slotsOf(grown).map(({ path }) => path.replace(/\.\d+/g, ""));
    for (const { slot } of panelLimits[template]) expect(paths, template).toContain(slot);
  }
});

test("no field takes more than the schema does", () => {
  for (const template of panelTemplates) {
    for (const slot of slotsOf(emptyPanel(template))) {
      if (slot.kind === "sign" || slot.optional) continue;
      const path = slot.kind === "both" ? `${slot.path}.vi` : slot.path;
      const fill = (n: number) => Panel.safeParse(setAt(emptyPanel(template), path, "x".repeat(n))).success;
      expect(fill(longestText), `${template} ${path}`).toBe(true);
      expect(fill(longestText + 1), `${template} ${path}`).toBe(false);
    }
  }
});

test("the counter follows the longest line, fewer lines with English, more characters in English", () => {
  const rule = { ...emptyPanel("rule"), headline: { vi: "Hạn chế đến\nnơi đông người" } };
  expect(fitOf(rule, "headline", rule.headline.vi, "vi")).toEqual({
    chars: 14,
    mostChars: 15,
    lines: 2,
    mostLines: 3,
    full: false,
  });
  const both = setAt(rule, "headline.en", "Keep away");
  expect(fitOf(both, "headline", "Keep away", "en")).toMatchObject({ mostLines: 2, mostChars: 48 });
  expect(fitOf(rule, "headline", "một dòng rất là dài\nx", "vi")?.full).toBe(true);
});

test("writing at a path touches nothing else", () => {
  const before = { a: { b: [1, 2, 3] }, c: "c" };
  const after = setAt(before, "a.b.1", 9);
  expect(after).toEqual({ a: { b: [1, 9, 3] }, c: "c" });
  expect(before.a.b[1]).toBe(2);
  expect(setAt(before, "a.b.0", undefined)).toEqual({ a: { b: [2, 3] }, c: "c" });
  expect(textAt(before, "c")).toBe("c");
  expect(textAt(before, "a.b")).toBe("");
});

test("choosing a letter fills in who says it and when", () => {
  const empty = { ...contentOf("", {}), source: { id: "", name: "" }, sourceDate: "" };
  expect(withDirective(empty, directives[0], sources)).toMatchObject({
    source: { id: "bo-y-te", name: "Bộ Y tế" },
    sourceDate: "2020-03-11",
    directive: { id: "van-ban-d", number: "337/STTTT-CNTT" },
  });
});

test("an issuer is recognised under another spelling of its place", () => {
  const [source] = sources;
  const canTho = { id: "ct", name: "Sở TT&TT TP. Cần Thơ", kind: "province" as const, domains: [], channels: [] };
  const all = source ? [source, canTho] : [canTho];
  expect(sourceOfIssuer("Sở TT&TT thành phố Cần Thơ", all)?.id).toBe("ct");
  expect(sourceOfIssuer("Sở TT&TT tỉnh Cần Thơ", all)?.id).toBe("ct");
  expect(sourceOfIssuer("UBND thành phố", all)).toBeUndefined();
});

test("a message is named after what it says until it is given a name", () => {
  const panel = { ...emptyPanel("rule"), headline: { vi: "Rửa tay\n30 giây" } };
  expect(titleFrom(contentOf("", { panel }))).toBe("Rửa tay 30 giây");
  expect(titleFrom(contentOf("", { ticker: { text: { vi: "chữ ".repeat(40) } } })).length).toBeLessThanOrEqual(61);
});
