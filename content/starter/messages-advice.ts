import { agencies, type StarterMessage } from "./starter-message.ts";

const agency = agencies.canTho;
/** The form of a source line only: the letters cite the ministry's advice and do not print it. */
const healthMinistry = { source: { id: "bo-y-te", name: "Bộ Y tế" }, sourceDate: "2020-02-07" };
const letterC = {
  source: { id: "so-tttt-can-tho", name: "Công văn 164/STTTT-TTBCXB" },
  sourceDate: "2020-02-07",
  directive: { id: "van-ban-c", number: "164/STTTT-TTBCXB" },
};

/** Rules of conduct for every passer-by in Cần Thơ. */
export const adviceMessages: readonly StarterMessage[] = [
  {
    // General advice, not from the five letters.
    id: "rua-tay",
    content: {
      title: "Rửa tay thường xuyên bằng xà phòng",
      ...healthMinistry,
      agency,
      forms: {
        panel: {
          template: "rule",
          manner: "do",
          tag: { vi: "Nên làm" },
          sign: "wash-hands",
          headline: { vi: "Rửa tay\nthường xuyên\nbằng xà phòng" },
          sub: { vi: "Trước khi ăn · sau khi ho, hắt hơi, về nhà" },
          short: { headline: "Rửa tay\nthật kỹ", condition: "bằng xà phòng" },
        },
      },
      kept: [],
    },
  },
  {
    // General advice, not from the five letters. Vietnamese and English for the airport (letter C §3).
    id: "khau-trang",
    content: {
      title: "Đeo khẩu trang nơi đông người (Việt – Anh)",
      ...healthMinistry,
      agency,
      forms: {
        panel: {
          template: "rule",
          manner: "do",
          tag: { vi: "Nên làm" },
          sign: "mask",
          headline: { vi: "Đeo khẩu trang\nnơi đông người", en: "Wear a face mask\nin crowded places" },
          short: { headline: "Đeo\nkhẩu trang", condition: "nơi đông người" },
        },
      },
      kept: [],
    },
  },
  {
    // From letter C §4: "khuyến cáo người dân hạn chế đến nơi đông người tránh nguy cơ lây, nhiễm …".
    // The billboard wording is condensed by us; the running line is put together from the letter's own words.
    id: "han-che-dong-nguoi",
    content: {
      title: "Hạn chế đến nơi đông người (Việt – Anh)",
      ...letterC,
      agency,
      forms: {
        panel: {
          template: "rule",
          manner: "dont",
          tag: { vi: "Tránh" },
          sign: "crowd",
          headline: { vi: "Hạn chế đến\nnơi đông người", en: "Keep away from\ncrowded places" },
          short: { headline: "Tránh nơi\nđông người" },
        },
        ticker: {
          text: {
            vi: "Người dân hạn chế đến nơi đông người, tránh nguy cơ lây, nhiễm; chủ động đi khám, thông báo ngay cho cơ sở y tế khi có các triệu chứng nghi nhiễm.",
          },
        },
      },
      kept: [],
    },
  },
  {
    // Condensed by us from letter C §2 and §4: "chủ động đi khám, thông báo ngay cho cơ quan y tế khi có các triệu chứng
    // nghi nhiễm". The letter does not list the symptoms, so neither does the panel.
    id: "di-kham-ngay",
    content: {
      title: "Có triệu chứng: đi khám, báo ngay (Việt – Anh)",
      ...letterC,
      agency,
      forms: {
        panel: {
          template: "rule",
          manner: "do",
          tag: { vi: "Nên làm" },
          sign: "doctor",
          headline: { vi: "Có triệu chứng,\nđi khám ngay", en: "With any symptoms,\nsee a doctor at once" },
          short: { headline: "Đi khám\nngay", condition: "khi nghi nhiễm" },
        },
      },
      kept: [],
    },
  },
  {
    // General advice beside letter C's; see above.
    id: "nen-va-tranh",
    content: {
      title: "Nên rửa tay, tránh nơi đông người",
      ...healthMinistry,
      agency,
      forms: {
        panel: {
          template: "rule-pair",
          do: { tag: { vi: "Nên làm" }, headline: { vi: "Rửa tay\nbằng xà phòng" }, sign: "wash-hands" },
          dont: { tag: { vi: "Tránh" }, headline: { vi: "Hạn chế đến\nnơi đông người" }, sign: "crowd" },
        },
      },
      kept: [],
    },
  },
  {
    // Our own drawing. General advice, not from the five letters.
    id: "tranh-rua-tay",
    content: {
      title: "Tranh cổ động: rửa tay bằng xà phòng",
      ...healthMinistry,
      agency,
      forms: {},
      kept: [],
    },
    picture: {
      file: "rua-tay.png",
      alt: {
        vi: "Rửa tay bằng xà phòng\nít nhất 20 giây",
        en: "Wash your hands with soap\nfor at least 20 seconds",
      },
      focal: { x: 0.5, y: 0.5 },
    },
  },
];
