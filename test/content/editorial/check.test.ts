import { describe, expect, it } from "vitest";
import { blocks, check, type Finding } from "../../../content/editorial/check.ts";
import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Panel } from "../../../content/editorial/panel.ts";
import { letterD, rulePanel, sample, sources, ticker } from "./message-sample.ts";

function findings(content: MessageContent): readonly Finding[] {
  return check(content, { sources });
}
function codes(content: MessageContent): readonly string[] {
  return findings(content).map(({ code, where }) => `${code} @ ${where}`);
}
function tickerCodes(text: string): readonly string[] {
  return findings(ticker(text)).map(({ code }) => code);
}
function panel(panel: Panel): MessageContent {
  return sample({ forms: { panel } });
}

describe("a message without a fault", () => {
  it("has no finding", () => {
    expect(findings(sample())).toEqual([]);
  });
});

describe("letter D, scenario 1", () => {
  it("gives exactly two warnings: ý tế and the 79-character address", () => {
    expect(letterD).toHaveLength(196);
    const found = findings(ticker(letterD));
    expect(found.map(({ level, code }) => [level, code])).toEqual([
      ["warn", "known-slip"],
      ["warn", "url-long"],
    ]);
    expect(found[0]).toMatchObject({
      where: "forms.ticker.text.vi",
      facts: { found: "ý tế", suggestion: "y tế", letter: "D" },
    });
    expect(found[1]?.facts).toMatchObject({ chars: 79, most: 30, offer: "qr" });
    expect(blocks(found)).toBe(false);
    for (const { at, facts } of found) {
      expect(letterD.slice(at?.from, at?.until)).toBe(facts["found"] ?? facts["address"]);
    }
  });

  it("carries the reason for which the wording was kept", () => {
    const kept = {
      code: "known-slip",
      where: "forms.ticker.text.vi",
      excerpt: "ý tế",
      reason: "theo văn bản 337/STTTT-CNTT",
    };
    const found = findings({ ...ticker(letterD), kept: [kept] });
    expect(found[0]).toMatchObject({ kept: true, reason: "theo văn bản 337/STTTT-CNTT" });
    expect(found[1]).not.toHaveProperty("kept");
  });

  it("warns anew of another slip of the same kind in the same place", () => {
    const kept = { code: "known-slip", where: "forms.ticker.text.vi", excerpt: "ý tế", reason: "theo văn bản" };
    const found = findings({ ...ticker("Khai báo ý tế phòng dịch Conora"), kept: [kept] });
    const slips = found.filter(({ code }) => code === "known-slip");
    expect(slips.map(({ excerpt, kept: isKept }) => [excerpt, isKept === true])).toEqual([
      ["ý tế", true],
      ["Conora", false],
    ]);
  });

  it("keeps nothing without a reason", () => {
    const kept = { code: "known-slip", where: "forms.ticker.text.vi", excerpt: "ý tế", reason: " " };
    expect(findings({ ...ticker(letterD), kept: [kept] })[0]).not.toHaveProperty("kept");
  });
});

describe("the errors found in the letters (mission.md §1.7)", () => {
  it.each([
    ["Trang htttp://congchuc.quangninh.gov.vn/;", "url-malformed", "htttp://congchuc.quangninh.gov.vn/"],
    [
      "Link: https://www.facebook.com/DDCI tinh Quang Ninh/",
      "url-spaces",
      "https://www.facebook.com/DDCI tinh Quang Ninh/",
    ],
    [
      "Link: https://www.facebook.com/thongtinchinhp/ .",
      "address-near-miss",
      "https://www.facebook.com/thongtinchinhp/",
    ],
    ["Email nguyenthanhtra@quangning.gov.vn;", "domain-near-miss", "nguyenthanhtra@quangning.gov.vn"],
    ["Khai báo ý tế phòng dịch", "known-slip", "ý tế"],
    ["các đường dẫn (lick) mạo danh", "known-slip", "lick"],
    ["lây nhiễm vius corona", "known-slip", "vius"],
    ["do virus Conora gây ra", "known-slip", "Conora"],
    ["do chủng mới của vi ruts Corona", "known-slip", "vi ruts"],
    ["vận chuyển, chuyên phát ra nước ngoài", "known-slip", "chuyên phát"],
    ["Video Clip, Paner ảnh tĩnh", "known-slip", "Paner"],
    ["CỘNG HÕA xã hội chủ nghĩa", "known-slip", "CỘNG HÕA"],
    ["Ủy ban nhân dân tỉnh Gai Lai", "known-slip", "Gai Lai"],
    ["Ban Chỉ đạo Quốc gia phòng chống phòng, chống dịch bệnh", "known-slip", "phòng chống phòng, chống"],
    ["chung tay đẩy lùi dịch bệnh COVID - 19", "known-slip", "COVID - 19"],
    ["- Phối hợp chẽ với các cơ quan", "known-slip", "Phối hợp chẽ"],
    ["Hệ thống thư công cụ của tỉnh", "known-slip", "thư công cụ"],
    ["hướng dẫn đến đến toàn thể cán bộ", "doubled-word", "đến đến"],
    ["Sở Thông tin và Truyền thông thông đề nghị", "doubled-word", "thông thông"],
    ["nhu cầu thông tin của nhân dân trong trong việc", "doubled-word", "trong trong"],
  ])("%s", (text, code, excerpt) => {
    const found = findings(ticker(text)).filter((f) => f.code === code);
    expect(found).toHaveLength(1);
    expect(text.slice(found[0]?.at?.from, found[0]?.at?.until)).toBe(excerpt);
    expect(found[0]?.level).toBe("warn");
  });

  it("suggests a slip's right form in the case of what it replaces", () => {
    const suggested = (text: string): unknown =>
      findings(ticker(text)).find((f) => f.code === "known-slip")?.facts["suggestion"];
    expect(suggested("Khai báo ý tế")).toBe("y tế");
    expect(suggested("Ý tế cơ sở")).toBe("Y tế");
    expect(suggested("SỞ Ý TẾ thông báo")).toBe("Y TẾ");
  });

  it("several names for one disease are a hint", () => {
    const found = findings(ticker("Dịch COVID-19 do vi rút Corona (nCoV)")).filter((f) => f.code === "mixed-names");
    expect(found).toMatchObject([{ level: "hint", facts: { names: "COVID-19, nCoV, vi rút Corona" } }]);
    expect(tickerCodes("Tải ứng dụng NCOVI, phòng dịch COVID-19")).toEqual([]);
  });
});

describe("words that are right", () => {
  it.each([
    "luôn luôn rửa tay, thường thường về nhà, xa xa, ngày ngày",
    "hỗ trợ người dân dân tộc thiểu số",
    "cơ quan quan trọng",
    "chú ý tế nhị khi nói chuyện",
    "cơ quan y tế, ý thức",
    "chuyên phát thanh",
    "Điện thoại 0292.3.811.502, TP.HCM, 24/7, 15/3/2020",
    "Đọc facebook.com/thongtinchinhphu hằng ngày",
    "Trang quangninh.gov.vn và congchuc.quangninh.gov.vn",
    "UBND TP. Cần Thơ thông báo",
  ])("%s", (text) => {
    expect(tickerCodes(text)).toEqual([]);
  });
});

describe("what may not be submitted", () => {
  it.each([
    ["no title", sample({ title: " " }), "title-missing @ title"],
    ["no source", sample({ source: { id: "", name: "" } }), "source-missing @ source"],
    [
      "a source that is not registered",
      sample({ source: { id: "facebook", name: "Facebook" } }),
      "source-unknown @ source",
    ],
    ["no form", sample({ forms: {} }), "form-missing @ forms"],
    ["nobody who speaks", sample({ agency: { name: "", short: "X" } }), "slot-empty @ agency.name"],
    ["an empty headline", rulePanel({ headline: { vi: "" } }), "slot-empty @ forms.panel.headline.vi"],
    ["an empty translation", rulePanel({ sub: { vi: "Khi về nhà", en: " " } }), "slot-empty @ forms.panel.sub.en"],
    ["a ticker without text", ticker("  "), "slot-empty @ forms.ticker.text.vi"],
    ["a ticker of two lines", ticker("một\nhai"), "line-break @ forms.ticker.text.vi"],
  ])("%s", (_, content, expected) => {
    expect(codes(content)).toContain(expected);
    expect(blocks(findings(content))).toBe(true);
  });

  it("a figure without its hour, its number or the caption of a row", () => {
    const content = panel({
      template: "figure",
      label: { vi: "Số ca mắc tại Việt Nam" },
      number: "",
      asOf: "",
      rows: [{ number: "3", caption: { vi: "" } }],
    });
    expect(codes(content)).toEqual([
      "slot-empty @ forms.panel.number",
      "slot-empty @ forms.panel.asOf",
      "slot-empty @ forms.panel.rows.0.caption.vi",
    ]);
  });

  it("a picture without a description or without renditions", () => {
    const banner = { picture: "0".repeat(64), focal: { x: 0.5, y: 0.5 }, alt: { vi: "" }, renditions: [] };
    expect(codes(sample({ forms: { banner } }))).toEqual([
      "slot-empty @ forms.banner.alt.vi",
      "renditions-missing @ forms.banner.renditions",
    ]);
  });

  it.each([
    ["bidi-control", "Rửa \u202Eyat", "U+202E"],
    ["bidi-control", "Rửa \u2067tay", "U+2067"],
    ["invisible-character", "Rửa\u200Btay", "U+200B"],
    ["invisible-character", "\uFEFFRửa tay", "U+FEFF"],
    ["invisible-character", "Rửa\u00ADtay", "U+00AD"],
    ["invisible-character", "Rửa tay\u{E0041}", "U+E0041"],
    ["control-character", "Rửa\u0000 tay", "U+0000"],
    ["control-character", "Rửa\ttay", "U+0009"],
    ["control-character", "Rửa\u2028tay", "U+2028"],
    ["broken-character", "Rửa \uD800 tay", "U+D800"],
    ["broken-character", "Rửa \uE000 tay", "U+E000"],
    ["broken-character", "R\uFFFDa tay", "U+FFFD"],
  ])("a text with a %s", (code, text, character) => {
    for (const content of [ticker(text), rulePanel({ headline: { vi: text } }), sample({ title: text })]) {
      const found = findings(content).filter((f) => f.code === code);
      expect(found).toMatchObject([{ level: "block", facts: { character, count: 1 } }]);
    }
  });

  it("not even when the author wants to keep it", () => {
    const kept = [{ code: "bidi-control", where: "forms.ticker.text.vi", excerpt: "\u202E", reason: "theo văn bản" }];
    const found = findings({ ...ticker("a\u202Eb"), kept });
    expect(blocks(found)).toBe(true);
    expect(found[0]).not.toHaveProperty("kept");
  });
});

describe("text beyond its slot", () => {
  it("blocks what could not be drawn whole, and takes it all the same so that nothing typed is cut", () => {
    const message = rulePanel({ headline: { vi: "Rửa tay thường xuyên ".repeat(20).trim() } });
    const found = findings(message);
    expect(blocks(found)).toBe(true);
    const overflow = found.find(({ code }) => code === "slot-overflow");
    expect(overflow).toMatchObject({ where: "forms.panel.headline.vi", facts: { chars: 419, most: 67 } });
  });

  it("warns of a hand-broken line that is too long, and says where", () => {
    const text = "Rửa tay\nthường xuyên bằng\nxà phòng";
    const found = findings(rulePanel({ headline: { vi: text } }));
    expect(found).toMatchObject([{ code: "line-too-long", facts: { chars: 17, most: 15, lines: 3 } }]);
    expect(text.slice(found[0]?.at?.from, found[0]?.at?.until)).toBe("ng");
  });

  it("warns of too many lines, broken by hand or by the screen", () => {
    expect(codes(rulePanel({ headline: { vi: "Một\nhai\nba\nbốn" } }))).toEqual([
      "too-many-lines @ forms.panel.headline.vi",
    ]);
    expect(codes(rulePanel({ headline: { vi: "Rửa tay thường xuyên bằng xà phòng và nước sạch" } }))).toContain(
      "too-many-lines @ forms.panel.headline.vi",
    );
  });

  it("gives a bilingual rule two Vietnamese lines and two wider English ones", () => {
    const vi = "Đeo khẩu trang\nnơi đông người";
    expect(codes(rulePanel({ headline: { vi, en: "Wear a face mask\nin crowded places" } }))).toEqual([]);
    expect(codes(rulePanel({ headline: { vi: `${vi}\nnhé`, en: "Wear a mask" } }))).toEqual([
      "too-many-lines @ forms.panel.headline.vi",
    ]);
    expect(codes(rulePanel({ headline: { vi, en: "Please do wear a face mask at all times" } }))).toEqual([]);
    expect(
      codes(rulePanel({ headline: { vi, en: "Please do wear a face mask at any time in crowded places" } })),
    ).toEqual(["english-too-long @ forms.panel.headline.en"]);
  });

  it("breaks an address only behind a slash", () => {
    const channel = (address: string): MessageContent =>
      panel({
        template: "channel",
        tag: { vi: "Kênh chính thống" },
        name: { vi: "Kiểm soát bệnh tật\ntỉnh Quảng Ninh" },
        address,
        owner: { vi: "Trung tâm Kiểm soát bệnh tật tỉnh Quảng Ninh" },
      });
    expect(codes(channel("https://www.facebook.com/kiemsoatbenhtat.quangninh/"))).toEqual([]);
    expect(codes(channel("https://www.facebook.com/trungtamkiemsoatbenhtattinhquangninh/"))).toEqual([
      "line-too-long @ forms.panel.address",
    ]);
    const long = "https://www.facebook.com/trungtamkiemsoatbenhtattinhquangninh/";
    const at = findings(channel(long))[0]?.at;
    expect(long.slice(at?.from, at?.until)).toBe("ngninh");
    expect(codes(channel("facebook.com/kiemsoatbenhtat.quangninh"))).toEqual(["url-malformed @ forms.panel.address"]);
    expect(codes(channel("https://www.facebook.com/DDCI tinh Quang Ninh/"))).toEqual([
      "url-spaces @ forms.panel.address",
    ]);
    expect(codes(channel("https://example.vn/a b"))).toEqual(["url-spaces @ forms.panel.address"]);
  });

  it("warns of a billboard wording over nine words", () => {
    const headline = { vi: "Rửa tay thật kỹ\nnhiều lần\nmỗi ngày nhé bạn" };
    expect(codes(rulePanel({ headline }))).toContain("billboard-words @ forms.panel.headline.vi");
    expect(codes(rulePanel({ headline, short: { headline: "Rửa tay" } }))).not.toContain(
      "billboard-words @ forms.panel.headline.vi",
    );
  });

  it("warns of a lap of more than a minute and of a panel that nobody has time to read", () => {
    expect(tickerCodes("Rửa tay. ".repeat(40).trim())).toEqual([]);
    expect(tickerCodes("Rửa tay. ".repeat(60).trim())).toEqual(["lap-too-long"]);
    const long = panel({
      template: "rebuttal",
      truth: { vi: "Email giả mạo.\nTệp đính kèm\ncài mã độc." },
      action: { vi: "Không mở. Kiểm tra địa chỉ nguồn gửi." },
      claim: { vi: "Email “thông báo chính thức” của tổ chức y tế, kèm tệp hướng dẫn cách phòng dịch mới nhất" },
    });
    expect(findings(long)).toMatchObject([
      { code: "dwell-too-short", facts: { reading: "walk", most: 162, seconds: 20 } },
    ]);
  });
});

describe("tone", () => {
  it("warns of capitals and of rows of exclamation marks", () => {
    expect(codes(rulePanel({ headline: { vi: "RỬA TAY" } }))).toEqual(["all-caps @ forms.panel.headline.vi"]);
    expect(tickerCodes("Rửa tay ngay!!!")).toEqual(["exclamation-marks"]);
    expect(tickerCodes("Rửa tay ngay!")).toEqual([]);
    expect(tickerCodes("NCOVI")).toEqual([]);
  });

  it("warns of a prohibition whose headline does not forbid", () => {
    const dont = (vi: string): readonly string[] => codes(rulePanel({ manner: "dont", headline: { vi } }));
    expect(dont("Đến nơi\nđông người")).toEqual(["negation-missing @ forms.panel.headline.vi"]);
    expect(dont("Hạn chế đến\nnơi đông người")).toEqual([]);
  });
});

describe("the source line", () => {
  it("warns of a figure without a date and hints at any other", () => {
    expect(findings(sample({ sourceDate: "" }))).toMatchObject([{ code: "source-undated", level: "hint" }]);
    const figure: Panel = {
      template: "figure",
      label: { vi: "Số ca mắc" },
      number: "13",
      asOf: "15:30, 07/02/2020",
      rows: [],
    };
    expect(findings({ ...panel(figure), sourceDate: "" })).toMatchObject([{ code: "figure-undated", level: "warn" }]);
  });

  it("may name the letter instead of its issuer", () => {
    const source = { id: "quang-ninh", name: "Công văn 1341/STTTT-TTBCXB" };
    expect(codes(sample({ source }))).toEqual(["source-name-differs @ source.name"]);
    expect(codes(sample({ source, directive: { id: "b", number: "1341/STTTT-TTBCXB" } }))).toEqual([]);
  });
});

describe("an urgent panel", () => {
  const urgent = (changes: Partial<Extract<Panel, { template: "urgent" }>>): Panel => ({
    template: "urgent",
    headline: { vi: "Có sốt, ho, khó thở:\nbáo nhân viên y tế" },
    ...changes,
  });
  const urgentCodes = (changes: Parameters<typeof urgent>[0]): readonly string[] => codes(panel(urgent(changes)));

  it("needs its headline and nothing else", () => {
    expect(urgentCodes({ short: { headline: "Sốt, ho, khó thở" } })).toEqual([]);
    const found = findings(panel(urgent({ headline: { vi: "" } })));
    expect(found).toMatchObject([{ code: "slot-empty", where: "forms.panel.headline.vi", level: "block" }]);
  });

  it("has no half-filled part: a number that is there has digits, an action has words", () => {
    const short = { headline: "Sốt, ho, khó thở" };
    expect(urgentCodes({ short, number: { number: "" }, action: { vi: " " } })).toEqual([
      "slot-empty @ forms.panel.number.number",
      "slot-empty @ forms.panel.action.vi",
    ]);
  });

  it("warns of more words than a billboard can be read by, unless a short wording is there", () => {
    const headline = { vi: "Có sốt, ho, khó thở:\nbáo ngay nhân viên y tế" };
    expect(urgentCodes({ headline })).toEqual(["billboard-words @ forms.panel.headline.vi"]);
    expect(urgentCodes({ headline, short: { headline: "Sốt, ho, khó thở" } })).toEqual([]);
  });

  it("is held to its limits and to the same care for addresses and capitals as any other", () => {
    const short = { headline: "Sốt, ho, khó thở" };
    expect(urgentCodes({ short, headline: { vi: "SƠ TÁN NGAY" } })).toEqual(["all-caps @ forms.panel.headline.vi"]);
    expect(urgentCodes({ short, action: { vi: "Xem quangnihn.gov.vn ngay" } })).toEqual([
      "domain-near-miss @ forms.panel.action.vi",
    ]);
    expect(urgentCodes({ short, place: { vi: "Cảng Hàng không Quốc tế Cần Thơ và vùng phụ cận" } })).toEqual([
      "too-many-lines @ forms.panel.place.vi",
    ]);
  });
});

describe("look-alikes and old encodings", () => {
  it.each([
    ["https://boyte.gov.vn@example.com/", "user-before-host"],
    ["http://quаngninh.gov.vn/", "not-ascii"],
    ["hxxp://quangninh.gov.vn/", "scheme"],
    ["http//quangninh.gov.vn/", "separator"],
    ["https:/quangninh.gov.vn/", "separator"],
    ["ftp://quangninh.gov.vn/", "scheme"],
    ["https://quangninh_gov.vn/", "host"],
  ])("%s is malformed: %s", (text, fault) => {
    expect(findings(ticker(`Xem ${text}`)).filter((f) => f.code === "url-malformed")).toMatchObject([
      { facts: { fault } },
    ]);
  });

  it.each([
    "quangnihn.gov.vn",
    "congchuc.quangnin.gov.vn",
    "quangninh-gov.vn",
    "quangninh.gov.vn.example.com",
    "facebok.com",
  ])("%s nearly is a registered domain", (text) => {
    expect(tickerCodes(`Xem ${text} ngay`)).toEqual(["domain-near-miss"]);
  });

  it.each([
    ["Tr¸nh ®Õn n¬i ®«ng ng­êi", "TCVN3"],
    ["Phoøng choáng dòch beänh, ñeo khaåu trang", "VNI"],
    ["Rá»­a tay thÆ°á»ng xuyÃªn", "UTF-8"],
  ])("%s was typed in another encoding", (text, encoding) => {
    expect(findings(ticker(text)).filter((f) => f.code === "legacy-encoding")).toMatchObject([
      { level: "hint", facts: { encoding } },
    ]);
  });

  it("a word of two alphabets is named", () => {
    expect(tickerCodes("Bộ Y tế thông bаo")).toEqual(["mixed-scripts"]);
  });
});
